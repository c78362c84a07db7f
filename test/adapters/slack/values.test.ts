import { describe, expect, it } from 'vitest';
import { createTurnStore, type Turn } from '../../../adapters/records/turns.js';
import { actionName, decodeTurn, encodeTurn } from '../../../adapters/slack/values.js';

const turns = createTurnStore();
const conversation: Turn['conversation'] = {
  subjects: ['oolong'],
  listed: ['oolong', 'rooibos'],
  intent: 'definition',
  topic: '',
  places: [{ document: 'teas.md', path: ['Oolong'] }],
  askedBack: false,
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
    { subjects: ['oolong'], intent: 'definition', aspect: null, topic: 'oolong' },
    { subjects: 'oolong' },
    { ...conversation, listed: Array.from({ length: 21 }, () => 'oolong') },
  ])('brings back the question alone when what it leaned on is of another shape: %j', (other) => {
    const value = `1=${JSON.stringify({ question: 'and its taste?', conversation: other })}`;
    expect(decodeTurn(value, turns)).toEqual({ question: 'and its taste?', conversation: null });
  });

  it.each([
    '',
    '1',
    '1=',
    '1={}',
    '1={"question":" ","conversation":null}',
    '1={"question":5,"conversation":null}',
    '1#not-kept-any-more',
    '1#AAAAAAAAAAAAAAAA',
    '2={"question":"q","conversation":null}',
    '{"question":"q","conversation":null}',
  ])('is refused when it is forged, old or no longer kept: %j', (value) => {
    expect(decodeTurn(value, turns)).toBeNull();
  });

  it('belongs to an action by its id, with or without a number', () => {
    for (const inherited of ['constructor', 'toString.1', '__proto__'])
      expect(actionName(inherited)).toBeNull();
    expect([actionName('ask.3'), actionName('why'), actionName('nothing'), actionName('')]).toEqual([
      'ask',
      'why',
      null,
      null,
    ]);
  });
});
