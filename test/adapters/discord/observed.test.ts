import { expect, it } from 'vitest';
import { createHealth } from '../../../adapters/process/health.js';
import { createLogger } from '../../../adapters/process/logger.js';
import { createMetrics } from '../../../adapters/process/metrics.js';
import { createPseudonyms } from '../../../adapters/records/pseudonyms.js';
import { NO_RECORDS, type QuestionRecord, type Vote } from '../../../adapters/records/record.js';
import { createObserver } from '../../../adapters/service/observed.js';
import { APPLICATION, THREAD } from '../../discord-server/world.js';
import { controlsOf, goLive, type LiveOptions } from './live.js';

const MENTION = { mentions: [APPLICATION] };

async function goLiveObserved(options: LiveOptions = {}) {
  const kept: QuestionRecord[] = [];
  const votes: Vote[] = [];
  const metrics = createMetrics();
  const health = createHealth();
  const observer = createObserver({
    records: {
      ...NO_RECORDS,
      add: async (record) => void kept.push(record),
      vote: async (vote) => votes.push(vote) > 0,
    },
    pseudonyms: createPseudonyms('a key for this test'),
    metrics,
    log: createLogger({ write: () => undefined }),
    keepsQuestions: false,
    logsQuestions: false,
  });
  const live = await goLive({ ...options, operations: { observer, metrics, health } });
  return { ...live, kept, votes, metrics, health };
}

it('leaves one record for each question on Discord, and a vote for the button', async () => {
  const { server, kept, votes, metrics, health } = await goLiveObserved();
  expect(health.parts).toEqual({ discord: 'up' });
  const answer = await server.answerTo(server.say(`<@${APPLICATION}> what is oolong?`, MENTION));
  const press = (label: string) =>
    server.answerTo(server.press(answer, controlsOf(answer.body).get(label)?.custom_id ?? '').id);
  await press('Sources');
  await press('Why?');
  await press('👎');
  await press('👎');
  await server.answerTo(server.say(`<@${APPLICATION}> who won the world cup?`, MENTION));
  expect(kept.map(({ platform, status }) => [platform, status])).toEqual([
    ['discord', 'answered'],
    ['discord', 'abstained'],
  ]);
  expect(votes).toMatchObject([{ key: kept[0]?.key, person: kept[0]?.person, helpful: false }]);
  expect(await metrics.text()).toContain(
    'docent_questions_total{platform="discord",kind="definition",status="answered"} 1',
  );
});

it('keeps no record of what people say to each other in a thread', async () => {
  const { server, kept } = await goLiveObserved({
    mayReadAll: true,
    environment: { DISCORD_MESSAGE_CONTENT: 'on' },
  });
  const asked = server.say(`<@${APPLICATION}> what is oolong?`, { ...MENTION, channel: THREAD });
  await server.answerTo(asked);
  const bert = { channel: THREAD, by: '666666666666666662' };
  server.say('shall we meet at the station at nine?', bert);
  await server.answerTo(server.say('what is rooibos?', bert));
  expect(kept.map(({ subjects }) => subjects)).toEqual([['oolong'], ['rooibos']]);
});
