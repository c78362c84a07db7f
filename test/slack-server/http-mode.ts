import { createHmac } from 'node:crypto';
import { isThing, type Thing } from './checks.js';
import type { Delivery } from './delivery.js';
import { SIGNING_SECRET } from './world.js';

/** Time to the answer, in milliseconds. Source: https://docs.slack.dev/apis/events-api/#responding */
const DEADLINE_MS = 3_000;
/** How often an event is sent again. Source: https://docs.slack.dev/apis/events-api/#retries */
const MAX_RETRIES = 3;

/** How a request departs from what Slack would send. */
export interface Sending {
  readonly secret?: string;
  /** Seconds since 1970. */
  readonly timestamp?: number;
  readonly signature?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the app answered. */
export interface Received {
  readonly status: number;
  readonly text: string;
}

/** The other way to reach the app: signed requests to its address. */
export class HttpMode {
  /** Status of each answer, in order. */
  readonly statuses: number[] = [];
  readonly address: string;
  readonly #faults: string[];
  readonly #changed: () => void;
  #underway = 0;

  constructor(address: string, faults: string[], changed: () => void) {
    this.address = address;
    this.#faults = faults;
    this.#changed = changed;
  }

  /** Requests that are not answered yet. */
  get pending(): number {
    return this.#underway;
  }

  deliver(delivery: Delivery): void {
    this.#underway++;
    void this.#deliver(delivery, 0).finally(() => {
      this.#underway--;
      this.#changed();
    });
  }

  /** Sends a body as Slack would, or as somebody else would. */
  async post(body: string, type: string, sending: Sending = {}): Promise<Received> {
    const timestamp = String(sending.timestamp ?? Math.floor(Date.now() / 1000));
    const secret = sending.secret ?? SIGNING_SECRET;
    const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    const response = await fetch(this.address, {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': sending.signature ?? `v0=${hash}`,
        ...sending.headers,
      },
      body,
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    return { status: response.status, text: await response.text() };
  }

  async #deliver(delivery: Delivery, attempt: number): Promise<void> {
    const [body, type] = bodyOf(delivery);
    const retry = { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': 'http_error' };
    const received = await this.post(body, type, attempt > 0 ? { headers: retry } : {}).catch(() => null);
    if (received) this.statuses.push(received.status);
    if (received && received.status < 300) {
      delivery.acknowledged(answerIn(received.text));
      return;
    }
    this.#faults.push(`${delivery.type} was answered with ${received?.status ?? 'nothing'}`);
    if (delivery.type === 'events_api' && attempt < MAX_RETRIES) await this.#deliver(delivery, attempt + 1);
  }
}

const FORM = 'application/x-www-form-urlencoded';

/** The body of a request, and its type. */
export function bodyOf({ type, payload }: Pick<Delivery, 'type' | 'payload'>): [string, string] {
  switch (type) {
    case 'events_api':
      return [JSON.stringify(payload), 'application/json'];
    case 'slash_commands':
      return [new URLSearchParams(payload as Record<string, string>).toString(), FORM];
    case 'interactive':
      return [new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), FORM];
  }
}

function answerIn(text: string): Thing {
  if (text === '' || text === 'ok') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return isThing(parsed) ? parsed : { text };
  } catch {
    return { text };
  }
}
