import { expect, it } from 'vitest';
import { findSubjects, markNouns } from '../../../src/query/entities.js';
import { intentOf } from '../../../src/query/intents.js';
import type { Intent } from '../../../src/query/query.js';
import { shapeOf } from '../../../src/query/shape.js';
import { wordsOf } from '../../../src/query/words.js';
import { BRIDGES, botOf, corpusOf } from '../../builders.js';

const { lexicon } = botOf(corpusOf([BRIDGES]));

it.each<[string, Intent]>([
  ['truss and arch bridge', 'compare'],
  ['strengths of the truss', 'fact'],
  ['how many strengths does the truss have', 'count'],
  ['how many bridges are there', 'count'],
  ['which bridges resemble the truss', 'list'],
  ['is the viaduct a good bridge', 'fact'],
  ['what is the best bridge for a valley', 'recommend'],
  ['a bridge of stone', 'list'],
  ['how is a bridge painted', 'fact'],
])('takes the grammar of %j for that of a %s', (question, intent) => {
  const words = wordsOf(question);
  const subjects = findSubjects(words, lexicon);
  markNouns(words, subjects, lexicon);
  expect(intentOf(shapeOf(words, subjects), subjects, lexicon)).toBe(intent);
});
