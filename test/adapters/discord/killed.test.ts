import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { TEAS, temporaryFolder } from '../../builders.js';
import { DiscordServer } from '../../discord-server/server.js';
import { APPLICATION, TOKEN } from '../../discord-server/world.js';
import { startProgram } from '../../program.js';

const MENTIONS = 150;
/** So many were answered when the program is killed; a bot may send 50 messages a second, so the others wait. */
const ANSWERED = 20;
const PATIENCE_MS = 60_000;

it('answers once each after it was killed what was asked before, and keeps no text for that', async () => {
  const server = await DiscordServer.start({});
  onTestFinished(() => server.stop());
  const folder = await temporaryFolder();
  const start = () =>
    startProgram({
      HOME: folder,
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: server.url,
      DOCENT_DATA_DIR: folder,
      KNOWLEDGE_DIR: TEAS,
    });
  const answers = () => asked.filter((id) => server.answersTo(id).length > 0).length;
  const asked: string[] = [];

  const first = start();
  await server.until('it is there', () => server.rest.commands.length > 0, PATIENCE_MS);
  for (let i = 0; i < MENTIONS; i++)
    asked.push(
      server.say(`<@${APPLICATION}> what is oolong?`, {
        mentions: [APPLICATION],
        by: String(700000000000000000n + BigInt(i)),
        channel: String(800000000000000000n + BigInt(i % 25)),
      }),
    );
  await server.until('some are answered', () => answers() >= ANSWERED, PATIENCE_MS);
  first.kill('SIGKILL');
  await once(first, 'exit');
  const before = answers();
  expect(before).toBeLessThan(MENTIONS);
  for (const name of (await readdir(folder)).filter((file) => file.startsWith('records.db')))
    expect(await readFile(join(folder, name), 'latin1')).not.toContain('is oolong');

  const second = start();
  await server.until('all are answered', () => answers() === MENTIONS, PATIENCE_MS);
  second.kill('SIGTERM');
  await once(second, 'exit');
  expect(asked.map((id) => server.answersTo(id).length)).toEqual(asked.map(() => 1));
  expect(server.rest.faults).toEqual([]);
}, 240_000);
