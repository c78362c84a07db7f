import { expect, it } from 'vitest';
import { respeltAsking } from '../../../src/query/respell.js';
import { wordsOf } from '../../../src/query/words.js';
import { BRIDGES, corpusOf, knowledgeOf, reading } from '../../builders.js';

const bridges = knowledgeOf(corpusOf([BRIDGES]));

it.each([
  ['diference', 'difference'],
  ['recomend', 'recommend'],
  ['brdiges', 'bridges'],
  ['comparision', 'comparison'],
  ['langauge', 'langauge'],
  ['matreial', 'material'],
  ['tunnels', 'tunnels'],
  ['wood', 'wood'],
])('reads %j as %j', async (written, meant) => {
  const [word] = await reading(bridges, (lexicon, known) =>
    wordsOf(written).map((one) => respeltAsking(one, lexicon, known)),
  );
  expect(word?.text).toBe(meant);
});
