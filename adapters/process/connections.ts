import { readFileSync } from 'node:fs';
import type { Server, ServerOptions } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from './logger.js';

/** How long a request may take to arrive, its headers and all of it, in milliseconds. Ours: a question is small. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 15_000;
/** How long a connection may stay open between two requests, in milliseconds. Source: Node.js, server.keepAliveTimeout. */
const KEEP_ALIVE_MS = 5_000;
/** How often connections are looked at that take too long, in milliseconds. Node's own 30 s let them live four times as long. */
const CHECKED_EVERY_MS = 1_000;
/** After so long without a byte in either direction a connection is ended, in milliseconds: who asks does not read. */
const SILENT_FOR_MS = 60_000;
/** Most connections at a time. Ours: a thousand that come at once are answered ([benchmarks](../../docs/benchmarks.md)), with as many to spare. */
const MAX_CONNECTIONS = 2_000;
/** Descriptors of a process where the system does not say how many it may have. Source: POSIX hosts' usual soft limit. */
const USUAL_DESCRIPTORS = 1_024;
/** How often it is logged that connections are refused, in milliseconds. */
const TOLD_AGAIN_MS = 60_000;

/** Options of a server that waits for nobody who connects and then says nothing, or a byte at a time. */
export const PATIENCE: ServerOptions = {
  headersTimeout: HEADERS_TIMEOUT_MS,
  requestTimeout: REQUEST_TIMEOUT_MS,
  keepAliveTimeout: KEEP_ALIVE_MS,
  connectionsCheckingInterval: CHECKED_EVERY_MS,
};

/** Most connections that a server may have: half of the descriptors at most, as articles and records take some too. */
export function mostConnections(descriptors = descriptorLimit()): number {
  return Math.max(1, Math.min(MAX_CONNECTIONS, Math.floor(descriptors / 2)));
}

export interface ConnectionLimits {
  readonly log: Pick<Logger, 'warn'>;
  readonly max?: number;
  /**
   * By what connections of one neighbour are told, from the address. One neighbour has at most half of them all, so
   * that the others are still served; without it, as behind a proxy, all are alike.
   */
  readonly neighbour?: (address: string) => string;
}

/** Keeps the connections of a server within its bounds; what is beyond is closed at once, and logged once a minute. */
export function limitConnections(
  server: Server,
  { log, max = mostConnections(), neighbour }: ConnectionLimits,
): void {
  const open = new Map<string, number>();
  let toldAt = Number.NEGATIVE_INFINITY;
  const refused = () => {
    if (performance.now() - toldAt < TOLD_AGAIN_MS) return;
    toldAt = performance.now();
    log.warn('There are too many connections; more are refused until some end', { most: max });
  };
  server.maxConnections = max;
  server.timeout = SILENT_FOR_MS;
  server.on('drop', refused);
  if (!neighbour) return;
  const most = Math.max(1, Math.floor(max / 2));
  server.on('connection', (socket: Socket) => {
    const key = neighbour(socket.remoteAddress ?? '');
    const count = (open.get(key) ?? 0) + 1;
    if (count > most) {
      refused();
      socket.destroy();
      return;
    }
    open.set(key, count);
    socket.once('close', () => {
      const left = (open.get(key) ?? 1) - 1;
      if (left > 0) open.set(key, left);
      else open.delete(key);
    });
  });
}

/** How many descriptors this process may have. Source: proc(5), /proc/pid/limits; Node.js raises its own to the hard limit. */
function descriptorLimit(): number {
  try {
    const [, soft] =
      /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    if (soft === 'unlimited') return Number.POSITIVE_INFINITY;
    return soft === undefined ? USUAL_DESCRIPTORS : Number(soft);
  } catch {
    return USUAL_DESCRIPTORS;
  }
}
