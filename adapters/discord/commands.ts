import type { APIApplicationCommandBasicOption, RESTPutAPIApplicationCommandsJSONBody } from 'discord.js';
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord.js';
import { MODES } from '../chat/listening.js';
import { SAVE } from '../chat/saving.js';

/** Longest question that `/ask` takes, in characters; what people paste is longer only by mistake. */
const MAX_QUESTION = 2000;

/** Names of the commands, as people see them. */
export const COMMANDS = {
  ask: 'ask',
  compare: 'compare',
  topics: 'topics',
  help: 'help',
  docent: 'docent',
  answerThis: 'Answer this',
  save: SAVE,
} as const;

/** The subcommands of `/docent`, and their options. */
export const LISTEN = { name: 'listen', how: 'how' } as const;
export const CONSENT = { name: 'consent', how: 'how' } as const;

/** Names of the options of `/compare`, in the order in which they are typed. */
export const COMPARED = ['first', 'second', 'third'] as const;

const PRIVATE: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.Boolean,
  name: 'private',
  description: 'Only you see the answer',
};

/** Where the bot is installed and may be asked: in servers, and in direct messages with it. */
const WHERE = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
};

/** The commands as they are registered. */
export const COMMAND_DEFINITIONS: RESTPutAPIApplicationCommandsJSONBody = [
  {
    type: ApplicationCommandType.ChatInput,
    name: COMMANDS.ask,
    description: 'Ask a question; the answer cites its sources',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'question',
        description: 'Your question, in plain words',
        required: true,
        autocomplete: true,
        max_length: MAX_QUESTION,
      },
      PRIVATE,
    ],
    ...WHERE,
  },
  {
    type: ApplicationCommandType.ChatInput,
    name: COMMANDS.compare,
    description: 'Line two or three up, property by property',
    options: [
      ...COMPARED.map((name, i) => ({
        type: ApplicationCommandOptionType.String as const,
        name,
        description: `The ${name} to compare`,
        required: i < 2,
        autocomplete: true as const,
        max_length: 100,
      })),
      PRIVATE,
    ],
    ...WHERE,
  },
  {
    type: ApplicationCommandType.ChatInput,
    name: COMMANDS.topics,
    description: 'What I know about',
    options: [PRIVATE],
    ...WHERE,
  },
  {
    type: ApplicationCommandType.ChatInput,
    name: COMMANDS.help,
    description: 'How to ask me',
    ...WHERE,
  },
  {
    type: ApplicationCommandType.ChatInput,
    name: COMMANDS.docent,
    description: 'How I listen, and whether what you write may become articles',
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: LISTEN.name,
        description: 'Whether I answer questions in this channel that nobody put to me',
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: LISTEN.how,
            description: 'Leave it out to see how it is',
            choices: MODES.map((mode) => ({ name: mode, value: mode })),
          },
        ],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: CONSENT.name,
        description: 'Whether what you wrote may become articles, with your name',
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: CONSENT.how,
            description: 'Leave it out to see how it is; off takes out what was published',
            choices: ['on', 'off'].map((how) => ({ name: how, value: how })),
          },
        ],
      },
    ],
    ...WHERE,
  },
  { type: ApplicationCommandType.Message, name: COMMANDS.answerThis, ...WHERE },
  { type: ApplicationCommandType.Message, name: COMMANDS.save, ...WHERE },
];
