import { expect, it } from 'vitest';
import { changesText, compareAnswers } from '../../../adapters/service/compare-answers.js';
import type { Answer } from '../../../src/answer/answer.js';
import { closest, madeUp, paragraph, quoted } from '../../made-up.js';

const abstained = madeUp({ status: 'abstained', blocks: [], citations: [] });
const other = madeUp({ blocks: [paragraph(quoted('Tea is a leaf.'))] });
const suggesting = madeUp({ suggestions: { lead: 'Ask next:', questions: ['Why?'] } });

/** By its name what each of two bots answers. */
const ANSWERS: Readonly<Record<string, readonly [before: Answer, after: Answer]>> = {
  same: [madeUp(), madeUp()],
  suggests: [madeUp(), suggesting],
  reworded: [madeUp(), other],
  doubted: [madeUp(), closest()],
  'reworded with a reserve': [closest(), closest({ blocks: other.blocks })],
  lost: [madeUp(), abstained],
  'lost with a reserve': [closest(), abstained],
  gained: [abstained, madeUp()],
  'gained with a reserve': [abstained, closest()],
  surer: [closest(), madeUp()],
  unknown: [abstained, abstained],
};

it('a question at which a bot fails is not answered by it, and the others are compared', async () => {
  const answering = { ask: async () => madeUp() };
  const failing = {
    ask: async (question: string) => {
      if (question === 'bad') throw new TypeError('made to fail');
      return other;
    },
  };
  const changes = await compareAnswers(answering, failing, ['bad', 'good']);
  expect(changes).toMatchObject({ asked: 2, lost: ['bad'], changed: ['good'] });
});

it('other knowledge is told by what it does to answers, a new reserve by itself', async () => {
  const bot = (side: 0 | 1) => ({ ask: async (question: string) => ANSWERS[question]?.[side] ?? abstained });
  const changes = await compareAnswers(bot(0), bot(1), Object.keys(ANSWERS));
  expect(changes).toEqual({
    asked: 11,
    changed: ['reworded', 'reworded with a reserve'],
    doubted: ['doubted'],
    lost: ['lost', 'lost with a reserve'],
    gained: ['gained', 'gained with a reserve', 'surer'],
  });
  expect(changesText(changes)).toBe('2 answers changed, 2 lost, 3 gained, 1 now with a reserve');
  expect(changesText({ ...changes, doubted: [] })).toBe('2 answers changed, 2 lost, 3 gained');
});
