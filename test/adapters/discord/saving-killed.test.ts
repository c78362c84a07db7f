import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openRecords } from '../../../adapters/records/open-records.js';
import { stateOf } from '../../../adapters/records/state.js';
import { draftsIn } from '../../../adapters/service/drafts/draft-rows.js';
import { TEAS, temporaryFolder } from '../../builders.js';
import { ANNA, DiscordServer } from '../../discord-server/server.js';
import { TOKEN } from '../../discord-server/world.js';
import { startProgram } from '../../program.js';
import { controlsOf } from './live.js';

const MESSAGES = 20;
/** So many were asked, and had agreed, when the program is killed. */
const SOME = 4;
const PATIENCE_MS = 60_000;

it('asks each author once and makes one draft of each message, killed while it asks and while they agree', async () => {
  const server = await DiscordServer.start({ mayReadAll: true });
  server.rest.deadlineMs = PATIENCE_MS;
  onTestFinished(() => server.stop());
  const [home, knowledge] = [await temporaryFolder(), await temporaryFolder()];
  await cp(TEAS, knowledge, { recursive: true });
  const DOCENT_DATA_DIR = await temporaryFolder();
  const start = async () => {
    const { length: sessions } = server.gateway.log;
    const child = startProgram({
      ...{ HOME: home, DOCENT_DATA_DIR, KNOWLEDGE_DIR: knowledge, MEANING: 'words' },
      ...{ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: server.url, DISCORD_MESSAGE_CONTENT: 'on' },
      ...{ DISCORD_TRUSTED: ANNA, DOCENT_RATE_PER_CHANNEL: '1000', DOCENT_RATE_PER_PERSON: '1000' },
    });
    const isThere = () => server.rest.commands.length > 0 && server.gateway.log.length > sessions;
    await server.until('it is there', isThere, PATIENCE_MS);
    return child;
  };
  const killed = async (child: Awaited<ReturnType<typeof start>>) => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  const authors = Array.from({ length: MESSAGES }, (_, i) => String(700000000000000000n + BigInt(i)));
  const asked = (author: string) =>
    [...server.rest.messages.values()].filter(
      ({ channel, isPrivate }) => !isPrivate && channel === `9${author.slice(1)}`,
    );
  const answeredAll = (all: readonly { readonly id: string }[], count = all.length) =>
    server.until(
      'they are answered',
      () => all.filter(({ id }) => server.answersTo(id).length > 0).length >= count,
      PATIENCE_MS,
    );

  const first = await start();
  const lines = authors.map((by, i) => server.say(`Tin number ${i} lasts ${i} weeks.`, { by }));
  const save = () => lines.map((line) => server.useOnSaid('Save as article', line));
  save();
  const some = () => authors.filter((author) => asked(author).length > 0);
  await server.until('some are asked', () => some().length >= SOME, PATIENCE_MS);
  await killed(first);
  expect(some().length).toBeLessThan(MESSAGES);

  const second = await start();
  await answeredAll(save());
  expect(authors.map((author) => asked(author).length)).toEqual(authors.map(() => 1));
  const agree = () =>
    authors.map((by) => {
      const [message] = asked(by);
      if (!message) throw new Error('Nobody asked them');
      const yes = controlsOf(message.body).get('Yes')?.custom_id ?? '';
      return server.press(message, yes, undefined, { by, inServer: false });
    });
  await answeredAll(agree(), SOME);
  await killed(second);

  const third = await start();
  await answeredAll(agree());
  await answeredAll(save());
  third.kill('SIGTERM');
  await once(third, 'exit');
  const { records, key } = await openRecords({ DOCENT_DATA_DIR });
  const drafts = await draftsIn(stateOf(records, { key }).certain);
  await records.close();
  expect(drafts.map(({ state, words }) => `${state}: ${words}`).sort()).toEqual(
    authors.map((_, i) => `draft: Tin number ${i} lasts ${i} weeks.`).sort(),
  );
  expect(authors.map((author) => asked(author).length)).toEqual(authors.map(() => 1));
  expect(server.rest.faults).toEqual([]);
}, 240_000);
