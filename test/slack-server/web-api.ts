import type { IncomingMessage as Request, ServerResponse } from 'node:http';
import { isThing, messageFaults, type Thing } from './checks.js';
import { METHODS, OPEN_METHODS } from './methods.js';
import type { Interaction, Store } from './store.js';
import { APP_TOKEN, OTHER_TEAM, TEAM } from './world.js';

/** Times that a `response_url` may be used. Source: https://docs.slack.dev/interactivity/handling-user-interaction */
const MAX_USES = 5;

/** A call as the bot made it. */
export interface Call {
  /** The method, or `response_url`. */
  readonly method: string;
  readonly args: Thing;
  /** By `performance.now()`. */
  readonly at: number;
}

/** An answer that the server gives instead of doing what it is asked. */
export interface Trouble {
  /** The method, or `response_url`. */
  readonly on: string;
  /** Without it: no answer at all until the caller gives up. */
  readonly status?: number;
  /** What Slack calls the fault, with status 200. */
  readonly error?: string;
  /** Seconds. */
  readonly retryAfter?: number;
  /** True: the connection is broken off instead of an answer. */
  readonly isCut?: boolean;
  /** True: the call is carried out, and only the answer is bad. */
  readonly done?: boolean;
}

interface Reply {
  readonly status: number;
  readonly body: Thing | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The Web API and the response URLs: what they are asked, and what they answer. */
export class WebApi {
  readonly calls: Call[] = [];
  readonly troubles: Trouble[] = [];
  /** Tokens that are good no more. */
  readonly revoked = new Set<string>();
  readonly #store: Store;
  readonly #connect: () => Thing;
  readonly #changed: () => void;

  /** @param connect opens a connection: what `apps.connections.open` answers */
  constructor(store: Store, connect: () => Thing, changed: () => void) {
    this.#store = store;
    this.#connect = connect;
    this.#changed = changed;
  }

  async handle(request: Request, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const hook = /^\/hooks\/([^/]+)\/([^/]+)$/.exec(pathname);
    const method = hook ? 'response_url' : pathname.replace(/^\/api\//, '');
    const args = argumentsIn(text, request.headers['content-type'] ?? '');
    const at = performance.now();
    this.calls.push({ method, args, at });
    const run = () =>
      hook
        ? this.#respond(hook[1] ?? '', hook[2] ?? '', args, at)
        : this.#call(method, args, request.headers.authorization);
    const reply = this.#troubled(method, run);
    if (reply === 'cut') request.socket.destroy();
    if (!reply || reply === 'cut') return this.#changed();
    const type = typeof reply.body === 'string' ? 'text/plain' : 'application/json; charset=utf-8';
    response.writeHead(reply.status, { 'content-type': type, ...reply.headers });
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body), this.#changed);
  }

  /** @returns `null`: no answer at all */
  #troubled(method: string, run: () => Reply): Reply | 'cut' | null {
    const index = this.troubles.findIndex(({ on }) => on === method);
    if (index < 0) return run();
    const [{ status, error, retryAfter, isCut = false, done = false }] = this.troubles.splice(index, 1) as [
      Trouble,
    ];
    if (done) run();
    if (isCut) return 'cut';
    if (error !== undefined) return { status: 200, body: { ok: false, error } };
    if (status === undefined) return null;
    const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
    return { status, headers, body: status === 429 ? { ok: false, error: 'ratelimited' } : 'trouble' };
  }

  #call(method: string, args: Thing, authorization = ''): Reply {
    const open = OPEN_METHODS[method];
    if (open) return answered(open(args));
    const token = authorization.replace(/^Bearer /, '') || String(args.token ?? '');
    if (method === 'apps.connections.open')
      return answered(token === APP_TOKEN && !this.revoked.has(token) ? this.#connect() : NO_AUTH);
    const team = [TEAM, OTHER_TEAM].find(({ botToken }) => botToken === token);
    if (!team || this.revoked.has(token)) return answered(NO_AUTH);
    const rule = METHODS[method];
    if (!rule) {
      this.#store.faults.push(`${method} is not known`);
      return answered({ error: 'unknown_method' });
    }
    const { scopes } = this.#store.installed;
    const headers = { 'x-oauth-scopes': scopes.join(',') };
    const needed = typeof rule.scope === 'function' ? rule.scope(args) : rule.scope;
    if (needed && !scopes.includes(needed)) {
      this.#store.faults.push(`${method} needs ${needed}`);
      return answered({ error: 'missing_scope', needed, provided: scopes.join(',') }, headers);
    }
    return answered(rule.run(args, team, this.#store), headers);
  }

  /** What comes to a `response_url`. */
  #respond(id: string, secret: string, body: Thing, at: number): Reply {
    const interaction = this.#store.interactions.get(id);
    if (!interaction || interaction.secret !== secret || interaction.channel === null)
      return { status: 404, body: { ok: false, error: 'invalid_url' } };
    if (interaction.isExpired) return { status: 404, body: { ok: false, error: 'expired_url' } };
    if (interaction.uses >= MAX_USES) return { status: 404, body: { ok: false, error: 'used_url' } };
    interaction.uses++;
    const error = takeResponse(this.#store, interaction, body, 'response_url', at);
    return error ? { status: 400, body: { ok: false, error } } : { status: 200, body: { ok: true } };
  }
}

const NO_AUTH = { error: 'invalid_auth' };

const answered = (body: Thing, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status: 200,
  headers,
  body: { ok: body.error === undefined, ...body },
});

/**
 * Shows what an app answers to an interaction: a message of its own, or another in place of the one whose
 * button was pressed.
 * @param at when it came, by `performance.now()`
 * @returns the name of the error, when it cannot be shown
 */
export function takeResponse(
  store: Store,
  interaction: Interaction,
  body: Thing,
  via: 'response_url' | 'ack',
  at: number,
): string | null {
  const { message, channel } = interaction;
  if (channel === null) return null;
  if (body.delete_original) {
    if (message) message.isDeleted = true;
    return null;
  }
  const faults = messageFaults(body, store.askers);
  if (faults.length > 0) {
    store.faults.push(...faults.map((fault) => `invalid_blocks (${via}): ${fault}`));
    return 'invalid_blocks';
  }
  interaction.answeredAt = at;
  if (body.replace_original && message) {
    message.body = body;
    message.edits++;
    return null;
  }
  const isOpen = body.response_type === 'in_channel';
  store.add(
    interaction.team,
    {
      channel,
      thread: typeof body.thread_ts === 'string' ? body.thread_ts : null,
      shownTo: isOpen ? null : interaction.user,
      via,
      of: interaction.id,
    },
    body,
  );
  return null;
}

/** The arguments of a call: JSON, or a form whose larger values are JSON. */
function argumentsIn(text: string, type: string): Thing {
  if (text === '') return {};
  if (type.startsWith('application/json')) return JSON.parse(text);
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([name, value]) => [name, valueIn(value, STRUCTURED.has(name))]),
  );
}

const STRUCTURED = new Set(['blocks', 'view', 'metadata', 'prompts', 'attachments', 'loading_messages']);

function valueIn(value: string, isStructured: boolean): unknown {
  if (value === 'true' || value === 'false') return value === 'true';
  if (!isStructured) return value;
  const parsed: unknown = JSON.parse(value);
  return isThing(parsed) || Array.isArray(parsed) ? parsed : value;
}
