import { expect, it } from 'vitest';
import { readShape } from '../../../src/query/understand.js';
import { BRIDGES, corpusOf, knowledgeOf, reading } from '../../builders.js';

const bridges = knowledgeOf(corpusOf([BRIDGES]));

it.each([
  ['Which bridges are like the truss?', 'which NOUNS are like the SUBJ'],
  ['is the fan bridge a good bridge', 'is the SUBJ a good NOUN'],
  ['/compare truss, vaulted bridge', 'SUBJ SUBJ'],
  ['what is an aqueduct', 'what is an aqueduct'],
  ['', ''],
])('writes %j without its names: %j', async (question, shape) => {
  expect(await reading(bridges, (lexicon, known) => readShape(question, lexicon, known))).toBe(shape);
});
