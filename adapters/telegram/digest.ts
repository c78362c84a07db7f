import type { Api } from 'grammy';
import { UNKNOWN } from '../chat/handovers.js';
import type { DigestPort } from '../chat/weekly.js';
import type { TelegramSettings } from './config.js';
import { failuresIn } from './handover.js';
import { rulePlace } from './parse-message.js';
import { post } from './platform.js';
import { RENDERING } from './render.js';

/** Where the week's digest is posted on Telegram; `null` where no chat is set. */
export function createDigestPort(
  api: Api,
  { TELEGRAM_DIGEST_CHAT: target }: Pick<TelegramSettings, 'TELEGRAM_DIGEST_CHAT'>,
): DigestPort | null {
  if (target === undefined) return null;
  return {
    // Whoever talks with the bot alone has the number of that chat. Source: Telegram Bot API, Chat.
    place: async () =>
      rulePlace({ id: target.chat, type: target.chat > 0 ? 'private' : 'supergroup' }, target.topic),
    messages: (shown) =>
      RENDERING.shown(shown).map((page) => async () => {
        await post(api, target, page, null);
      }),
    // It lets no bot look for what it wrote.
    find: async () => UNKNOWN,
    ...failuresIn(target.chat, 'TELEGRAM_DIGEST_CHAT'),
  };
}
