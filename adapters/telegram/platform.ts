import type { Api } from 'grammy';
import type { ChatPlatform, Sent } from '../chat/platform.js';
import { refusalIn } from './errors.js';
import { keyOf, type Where } from './parse-message.js';
import { type Page, RENDERING } from './render.js';

/** What is said of every text: addresses get no preview. */
const QUIET = { link_preview_options: { is_disabled: true } } as const;

/** Posts a message. @param repliesTo the message that it is shown below, if that is still there */
export async function post(
  api: Api,
  { chat, topic }: Pick<Where, 'chat' | 'topic'>,
  { text, entities, reply_markup }: Page,
  repliesTo: number | null,
): Promise<Sent> {
  const { message_id: id } = await api.sendMessage(chat, text, {
    ...QUIET,
    entities: [...entities],
    ...(reply_markup ? { reply_markup } : {}),
    ...(topic === undefined ? {} : { message_thread_id: topic }),
    ...(repliesTo === null
      ? {}
      : { reply_parameters: { message_id: repliesTo, allow_sending_without_reply: true } }),
  });
  return { id: String(id), talk: keyOf(chat, id) };
}

/**
 * Telegram, as the conversation needs it. It has no key by which a repeat would be known, so that nothing is sent
 * again of which nobody can say whether it arrived.
 * @param sending hears that an answer to a message is about to be on its way
 */
export function createPlatform(
  api: Api,
  sending: (message: string) => Promise<void>,
): ChatPlatform<Where, Page> {
  return {
    ...RENDERING,
    severalEvents: false,
    answersAlone: false,
    whisper: null,
    // It lets no bot look for a message.
    lookUp: null,
    async post(where, page, _key, isReply) {
      await sending(keyOf(where.chat, where.message));
      return post(api, where, page, isReply ? where.message : null);
    },
    async edit({ chat }, { id }, { text, entities, reply_markup }) {
      const other = { ...QUIET, entities: [...entities], ...(reply_markup ? { reply_markup } : {}) };
      await api.editMessageText(chat, Number(id), text, other);
    },
    async remove({ chat }, { id }) {
      await api.deleteMessage(chat, Number(id));
    },
    async showBusy({ chat, topic }) {
      await api.sendChatAction(chat, 'typing', topic === undefined ? {} : { message_thread_id: topic });
    },
    async tellPrivately({ person }, page) {
      await post(api, { chat: person, topic: undefined }, page, null);
    },
    refusalIn,
  };
}
