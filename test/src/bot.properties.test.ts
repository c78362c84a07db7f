import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Asked, askedOf } from '../arbitraries.js';
import { HANDBOOK, ROOT, SHIPPED, TEAS } from '../builders.js';
import { faultsOf } from '../faults.js';

/** Fixed, so that a run that fails fails again. */
const SEED = 20240607;
/** Questions to each bot; with those of conversations, in a file of their own, 10,000 in all. */
const QUESTIONS = 2667;

const KNOWLEDGE = [
  ['teas', TEAS, `${TEAS}/questions.jsonl`],
  ['shipped article', SHIPPED, `${ROOT}/test/eval/dev.jsonl`],
  ['handbook', HANDBOOK, `${HANDBOOK}/questions.jsonl`],
] as const;

describe.each(KNOWLEDGE)('the bot of the %s, whatever it is asked', (_, folder, questionSet) => {
  let asked: Asked;
  beforeAll(async () => {
    asked = await askedOf(folder, questionSet);
  });

  it('answers with words, and quotes only what stands in the cited lines', async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(asked.messages, async (message) => {
        const answer = await asked.built.bot.ask(message);
        if (answer.status === 'answered') answered++;
        expect(faultsOf(answer, asked.built, message)).toEqual([]);
      }),
      { seed: SEED, numRuns: QUESTIONS },
    );
    // Enough of them have an answer for the quotations to be put to the test.
    expect(answered / QUESTIONS).toBeGreaterThan(0.2);
  }, 120_000);
});
