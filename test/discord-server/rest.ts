import type { IncomingMessage as Request, ServerResponse } from 'node:http';
import { type Checked, faultsOf } from './checks.js';
import {
  APPLICATION,
  BOT_ROLE,
  FORUM,
  FORUM_TYPE,
  GONE,
  GUILD,
  isWritable,
  newToken,
  snowflake,
  TOKEN,
  userOf,
} from './world.js';

type Body = Readonly<Record<string, unknown>>;

/** A message of the bot's, or a person's, as the server keeps it. */
export interface Stored {
  readonly id: string;
  readonly channel: string;
  readonly isPrivate: boolean;
  /** The message that it replies to, or the interaction that it answers. */
  readonly answers: string | null;
  readonly body: Readonly<Record<string, unknown>>;
  readonly edits: number;
}

/** An interaction that the bot may answer. */
export interface Pending {
  readonly id: string;
  readonly token: string;
  readonly channel: string;
  readonly madeAt: number;
  state: 'new' | 'deferred' | 'answered';
  isPrivate: boolean;
  choices: { name: string; value: string }[] | null;
  message: string | null;
  /** The form that it was answered with. */
  form?: Body;
  /** When the last request on it was finished, by `performance.now()`. */
  finishedAt: number;
}

/** An answer that the server gives instead of doing what it is asked. */
export interface Trouble {
  /** Fits method and path: `POST /channels/1/messages`. */
  readonly on: RegExp;
  readonly status: number;
  readonly code?: number;
  /** Seconds. */
  readonly retryAfter?: number;
  /** True: the request is carried out, and only the answer is bad. */
  readonly done?: boolean;
}

export const EPHEMERAL = 1 << 6;
const DEFERRED = 5;
const AUTOCOMPLETE = 8;
const FORM = 9;

type Reply = { status: number; body?: unknown; headers?: Record<string, string> };

/** The REST side: what it is asked, what it keeps, and what it holds against the bot. */
export class Rest {
  readonly requests: (Checked & { at: number })[] = [];
  /** What the bot did that Discord would not take. */
  readonly faults: string[] = [];
  readonly messages = new Map<string, Stored>();
  readonly deleted: string[] = [];
  /** What people wrote, as the API gives it back, by its id. */
  readonly said = new Map<string, { readonly id: string; readonly channel_id: string }>();
  readonly interactions = new Map<string, Pending>();
  readonly troubles: Trouble[] = [];
  /** Registered commands by the path at which they are. */
  readonly commandsAt = new Map<string, readonly Body[]>();
  /** Time to the first response, in milliseconds. */
  deadlineMs = 3_000;
  mayReadAll = false;
  shards = 1;
  permissions = '274877975552';
  readonly #nonces = new Map<string, string>();
  readonly #gateway: () => string;
  readonly #changed: () => void;

  constructor(gateway: () => string, changed: () => void) {
    this.#gateway = gateway;
    this.#changed = changed;
  }

  get commands(): readonly Body[] {
    return [...this.commandsAt.values()].flat();
  }

