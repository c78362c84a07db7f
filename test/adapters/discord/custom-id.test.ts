import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TurnAction as Action } from '../../../adapters/chat/actions.js';
import { decodeAction, encodeAction } from '../../../adapters/discord/custom-id.js';
import { MAX_CUSTOM_ID } from '../../../adapters/discord/limits.js';
import { createTurnStore } from '../../../adapters/records/turns.js';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }).filter((one) => one.trim() !== '');
const plain = (one: string) => one.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
const actions: fc.Arbitrary<Action> = fc.record({
  type: fc.constantFrom('sources', 'section', 'why', 'helpful', 'unhelpful', 'ask'),
  turn: fc.record({
    question: text.map(plain).filter((one) => one.trim() !== ''),
    conversation: fc.option(
      fc.record({
        subjects: fc.array(fc.stringMatching(/^[a-z-]{1,20}$/), { maxLength: 4 }),
        listed: fc.array(fc.stringMatching(/^[a-z-]{1,20}$/), { maxLength: 20 }),
        intent: fc.constantFrom('fact', 'compare', 'list'),
        topic: fc.oneof(
          fc.constant(''),
          text.map((one) => plain(one).slice(0, 200)),
        ),
        places: fc.array(
          fc.record({ document: text.map(plain), path: fc.array(text.map(plain), { maxLength: 4 }) }),
          { maxLength: 3 },
        ),
        askedBack: fc.boolean(),
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

  it('says a short conversation itself, so that it works after a restart', () => {
    const conversation = {
      subjects: ['oolong'],
      listed: [],
      intent: 'fact' as const,
      topic: 'caffeine',
      places: [{ document: 'teas.md', path: ['Oolong', 'At a glance'] }],
      askedBack: false,
    };
    const action: Action = { type: 'section', turn: { question: 'and its taste?', conversation } };
    expect(decodeAction(encodeAction(action, createTurnStore()), createTurnStore())).toEqual(action);
  });

  it('of an earlier version, which had other parts, brings back the question alone', () => {
    const id = ['1s~oolong', 'definition', '', 'oolong', 'what about its taste?'].join('\u001f');
    expect(decodeAction(id, createTurnStore())).toEqual({
      type: 'sources',
      turn: { question: 'what about its taste?', conversation: null },
    });
  });

  it('takes nothing that is no id of its own, and throws at nothing', () => {
    const turns = createTurnStore();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (id) => {
        const action = decodeAction(id, turns);
        if (action) expect(/^1[sxwynac][=~:]/.test(id)).toBe(true);
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
