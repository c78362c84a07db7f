import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { type Channel, createMetricsReader, tellMetrics } from '../../../adapters/discord/shard-metrics.js';
import { createMetrics } from '../../../adapters/process/metrics.js';

/** Both ends of a channel between two processes; what goes through it is copied, as between them. */
function channelPair(): { manager: Channel; shard: Channel } {
  const ends = [new EventEmitter(), new EventEmitter()] as const;
  const end = (own: EventEmitter, other: EventEmitter): Channel =>
    Object.assign(own, {
      send: async (message: unknown) => void other.emit('message', JSON.parse(JSON.stringify(message))),
    });
  return { shard: end(ends[0], ends[1]), manager: end(ends[1], ends[0]) };
}

const question = { platform: 'discord', kind: 'fact', status: 'answered', seconds: 0.002 } as const;

it('shows the numbers of every shard beside its own, each under its label', async () => {
  const shards = ['0', '1'].map((shard) => ({ ...channelPair(), metrics: createMetrics({ shard }) }));
  for (const { shard, metrics } of shards) tellMetrics(shard, metrics.data);
  const own = createMetrics();
  own.include(createMetricsReader(() => shards.map(({ manager }) => manager)));
  own.question({ ...question, platform: 'web' });
  shards[0]?.metrics.question(question);
  shards[1]?.metrics.question(question);
  shards[1]?.metrics.question(question);
  const lines = (await own.text()).split('\n');
  expect(lines.filter((line) => line.startsWith('docent_questions_total'))).toEqual([
    'docent_questions_total{platform="web",kind="fact",status="answered"} 1',
    'docent_questions_total{platform="discord",kind="fact",status="answered",shard="0"} 1',
    'docent_questions_total{platform="discord",kind="fact",status="answered",shard="1"} 2',
  ]);
  expect(lines).toContain('docent_answer_seconds_bucket{le="0.002",platform="discord",shard="1"} 2');
  expect(lines.filter((line) => line.startsWith('# TYPE docent_answer_seconds'))).toHaveLength(1);
});

it('leaves out a shard that says nothing or is not there, and passes over other messages', async () => {
  const [silent, gone, good] = [channelPair(), channelPair(), channelPair()];
  const metrics = createMetrics({ shard: '2' });
  tellMetrics(good.shard, metrics.data);
  const broken = Object.assign(gone.manager, { send: () => Promise.reject(new Error('gone')) });
  const read = createMetricsReader(() => [silent.manager, broken, good.manager], 50);
  const reading = read();
  (good.manager as unknown as EventEmitter).emit('message', { _ready: true });
  (good.manager as unknown as EventEmitter).emit('message', { docentMetrics: 99, data: [] });
  const all = await reading;
  expect(all).toHaveLength(1);
  expect(JSON.stringify(all)).toContain('"shard":"2"');
  expect((silent.manager as unknown as EventEmitter).listenerCount('message')).toBe(0);
});
