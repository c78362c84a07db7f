import type { RespondFn } from '@slack/bolt';
import { TEXTS } from '../shared/texts.js';
import { answerMessages, type Desk, failureNotice, refusal, type Workspace } from './desk.js';
import { readText } from './escape.js';
import { type Message, renderNotice } from './render.js';
import { type Asker, reply } from './respond.js';

/** The slash commands, as the manifest has them. */
export const COMMANDS = { ask: '/ask', compare: '/compare', topics: '/topics' } as const;

/** The message shortcut "Answer this", by its callback id. */
export const ANSWER_THIS = 'answer_this';

/** What of a slash command is read. */
export interface Command {
  readonly command: string;
  readonly text: string;
  readonly user_id: string;
  readonly channel_id: string;
  readonly trigger_id: string;
}

/** What of the message shortcut is read. */
export interface Shortcut {
  readonly trigger_id: string;
  readonly user: { readonly id: string };
  readonly channel: { readonly id: string };
  readonly message: {
    readonly text?: string | undefined;
    readonly bot_id?: string | undefined;
    readonly ts: string;
    readonly thread_ts?: string | undefined;
  };
}

interface Asked {
  readonly question: string;
  readonly isPrivate: boolean;
  readonly showQuestion: boolean;
}

/** Answers a slash command: to who asked alone, unless the text begins with "!" or the setting says otherwise. */
export async function onCommand(
  desk: Desk,
  workspace: Workspace,
  command: Command,
  respond: RespondFn | null,
): Promise<void> {
  const { trigger_id, user_id: person, channel_id: channel } = command;
  if (!desk.seen.first(`command ${trigger_id}`)) return desk.counters.add('repeated');
  const asker = { person, target: { channel, thread: null }, respond, key: trigger_id };
  await answer(desk, workspace, asker, questionOf(command, workspace.me, desk.answersOpenly));
}

/** What a command asks. Slack has no command with "!" in its name, so that "/ask !" stands for "/ask!". */
function questionOf({ command, text }: Command, me: string | null, answersOpenly: boolean): Asked | string {
  const written = readText(text, me);
  const isLoud = written.startsWith('!');
  const words = written.replace(/^!+\s*/, '');
  const isPrivate = !isLoud && !answersOpenly;
  const isHelp = /^(?:help|\?)?$/i.test(words);
  switch (command) {
    case COMMANDS.ask:
      return isHelp
        ? { question: '/help', isPrivate: true, showQuestion: false }
        : { question: words, isPrivate, showQuestion: true };
    case COMMANDS.compare:
      return isHelp
        ? { question: words === '' ? '/compare' : '/help', isPrivate: true, showQuestion: false }
        : { question: `compare ${words}`, isPrivate, showQuestion: true };
    case COMMANDS.topics:
      return { question: '/topics', isPrivate, showQuestion: false };
    default:
      return TEXTS.unknownCommand;
  }
}

/** Answers the text of a message to who used the shortcut, who may then share it. */
export async function onShortcut(
  desk: Desk,
  workspace: Workspace,
  { trigger_id, user, channel, message }: Shortcut,
  respond: RespondFn | null,
): Promise<void> {
  if (!desk.seen.first(`shortcut ${trigger_id}`)) return desk.counters.add('repeated');
  const thread = message.thread_ts ?? null;
  const asker = { person: user.id, target: { channel: channel.id, thread }, respond, key: trigger_id };
  const question = readText(message.text ?? '', workspace.me);
  const asked =
    message.bot_id !== undefined
      ? TEXTS.onlyPeople
      : question === ''
        ? TEXTS.noText
        : { question, isPrivate: true, showQuestion: true };
  await answer(desk, workspace, asker, asked);
}

/** @param asked a text is a notice of the bot's own */
async function answer(desk: Desk, workspace: Workspace, asker: Asker, asked: Asked | string): Promise<void> {
  const { person, target } = asker;
  const place = `${workspace.team} ${target.channel} ${person}`;
  let messages: readonly Message[];
  let isPrivate = true;
  try {
    const refused = await refusal(desk, `${workspace.team} ${person}`, `${workspace.team} ${target.channel}`);
    if (refused) messages = [refused.notice];
    else if (typeof asked === 'string') messages = [renderNotice(asked)];
    else {
      const said = await answerMessages(desk, {
        question: asked.question,
        person,
        conversation: desk.conversations.get(place),
        showQuestion: asked.showQuestion,
        mayShare: asked.isPrivate && !target.channel.startsWith('D'),
      });
      ({ messages } = said);
      ({ isPrivate } = asked);
      desk.conversations.set(place, said.answer.conversation);
      desk.counters.add('answered');
    }
  } catch (error) {
    messages = [failureNotice(desk, error)];
  }
  await reply(desk, workspace, asker, messages, isPrivate);
}
