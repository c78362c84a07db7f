import { describe, expect, it } from 'vitest';
import { findSubjects, markNouns } from '../../../src/query/entities.js';
import type { Intent } from '../../../src/query/intents/table.js';
import { readAspect } from '../../../src/query/read-aspect.js';
import { wordsOf } from '../../../src/query/words.js';
import { BRIDGES, corpusOf, knowledgeOf, reading } from '../../builders.js';

const bridges = knowledgeOf(corpusOf([BRIDGES]));

async function read(question: string, asked: Intent) {
  const { intent, aspect, ofUnknown } = await reading(bridges, (lexicon, known) => {
    const words = wordsOf(question);
    const subjects = findSubjects(words, lexicon, known);
    markNouns(words, subjects, lexicon);
    const general = subjects.length === 0 && words.some(({ role }) => role === 'noun');
    return readAspect(words, subjects, asked, general, lexicon, known);
  });
  return { intent, aspect: aspect?.id ?? null, ofUnknown };
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
  ])('reads %j, a %s, as a %s of %s', async (question, asked, intent, aspect) => {
    expect(await read(question, asked)).toEqual({ intent, aspect, ofUnknown: false });
  });

  it('knows an aspect of something that is no subject', async () => {
    expect(await read('strengths of the viaduct', 'fact')).toEqual({
      intent: 'fact',
      aspect: null,
      ofUnknown: true,
    });
  });
});
