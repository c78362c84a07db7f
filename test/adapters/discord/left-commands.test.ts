import { cp } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../builders.js';
import { leftIn } from '../state.js';
import { goLive, textOf } from './live.js';

it('answers commands that were acknowledged and not answered when the program ended, and none twice', async () => {
  const folder = await temporaryFolder();
  const releases: (() => void)[] = [];
  const { server } = await goLive({
    environment: { DOCENT_DATA_DIR: folder },
    ask: (bot) => async (question, options) => {
      await new Promise<void>((resolve) => void releases.push(resolve));
      return bot.ask(question, options);
    },
  });
  const [left, answered] = ['what is oolong?', 'what is rooibos?'].map((question) =>
    server.slash('ask', { question }),
  );
  if (!left || !answered) throw new Error('nothing was asked');
  const isDeferred = () => left.state === 'deferred' && answered.state === 'deferred';
  await server.until('both are acknowledged', isDeferred);
  expect(await leftIn(folder, 'discord-0')).toBe(2);
  // What a program finds that starts after this one was ended here, with one answer on its way.
  const found = await temporaryFolder();
  await cp(folder, found, { recursive: true });
  releases[1]?.();
  await server.answerTo(answered.id);

  const { running } = await goLive({ server, environment: { DOCENT_DATA_DIR: found } });
  await server.answerTo(left.id);
  await server.until('it is written over', () => (server.answersTo(answered.id)[0]?.edits ?? 0) > 0);
  await running.stop();
  const texts = [left, answered].map(({ id }) => server.answersTo(id).map(({ body }) => textOf(body)));
  expect(texts).toEqual([[expect.stringMatching(/oolong/i)], [expect.stringMatching(/rooibos/i)]]);
  expect(await leftIn(found, 'discord-0')).toBe(0);
  expect(server.rest.faults).toEqual([]);
  releases[0]?.();
}, 60_000);
