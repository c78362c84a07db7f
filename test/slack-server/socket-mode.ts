import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { isThing, type Thing } from './checks.js';
import type { Delivery } from './delivery.js';
import { APP, newSecret } from './world.js';

/** How often an event is sent again that was not acknowledged. Source: https://docs.slack.dev/apis/events-api */
const MAX_RETRIES = 3;

interface Envelope {
  readonly delivery: Delivery;
  readonly attempt: number;
  readonly timer: NodeJS.Timeout;
}

interface Connection {
  readonly socket: WebSocket;
  /** True once Slack asked for another in its place. */
  isOld: boolean;
  /** Envelopes that are not acknowledged yet, by id. */
  readonly open: Map<string, Envelope>;
  readonly acknowledged: Set<string>;
}

/**
 * The WebSocket side: connections with single-use addresses, and envelopes that must be acknowledged.
 * What no connection takes, or none acknowledges, is sent again over the next; interactions are not.
 * Source: https://docs.slack.dev/apis/events-api/using-socket-mode
 */
export class SocketMode {
  /** What happened, in order: `hello`, `disconnect`, `closed`, `retry`. */
  readonly log: string[] = [];
  /** Time to the acknowledgement, in milliseconds. */
  deadlineMs = 3_000;
  /**
   * True: as Slack does, it answers a close with a close and leaves the connection itself open.
   * Source: slackapi/node-slack-sdk#2752
   */
  lingers = false;
  readonly #server: WebSocketServer;
  readonly #tickets = new Set<string>();
  readonly #connections: Connection[] = [];
  /** Events that wait for a connection, with the number of times that they were sent before. */
  readonly #waiting: { delivery: Delivery; attempt: number }[] = [];
  readonly #faults: string[];
  readonly #changed: () => void;
  #next = 0;

  constructor(server: Server, faults: string[], changed: () => void) {
    this.#faults = faults;
    this.#changed = changed;
    this.#server = new WebSocketServer({ server, path: '/link' });
    this.#server.on('connection', (socket, request) => this.#greet(socket, request));
  }

  get connections(): number {
    return this.#connections.length;
  }

  /** Envelopes that are not acknowledged yet. */
  get pending(): number {
    return this.#connections.reduce((sum, { open }) => sum + open.size, this.#waiting.length);
  }

  /** A new address to connect to: what `apps.connections.open` answers. */
  open(base: string): Thing {
    const ticket = newSecret();
    this.#tickets.add(ticket);
    return { url: `${base}/link?ticket=${ticket}&app_id=${APP}` };
  }

  /** Sends an envelope over one of the connections. */
  deliver(delivery: Delivery, attempt = 0): void {
    const usable = this.#connections.filter(
      ({ socket, isOld }) => !isOld && socket.readyState === socket.OPEN,
    );
    const connection = usable[this.#next++ % Math.max(1, usable.length)];
    if (connection) this.#send(connection, delivery, attempt);
    else if (delivery.type === 'events_api') this.#waiting.push({ delivery, attempt: attempt + 1 });
    else this.#faults.push(`a person's ${delivery.type} met no connection`);
  }

  /** Asks every client to connect anew, as Slack does about every hour, and then closes what they leave open. */
  refresh(reason: 'warning' | 'refresh_requested'): void {
    this.log.push(reason);
    const message = JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'loopback' } });
    for (const connection of this.#connections) {
      connection.socket.send(message);
      connection.isOld = true;
    }
  }

  /** Breaks every connection without a word. */
  drop(): void {
    for (const { socket } of [...this.#connections]) socket.terminate();
  }

  close(): void {
    for (const { open } of this.#connections) for (const { timer } of open.values()) clearTimeout(timer);
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
  }

  #greet(socket: WebSocket, request: IncomingMessage): void {
    const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
    if (!this.#tickets.delete(ticket)) {
      this.#faults.push('a connection with an address that was used before');
      socket.close(1008);
      return;
    }
    const connection: Connection = { socket, isOld: false, open: new Map(), acknowledged: new Set() };
    this.#connections.push(connection);
    socket.on('message', (raw) => {
      this.#acknowledge(connection, JSON.parse(String(raw)));
      this.#changed();
    });
    socket.on('close', () => this.#lose(connection));
    const { socket: raw } = request;
    const end = raw.end.bind(raw);
    raw.end = ((...args: Parameters<typeof end>) => (this.lingers ? raw : end(...args))) as typeof raw.end;
    this.log.push('hello');
    const hello = {
      type: 'hello',
      num_connections: this.#connections.length,
      debug_info: { host: 'loopback', approximate_connection_time: 18_060 },
      connection_info: { app_id: APP },
    };
    socket.send(JSON.stringify(hello));
    for (const { delivery, attempt } of this.#waiting.splice(0)) this.#send(connection, delivery, attempt);
    this.#changed();
  }

  #send(connection: Connection, delivery: Delivery, attempt: number): void {
    const id = randomUUID();
    const { type, payload, acceptsResponse } = delivery;
    const timer = setTimeout(() => this.#late(connection, id), this.deadlineMs);
    connection.open.set(id, { delivery, attempt, timer });
    const retry =
      type === 'events_api' ? { retry_attempt: attempt, retry_reason: attempt ? 'timeout' : '' } : {};
    const envelope = { envelope_id: id, type, payload, accepts_response_payload: acceptsResponse, ...retry };
    connection.socket.send(JSON.stringify(envelope));
  }

  #acknowledge({ open, acknowledged }: Connection, { envelope_id: id, payload }: Thing): void {
    const envelope = open.get(String(id));
    if (!envelope) {
      this.#faults.push(
        acknowledged.has(String(id))
          ? 'an envelope was acknowledged twice'
          : 'an unknown envelope was acknowledged',
      );
      return;
    }
    clearTimeout(envelope.timer);
    open.delete(String(id));
    acknowledged.add(String(id));
    const body = isThing(payload) ? payload : {};
    if (Object.keys(body).length > 0 && !envelope.delivery.acceptsResponse)
      this.#faults.push(`the acknowledgement of ${envelope.delivery.type} has a body that nobody reads`);
    envelope.delivery.acknowledged(body);
  }

  #late(connection: Connection, id: string): void {
    const envelope = connection.open.get(id);
    connection.open.delete(id);
    if (!envelope) return;
    this.#faults.push(`${envelope.delivery.type} was not acknowledged within ${this.deadlineMs} ms`);
    this.#again(envelope);
    this.#changed();
  }

  #lose(connection: Connection): void {
    this.log.push('closed');
    this.#connections.splice(this.#connections.indexOf(connection), 1);
    for (const envelope of connection.open.values()) {
      clearTimeout(envelope.timer);
      this.#again(envelope);
    }
    connection.open.clear();
    this.#changed();
  }

  #again({ delivery, attempt }: Envelope): void {
    if (delivery.type !== 'events_api' || attempt >= MAX_RETRIES) return;
    this.log.push('retry');
    this.deliver(delivery, attempt + 1);
  }
}
