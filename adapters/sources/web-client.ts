import { Agent, fetch, type Response } from 'undici';
import { DocentError } from '../../src/errors.js';
import { type AddressRule, addressRule, guardedLookup, numbersOf, refusedAddress } from './addresses.js';
import { CLOCK, type Clock } from './clock.js';

/** What servers are told that asks; robots.txt may name it. */
export const AGENT_NAME = 'docent';
const USER_AGENT = `${AGENT_NAME} (reads documentation, to answer questions from it)`;

/** How long a server may take to answer, and be silent in the middle, in milliseconds. Ours. */
const SILENCE_MS = 30_000;
/** How long one request may take in all, in milliseconds: what trickles is given up. Ours. */
const REQUEST_MS = 120_000;
/** Most redirects that are followed. Source: the Fetch standard has 20; a page that needs more than five is broken. */
const MAX_REDIRECTS = 5;
/** How often more is asked when a server fails, and after how long, in milliseconds. Ours. */
const RETRY_AFTER_MS = [1_000, 4_000];
/** For how long a sync waits, in all, because a server asks it to, in milliseconds; what is longer is for the next one. */
const MAX_PATIENCE_MS = 120_000;
/** What is waited where a server says that it is too fast, and not for how long, in milliseconds. */
const UNTOLD_WAIT_MS = 10_000;

/**
 * For how long a server is left alone at most because it asks for that, in milliseconds: what asks for more has a mistake in
 * it, and would be read no more. Ours: a day.
 */
const MAX_RETRY_AFTER_MS = 86_400_000;

/** What is waited at least, in milliseconds: a server may ask for nothing and still refuse. */
const LEAST_WAIT_MS = 1_000;

/** Thrown when a server wants to be left alone for longer than a sync waits. */
export class ServerBusy extends DocentError {
  /** When it may be asked again, in milliseconds since 1970. */
  readonly until: number;

  constructor(host: string, until: number) {
    const at = new Date(until).toISOString();
    super(
      'busy',
      `${host} asks to be asked no more before ${at}; until then what was read before stays. If that goes on, lower "requestsPerSecond", or sync less often ("schedule").`,
    );
    this.until = until;
  }
}

/** An answer, read to its end. */
export interface Answered {
  /** Address that it came from, after redirects. */
  readonly url: string;
  readonly status: number;
  header(name: string): string | null;
  readonly body: Buffer;
  /** Whether the answer says itself where it ends, so that nothing can be missing. */
  readonly isWhole: boolean;
}

export interface AskOptions {
  /** Most bytes of the body, unpacked. */
  readonly maxBytes: number;
  /** Headers of a request to this address, if it is asked for; redirects lead to others. */
  readonly headersFor?: (url: string) => Readonly<Record<string, string>>;
  /** Statuses that are an answer, too. */
  readonly takes?: (status: number) => boolean;
}

/** Asks one server, in the pace that it is told, and nobody else. */
export interface WebClient {
  /**
   * Fetches an address. Redirects are followed on the same host; 304, 404 and 410 are answers, all else but 2xx is an error.
   * @throws {DocentError} `private-address`, `other-host`, `login` (401, 403), `busy`, `too-large`, `unreachable`, `http`
   */
  get(url: string, options: AskOptions): Promise<Answered>;
  /** Waits at least so long, in milliseconds, from one request to the next. */
  slowDown(betweenMs: number): void;
  close(): Promise<void>;
}

export interface WebClientOptions {
  /** Address on the only host that is asked. */
  readonly home: string;
  readonly requestsPerSecond: number;
  readonly privateAddresses: readonly string[];
  readonly clock?: Clock;
  readonly lookup?: Parameters<typeof guardedLookup>[1];
}

/** A connection pool that connects to no address that is refused. */
export function guardedAgent(allows: AddressRule, lookup?: WebClientOptions['lookup']): Agent {
  return new Agent({
    connect: { lookup: guardedLookup(allows, lookup), timeout: SILENCE_MS },
    headersTimeout: SILENCE_MS,
    bodyTimeout: SILENCE_MS,
  });
}

