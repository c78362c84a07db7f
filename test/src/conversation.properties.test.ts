import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Span } from '../../src/answer/answer.js';
import { plainText } from '../../src/answer/plain-text.js';
import type { Bot } from '../../src/bot.js';
import { type Asked, askedOf } from '../arbitraries.js';
import { ROOT, SHIPPED, spansOf, TEAS } from '../builders.js';
import { faultsOf } from '../faults.js';

const SEED = 20240607;

let teas: Asked;
let shipped: Asked;
beforeAll(async () => {
  teas = await askedOf(TEAS, `${TEAS}/questions.jsonl`);
  shipped = await askedOf(SHIPPED, `${ROOT}/test/eval/dev.jsonl`);
});

/** Paragraphs, points and rows that quote, or all that are there when none does. */
function statementsIn(answer: Answer): number {
  const parts = answer.blocks.flatMap((block): (readonly Span[])[] => {
    if (block.type === 'list') return [...block.items];
    if (block.type === 'table') return block.rows.map(({ cells }) => cells.flat());
    return block.type === 'heading' ? [] : [spansOf([block])];
  });
  const quoting = parts.filter((spans) => spans.some(({ type }) => type === 'quoted'));
  return (quoting.length > 0 ? quoting : parts).length;
}

async function turns(bot: Bot, messages: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const message of messages)
    answers.push(await bot.ask(message, { conversation: answers[answers.length - 1]?.conversation ?? null }));
  return answers;
}

describe('any conversation', () => {
  it('has no answer without words, and none that quotes what does not stand there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(teas.messages, { minLength: 4, maxLength: 4 }), async (said) => {
        const answers = await turns(teas.built.bot, said);
        for (const [i, answer] of answers.entries()) {
          expect(faultsOf(answer, teas.built, said.slice(0, i + 1).join(' → '))).toEqual([]);
          // Who was asked back and says it again is not asked again.
          if (answer.status === 'clarify') expect(answers[i + 1]?.status).not.toBe('clarify');
        }
      }),
      { seed: SEED, numRuns: 250 },
    );
  }, 120_000);

  it('gives the same answers again, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(shipped.messages, { minLength: 2, maxLength: 2 }), async (said) => {
        const first = await turns(shipped.built.bot, said);
        expect(JSON.stringify(await turns(shipped.built.bot, said))).toBe(JSON.stringify(first));
      }),
      { seed: SEED, numRuns: 250 },
    );
  }, 120_000);

  it('has no answer longer than its room, unless a single statement is left', async () => {
    await fc.assert(
      fc.asyncProperty(teas.messages, fc.integer({ min: 0, max: 1200 }), async (message, room) => {
        const answer = await teas.built.bot.ask(message, { room });
        expect(faultsOf(answer, teas.built, message)).toEqual([]);
        if (plainText(answer).length > room) expect(statementsIn(answer)).toBeLessThanOrEqual(1);
      }),
      { seed: SEED, numRuns: 500 },
    );
  }, 120_000);
});
