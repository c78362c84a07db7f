import type { Api } from 'grammy';
import type { Message, UserFromGetMe } from 'grammy/types';
import { resultFor, told } from '../chat/interactions.js';
import { listenText } from '../chat/listen-command.js';
import type { Finding } from '../process/findings.js';
import type { TelegramSettings } from './config.js';
import type { Desk } from './desk.js';
import { adviceOn, mayNotWriteIn } from './handover.js';
import { rulePlace } from './parse-message.js';
import { post } from './platform.js';
import { RENDERING } from './render.js';
import { isAdministrator } from './written.js';

const SETTING = 'TELEGRAM_LISTEN';
const COMMAND = /^\/listen(?:@(\w+))?(?:\s+(.*))?$/is;

/** Somebody wants to know, or to set, whether the bot answers in a group without being asked. */
export interface ListenMessage {
  readonly message: Message;
  readonly wanted: string;
}

/** @returns `null` where a message is something else, or meant for another bot */
export function listenIn(
  message: Message,
  { username }: Pick<UserFromGetMe, 'username'>,
): ListenMessage | null {
  const { text = '', entities } = message;
  const [whole, bot, wanted = ''] = COMMAND.exec(text) ?? [];
  if (whole === undefined || entities?.[0]?.type !== 'bot_command' || !message.from) return null;
  return bot === undefined || bot.toLowerCase() === username.toLowerCase() ? { message, wanted } : null;
}

/** Says, or sets, how the bot listens, for the administrators of the group. */
export async function onListen(desk: Desk, { message, wanted }: ListenMessage): Promise<void> {
  const { chat, from, message_id: id } = message;
  const topic = message.is_topic_message ? message.message_thread_id : undefined;
  const person = String(from?.id);
  const group = String(chat.id);
  const own = topic === undefined ? [group] : [`${group}/${topic}`, group];
  const used = {
    command: '/listen',
    wanted,
    rooms: chat.type === 'private' ? [] : own,
    // Who administers a group without being named writes as the group itself.
    isTrusted: async () =>
      desk.trusted.includes(person) ||
      message.sender_chat?.id === chat.id ||
      isAdministrator(desk, chat.id, Number(person)),
    who: 'the administrators of this group, and those whom TELEGRAM_TRUSTED names',
    missing: async () => ((await readsAllIn(desk.api, desk.me, chat.id)) ? null : PRIVACY),
  };
  const asker = { person, who: person, room: group, place: rulePlace(chat, topic) };
  const { pages } = await resultFor(RENDERING, desk, asker, async () =>
    told(RENDERING, await listenText(desk, used)),
  );
  for (const page of pages) await post(desk.api, { chat: chat.id, topic }, page, id);
}

/** What keeps the bot from reading a group, and what to do. */
const PRIVACY =
  'Privacy mode is on: in @BotFather /setprivacy, Disable; then take the bot out of the group and add it again, or make it an administrator.';

/** Whether the bot is sent every message of a group. Source: https://core.telegram.org/bots/features#privacy-mode */
async function readsAllIn(
  api: Api,
  { can_read_all_group_messages: readsAll, id }: UserFromGetMe,
  chat: number,
): Promise<boolean> {
  return readsAll || (await api.getChatMember(chat, id)).status === 'administrator';
}

/** Looks at the groups where the bot is to answer unasked. */
export async function examineListening(
  api: Api,
  { TELEGRAM_LISTEN: rooms }: TelegramSettings,
  me: UserFromGetMe,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [room, mode] of rooms) {
    const refused = (remedy: string): Finding => ({
      state: 'bad',
      text: `Nothing is answered unasked in ${room}, which ${SETTING} names; all else works.`,
      remedy,
    });
    const chat = Number(room.split('/')[0]);
    try {
      const { title = room } = await api.getChat(chat);
      const { status } = await api.getChatMember(chat, me.id);
      if (status !== 'administrator' && status !== 'member')
        findings.push(refused(mayNotWriteIn(chat, SETTING)));
      else if (!(await readsAllIn(api, me, chat))) findings.push(refused(PRIVACY));
      else
        findings.push({
          state: 'good',
          text:
            mode === 'dry-run'
              ? `What would be answered unasked in “${title}” is noted, and nothing said.`
              : `Questions in “${title}” are answered unasked.`,
        });
    } catch (error) {
      findings.push(refused(adviceOn(error, chat, SETTING)));
    }
  }
  return findings;
}
