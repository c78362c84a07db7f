import type {
  APIApplicationCommandAutocompleteInteraction,
  APIApplicationCommandInteraction,
  APIInteraction,
  APIMessageComponentInteraction,
} from 'discord.js';
import {
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import type { Conversation } from '../../src/query/query.js';
import { TEXTS } from '../shared/texts.js';
import { autocomplete } from './autocomplete.js';
import { COMMANDS, COMPARED } from './commands.js';
import { pressed } from './components.js';
import { answerPages, type Desk, THREADS } from './desk.js';
import { optionsOf } from './options.js';
import { type Page, renderNotice } from './render.js';
import { respond } from './respond.js';

/** Answers an interaction, each once. */
export async function onInteraction(desk: Desk, interaction: APIInteraction): Promise<void> {
  // A keystroke that is answered twice harms nobody, and so many would push what must be answered once out of mind.
  if (interaction.type === InteractionType.ApplicationCommandAutocomplete)
    return autocomplete(desk, interaction as APIApplicationCommandAutocompleteInteraction);
  if (!desk.seen.first(`interaction ${interaction.id}`)) return desk.counters.add('repeated');
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return onCommand(desk, interaction);
    case InteractionType.MessageComponent:
      return onComponent(desk, interaction);
    default:
      desk.log.debug('An interaction of a kind that is not asked for', { type: interaction.type });
  }
}

/** What of an interaction says who asked where; direct messages have a user, servers a member. */
export function askerOf(interaction: APIInteraction): { person: string; channel: string } {
  const user = interaction.member?.user ?? interaction.user;
  return { person: user?.id ?? 'nobody', channel: interaction.channel?.id ?? user?.id ?? 'nowhere' };
}

/** Where the bot may not write, Discord would show its responses all the same; they are then for the asker alone. */
function mayWriteAt({ app_permissions, channel, guild_id }: APIInteraction): boolean {
  if (!guild_id || !app_permissions) return true;
  const isThread = channel !== undefined && THREADS.has(channel.type);
  const needed = isThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  const permissions = BigInt(app_permissions);
  return (permissions & (needed | PermissionFlagsBits.Administrator)) !== 0n;
}

async function onCommand(desk: Desk, interaction: APIApplicationCommandInteraction): Promise<void> {
  const asked = questionOf(interaction);
  const { person, channel } = askerOf(interaction);
  const place = desk.place(channel, interaction.guild_id, interaction.channel?.type);
  const isPrivate = asked.isPrivate || !mayWriteAt(interaction);
  const where = place.kind === 'channel' ? `${channel} ${person}` : channel;
  let conversation: Conversation | null = null;
  const message = await respond(desk, interaction, isPrivate, async () => {
    const refused = await tooFast(desk, person, channel);
    if (refused) return [refused];
    if ('notice' in asked) return [renderNotice(asked.notice, true)];
    const { answer, pages } = await answerPages(desk, {
      question: asked.question,
      person,
      conversation: desk.conversations.get(where),
      showQuestion: asked.showQuestion,
      isPrivate,
    });
    conversation = answer.conversation;
    desk.conversations.set(where, conversation);
    desk.counters.add('answered');
    return pages;
  });
  if (message) desk.conversations.set(message, conversation);
}

type Asked =
  | { readonly question: string; readonly showQuestion: boolean; readonly isPrivate: boolean }
  | { readonly notice: string; readonly isPrivate: true };

function questionOf(interaction: APIApplicationCommandInteraction): Asked {
  const { data } = interaction;
  if (data.type === ApplicationCommandType.Message) {
    if (data.name !== COMMANDS.answerThis) return { notice: TEXTS.unknownCommand, isPrivate: true };
    const target = data.resolved.messages[data.target_id];
    if (target?.author.bot) return { notice: TEXTS.onlyPeople, isPrivate: true };
    const question = target?.content.trim() ?? '';
    return question === ''
      ? { notice: TEXTS.noText, isPrivate: true }
      : { question, showQuestion: true, isPrivate: false };
  }
  if (data.type !== ApplicationCommandType.ChatInput)
    return { notice: TEXTS.unknownCommand, isPrivate: true };
  const options = optionsOf(data.options);
  const isPrivate = options.private === true;
  switch (data.name) {
    case COMMANDS.ask:
      return { question: String(options.question ?? ''), showQuestion: true, isPrivate };
    case COMMANDS.compare: {
      const names = COMPARED.flatMap((name) => (options[name] ? [String(options[name]).trim()] : []));
      const different = new Set(names.map((name) => name.toLowerCase()));
      if (different.size < 2) return { notice: TEXTS.sameSubjects, isPrivate: true };
      return { question: `/compare ${names.join(', ')}`, showQuestion: false, isPrivate };
    }
    case COMMANDS.topics:
      return { question: '/topics', showQuestion: false, isPrivate };
    case COMMANDS.help:
      return { question: '/help', showQuestion: false, isPrivate: true };
    default:
      return { notice: TEXTS.unknownCommand, isPrivate: true };
  }
}

async function tooFast(desk: Desk, person: string, channel: string): Promise<Page | null> {
  const admission = await desk.rateLimit.admit(person, channel);
  if (admission.admitted) return null;
  desk.counters.add('tooFast');
  return renderNotice(TEXTS.tooFast(admission.waitSeconds), true);
}

async function onComponent(desk: Desk, interaction: APIMessageComponentInteraction): Promise<void> {
  const { person, channel } = askerOf(interaction);
  const { data, message } = interaction;
  const onPrivate = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0 || !mayWriteAt(interaction);
  const values = data.component_type === ComponentType.StringSelect ? data.values : [];
  const press = pressed(desk, data.custom_id, values, { person, message: message.id, onPrivate });
  let conversation: Conversation | null = null;
  const sent = await respond(desk, interaction, press.isPrivate, async () => {
    const refused = await tooFast(desk, person, channel);
    if (refused) return [refused];
    const result = await press.pages();
    conversation = result.conversation;
    return result.pages;
  });
  if (sent) desk.conversations.set(sent, conversation);
}
