import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../adapters/process/logger.js';
import { createMetrics } from '../../../adapters/process/metrics.js';
import { createPseudonyms } from '../../../adapters/records/pseudonyms.js';
import { NO_RECORDS, type QuestionRecord, type Vote } from '../../../adapters/records/record.js';
import { createObserver, type ObserverParts } from '../../../adapters/service/observed.js';
import { builtFrom, TEAS } from '../../builders.js';
import { closest, madeUp } from '../../made-up.js';

async function watched(changes: Partial<ObserverParts> = {}) {
  const { bot } = await builtFrom(TEAS);
  const kept: QuestionRecord[] = [];
  const votes: Vote[] = [];
  const lines: string[] = [];
  const metrics = createMetrics();
  const observer = createObserver({
    records: {
      ...NO_RECORDS,
      add: async (record) => void kept.push(record),
      vote: async (vote) => votes.push(vote) > 0,
    },
    pseudonyms: createPseudonyms('a key for this test'),
    metrics,
    log: createLogger({ write: (line) => lines.push(line) }),
    keepsQuestions: false,
    logsQuestions: false,
    ...changes,
  });
  return { bot: observer.observe(bot, 'discord'), plain: bot, observer, kept, votes, lines, metrics };
}

describe('a bot that is observed', () => {
  const QUESTION = 'Who is the king of oolong zanzibar caffeine?';

  it('answers as it does unobserved, and leaves a record without text and without words it does not know', async () => {
    const { bot, plain, observer, kept, lines } = await watched();
    const answer = await bot.ask(QUESTION, { person: '4711' });
    await observer.flush();
    expect(answer).toEqual(await plain.ask(QUESTION));
    const [record] = kept;
    expect(record).toMatchObject({
      platform: 'discord',
      kind: answer.intent,
      status: answer.status,
      confidence: answer.confidence,
      subjects: ['oolong'],
      terms: ['caffeine'],
      helpful: null,
      question: null,
    });
    const written = JSON.stringify(kept) + lines.join('');
    for (const secret of ['4711', 'zanzibar', 'king']) expect(written).not.toContain(secret);
  });

  it('keeps some words of a page that somebody pasted', async () => {
    const { plain, kept, lines, metrics, ...parts } = await watched();
    const answer = madeUp();
    const terms = Array.from({ length: 1_000 }, (_, i) => ({
      text: `word${i}`,
      weight: 1,
      known: true,
      alternatives: [],
    }));
    const explanation = { ...answer.explanation, terms };
    const bot = parts.observer.observe({ ...plain, ask: async () => ({ ...answer, explanation }) }, 'slack');
    await bot.ask(QUESTION, { person: '4711' });
    await parts.observer.flush();
    expect(kept[0]?.terms).toHaveLength(48);
  });

  it('counts and records what is given with a reserve as such', async () => {
    const { plain, kept, lines, metrics, ...parts } = await watched();
    const bot = parts.observer.observe({ ...plain, ask: async () => closest() }, 'slack');
    await bot.ask(QUESTION, { person: '4711' });
    await parts.observer.flush();
    expect(kept).toMatchObject([{ status: 'closest', helpful: null }]);
    expect(lines.join('')).toContain('status=closest');
    const text = await metrics.text();
    expect(text).toContain('docent_questions_total{platform="slack",kind="fact",status="closest"} 1');
    expect(text).not.toMatch(/docent_abstentions_total\{platform="slack"\}/);
  });

  it('keeps and logs texts only where that is switched on', async () => {
    const { bot, observer, kept, lines } = await watched({ keepsQuestions: true, logsQuestions: true });
    await bot.ask(QUESTION, { person: '4711' });
    await observer.flush();
    expect(kept[0]).toMatchObject({ question: QUESTION, terms: expect.arrayContaining(['zanzibar']) });
    expect(lines.join('')).toContain(QUESTION);
  });

  it('leaves no trace of what nobody asked', async () => {
    const { bot, observer, kept, lines, metrics } = await watched();
    await bot.ask(QUESTION);
    await observer.flush();
    expect([kept, lines]).toEqual([[], []]);
    expect(await metrics.text()).not.toMatch(/docent_questions_total\{/);
  });

  it('hands a vote over under the key of the question, however the adapter has it', async () => {
    const { bot, observer, kept, votes } = await watched();
    const answer = await bot.ask('/compare oolong, sencha', { person: 'a' });
    bot.vote(answer.explanation.question, { person: 'b', helpful: false });
    await observer.flush();
    expect(votes[0]).toMatchObject({ platform: 'discord', key: kept[0]?.key, helpful: false });
    expect(votes[0]?.person).not.toBe(kept[0]?.person);
  });

  it('answers all the same when records cannot be kept, and counts them', async () => {
    const add = async () => {
      throw new Error('no room on the disk');
    };
    const { bot, observer, lines, metrics } = await watched({ records: { ...NO_RECORDS, add } });
    expect((await bot.ask('what is oolong', { person: 'a' })).status).toBe('answered');
    await observer.flush();
    expect(lines.join('')).toContain('no room on the disk');
    expect(await metrics.text()).toContain('docent_records_lost_total 1');
  });

  it('lets no more than a thousand records wait for a database that does not answer', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let written = 0;
    const vote = async () => {
      await gate;
      return written++ >= 0;
    };
    const { bot, observer, metrics } = await watched({ records: { ...NO_RECORDS, vote } });
    for (let i = 0; i < 1_005; i++) bot.vote('what is oolong', { person: 'a', helpful: true });
    release();
    await observer.flush();
    expect(written).toBe(1_000);
    expect(await metrics.text()).toContain('docent_records_lost_total 5');
  });

  it('counts questions by platform, kind and status, abstentions, votes and errors', async () => {
    const { bot, plain, observer, metrics } = await watched();
    await bot.ask('what is oolong', { person: 'a' });
    const ask = async () => madeUp({ status: 'abstained', blocks: [] });
    await observer.observe({ ...plain, ask }, 'discord').ask(QUESTION, { person: 'a' });
    bot.vote('what is oolong', { person: 'a', helpful: true });
    const count = metrics.counting('discord', ['failed']);
    for (const name of ['tooFast', 'failed', 'answered']) count(name);
    const text = await metrics.text();
    for (const line of [
      'docent_questions_total{platform="discord",kind="definition",status="answered"} 1',
      'docent_abstentions_total{platform="discord"} 1',
      'docent_answer_seconds_count{platform="discord"} 2',
      'docent_votes_total{platform="discord",helpful="true"} 1',
      'docent_rate_limited_total{platform="discord"} 1',
      'docent_platform_errors_total{platform="discord",error="failed"} 1',
      'nodejs_eventloop_lag_p99_seconds',
    ])
      expect(text).toContain(line);
  });
});
