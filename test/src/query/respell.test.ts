import { expect, it } from 'vitest';
import { respeltAsking } from '../../../src/query/respell.js';
import { wordsOf } from '../../../src/query/words.js';
import { BRIDGES, botOf, corpusOf } from '../../builders.js';

const { lexicon } = botOf(corpusOf([BRIDGES]));

it.each([
  ['diference', 'difference'],
  ['recomend', 'recommend'],
  ['brdiges', 'bridges'],
  ['comparision', 'comparison'],
  ['langauge', 'langauge'],
  ['matreial', 'material'],
  ['tunnels', 'tunnels'],
  ['wood', 'wood'],
])('reads %j as %j', (written, meant) => {
  expect(wordsOf(written).map((word) => respeltAsking(word, lexicon).text)).toEqual([meant]);
});