export function createWebClient(options: WebClientOptions): WebClient {
  const { clock = CLOCK, home } = options;
  const allows = addressRule(options.privateAddresses);
  const agent = guardedAgent(allows, options.lookup);
  let betweenMs = 1_000 / options.requestsPerSecond;
  let turn = Promise.resolve();
  let nextAt = 0;
  let waited = 0;

  /** One request after the other gets its turn. */
  function myTurn(): Promise<void> {
    turn = turn.then(async () => {
      const now = clock.now();
      if (nextAt > now) await clock.wait(nextAt - now);
      nextAt = Math.max(nextAt, now) + betweenMs;
    });
    return turn;
  }

  /** @throws {ServerBusy} when there is no patience left for that */
  async function wait(ms: number): Promise<void> {
    if (waited + ms > MAX_PATIENCE_MS) throw new ServerBusy(new URL(home).host, clock.now() + ms);
    waited += ms;
    nextAt = Math.max(nextAt, clock.now() + ms);
  }

  /** The answer to one request, with whatever status. */
  async function once(url: string, { headersFor = () => ({}), maxBytes }: AskOptions): Promise<Answered> {
    await myTurn();
    const signal = AbortSignal.timeout(REQUEST_MS);
    try {
      const headers = { 'user-agent': USER_AGENT, ...headersFor(url) };
      const response = await fetch(url, { dispatcher: agent, redirect: 'manual', headers, signal });
      return {
        url,
        status: response.status,
        header: (name) => response.headers.get(name),
        body: await bodyOf(response, url, maxBytes),
        isWhole: response.headers.has('content-length') || response.headers.has('transfer-encoding'),
      };
    } catch (error) {
      throw reasonOf(error, url);
    }
  }

  /** The same, asked again where the server fails or is asked too much. */
  async function patiently(url: string, ask: AskOptions): Promise<Answered> {
    for (let attempt = 0; ; attempt++) {
      const retry = RETRY_AFTER_MS[attempt];
      let answer: Answered;
      try {
        answer = await once(url, ask);
      } catch (error) {
        if (retry === undefined || (error as DocentError).code !== 'unreachable') throw error;
        await clock.wait(retry);
        continue;
      }
      const { status } = answer;
      const told = retryAfter(answer.header('retry-after'), clock.now());
      if (status === 429 || (status === 503 && told !== null))
        await wait(told === null ? UNTOLD_WAIT_MS * (attempt + 1) : Math.max(told, LEAST_WAIT_MS));
      else if (status < 500 || retry === undefined) return answer;
      else await clock.wait(retry);
    }
  }

  return {
    async get(url, ask) {
      let at = url;
      for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
        refuseElsewhere(at, home, url);
        refuseNumbers(at, allows);
        const answer = await patiently(at, ask);
        const location = answer.header('location');
        if (answer.status === 304 || answer.status < 300 || answer.status > 399 || location === null)
          return expected(answer, ask.takes);
        if (!URL.canParse(location, at))
          throw new DocentError('http', `${url} leads to "${location}", which is no address.`);
        at = withoutFragment(new URL(location, at));
      }
      throw new DocentError('http', `${url} leads from one address to the next without end.`);
    },
    slowDown(ms) {
      betweenMs = Math.max(betweenMs, ms);
      nextAt = Math.max(nextAt, clock.now() + ms);
    },
    close: () => agent.destroy(),
  };
}

/** An answer that means something. @throws {DocentError} `login`, `http` */
function expected(answer: Answered, takes: AskOptions['takes'] = () => false): Answered {
  const { status, url } = answer;
  const isUsual = (status >= 200 && status < 300) || status === 304 || status === 404 || status === 410;
  if (isUsual || takes(status)) return answer;
  if (status === 401 || status === 403)
    throw new DocentError(
      'login',
      `${url} asks for a login, or refuses programs (HTTP ${status}). Let Docent's address in, or take the page out of what is listed.`,
    );
  throw new DocentError('http', `${url} answers with HTTP ${status}.`);
}

/** Whether two addresses are of one host; the same host over TLS is the same. */
export function isSameHost(a: string, b: string): boolean {
  return new URL(a).host === new URL(b).host;
}

function refuseElsewhere(at: string, home: string, asked: string): void {
  const { protocol, host } = new URL(at);
  if (/^https?:$/.test(protocol) && isSameHost(at, home)) return;
  const way = at === asked ? at : `${asked} leads to ${host}`;
  throw new DocentError(
    'other-host',
    `${way}, which is not the host of the source (${new URL(home).host}). A source of its own can be made for it.`,
  );
}

/** Of what has no name there is nothing to look up. */
export function refuseNumbers(url: string, allows: AddressRule): void {
  const { hostname } = new URL(url);
  const numbers = numbersOf(hostname);
  if (numbers !== null && !allows(numbers)) throw refusedAddress(hostname);
}

/** The whole body. @throws {DocentError} `too-large` */
async function bodyOf(response: Response, url: string, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).byteLength;
    if (bytes > maxBytes)
      throw new DocentError(
        'too-large',
        `${url} has more than ${(maxBytes / 1024 / 1024).toFixed(0)} MB, and is not read.`,
      );
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}

/** What undici throws, with what it had it from. */
function reasonOf(error: unknown, url: string): DocentError {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof DocentError) return at;
  const { name, message, cause } = error as Error;
  const reason =
    name === 'TimeoutError' ? `no answer within ${REQUEST_MS / 1_000} s` : reasonText(cause, message);
  return new DocentError('unreachable', `${url} cannot be read: ${reason}.`, { cause: error });
}

function reasonText(cause: unknown, otherwise: string): string {
  const { code, message } = (cause ?? {}) as NodeJS.ErrnoException;
  return message || code || otherwise;
}

/**
 * How long a server asks to wait, in milliseconds, up to a day; `null` where it does not say.
 * Source: RFC 9110, section 10.2.3: seconds, or a date.
 */
export function retryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  if (/^\d+$/.test(value.trim())) return Math.min(Number(value) * 1_000, MAX_RETRY_AFTER_MS);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.min(Math.max(0, at - now), MAX_RETRY_AFTER_MS);
}

/** The address without the place on the page. */
export function withoutFragment(url: URL): string {
  const bare = new URL(url);
  bare.hash = '';
  return bare.href;
}
