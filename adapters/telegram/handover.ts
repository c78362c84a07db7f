import { type Api, GrammyError } from 'grammy';
import { z } from 'zod';
import { type Card, cardButtons, cardShown } from '../chat/handover-card.js';
import { type Failures, type HandoverPort, UNKNOWN } from '../chat/handovers.js';
import type { TelegramSettings } from './config.js';
import { refusalIn } from './errors.js';
import { keyOf } from './parse-message.js';
import { post } from './platform.js';
import { encodeHandover, type Page, RENDERING } from './render.js';
import { type Run, rich } from './rich.js';

/** Where who asks is told of an answer. */
export const BACK = z.object({
  person: z.number(),
  chat: z.number(),
  message: z.number(),
  topic: z.number().optional(),
});
export type Back = z.infer<typeof BACK>;

type Settings = Pick<TelegramSettings, 'TELEGRAM_HANDOVER_CHAT' | 'TELEGRAM_HANDOVER_PING'>;

/** Where questions are handed over on Telegram; `null` where no chat is set. */
export function createHandoverPort(
  api: Api,
  { TELEGRAM_HANDOVER_CHAT: target, TELEGRAM_HANDOVER_PING: ping }: Settings,
): HandoverPort | null {
  if (target === undefined) return null;
  return {
    isFollowed: true,
    isWithin: ({ room }) => room === String(target.chat),
    async post(card) {
      const page = cardPage(card);
      const sent = await post(api, target, ping === undefined ? page : pinging(page, ping), null);
      return keyOf(target.chat, Number(sent.id));
    },
    // It knows no key by which a repeat would be told, and lets no bot look for what it wrote.
    find: async () => UNKNOWN,
    async edit(made, card) {
      const { text, entities, reply_markup } = cardPage(card);
      await api.editMessageText(target.chat, messageIn(made), text, {
        ...{ link_preview_options: { is_disabled: true }, entities: [...entities] },
        ...(reply_markup ? { reply_markup } : {}),
      });
    },
    async tell(back, text, link) {
      const { person, chat, message, topic } = BACK.parse(JSON.parse(back));
      const runs: Run[] =
        link === null ? [{ text }] : [{ text: `${text}\n` }, { text: 'Read it', url: link }];
      try {
        await post(api, { chat: person, topic: undefined }, rich(runs), null);
      } catch (error) {
        // Who never opened a chat with the bot is told where they asked.
        if (chat === person || refusalIn(error) !== 'may-not-write') throw error;
        await post(api, { chat, topic }, rich(runs), message);
      }
    },
    linkTo: async (message) => linkOf(Number(message.split(' ')[0]), messageIn(message)),
    ...failuresIn(target.chat, 'TELEGRAM_HANDOVER_CHAT'),
  };
}

const messageIn = (name: string): number => Number(name.split(' ')[1]);

/** The address of a message of a supergroup; others have none. Source: https://core.telegram.org/api/links#message-links */
export function linkOf(chat: number, message: number): string | null {
  const [, group] = /^-100(\d+)$/.exec(String(chat)) ?? [];
  return group === undefined ? null : `https://t.me/c/${group}/${message}`;
}

/** @param setting that names the chat */
export const failuresIn = (chat: number, setting: string): Failures => ({
  mayHaveArrived: (error) => !(error instanceof GrammyError) || error.error_code >= 500,
  adviceOn: (error) => adviceOn(error, chat, setting),
});

/** What is to be done about a chat that nothing could be written to. @param setting that names it */
export const adviceOn = (error: unknown, chat: number, setting: string): string =>
  refusalIn(error) === 'may-not-write' ? mayNotWriteIn(chat, setting) : `Look at ${setting}.`;

export const mayNotWriteIn = (chat: number, setting: string): string =>
  `The bot may not write in the chat ${chat} of ${setting}, or the chat is gone. Add the bot to it, and let its members send messages (the group's name, Edit, Permissions); or write the number of another.`;

function cardPage(card: Card): Page {
  const [page] = RENDERING.shown(cardShown(card));
  if (!page) throw new RangeError('A card is a page');
  const rows = [
    cardButtons(card).map(({ type, label }) => ({
      text: label,
      callback_data: encodeHandover(type, card.id),
    })),
    card.link === null ? [] : [{ text: 'Where it was asked', url: card.link }],
  ].filter((row) => row.length > 0);
  return rows.length === 0 ? page : { ...page, reply_markup: { inline_keyboard: rows } };
}

/** The same page, behind the name of who is to be notified: the only one that notifies anybody, and only where it is set. */
function pinging({ text, entities, ...page }: Page, name: string): Page {
  const call = `@${name}\n`;
  return {
    ...page,
    text: call + text,
    entities: entities.map((entity) => ({ ...entity, offset: entity.offset + call.length })),
  };
}
