import { readFile } from 'node:fs/promises';
import {
  type API,
  type ApiResponse,
  Client,
  type ClientOptions,
  errors,
} from '@opensearch-project/opensearch';
import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import { DocentError } from '../../src/errors.js';
import { SEARCH_AWAY, SEARCH_REFUSED } from '../service/search-away.js';
import type { SearchPlace } from './settings.js';

/** How long a request of a question may take, in milliseconds. Ours: fifty times what a search takes on a busy machine. */
const QUESTION_MS = 2_000;
/**
 * How long all of a request may take, to the last byte of its answer, as a multiple of that. Ours: the connection notices
 * first that nothing comes, and asks another node next; what comes in drops or not to its end is noticed by this alone.
 */
const WHOLE_REQUEST = 1.5;
/** How long a request may take that builds an index, in milliseconds. Ours: a full node takes its time. */
export const BUILD_MS = 60_000;
/** Times that a request is repeated, and the mean waits before, in milliseconds; each is drawn at random about it. */
const REPEATS = 2;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1_000;
/** Failures in a row after which nothing is asked of the engine for a while, and that while, in milliseconds. Ours. */
const FAILURES = 5;
const PAUSE_MS = 5_000;

/** The body of a search. */
export type SearchBody = API.Search_RequestBody;

/** The body of a bulk request. */
export type BulkBody = API.Bulk_RequestBody;

/** A request under way, which the client can give up. */
type Request<T> = PromiseLike<ApiResponse & { body: T }> & { abort?(): unknown };

/** OpenSearch, asked with patience: what may pass is asked again, and who does not answer is left in peace. */
export interface SearchServer {
  /** Its addresses, for people. */
  readonly name: string;
  /**
   * @param request may be made several times
   * @throws {DocentError} `search-away`, `search-refused`
   */
  ask<T>(request: (client: Client) => Request<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * @param requestTimeout of one request, in milliseconds: see {@link WHOLE_REQUEST}
 * @throws {DocentError} `bad-settings` when a certificate cannot be read
 */
export async function openSearchServer(
  settings: SearchPlace,
  requestTimeout = QUESTION_MS,
): Promise<SearchServer> {
  const client = new Client(await clientOptions(settings, requestTimeout));
  const name = settings.SEARCH_URL.join(', ');
  const mayPass = handleWhen(isPassing);
  const backoff = new ExponentialBackoff({ initialDelay: FIRST_WAIT_MS, maxDelay: LONGEST_WAIT_MS });
  const breaker = circuitBreaker(mayPass, {
    halfOpenAfter: PAUSE_MS,
    breaker: new ConsecutiveBreaker(FAILURES),
  });
  const bounded = timeout(requestTimeout * WHOLE_REQUEST, {
    strategy: TimeoutStrategy.Aggressive,
    abortOnReturn: false,
  });
  const policy = wrap(retry(mayPass, { maxAttempts: REPEATS, backoff }), breaker, bounded);
  return {
    name,
    async ask(request) {
      try {
        const { body } = await policy.execute(async ({ signal }) => {
          const asked = request(client);
          signal.addEventListener('abort', () => void asked.abort?.());
          return asked;
        });
        return body;
      } catch (error) {
        throw told(error, name, breaker.state === CircuitState.Open);
      }
    },
    close: () => client.close(),
  };
}

async function clientOptions(settings: SearchPlace, requestTimeout: number): Promise<ClientOptions> {
  const { SEARCH_URL, SEARCH_USER, SEARCH_PASSWORD, SEARCH_TOKEN, SEARCH_CA } = settings;
  return {
    nodes: [...SEARCH_URL],
    requestTimeout,
    // Repeated here, with waits between.
    maxRetries: 0,
    // A node that was away is asked again rather than none.
    resurrectStrategy: 'optimistic',
    ...(SEARCH_USER === undefined
      ? {}
      : { auth: { username: SEARCH_USER, password: SEARCH_PASSWORD ?? '' } }),
    ...(SEARCH_TOKEN === undefined ? {} : { headers: { authorization: `Bearer ${SEARCH_TOKEN}` } }),
    ...(SEARCH_CA === undefined ? {} : { ssl: { ca: await certificate(SEARCH_CA) } }),
  };
}

async function certificate(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: Error) => {
    throw new DocentError(
      'bad-settings',
      `SEARCH_CA names "${path}", which cannot be read: ${cause.message}. Write the path of a certificate (PEM), or leave it out.`,
      { cause },
    );
  });
}

/** Statuses of a server that has too much to do, or of what stands before one that is not there. */
const PASSING = [429, 502, 503, 504];

/** Whether an error may be gone a moment later. */
function isPassing(error: unknown): boolean {
  if (error instanceof errors.ResponseError) return PASSING.includes(error.statusCode ?? 0);
  return (
    error instanceof errors.ConnectionError ||
    error instanceof errors.TimeoutError ||
    error instanceof errors.NoLivingConnectionsError ||
    error instanceof TaskCancelledError
  );
}

/** Whether the engine says that something is not there. */
export const isMissing = (error: unknown): boolean => statusOf(error) === 404;

/** Whether the engine does not let in who asks. */
export const isDenied = (error: unknown): boolean => DENIED.includes(statusOf(error) ?? 0);

const DENIED = [401, 403];

function statusOf(error: unknown): number | undefined {
  const { cause } = error instanceof DocentError ? error : {};
  return cause instanceof errors.ResponseError ? cause.statusCode : undefined;
}

function told(cause: unknown, name: string, isPaused: boolean): unknown {
  if (cause instanceof BrokenCircuitError || isPassing(cause)) {
    const reason = reasonOf(cause);
    const pause = isPaused ? ` It is asked again in ${PAUSE_MS / 1_000} s.` : '';
    return new DocentError(
      SEARCH_AWAY,
      `The search engine at ${name} cannot be reached: ${reason}.${pause} See that it runs, and that SEARCH_URL names it.`,
      { cause },
    );
  }
  if (cause instanceof errors.ResponseError) {
    const status = cause.statusCode ?? 0;
    const remedy = DENIED.includes(status)
      ? ' SEARCH_USER and SEARCH_PASSWORD, or SEARCH_TOKEN, say who asks.'
      : '';
    return new DocentError(
      SEARCH_REFUSED,
      `The search engine at ${name} refuses with status ${status}: ${messageOf(cause)}.${remedy}`,
      { cause },
    );
  }
  return cause;
}

function reasonOf(cause: unknown): string {
  if (cause instanceof BrokenCircuitError) return 'it has not answered for a while';
  return cause instanceof TaskCancelledError ? 'its answer did not come to an end' : messageOf(cause);
}

function messageOf(error: unknown): string {
  const { body, message } = error as { body?: { error?: { reason?: string } | string }; message: string };
  const reason = typeof body?.error === 'object' ? body.error.reason : body?.error;
  return (reason ?? message ?? String(error)).split('\n')[0]?.slice(0, 300) ?? '';
}
