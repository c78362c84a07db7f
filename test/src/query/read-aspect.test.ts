import { describe, expect, it } from 'vitest';
import { findSubjects, markNouns } from '../../../src/query/entities.js';
import type { Intent } from '../../../src/query/query.js';
import { readAspect } from '../../../src/query/read-aspect.js';
import { wordsOf } from '../../../src/query/words.js';
import { BRIDGES, botOf, corpusOf } from '../../builders.js';

const { lexicon } = botOf(corpusOf([BRIDGES]));

function read(question: string, intent: Intent) {
  const words = wordsOf(question);
  const subjects = findSubjects(words, lexicon);
  markNouns(words, subjects, lexicon);
  const general = subjects.length === 0 && words.some(({ role }) => role === 'noun');
  const reading = readAspect(words, subjects, intent, general, lexicon);
  return { intent: reading.intent, aspect: reading.aspect?.id ?? null, ofUnknown: reading.ofUnknown };
}

describe('readAspect', () => {
  it.each<[string, Intent, Intent, string | null]>([
    ['strengths of the truss', 'fact', 'aspect', 'strengths'],
    ['strengths of the truss for a railway', 'fact', 'fact', null],
    ['our mayor wants the strengths of the truss', 'fact', 'aspect', 'strengths'],
    ['how many strengths has the truss', 'count', 'count', 'strengths'],
    ['strengths of truss and arch bridge', 'compare', 'compare', 'strengths'],
    ['bridges with strengths', 'list', 'list', null],
    ['strengths of a bridge', 'fact', 'fact', null],
  ])('reads %j, a %s, as a %s of %s', (question, asked, intent, aspect) => {
    expect(read(question, asked)).toEqual({ intent, aspect, ofUnknown: false });
  });

  it('knows an aspect of something that is no subject', () => {
    expect(read('strengths of the viaduct', 'fact')).toEqual({
      intent: 'fact',
      aspect: null,
      ofUnknown: true,
    });
  });
});
