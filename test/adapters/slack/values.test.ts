import { describe, expect, it } from 'vitest';
import { createTurnStore, type Turn } from '../../../adapters/shared/turns.js';
import { actionName, decodeTurn, encodeTurn } from '../../../adapters/slack/values.js';

const turns = createTurnStore();
const conversation: Turn['conversation'] = {
  subjects: ['oolong'],
  intent: 'definition',
  aspect: null,
  topic: '',
};

describe('the value of a button', () => {
  it.each([
    { question: 'what is oolong?', conversation: null },
    { question: 'and its "advantages"?\n', conversation },
    { question: 'long '.repeat(300), conversation: null },
  ])('brings back the question and what it leaned on', (turn) => {
    const value = encodeTurn(turn, turns);
    expect(value.length).toBeLessThanOrEqual(400);
    expect(decodeTurn(value, turns)).toEqual(turn);
  });

  it.each([
    '',
    '1',
    '1=',
    '1={}',
    '1={"question":" ","conversation":null}',
    '1={"question":"q","conversation":{"subjects":"x"}}',
    '1#not-kept-any-more',
    '1#AAAAAAAAAAAAAAAA',
    '2={"question":"q","conversation":null}',
    '{"question":"q","conversation":null}',
  ])('is refused when it is forged, old or no longer kept: %j', (value) => {
    expect(decodeTurn(value, turns)).toBeNull();
  });

  it('belongs to an action by its id, with or without a number', () => {
    expect([actionName('ask.3'), actionName('why'), actionName('nothing'), actionName('')]).toEqual([
      'ask',
      'why',
      null,
      null,
    ]);
  });
});
