import { autoRetry } from '@grammyjs/auto-retry';
import { Bot } from 'grammy';
import { stillTrying } from '../chat/still-trying.js';
import type { Logger } from '../process/logger.js';
import type { TelegramSettings } from './config.js';
import { explainedError } from './errors.js';
import { MAX_RETRIES, MAX_RETRY_SECONDS, REACH_WITHIN_MS, REQUEST_TIMEOUT_SECONDS } from './limits.js';

/** A client that waits as long as a 429 says, and repeats nothing that may have been carried out. */
export function createClient({ TELEGRAM_TOKEN, TELEGRAM_API_URL }: TelegramSettings): Bot {
  const client = new Bot(TELEGRAM_TOKEN, {
    client: { apiRoot: TELEGRAM_API_URL, timeoutSeconds: REQUEST_TIMEOUT_SECONDS },
  });
  client.api.config.use(
    autoRetry({
      maxRetryAttempts: MAX_RETRIES,
      maxDelaySeconds: MAX_RETRY_SECONDS,
      rethrowInternalServerErrors: true,
      rethrowHttpErrors: true,
    }),
  );
  return client;
}

/** Says when Telegram stops to answer, and when it does again: grammY asks on in silence. @param told hears of it */
export function watchPolling(client: Bot, log: Logger, told: (state: 'up' | 'down') => void): void {
  let state: 'up' | 'down' = 'up';
  const turn = (next: 'up' | 'down', reason?: string) => {
    if (next === state) return;
    state = next;
    told(next);
    if (next === 'up') log.info('Telegram answers again');
    else log.warn('Telegram does not answer; it is asked again and again', { reason });
  };
  client.api.config.use(async (send, method, payload, signal) => {
    if (method !== 'getUpdates') return send(method, payload, signal);
    try {
      const response = await send(method, payload, signal);
      if (response.ok) turn('up');
      else turn('down', response.description);
      return response;
    } catch (error) {
      if (!signal?.aborted) turn('down', (error as Error).message);
      throw error;
    }
  });
}

/**
 * Asks Telegram who the bot is, for as long as it cannot be reached, but not for ever.
 * @throws {DocentError} `telegram-token`, `telegram-unreachable`, `telegram-refused`
 */
export async function meet(client: Bot, log: Logger): Promise<Bot['botInfo']> {
  const signal = AbortSignal.timeout(REACH_WITHIN_MS) as Parameters<Bot['init']>[0];
  await stillTrying(log, 'Telegram', 'TELEGRAM_API_URL', client.init(signal)).catch((error) => {
    throw explainedError(error);
  });
  return client.botInfo;
}
