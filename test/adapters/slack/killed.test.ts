import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { TEAS, temporaryFolder } from '../../builders.js';
import { startProgram } from '../../program.js';
import { SlackServer } from '../../slack-server/server.js';
import { APP_TOKEN, directOf, TEAM } from '../../slack-server/world.js';
import { leftIn } from '../state.js';
import { shippedManifest, textOf } from './live.js';

const MENTIONS = 100;
const DIRECT = 40;
const COMMANDS = 60;
/** So many were answered when the program is killed. */
const ANSWERED = 40;
const PATIENCE_MS = 120_000;

it.each([
  ['of its own', {}],
  ['of the settings', { DOCENT_PERSON_KEY: 'a'.repeat(64) }],
])(
  'answers once each after it was killed what was asked before, encrypted until then with a key %s',
  async (_, environment) => {
    const server = await SlackServer.start(await shippedManifest());
    // So many at once are acknowledged one after the other, on a machine that may be slow.
    server.socket.deadlineMs = PATIENCE_MS;
    onTestFinished(() => server.stop());
    const folder = await temporaryFolder();
    const start = () =>
      startProgram({
        HOME: folder,
        SLACK_BOT_TOKEN: TEAM.botToken,
        SLACK_APP_TOKEN: APP_TOKEN,
        SLACK_API_URL: server.url,
        DOCENT_DATA_DIR: folder,
        DOCENT_RATE_PER_PERSON: '10000',
        DOCENT_RATE_PER_CHANNEL: '10000',
        KNOWLEDGE_DIR: TEAS,
        ...environment,
      });
    const person = (i: number) => `U0${String(i).padStart(8, '0')}`;

    const first = start();
    await server.until('it is there', () => server.socket.connections > 0, PATIENCE_MS);
    const questions = Array.from({ length: MENTIONS + DIRECT }, (_, i) =>
      i < MENTIONS
        ? server.say(`<@${TEAM.botUser}> what is oolong?`, { by: person(i) })
        : server.say('what is oolong?', { by: person(i), channel: directOf(person(i)) }),
    );
    const commands = Array.from({ length: COMMANDS }, (_, i) =>
      server.slash('/ask', 'what is oolong?', { by: person(i) }),
    );
    const counts = () => [
      ...questions.map((one) => server.answersTo(one).length),
      ...commands.map((one) => server.responsesTo(one).length),
    ];
    const answered = () => counts().filter((count) => count > 0).length;
    // What is not acknowledged Slack brings again itself, but for commands.
    await server.until(
      'all came and some are answered',
      () => server.socket.pending === 0 && server.store.sent.length >= ANSWERED,
      PATIENCE_MS,
    );
    first.kill('SIGKILL');
    await once(first, 'exit');
    expect(answered()).toBeLessThan(counts().length);
    for (const name of (await readdir(folder)).filter((file) => file.startsWith('records.db'))) {
      expect(await readFile(join(folder, name), 'latin1')).not.toMatch(/is oolong|\/hooks\//);
      expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    }
    expect(await leftIn(folder, 'slack')).toBeGreaterThanOrEqual(counts().length - answered());
    const second = start();
    await server.until(
      'all are answered',
      () => server.store.sent.length >= MENTIONS + DIRECT + COMMANDS,
      PATIENCE_MS,
    );
    await expect.poll(() => leftIn(folder, 'slack'), { timeout: PATIENCE_MS }).toBe(0);
    second.kill('SIGTERM');
    await once(second, 'exit');
    // Of an answer on its way nobody knows whether it arrived: who asked is told so, and can have it by a click.
    const missing = counts().filter((count) => count === 0).length;
    expect(missing).toBeLessThanOrEqual(unsure(server).length);
    expect(counts().slice(0, questions.length)).toEqual(questions.map(() => 1));
    expect(Math.max(...counts())).toBe(1);
    expect(server.faults).toEqual([]);
  },
  480_000,
);

/** Notices that an answer may be missing. */
const unsure = (server: SlackServer) =>
  server.store.sent.filter(({ body }) => /did not say whether/.test(textOf(body)));
