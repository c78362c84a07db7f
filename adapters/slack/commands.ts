import type { RespondFn } from '@slack/bolt';
import { type Asked, askedOf, commandResult } from '../chat/interactions.js';
import { LISTEN_USAGE, listenText } from '../chat/listen-command.js';
import { consentText } from '../chat/saving.js';
import { TEXTS } from '../service/texts.js';
import type { Desk, Workspace } from './desk.js';
import { readText } from './escape.js';
import { listenAdvice } from './listen.js';
import { rulePlace } from './parse-message.js';
import { RENDERING } from './render.js';
import { type Asker, reply } from './respond.js';
import { trustedIn } from './trusted.js';

/** The slash commands, as the manifest has them. */
export const COMMANDS = { ask: '/ask', compare: '/compare', topics: '/topics', docent: '/docent' } as const;

/** What stands behind `/docent`, as people are shown it. */
export const DOCENT_HINT = `listen ${LISTEN_USAGE}, or consent on|off`;

/** The message shortcut "Answer this", by its callback id. */
export const ANSWER_THIS = 'answer_this';

/** What of a slash command is read. */
export interface Command {
  readonly command: string;
  readonly text: string;
  readonly user_id: string;
  readonly user_name?: string | undefined;
  readonly channel_id: string;
  readonly trigger_id: string;
}

/** What of the message shortcut is read. */
export interface Shortcut {
  readonly trigger_id: string;
  readonly user: { readonly id: string; readonly name?: string; readonly username?: string };
  readonly channel: { readonly id: string };
  readonly message: {
    readonly text?: string | undefined;
    readonly user?: string | undefined;
    readonly bot_id?: string | undefined;
    readonly ts: string;
    readonly thread_ts?: string | undefined;
  };
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
  if (command.command === COMMANDS.docent)
    return reply(
      desk,
      workspace,
      asker,
      [RENDERING.notice(await docentAsked(desk, workspace, command), true)],
      true,
    );
  await answer(desk, workspace, asker, questionOf(command, workspace.me, desk.answersOpenly));
}

/** What somebody is told who wants to know, or to set, whether the bot answers unasked, or makes articles of what they wrote. */
async function docentAsked(
  desk: Desk,
  workspace: Workspace,
  { text, user_id: id, user_name: username, channel_id: channel }: Command,
): Promise<string> {
  const [, what, wanted = ''] = /^\s*(listen|consent)\b(.*)$/s.exec(text) ?? [];
  if (what === undefined) return `${COMMANDS.docent} takes: ${DOCENT_HINT}.`;
  if (what === 'consent') return consentText(desk, { person: id, name: username ?? null }, wanted);
  return listenText(desk, {
    ...{ command: `${COMMANDS.docent} listen`, wanted },
    rooms: /^[CG]/.test(channel) ? [channel] : [],
    isTrusted: async () =>
      (await trustedIn(desk, workspace, { id, ...(username === undefined ? {} : { username }) })) !== null,
    who: 'those whom SLACK_TRUSTED names',
    missing: async () => missingIn(workspace, channel),
  });
}

/** What keeps the bot from answering unasked in a channel, and what to do; `null`: nothing. */
async function missingIn({ api }: Workspace, channel: string): Promise<string | null> {
  try {
    await api.readLast(channel);
    return null;
  } catch (error) {
    return listenAdvice(error, channel);
  }
}

/** What a command asks. Slack has no command with "!" in its name, so that "/ask !" stands for "/ask!". */
function questionOf({ command, text }: Command, me: string | null, answersOpenly: boolean): Asked {
  const written = readText(text, me);
  const isLoud = written.startsWith('!');
  const words = written.replace(/^!+\s*/, '');
  const isPrivate = !isLoud && !answersOpenly;
  const isHelp = /^(?:help|\?)?$/i.test(words);
  switch (command) {
    case COMMANDS.ask:
      return isHelp
        ? { question: '/help', isPrivate: true }
        : { question: words, isPrivate, showQuestion: true };
    case COMMANDS.compare:
      return isHelp
        ? { question: words === '' ? '/compare' : '/help', isPrivate: true }
        : { question: `compare ${words}`, isPrivate, showQuestion: true };
    case COMMANDS.topics:
      return { question: '/topics', isPrivate };
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
  const asked = askedOf(readText(message.text ?? '', workspace.me), message.bot_id !== undefined);
  await answer(desk, workspace, asker, typeof asked === 'string' ? asked : { ...asked, isPrivate: true });
}

async function answer(desk: Desk, workspace: Workspace, asker: Asker, asked: Asked): Promise<void> {
  const { person, target } = asker;
  const { team } = workspace;
  const command = {
    ...{ person, who: `${team} ${person}`, room: `${team} ${target.channel}` },
    place: rulePlace(team, target.channel),
    talk: `${team} ${target.channel} ${person}`,
    asked:
      typeof asked === 'string'
        ? asked
        : { ...asked, mayShare: asked.isPrivate === true && !target.channel.startsWith('D') },
  };
  const { pages, isPrivate } = await commandResult(RENDERING, desk, command);
  await reply(desk, workspace, asker, pages, isPrivate);
}
