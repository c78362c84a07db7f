import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { DocentError } from '../../src/errors.js';
import { limitConnections, PATIENCE } from '../process/connections.js';
import type { Logger } from '../process/logger.js';
import { networkOf } from './client.js';
import { DEFAULT_PORT } from './config.js';
import { BACKLOG, PORTS_TRIED } from './limits.js';

type Fetch = Parameters<typeof getRequestListener>[0];

/** Ports to try, one after the other; both ends included. */
export interface Ports {
  readonly first: number;
  readonly last: number;
}

/** A port that was asked for is taken or refused; without one, the next free one from the usual one on is. */
export function portsFor(port: number | undefined): Ports {
  return port === undefined
    ? { first: DEFAULT_PORT, last: DEFAULT_PORT + PORTS_TRIED - 1 }
    : { first: port, last: port };
}

/**
 * Serves requests at the first of the ports that is free, and logs when it is not the first of all.
 * @param proxies how many proxies stand in front, from whose addresses all connections then come
 * @throws {DocentError} `port-busy`, `cannot-listen`
 */
export async function listen(
  fetch: Fetch,
  host: string,
  { first, last }: Ports,
  log: Logger,
  proxies = 0,
): Promise<{ server: Server; address: string }> {
  for (let tried = first; tried <= last; tried++) {
    const server = createServer(PATIENCE, getRequestListener(fetch));
    limitConnections(server, proxies === 0 ? { log, neighbour: networkOf } : { log });
    try {
      await listening(server, tried, host);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EADDRINUSE') continue;
      throw new DocentError(
        'cannot-listen',
        `The page cannot be served at ${host}, port ${tried}: ${(cause as Error).message}. Change DOCENT_WEB_HOST or DOCENT_WEB_PORT.`,
        { cause },
      );
    }
    if (tried !== first) log.warn(`Port ${first} is busy; port ${tried} is taken instead`);
    const { port: taken } = server.address() as AddressInfo;
    return { server, address: `http://${host.includes(':') ? `[${host}]` : host}:${taken}` };
  }
  const ports = first === last ? `Port ${first} is` : `Ports ${first} to ${last} are`;
  throw new DocentError(
    'port-busy',
    `${ports} busy. Stop what listens there, or name another port with DOCENT_WEB_PORT.`,
  );
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
