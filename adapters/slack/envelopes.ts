import type { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '../process/logger.js';

type Listener = (data: unknown, isBinary: boolean) => Promise<void>;

/**
 * Lets the client stand every envelope. At an event without content, as `app_rate_limited` is, its own listener
 * throws where nobody catches it, and the process would end: @slack/socket-mode 3.1.0, mended in 3.1.1. Such an
 * event is given a content that says its type, so that it is acknowledged as all others are.
 */
export function guardEnvelopes(client: SocketModeReceiver['client'], log: Logger): void {
  for (const listener of client.listeners('ws_message') as Listener[]) {
    client.off('ws_message', listener);
    client.on('ws_message', (data: unknown, isBinary: boolean) => {
      listener(withContent(data), isBinary).catch((error) =>
        log.warn('An envelope could not be read', { error }),
      );
    });
  }
}

interface Envelope {
  readonly type?: unknown;
  readonly payload?: { readonly type?: unknown; readonly event?: unknown } | null;
}

function withContent(data: unknown): unknown {
  const envelope = typeof data === 'string' ? parsed(data) : null;
  if (envelope?.type !== 'events_api' || envelope.payload?.event) return data;
  const { payload } = envelope;
  const type = typeof payload?.type === 'string' ? payload.type : 'unknown';
  return JSON.stringify({ ...envelope, payload: { ...payload, event: { type } } });
}

function parsed(data: string): Envelope | null {
  try {
    return JSON.parse(data) as Envelope | null;
  } catch {
    return null;
  }
}