  async handle(request: Request, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10/, '');
    const checked = {
      method: request.method ?? 'GET',
      path,
      body: text === '' ? undefined : JSON.parse(text),
    };
    this.requests.push({ ...checked, at: performance.now() });
    const reply = this.#reply(checked, url.searchParams, request.headers.authorization);
    const type = reply.body === undefined ? {} : { 'content-type': 'application/json' };
    response.writeHead(reply.status, { ...type, ...reply.headers });
    response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body), this.#changed);
  }

  #reply(request: Checked, query: URLSearchParams, authorization: string | undefined): Reply {
    const at = `${request.method} ${request.path}`;
    const trouble = this.troubles.findIndex(({ on }) => on.test(at));
    if (trouble >= 0) {
      const [{ status, code = 0, retryAfter, done = false }] = this.troubles.splice(trouble, 1) as [Trouble];
      if (done) this.#route(request, query);
      const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter), via: '1.1 test' };
      return { status, headers, body: { message: 'Trouble', code, retry_after: retryAfter, global: false } };
    }
    const isOpen = /^\/(?:interactions|webhooks)\//.test(request.path);
    if (!isOpen && authorization !== `Bot ${TOKEN}`) return error(401, 0, '401: Unauthorized');
    const faults = faultsOf(request);
    this.faults.push(...faults);
    return faults.length > 0 ? error(400, 50035, faults.join('\n')) : this.#route(request, query);
  }

  #route({ method, path, body }: Checked, query: URLSearchParams): Reply {
    const given = (body ?? {}) as Body;
    const at = `${method} ${path}`;
    const part = path.split('/');
    if (at === 'GET /gateway/bot') return this.#gatewayBot();
    if (at === 'GET /applications/@me') return ok(this.#application());
    if (at === 'GET /users/@me/guilds')
      return ok([{ id: GUILD, name: 'Teas', permissions: this.permissions }]);
    if (at === `GET /guilds/${GUILD}/roles`)
      return ok([
        { id: GUILD, name: '@everyone' },
        { id: BOT_ROLE, name: 'Docent' },
      ]);
    if (/^GET \/users\/\d+$/.test(at))
      return part[2]?.startsWith('666') ? ok(userOf(part[2])) : error(404, 10013, 'Unknown User');
    if (/^GET .*\/commands$/.test(at)) return ok(this.commandsAt.get(path) ?? []);
    if (/^PUT .*\/commands$/.test(at)) {
      this.commandsAt.set(path, stored(body as Body[], path));
      return ok(this.commands);
    }
    if (at === 'POST /users/@me/channels')
      return ok({ id: `9${String(given.recipient_id).slice(1)}`, type: 1 });
    if (/^POST \/interactions\//.test(at)) return this.#callback(part[2], part[3], given, query);
    if (/^PATCH \/webhooks\//.test(at)) return this.#editOriginal(part[3], given);
    if (/^POST \/webhooks\//.test(at)) return this.#followUp(part[3], given);
    if (/^POST \/channels\/\d+\/typing$/.test(at)) return { status: 204 };
    if (/^POST \/channels\/\d+\/messages$/.test(at)) return this.#create(part[2] ?? '', given);
    if (/^GET \/channels\/\d+\/messages\/\d+$/.test(at)) {
      const {
        guild_id: _,
        member: __,
        channel_type: ___,
        ...message
      } = (this.said.get(part[4] ?? '') ?? {}) as Body;
      return 'id' in message ? ok(message) : error(404, 10008, 'Unknown Message');
    }
    if (/^GET \/channels\/\d+\/messages$/.test(at)) {
      const after = BigInt(query.get('after') ?? 0);
      const own = [...this.messages.values()].filter(({ channel }) => channel === part[2]).map(shown);
      const theirs = [...this.said.values()].filter(({ channel_id: channel }) => channel === part[2]);
      const all = ([...own, ...theirs] as { id: string }[]).sort((a, b) =>
        Number(BigInt(a.id) - BigInt(b.id)),
      );
      if (!query.has('after')) return ok(all.slice(-100).reverse());
      return ok(all.filter(({ id }) => BigInt(id) > after).slice(0, 100));
    }
    if (/^GET \/channels\/\d+$/.test(at))
      return part[2] === GONE
        ? error(404, 10003, 'Unknown Channel')
        : ok({ id: part[2], type: part[2] === FORUM ? FORUM_TYPE : 0, name: 'help', guild_id: GUILD });
    if (/^PATCH \/channels\/\d+\/messages\/\d+$/.test(at)) return this.#edit(part[4] ?? '', given);
    if (/^DELETE \/channels\/\d+\/messages\/\d+$/.test(at)) return this.#delete(part[4] ?? '');
    this.faults.push(`${at} is not known`);
    return error(404, 0, 'Not Found');
  }

  #gatewayBot(): Reply {
    const limit = { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 16 };
    return ok({ url: this.#gateway(), shards: this.shards, session_start_limit: limit });
  }

  #application(): object {
    return {
      id: APPLICATION,
      name: 'Docent',
      bot: userOf(APPLICATION, true),
      flags: this.mayReadAll ? 1 << 19 : 0,
      bot_public: true,
      role: BOT_ROLE,
    };
  }

  #callback(id: string | undefined, token: string | undefined, body: Body, query: URLSearchParams): Reply {
    const pending = this.interactions.get(id ?? '');
    if (!pending || pending.token !== token) return error(404, 10062, 'Unknown interaction');
    if (pending.state !== 'new') {
      this.faults.push(`interaction ${id} was acknowledged twice`);
      return error(400, 40060, 'Interaction has already been acknowledged.');
    }
    if (Date.now() - pending.madeAt > this.deadlineMs) {
      this.faults.push(`interaction ${id} was acknowledged too late`);
      return error(404, 10062, 'Unknown interaction');
    }
    pending.finishedAt = performance.now();
    const data = (body.data ?? {}) as Body;
    if (body.type === AUTOCOMPLETE) {
      pending.state = 'answered';
      pending.choices = data.choices as Pending['choices'];
      return { status: 204 };
    }
    if (body.type === FORM) {
      pending.state = 'answered';
      pending.form = data;
      return { status: 204 };
    }
    pending.isPrivate = (Number(data.flags ?? 0) & EPHEMERAL) !== 0;
    pending.state = body.type === DEFERRED ? 'deferred' : 'answered';
    if (body.type === DEFERRED) return { status: 204 };
    const message = this.#store(pending.channel, data, pending.id, pending.isPrivate);
    pending.message = message.id;
    return query.get('with_response') === 'true'
      ? ok({ interaction: { id, type: 2 }, resource: { type: 4, message: shown(message) } })
      : { status: 204 };
  }

  #pendingBy(token: string | undefined): Pending | undefined {
    return [...this.interactions.values()].find((one) => one.token === token);
  }

  #editOriginal(token: string | undefined, body: Body): Reply {
    const pending = this.#pendingBy(token);
    if (!pending || pending.state === 'new') return error(404, 10015, 'Unknown Webhook');
    const old = this.messages.get(pending.message ?? '');
    const message = old
      ? this.#store(pending.channel, body, pending.id, pending.isPrivate, old)
      : this.#store(pending.channel, body, pending.id, pending.isPrivate);
    pending.state = 'answered';
    pending.message = message.id;
    pending.finishedAt = performance.now();
    return ok(shown(message));
  }

  #followUp(token: string | undefined, body: Body): Reply {
    const pending = this.#pendingBy(token);
    if (!pending || pending.state === 'new') return error(404, 10015, 'Unknown Webhook');
    const isPrivate = (Number(body.flags ?? 0) & EPHEMERAL) !== 0;
    return ok(shown(this.#store(pending.channel, body, pending.id, isPrivate)));
  }

  #create(channel: string, body: Body): Reply {
    if (channel === GONE) return error(404, 10003, 'Unknown Channel');
    if (!isWritable(channel)) return error(403, 50013, 'Missing Permissions');
    const nonce = body.enforce_nonce ? `${channel} ${body.nonce}` : null;
    const before = nonce === null ? undefined : this.messages.get(this.#nonces.get(nonce) ?? '');
    if (before) return ok(shown(before));
    const reference = body.message_reference as { message_id: string } | undefined;
    const message = this.#store(channel, body, reference?.message_id ?? null, false);
    if (nonce !== null) this.#nonces.set(nonce, message.id);
    return ok(shown(message));
  }

  #edit(id: string, body: Body): Reply {
    const old = this.messages.get(id);
    if (!old) return error(404, 10008, 'Unknown Message');
    return ok(shown(this.#store(old.channel, body, old.answers, old.isPrivate, old)));
  }

  #delete(id: string): Reply {
    if (!this.messages.delete(id)) return error(404, 10008, 'Unknown Message');
    this.deleted.push(id);
    return { status: 204 };
  }

  #store(channel: string, body: Body, answers: string | null, isPrivate: boolean, old?: Stored): Stored {
    const edits = old ? old.edits + 1 : 0;
    const message: Stored = { id: old?.id ?? snowflake(), channel, body, answers, isPrivate, edits };
    this.messages.set(message.id, message);
    return message;
  }
}

