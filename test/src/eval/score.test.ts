import { beforeAll, describe, expect, it } from 'vitest';
import { type Answer, framing } from '../../../src/answer/answer.js';
import type { Bot } from '../../../src/bot.js';
import { parseQuestionSet, type Question } from '../../../src/eval/question-set.js';
import { MAX_LENGTH, MAX_LONG_LENGTH, report, scoreAll, scoreOne } from '../../../src/eval/score.js';
import { builtFrom, TEAS } from '../../builders.js';

let bot: Bot;
let real: Answer;
beforeAll(async () => {
  ({ bot } = await builtFrom(TEAS));
  real = await bot.ask('what is oolong');
});

function question(entries: object): Question {
  const [one] = parseQuestionSet(JSON.stringify({ id: 'q', q: 'x', kind: 'fact', ...entries }), 'set');
  if (!one) throw new Error('no question');
  return one;
}

const saying = (text: string, more: Partial<Answer> = {}): Answer => ({
  ...real,
  title: null,
  suggestions: null,
  citations: [],
  blocks: [{ type: 'paragraph', spans: [framing(text)] }],
  ...more,
});

const faults = (entries: object, answer: Answer) => scoreOne(question(entries), answer, bot).faults;

describe('scoreOne', () => {
  it('finds nothing wrong with a right answer', () => {
    expect(
      faults(
        {
          must: ['oxidi', 'dragon'],
          any: ['no', 'nuts'],
          mustNot: ['coffee'],
          abstain: false,
          cite: 'oolong',
        },
        real,
      ),
    ).toEqual([]);
  });

  it.each<[fault: string, entries: object, text: string]>([
    ['silent', {}, ' \n'],
    ['must', { must: ['tea', 'coffee'] }, 'tea only'],
    ['any', { any: ['coffee', 'cocoa'] }, 'tea'],
    ['mustNot', { mustNot: ['coffee'] }, 'Tea and COFFEE'],
    ['abstain', { abstain: true }, 'tea'],
    ['cite', { cite: 'oolong' }, 'tea'],
    ['cite', { cite: 'intro' }, 'tea'],
    ['cite', { cite: 'coffee' }, 'tea'],
    ['length', {}, 'x'.repeat(MAX_LENGTH + 1)],
    ['length', { kind: 'list' }, 'x'.repeat(MAX_LONG_LENGTH + 1)],
  ])('finds the fault %s', (fault, entries, text) => {
    expect(faults(entries, saying(text))).toEqual([fault]);
  });

  it('finds an abstention where an answer was wanted, and not where either is fine', () => {
    expect(faults({ abstain: false }, saying('no', { status: 'abstained' }))).toEqual(['abstain']);
    expect(faults({}, saying('no', { status: 'abstained' }))).toEqual([]);
    expect(faults({ abstain: true }, saying('no', { status: 'abstained' }))).toEqual([]);
    expect(faults({ abstain: false }, saying('what?', { status: 'clarify' }))).toEqual([]);
    expect(faults({ abstain: false }, saying('hi', { status: 'chat' }))).toEqual([]);
  });

  it('gives long kinds more room', () => {
    expect(faults({ kind: 'compare' }, saying('x'.repeat(MAX_LENGTH + 1)))).toEqual([]);
    expect(faults({ kind: 'fact' }, saying('x'.repeat(MAX_LENGTH)))).toEqual([]);
  });

  it('takes formatting away before it looks', () => {
    expect(faults({ must: ['green tea'] }, saying('gr*ee*n `tea`'))).toEqual([]);
    expect(faults({}, saying('**__``'))).toEqual(['silent']);
  });

  it('knows the general part and the names of subjects in citations', async () => {
    expect(faults({ cite: 'intro' }, await bot.ask('what is tea'))).toEqual([]);
    expect(faults({ cite: 'wu long' }, real)).toEqual([]);
    expect(faults({ cite: 'rooibos' }, real)).toEqual(['cite']);
  });
});

describe('report', () => {
  const set = (lines: object[]) =>
    parseQuestionSet(lines.map((one) => JSON.stringify(one)).join('\n'), 'set');

  it('counts by kind, and how many were rightly answered and abstained on', async () => {
    const scored = await scoreAll(
      bot,
      set([
        {
          id: '1',
          q: 'what is oolong',
          kind: 'definition',
          must: ['dragon'],
          abstain: false,
          cite: 'oolong',
        },
        {
          id: '2',
          q: 'what is oolong',
          kind: 'definition',
          must: ['dragon'],
          abstain: false,
          cite: 'rooibos',
        },
        { id: '3', q: 'who won the world cup', kind: 'outside', abstain: true },
        { id: '4', q: 'who won the world cup', kind: 'outside', abstain: false },
        {
          id: '5',
          q: 'its advantages',
          kind: 'followup',
          context: ['hi', 'what is oolong'],
          must: ['gongfu|range'],
        },
      ]),
    );
    const result = report(scored);
    expect([result.right, result.of, result.butCite]).toEqual([3, 5, 4]);
    expect(result.kinds).toEqual([
      { kind: 'definition', right: 1, of: 2 },
      { kind: 'outside', right: 1, of: 2 },
      { kind: 'followup', right: 1, of: 1 },
    ]);
    expect(result.abstained).toEqual({ rightly: 1, of: 1 });
    expect(result.answered).toEqual({ rightly: 2, of: 3 });
    expect(result.maxLength).toBe(Math.max(...scored.map(({ text }) => text.length)));
    expect(result.medianLength).toBeGreaterThan(0);
  });

  it('goes on after a question at which the bot fails, counts it as wrong and names it', async () => {
    const failing = {
      ...bot,
      ask: (text: string) => (text === 'break' ? Promise.reject(new Error('broken')) : bot.ask(text)),
    };
    const scored = await scoreAll(
      failing,
      set([
        { id: 'bad', q: 'break', kind: 'fact', abstain: false },
        { id: 'later', q: 'and now?', kind: 'followup', context: ['break'], abstain: true },
        { id: 'good', q: 'what is oolong', kind: 'definition', must: ['dragon'], abstain: false },
      ]),
    );
    expect(scored.map(({ faults }) => faults)).toEqual([['failed'], ['failed'], []]);
    expect(scored[0]?.text).toContain('broken');
    expect(report(scored)).toMatchObject({
      right: 1,
      of: 3,
      failed: ['bad', 'later'],
      answered: { rightly: 1, of: 2 },
      abstained: { rightly: 0, of: 1 },
    });
  });

  it('draws the share wrong among the answers given, most confident first', () => {
    const scored = [0.9, 0.8, 0.7, 0.6].map((confidence, i) =>
      scoreOne(question({ must: i % 2 === 0 ? [] : ['never'] }), saying('tea', { confidence }), bot),
    );
    const unasked = scoreOne(question({ must: ['never'] }), saying('hi', { status: 'chat' }), bot);
    expect(report([...scored, unasked].reverse()).curve).toEqual([
      { coverage: 0.25, risk: 0, confidence: 0.9 },
      { coverage: 0.5, risk: 0.5, confidence: 0.8 },
      { coverage: 0.75, risk: 1 / 3, confidence: 0.7 },
      { coverage: 1, risk: 0.5, confidence: 0.6 },
    ]);
  });

  it('is all zeros for no question', () => {
    expect(report([])).toMatchObject({ right: 0, of: 0, kinds: [], maxLength: 0, curve: [] });
  });
});
