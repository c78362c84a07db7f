import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import type { HTTPReceiver } from '@slack/bolt';
import type { Logger } from '../process/logger.js';
import { EVENTS_PATH, MAX_REQUEST_BYTES, REPLAY_WINDOW_SECONDS } from './limits.js';

type Log = Pick<Logger, 'warn'>;

/**
 * Lets nothing to Bolt that it cannot stand: a body that is no object, at which it throws where nobody catches it and
 * the process would end, and a request from the future, which could be sent again for as long as it is not past
 * (@slack/bolt 5.1.0 looks for old ones alone). Whether Slack signed a request Bolt looks at, with the same bytes.
 */
export function guardRequests(receiver: HTTPReceiver, log: Log, now: () => number = Date.now): void {
  const next = receiver.requestListener;
  receiver.requestListener = (request, response) => {
    // What throws here is told by the receiver: nothing is at that path.
    if (request.method !== 'POST' || !isForEvents(request)) return next(request, response);
    admitted(request, now()).then(
      (refused) => (refused === null ? next(request, response) : refuse(response, refused, log)),
      (error) => {
        log.warn('A request broke off', { error });
        response.destroy();
      },
    );
  };
}

/** Why a request is refused: the status, and what is logged of it. */
interface Refusal {
  readonly status: 400 | 401 | 413;
  readonly why: string;
}

function isForEvents({ url = '' }: IncomingMessage): boolean {
  return new URL(url, 'http://localhost').pathname === EVENTS_PATH;
}

async function admitted(request: IncomingMessage, now: number): Promise<Refusal | null> {
  const ahead = Number(request.headers['x-slack-request-timestamp']) - now / 1000;
  if (ahead > REPLAY_WINDOW_SECONDS)
    return { status: 401, why: `it is from ${Math.round(ahead)} s ahead of this machine's clock` };
  const body = await bodyOf(request);
  if (body === null) return { status: 413, why: `it has more than ${MAX_REQUEST_BYTES} bytes` };
  if (!mayBeEvent(body.toString(), request.headers['content-type']))
    return { status: 400, why: 'its body is no object' };
  // Bolt takes a body that was read before from here.
  Object.assign(request, { rawBody: body });
  return null;
}

/** @returns `null` when it is too large; the rest is then not read */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_REQUEST_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Whether a body is an object; what cannot be read at all Bolt refuses. */
function mayBeEvent(body: string, type: string | undefined): boolean {
  const payload = type === 'application/x-www-form-urlencoded' ? parse(body).payload : body;
  if (typeof payload !== 'string') return true;
  try {
    const content: unknown = JSON.parse(payload);
    return typeof content === 'object' && content !== null && !Array.isArray(content);
  } catch {
    return true;
  }
}

function refuse(response: ServerResponse, { status, why }: Refusal, log: Log): void {
  log.warn('A request that is not as Slack sends them was refused', { status, why });
  response.writeHead(status, { Connection: 'close' });
  response.end();
}