export function newPending(channel: string): Pending {
  return {
    id: snowflake(),
    token: newToken(),
    channel,
    madeAt: Date.now(),
    state: 'new',
    isPrivate: false,
    choices: null,
    message: null,
    finishedAt: 0,
  };
}

const ok = (body: unknown): Reply => ({ status: 200, body });
const error = (status: number, code: number, message: string): Reply => ({ status, body: { message, code } });

/** Commands as Discord gives them back: with ids, versions, and defaults that were not sent. */
function stored(commands: readonly Body[], path: string): Body[] {
  const inGuild = path.includes('/guilds/');
  return commands.map(({ integration_types, contexts, ...command }) => ({
    id: snowflake(),
    application_id: APPLICATION,
    version: snowflake(),
    default_member_permissions: null,
    description: '',
    nsfw: false,
    ...command,
    ...(inGuild ? {} : { integration_types, contexts }),
  }));
}

/** A message as the API gives it back. */
export function shown({ id, channel, body, isPrivate }: Stored): object {
  return {
    id,
    channel_id: channel,
    content: body.content ?? '',
    author: userOf(APPLICATION, true),
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    components: body.components ?? [],
    ...(body.message_reference ? { message_reference: body.message_reference } : {}),
    pinned: false,
    type: 0,
    flags: (Number(body.flags ?? 0) & ~EPHEMERAL) | (isPrivate ? EPHEMERAL : 0),
  };
}
