import type { ChatPlatform } from '../chat/platform.js';
import { apiErrorCode, type Written } from './api.js';
import { readText } from './escape.js';
import { talkIn, type Where } from './parse-message.js';
import { type Message, RENDERING } from './render.js';

/** What the bot is shown to be doing. */
const STATUS = 'is looking through the articles…';

/** Slack, as the conversation needs it. */
export const PLATFORM: ChatPlatform<Where, Message> = {
  ...RENDERING,
  // A mention comes as two events where the bot reads the channel, and once more when it is edited.
  severalEvents: true,
  answersAlone: true,
  async post({ workspace: { api, team }, target, message }, page, key) {
    const ts = await api.post(target, page, `${message} ${key}`);
    // Who opens a thread below an answer goes on from there.
    return { id: ts, talk: talkIn(team, { ...target, thread: ts }) };
  },
  edit: ({ workspace: { api }, target }, { id }, page) => api.update(target.channel, id, page),
  remove: ({ workspace: { api }, target }, { id }) => api.remove(target.channel, id),
  async lookUp({ workspace: { api, me }, target: { channel, thread }, person }) {
    // The thread of an answer is the one that a post begins.
    const [post, ...below] = (thread === null ? null : await api.readThread(channel, thread)) ?? [];
    if (!post || post.subtype === 'tombstone') return 'gone';
    const isOthers = ({ user, bot_id: bot }: Written) => bot === undefined && user !== person && user !== me;
    return below.some(isOthers) ? 'answered' : { text: readText(post.text ?? '', me) };
  },
  async showBusy({ workspace: { api }, target: { channel, thread } }) {
    if (thread !== null) await api.showStatus(channel, thread, STATUS);
  },
  whisper: ({ workspace: { api }, target, person }, page) => api.postPrivately(target, person, page),
  async tellPrivately({ workspace: { api }, target, person }, page) {
    await api.post({ channel: person, thread: null }, page, `${target.channel} w`);
  },
  refusalIn(error) {
    if (mayNotWrite(error)) return 'may-not-write';
    return apiErrorCode(error) === 'message_not_found' ? 'gone' : null;
  },
};

const WRITE_REFUSED: ReadonlySet<string | null> = new Set([
  'not_in_channel',
  'channel_not_found',
  'user_not_in_channel',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
]);

/** Whether Slack said that the bot may not write where it was asked. */
export function mayNotWrite(error: unknown): boolean {
  return WRITE_REFUSED.has(apiErrorCode(error));
}
