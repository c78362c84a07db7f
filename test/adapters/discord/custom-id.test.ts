import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Action, decodeAction, encodeAction } from '../../../adapters/discord/custom-id.js';
import { MAX_CUSTOM_ID } from '../../../adapters/discord/limits.js';
import { createTurnStore } from '../../../adapters/shared/turns.js';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }).filter((one) => one.trim() !== '');
const plain = (one: string) => one.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
const actions: fc.Arbitrary<Action> = fc.record({
  type: fc.constantFrom('sources', 'why', 'helpful', 'unhelpful', 'ask'),
  turn: fc.record({
    question: text.map(plain).filter((one) => one.trim() !== ''),
    conversation: fc.option(
      fc.record({
        subjects: fc.array(fc.stringMatching(/^[a-z-]{1,20}$/), { maxLength: 3 }),
        intent: fc.constantFrom('define', 'compare', 'find'),
        aspect: fc.option(fc.stringMatching(/^[a-z-]{1,20}$/)),
        topic: text.map(plain),
      }),
    ),
  }),
}) as fc.Arbitrary<Action>;

describe('the state of a button', () => {
  it('is found again, within 100 characters, whatever the question', () => {
    fc.assert(
      fc.property(actions, (action) => {
        const turns = createTurnStore();
        const id = encodeAction(action, turns);
        expect(id.length).toBeLessThanOrEqual(MAX_CUSTOM_ID);
        expect(decodeAction(id, turns)).toEqual(action);
      }),
      { numRuns: 500 },
    );
  });

  it('takes nothing that is no id of its own, and throws at nothing', () => {
    const turns = createTurnStore();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (id) => {
        const action = decodeAction(id, turns);
        if (action) expect(/^1[swynac][=~:]/.test(id)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
    for (const id of ['', '1', '1s', '1s=', '1s= ', '0s=tea', '1q=tea', '1s#AAAAAAAAAAAAAAAA', '1c=oolong'])
      expect(decodeAction(id, turns)).toBeNull();
    expect(decodeAction('1s=tea', turns)).toEqual({
      type: 'sources',
      turn: { question: 'tea', conversation: null },
    });
  });
});
