import type { RespondFn } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import { z } from 'zod';
import { resultFor, told } from '../chat/interactions.js';
import {
  CHECK_MARKS,
  CONSENT_BUTTONS,
  checkedText,
  consentShown,
  saveText,
  type ToSave,
} from '../chat/saving.js';
import type { AuthorPort } from '../service/drafts/drafts.js';
import type { SlackApi, Written } from './api.js';
import type { Shortcut } from './commands.js';
import { button } from './controls.js';
import type { Desk, Workspace } from './desk.js';
import { readWords } from './escape.js';
import { mrkdwn } from './objects.js';
import { messageId, rulePlace } from './parse-message.js';
import { type Message, RENDERING, renderShown } from './render.js';
import { reply } from './respond.js';
import { trustedIn } from './trusted.js';
import { ACTIONS } from './values.js';

/** What a person types to change what they agreed to. */
export const CONSENT_COMMAND = '/docent consent';

/** The message shortcut "Save as article", by its callback id. */
export const SAVE_ARTICLE = 'save_article';

/** What a message, and who wrote it, are found by. */
const AT = z.object({ team: z.string(), channel: z.string(), ts: z.string(), person: z.string() });
const readAt = (at: string) => AT.parse(JSON.parse(at));

interface Place {
  readonly workspace: Workspace;
  readonly channel: string;
}

async function toSave(
  desk: Desk,
  { workspace: { api, team, me }, channel }: Place,
  { ts, thread_ts: thread, user = '', text = '', bot_id: bot, name }: Found,
): Promise<ToSave> {
  return {
    ...{ message: messageId(team, channel, ts), person: user, place: rulePlace(team, channel) },
    at: JSON.stringify({ team, channel, ts, person: user }),
    isByApp: bot !== undefined || user === '' || user === 'USLACKBOT',
    words: { text: readWords(text, me), name: name ?? null },
    // Without the scopes Slack shows a message of a channel once, with the menu that it was chosen in.
    canBeRead: desk.readsChannels || channel.startsWith('D'),
    question: null,
    link: await api.permalink(channel, ts).catch(() => null),
    on: new Date(Number(ts) * 1000),
    under: thread === undefined || thread === ts ? [] : [messageId(team, channel, thread)],
  };
}

interface Found extends Written {
  readonly ts: string;
  /** As who wrote it is shown, where that is told. */
  readonly name?: string;
}

/** Saves the message of whose menu that was chosen; who chose it is told alone. */
export async function onSave(
  desk: Desk,
  workspace: Workspace,
  { trigger_id: key, user, channel: { id: channel }, message }: Shortcut,
  respond: RespondFn | null,
): Promise<void> {
  if (!desk.seen.first(`shortcut ${key}`)) return desk.counters.add('repeated');
  const { team } = workspace;
  const { id: person, username, name = username } = user;
  const asker = {
    person,
    who: `${team} ${person}`,
    room: `${team} ${channel}`,
    place: rulePlace(team, channel),
  };
  const { user: author, bot_id: bot, text, ts, thread_ts: thread } = message;
  const found: Found = {
    ts,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...(author === undefined ? {} : { user: author }),
    ...(bot === undefined ? {} : { bot_id: bot }),
    ...(text === undefined ? {} : { text }),
    ...(author === person && name !== undefined ? { name } : {}),
  };
  const saver = { person, trust: () => trustedIn(desk, workspace, user) };
  const { pages } = await resultFor(RENDERING, desk, asker, async () =>
    told(RENDERING, await saveText(desk, saver, await toSave(desk, { workspace, channel }, found))),
  );
  const target = { channel, thread: thread ?? null };
  await reply(desk, workspace, { person, target, respond, key }, pages, true);
}

/** What Slack tells of a reaction. */
export interface Reaction {
  readonly user: string;
  readonly reaction: string;
  readonly item: { readonly type: string; readonly channel?: string; readonly ts?: string };
}

/** Saves a message that somebody put a check mark on; they are told alone. */
export async function onReaction(
  desk: Desk,
  workspace: Workspace,
  { user: person, reaction, item: { channel, ts } }: Reaction,
): Promise<void> {
  if (!desk.saving || !CHECK_MARKS.has(reaction) || channel === undefined || ts === undefined) return;
  let thread: string | null = null;
  const read = async () => {
    const found = await workspace.api.readMessage(channel, ts);
    thread = found?.thread_ts ?? null;
    return found && toSave(desk, { workspace, channel }, { ...found, ts });
  };
  const saver = { person, trust: () => trustedIn(desk, workspace, { id: person }) };
  const text = await checkedText(desk, saver, read);
  if (text !== null)
    await workspace.api.postPrivately({ channel, thread }, person, RENDERING.notice(text, true));
}

/**
 * How Slack reaches who wrote a message: in direct messages, or, where those are closed, in the channel, them alone.
 * @param apis of the workspaces that are known, by their ids
 */
export function createAuthorPort(apis: ReadonlyMap<string, Pick<Workspace, 'api' | 'me'>>): AuthorPort {
  const apiOf = (team: string): Pick<Workspace, 'api' | 'me'> => {
    const own = apis.get(team);
    if (!own) throw new Error(`Nothing was heard of the workspace ${team} since the start`);
    return own;
  };
  return {
    asksOnce: true,
    async ask(at, id) {
      const { team, channel, ts, person } = readAt(at);
      const { api } = apiOf(team);
      const message = await consentMessage(api, id, channel, ts);
      try {
        await api.post({ channel: person, thread: null }, message, `consent ${id}`);
      } catch (error) {
        if (mayHaveArrived(error)) throw error;
        await api.postPrivately({ channel, thread: null }, person, message);
      }
    },
    async read(at) {
      const { team, channel, ts } = readAt(at);
      const { api, me } = apiOf(team);
      const found = await api.readMessage(channel, ts);
      // Slack tells no names without a scope for that: they are told with the answer.
      return found === null ? 'gone' : { text: readWords(found.text ?? '', me), name: null };
    },
    mayHaveArrived,
  };
}

const mayHaveArrived = (error: unknown): boolean => !(error instanceof WebAPIPlatformError);

async function consentMessage(api: SlackApi, id: string, channel: string, ts: string): Promise<Message> {
  const [message] = renderShown(consentShown(CONSENT_COMMAND));
  if (!message) throw new RangeError('What asks for consent is a message');
  const link = await api.permalink(channel, ts).catch(() => null);
  return {
    ...message,
    blocks: [
      ...message.blocks,
      ...(link === null ? [] : [{ type: 'context' as const, elements: [mrkdwn(`<${link}|The message>`)] }]),
      {
        type: 'actions',
        elements: CONSENT_BUTTONS.map(({ type, label }) => button(label, ACTIONS[type], id)),
      },
    ],
  };
}
