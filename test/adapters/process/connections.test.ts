import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { limitConnections, mostConnections, PATIENCE } from '../../../adapters/process/connections.js';

/** A server of so many connections, and a way to make one; `false`: it was refused. */
async function serverOf(max: number, neighbour?: (address: string) => string) {
  const lines: string[] = [];
  const server = createServer(PATIENCE, (_, response) => response.end('here'));
  const log = { warn: (message: string) => lines.push(message) };
  limitConnections(server, neighbour ? { log, max, neighbour } : { log, max });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const sockets: Socket[] = [];
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const ask = (from: string) =>
    new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', localAddress: from });
      sockets.push(socket);
      socket.on('error', () => resolve(false)).once('close', () => resolve(false));
      socket.once('data', () => resolve(true));
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    });
  return { ask, lines, sockets };
}

const times = async (count: number, ask: () => Promise<boolean>) => {
  let taken = 0;
  for (let i = 0; i < count; i++) if (await ask()) taken++;
  return taken;
};

it('has a maximum of connections, and says once that more are refused', async () => {
  const { ask, lines } = await serverOf(6);
  expect(await times(9, () => ask('127.0.0.1'))).toBe(6);
  expect(lines).toHaveLength(1);
});

it('gives one neighbour half of them, so that another is served, and room again when some end', async () => {
  const { ask, sockets } = await serverOf(6, (address) => address);
  expect(await times(9, () => ask('127.0.0.1'))).toBe(3);
  expect(await ask('127.0.0.2')).toBe(true);
  for (const socket of sockets.slice(0, 3)) socket.destroy();
  await expect.poll(() => ask('127.0.0.1')).toBe(true);
});

it('takes no more connections than half of the descriptors', () => {
  expect([mostConnections(1_024), mostConnections(1_000_000), mostConnections(1)]).toEqual([512, 2_000, 1]);
});
