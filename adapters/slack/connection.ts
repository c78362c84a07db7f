import { setTimeout as wait } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';
import { DocentError } from '../../src/errors.js';
import { stillTrying } from '../chat/still-trying.js';
import type { Logger } from '../process/logger.js';
import { guardEnvelopes } from './envelopes.js';
import { explainedError, isFinal } from './errors.js';

type SocketClient = SocketModeReceiver['client'];

/** Waits before each attempt to connect again, in milliseconds; the last is repeated. */
const BACKOFF_MS: readonly number[] = [0, 500, 1_000, 2_000, 5_000, 10_000, 30_000];

/** Longest wait for Slack's hello on a new connection, in milliseconds. */
const HELLO_MS = 20_000;

/**
 * How long Slack may take to end a connection that is being closed, in milliseconds. It leaves it open, and the
 * client then waits until its watchdog gives up, 5 to 12 s later (node-slack-sdk issue 2752); told a second time
 * to disconnect, it ends it at once.
 */
const LINGER_MS = 300;

/** A connection that is opened again whenever it closes. */
export interface Connection {
  /** Opens it. @throws {DocentError} what {@link explainedError} says */
  open(): Promise<void>;
  close(): Promise<void>;
  /** Rejects when Slack will have no more of it; never resolves. */
  readonly failed: Promise<never>;
}

/**
 * Keeps a Socket Mode client connected. The client must not reconnect by itself: it waits five seconds before it
 * does, and an attempt that fails is a rejection that nobody handles, which ends the process.
 * @param told hears whether the connection stands
 */
export function createConnection(
  client: SocketClient,
  log: Logger,
  told: (state: 'up' | 'down') => void = () => undefined,
): Connection {
  const stopping = new AbortController();
  let opening = false;
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failed.catch(() => undefined);

  async function start(): Promise<void> {
    opening = true;
    const timer = setTimeout(() => void client.disconnect(), HELLO_MS);
    try {
      await client.start();
      // It may have been opening while it was told to close.
      if (stopping.signal.aborted) await client.disconnect();
    } catch (error) {
      // A socket that closed says nothing of why.
      throw error instanceof Error ? error : new Error('the connection was closed before it was open');
    } finally {
      clearTimeout(timer);
      opening = false;
    }
  }

  async function reopen(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const pause = BACKOFF_MS[Math.min(attempt, BACKOFF_MS.length - 1)];
      await wait(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        await start();
        told('up');
        return log.info('Connected to Slack again', { attempts: attempt + 1 });
      } catch (error) {
        log.warn('Slack could not be reached again yet', { error });
        if (isFinal(error)) return fail(explainedError(error));
      }
    }
  }

  /** Ends a connection for which a close was sent or received, unless it is ended already. */
  async function hurry(): Promise<void> {
    let ended = false;
    const noticed = () => {
      ended = true;
    };
    client.once('disconnected', noticed);
    await wait(LINGER_MS);
    client.off('disconnected', noticed);
    if (!ended) void client.disconnect();
  }

  guardEnvelopes(client, log);
  // Slack renews its connections from time to time, and says so before.
  client.on('ws_message', (data: unknown) => {
    if (isFarewell(data)) void hurry();
  });
  client.on('disconnected', () => {
    if (stopping.signal.aborted || opening) return;
    told('down');
    log.info('The connection to Slack was closed; reconnecting');
    reopen().catch((error) => fail(error instanceof Error ? error : new DocentError('slack', String(error))));
  });

  return {
    failed,
    async open() {
      await stillTrying(log, 'Slack', 'SLACK_API_URL', start()).catch((error) => {
        throw explainedError(error);
      });
      log.info('Connected to Slack');
    },
    async close() {
      stopping.abort();
      const closed = client.disconnect();
      void hurry();
      await closed;
    },
  };
}

/** Whether Slack says that it closes the connection: `{"type":"disconnect","reason":"refresh_requested"}`. */
function isFarewell(data: unknown): boolean {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return false;
  try {
    return (JSON.parse(data) as { type?: unknown }).type === 'disconnect';
  } catch {
    return false;
  }
}
