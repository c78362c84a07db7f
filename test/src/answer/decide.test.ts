import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../src/answer/context.js';
import { type Decision, decide } from '../../../src/answer/decide.js';
import { NOTHING, type Retrieved } from '../../../src/retrieval/evidence.js';
import { find } from '../../../src/retrieval/find.js';
import { BRIDGES, corpusOf, knowledgeOf, queryOf } from '../../builders.js';

const SURER: readonly Decision[] = ['abstained', 'closest', 'answered'];
const share = fc.double({ min: 0, max: 1, noNaN: true });

async function foundIn(knowledge: Knowledge): Promise<Retrieved> {
  return find(await queryOf('what is a truss', knowledge), knowledge.engine, knowledge.weights);
}

describe('what is done with what was found', () => {
  it('is to abstain where nothing was, however little is asked for', () => {
    expect(decide({ ...NOTHING, likelihood: 1 }, 0)).toBe('abstained');
  });

  it('is never less where the likelihood is higher, and never more where more is asked for', async () => {
    const found = await foundIn(knowledgeOf(corpusOf([BRIDGES])));
    const sure = (likelihood: number, least: number) =>
      SURER.indexOf(decide({ ...found, likelihood }, least));
    fc.assert(
      fc.property(share, share, share, (one, other, least) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(sure(high, least)).toBeGreaterThanOrEqual(sure(low, least));
        expect(sure(least, high)).toBeLessThanOrEqual(sure(least, low));
      }),
    );
    expect(sure(1, 0)).toBe(SURER.indexOf('answered'));
    expect(sure(0, 0)).toBe(SURER.indexOf('abstained'));
  });

  it('is no answer without a reserve below the likelihood that is asked for', async () => {
    const found = await foundIn(knowledgeOf(corpusOf([BRIDGES])));
    fc.assert(
      fc.property(share, share, (likelihood, least) => {
        if (likelihood < least) expect(decide({ ...found, likelihood }, least)).not.toBe('answered');
      }),
    );
  });
});
