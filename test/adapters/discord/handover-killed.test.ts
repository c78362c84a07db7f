import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { TEAS, temporaryFolder } from '../../builders.js';
import { DiscordServer } from '../../discord-server/server.js';
import { APPLICATION, HELP, TOKEN } from '../../discord-server/world.js';
import { startProgram } from '../../program.js';
import { controlsOf, textOf } from './live.js';

const QUESTIONS = 30;
/** So many were handed over when the program is killed. */
const HANDED = 5;
const PATIENCE_MS = 60_000;

it('hands each question to people once, pressed before and after it was killed', async () => {
  const server = await DiscordServer.start({});
  server.rest.deadlineMs = PATIENCE_MS;
  onTestFinished(() => server.stop());
  const folder = await temporaryFolder();
  const start = () =>
    startProgram({
      HOME: folder,
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: server.url,
      DISCORD_HANDOVER_CHANNEL: HELP,
      DOCENT_RATE_PER_CHANNEL: '1000',
      DOCENT_RATE_PER_PERSON: '1000',
      KNOWLEDGE_DIR: TEAS,
      MEANING: 'words',
    });
  const person = (i: number) => String(700000000000000000n + BigInt(i));
  const cards = () =>
    [...server.rest.messages.values()].filter(({ channel, isPrivate }) => channel === HELP && !isPrivate);

  const first = start();
  await server.until('it is there', () => server.rest.commands.length > 0, PATIENCE_MS);
  const asked = Array.from({ length: QUESTIONS }, (_, i) =>
    server.say(`<@${APPLICATION}> do you deliver to moon number ${i}?`, {
      ...{ mentions: [APPLICATION], by: person(i), channel: String(800000000000000000n + BigInt(i)) },
    }),
  );
  await server.until(
    'all are answered',
    () => asked.every((id) => server.answersTo(id).length > 0),
    PATIENCE_MS,
  );
  const press = () =>
    asked.map((id, i) => {
      const [answer] = server.answersTo(id);
      const button = answer && controlsOf(answer.body).get('Ask a person');
      if (!answer || !button) throw new Error('There is no button');
      return server.press(answer, button.custom_id, undefined, { by: person(i) });
    });
  press();
  await server.until('some are handed over', () => cards().length >= HANDED, PATIENCE_MS);
  first.kill('SIGKILL');
  await once(first, 'exit');
  expect(cards().length).toBeLessThan(QUESTIONS);

  const { length: sessions } = server.gateway.log;
  const second = start();
  await server.until('it is there again', () => server.gateway.log.length > sessions, PATIENCE_MS);
  const presses = press();
  await server.until(
    'all presses are answered',
    () => presses.every(({ id }) => server.answersTo(id).length > 0),
    PATIENCE_MS,
  );
  second.kill('SIGTERM');
  await once(second, 'exit');
  const numbers = cards().map(({ body }) => Number(/moon number (\d+)/.exec(textOf(body))?.[1]));
  expect(numbers.sort((a, b) => a - b)).toEqual(asked.map((_, i) => i));
  expect(server.rest.faults).toEqual([]);
}, 240_000);
