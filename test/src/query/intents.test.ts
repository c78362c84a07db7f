import { expect, it } from 'vitest';
import type { Lexicon } from '../../../src/knowledge/lexicon.js';
import { findSubjects, markNouns } from '../../../src/query/entities.js';
import { intentOf } from '../../../src/query/intents.js';
import type { Intent } from '../../../src/query/query.js';
import { shapeOf } from '../../../src/query/shape.js';
import { wordsOf } from '../../../src/query/words.js';
import { BRIDGES, botOf, builtFrom, corpusOf, TEAS } from '../../builders.js';

const { lexicon } = botOf(corpusOf([BRIDGES]));

it.each<[string, Intent]>([
  ['truss and arch bridge', 'compare'],
  ['strengths of the truss', 'fact'],
  ['how many strengths does the truss have', 'count'],
  ['how many benefits of the truss are there', 'count'],
  ['how many strengths', 'fact'],
  ['how many strengthenings does the truss have', 'fact'],
  ['how many positive reviews does the truss have', 'fact'],
  ['how many bridges are there', 'count'],
  ['which bridges resemble the truss', 'list'],
  ['is the viaduct a good bridge', 'fact'],
  ['what is the best bridge for a valley', 'recommend'],
  ['what fits a small team', 'recommend'],
  ['what fits a small shop', 'fact'],
  ['whats the best tool', 'fact'],
  ['a bridge of stone', 'list'],
  ['how is a bridge painted', 'fact'],
])('takes the grammar of %j for that of a %s', (question, intent) => {
  expect(intentIn(question, lexicon)).toBe(intent);
});

it('counts no points where a table has a row for it', async () => {
  const teas = (await builtFrom(TEAS)).bot.lexicon;
  expect(teas.aspects.flatMap(({ phrases }) => phrases)).toContainEqual(['infus']);
  expect(intentIn('how many infusions does oolong give', teas)).toBe('fact');
});

function intentIn(question: string, of: Lexicon): Intent {
  const words = wordsOf(question);
  const subjects = findSubjects(words, of);
  markNouns(words, subjects, of);
  return intentOf(shapeOf(words, subjects), subjects, of);
}
