import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { APPLICATION, GUILD, guild, newToken, TOKEN, userOf } from './world.js';

const MESSAGE_CONTENT = 1 << 15;
const GUILD_MESSAGES = 1 << 9;
const GUILD_MESSAGE_REACTIONS = 1 << 10;
/** So many events are kept for a session that resumes. */
const KEPT_EVENTS = 20_000;

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [number, number];
  readonly events: { s: number; t: string; d: unknown }[];
  sequence: number;
  socket: WebSocket | null;
  isResumable: boolean;
}

export interface GatewayOptions {
  /** Whether the Message Content intent is switched on for the application. */
  readonly mayReadAll: boolean;
}

/** The gateway of the server: sessions with sequence numbers, which are resumed or identified anew. */
export class Gateway {
  readonly sessions: Session[] = [];
  /** What the bot sent and what became of it, in order: `identify`, `resume`, `resumed`, `invalid`. */
  readonly log: string[] = [];
  readonly #server: WebSocketServer;
  readonly #options: GatewayOptions;
  readonly #changed: () => void;

  constructor(server: Server, options: GatewayOptions, changed: () => void) {
    this.#options = options;
    this.#changed = changed;
    this.#server = new WebSocketServer({ server, path: '/gateway' });
    this.#server.on('connection', (socket) => this.#greet(socket));
  }

  /** Sends an event to every session of the server's shard; what is not connected gets it when it resumes. */
  dispatch(type: string, data: unknown, direct = false): void {
    for (const session of this.sessions) {
      const [shard, count] = session.shard;
      const own = direct ? 0 : Number((BigInt(GUILD) >> 22n) % BigInt(count));
      if (shard === own && session.isResumable) this.#send(session, type, data);
    }
  }

  /** Sends the last event of a session once more, as a resume may. */
  repeatLast(): void {
    for (const { socket, events } of this.sessions) {
      const last = events[events.length - 1];
      if (last) socket?.send(JSON.stringify({ op: 0, ...last }));
    }
  }

  /** Breaks every connection. @param code what the close says; after 4007 and 4009 a session is not resumed */
  drop(code = 4000): void {
    for (const session of this.sessions) {
      const { socket } = session;
      session.socket = null;
      socket?.close(code);
    }
  }

  /** Breaks every connection, and will not know the sessions any more. */
  forget(): void {
    for (const session of this.sessions) session.isResumable = false;
    this.drop();
  }

  get isConnected(): boolean {
    return this.sessions.some(({ socket }) => socket !== null);
  }

  /** The intents of the last identification. */
  get intents(): number {
    return this.sessions[this.sessions.length - 1]?.intents ?? 0;
  }

  get readsAll(): boolean {
    return (this.intents & MESSAGE_CONTENT) !== 0;
  }

  get seesReactions(): boolean {
    return (this.intents & GUILD_MESSAGE_REACTIONS) !== 0;
  }

  get readsGuilds(): boolean {
    return (this.intents & GUILD_MESSAGES) !== 0;
  }

  close(): void {
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
  }

  #greet(socket: WebSocket): void {
    socket.on('message', (raw) => {
      this.#receive(socket, JSON.parse(String(raw)));
      this.#changed();
    });
    socket.on('close', () => {
      for (const session of this.sessions) if (session.socket === socket) session.socket = null;
      this.#changed();
    });
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 }, s: null, t: null }));
  }

  #receive(socket: WebSocket, { op, d }: { op: number; d: Record<string, unknown> }): void {
    if (op === 1) socket.send(JSON.stringify({ op: 11 }));
    else if (op === 2) this.#identify(socket, d);
    else if (op === 6) this.#resume(socket, d);
  }

  #identify(socket: WebSocket, d: Record<string, unknown>): void {
    const intents = Number(d.intents);
    const shard = (d.shard ?? [0, 1]) as [number, number];
    this.log.push(`identify ${shard.join('/')}`);
    if (d.token !== TOKEN) {
      socket.close(4004);
      return;
    }
    if ((intents & MESSAGE_CONTENT) !== 0 && !this.#options.mayReadAll) {
      socket.close(4014);
      return;
    }
    const session: Session = {
      id: newToken(),
      intents,
      shard,
      events: [],
      sequence: 0,
      socket,
      isResumable: true,
    };
    this.sessions.push(session);
    const { address, port } = this.#server.address() as { address: string; port: number };
    this.#send(session, 'READY', {
      v: 10,
      user: userOf(APPLICATION, true),
      guilds: [{ id: GUILD, unavailable: true }],
      session_id: session.id,
      resume_gateway_url: `ws://${address}:${port}/gateway`,
      shard,
      application: { id: APPLICATION, flags: 0 },
    });
    this.#send(session, 'GUILD_CREATE', guild());
  }

  #resume(socket: WebSocket, d: Record<string, unknown>): void {
    this.log.push('resume');
    const session = this.sessions.find(({ id }) => id === d.session_id);
    if (d.token !== TOKEN) {
      socket.close(4004);
      return;
    }
    if (!session?.isResumable) {
      this.log.push('invalid');
      socket.send(JSON.stringify({ op: 9, d: false }));
      return;
    }
    session.socket = socket;
    for (const event of session.events)
      if (event.s > Number(d.seq)) socket.send(JSON.stringify({ op: 0, ...event }));
    this.log.push('resumed');
    this.#send(session, 'RESUMED', {});
  }

  #send(session: Session, type: string, data: unknown): void {
    const event = { s: ++session.sequence, t: type, d: data };
    session.events.push(event);
    if (session.events.length > KEPT_EVENTS) session.events.shift();
    session.socket?.send(JSON.stringify({ op: 0, ...event }));
  }
}
