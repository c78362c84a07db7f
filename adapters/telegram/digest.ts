import { type Api, GrammyError } from 'grammy';
import { UNKNOWN } from '../chat/handovers.js';
import type { DigestPort } from '../chat/weekly.js';
import type { TelegramSettings } from './config.js';
import { adviceOn } from './handover.js';
import { post } from './platform.js';
import { RENDERING } from './render.js';

/** Where the week's digest is posted on Telegram; `null` where no chat is set. */
export function createDigestPort(
  api: Api,
  { TELEGRAM_DIGEST_CHAT: target }: Pick<TelegramSettings, 'TELEGRAM_DIGEST_CHAT'>,
): DigestPort | null {
  if (target === undefined) return null;
  return {
    async post(shown) {
      for (const page of RENDERING.shown(shown)) await post(api, target, page, null);
    },
    // It lets no bot look for what it wrote.
    find: async () => UNKNOWN,
    mayHaveArrived: (error) => !(error instanceof GrammyError) || error.error_code >= 500,
    adviceOn: (error) => adviceOn(error, target.chat, 'TELEGRAM_DIGEST_CHAT'),
  };
}
