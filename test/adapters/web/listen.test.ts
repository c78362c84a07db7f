import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createLogger } from '../../../adapters/process/logger.js';
import { listen, portsFor } from '../../../adapters/web/listen.js';

/** A port that something else listens on. */
async function busyPort(): Promise<number> {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  return (other.address() as AddressInfo).port;
}

const site = async () => new Response('here');

it('takes the next free port after a busy one, and says so', async () => {
  const first = await busyPort();
  let lines = '';
  const log = createLogger({ write: (line) => (lines += line) });
  const { server, address } = await listen(site, '127.0.0.1', { first, last: first + 9 }, log);
  onTestFinished(() => void server.close());
  const port = Number(new URL(address).port);
  expect(port).toBeGreaterThan(first);
  expect(lines).toContain(`Port ${first} is busy; port ${port} is taken instead`);
  expect(await (await fetch(address)).text()).toBe('here');
});

it('takes no other port than the one that was asked for', async () => {
  const port = await busyPort();
  const log = createLogger({ write: () => undefined });
  await expect(listen(site, '127.0.0.1', portsFor(port), log)).rejects.toMatchObject({ code: 'port-busy' });
});

it('says what to change where it cannot listen', async () => {
  const log = createLogger({ write: () => undefined });
  await expect(listen(site, '192.0.2.1', portsFor(0), log)).rejects.toMatchObject({
    code: 'cannot-listen',
    message: expect.stringContaining('DOCENT_WEB_HOST'),
  });
});
