import { LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from '../process/logger.js';
import { mayHaveArrived, refuseForeign, UNSURE } from './errors.js';
import { REQUEST_TIMEOUT_MS } from './limits.js';

/**
 * How a request is tried again after a fault or a rate limit: the client waits as long as `Retry-After` says, and
 * after at most 4 retries gives up, while somebody still waits for the answer.
 */
const RETRIES = { retries: 4, factor: 2, minTimeout: 300, maxTimeout: 3_000, randomize: true };

/** Options of every client; the address of a `response_url` is fetched with the same patience. */
export function clientOptions(url: string, log: Logger): WebClientOptions {
  return {
    slackApiUrl: url,
    retryConfig: RETRIES,
    timeout: REQUEST_TIMEOUT_MS,
    logger: slackLogger(log),
    fetch: async (address, init) => {
      refuseForeign(address instanceof Request ? address.url : String(address), url);
      const signal = init?.signal ?? AbortSignal.timeout(REQUEST_TIMEOUT_MS);
      const send = () => fetch(address, { ...init, signal });
      return NO_KEY.test(String(address)) ? once(send) : send();
    },
  };
}

/**
 * Methods that post and take no key by which Slack would tell a repeat; `chat.postMessage` has one. Addresses of a
 * `response_url` have none either, and are not repeated by the client.
 */
const NO_KEY = /\/chat\.postEphemeral$/;

/** Keeps the client from sending again what may have been carried out: it repeats faults, and no refusal. */
async function once(send: () => Promise<Response>): Promise<Response> {
  try {
    const response = await send();
    if (!mayHaveArrived(null, response.status)) return response;
  } catch (error) {
    if (!mayHaveArrived(error, null)) throw error;
  }
  return Response.json({ ok: false, error: UNSURE });
}

/** @param isPatient false: a request that fails is not tried again, because somebody sits and waits */
export function createWebClient(token: string, url: string, log: Logger, isPatient = true): WebClient {
  const options = clientOptions(url, log);
  return new WebClient(token, isPatient ? options : { ...options, retryConfig: { retries: 0 } });
}

/** Our log for Slack's libraries: what they call information is detail, and payloads, which hold what people write, are left out. */
export function slackLogger(log: Logger): SlackLogger {
  const text = (parts: unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug: () => undefined,
    info: (...parts) => log.debug(text(parts)),
    warn: (...parts) => log.warn(text(parts)),
    error: (...parts) => log.error(text(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
