import { describe, expect, it } from 'vitest';
import { checkCorpus } from '../../../src/check/check-corpus.js';
import type { Corpus, Passage } from '../../../src/knowledge/corpus.js';
import { COMFORTABLE_PASSAGES, largestArticle, sizeAdvice } from '../../../src/knowledge/size.js';
import { corpusOf } from '../../builders.js';

/** A corpus whose last article has one short passage many times over. */
function corpusOfSize(passages: number): Corpus {
  const corpus = corpusOf(['# One\n\nA kite.\n', '# Two\n\nA boat.\n']);
  const [first, second] = corpus.passages as [Passage, Passage];
  const more = Array.from({ length: passages - 1 }, (_, i) => ({ ...second, id: `b.md#${i + 1}` }));
  return { ...corpus, passages: [first, ...more] };
}

describe('sizeAdvice', () => {
  it('is silent up to the size that is comfortable', () => {
    expect(sizeAdvice(0)).toBeNull();
    expect(sizeAdvice(COMFORTABLE_PASSAGES)).toBeNull();
    expect(sizeAdvice(COMFORTABLE_PASSAGES + 1)).toContain('100,001 passages');
  });

  it('says how much memory it takes and what to do', () => {
    const advice = sizeAdvice(400_000);
    expect(advice).toContain('about 6.0 GB of memory to build and 4.4 GB to answer from');
    expect(advice).toContain('Split the folder by topic');
    expect(advice).toContain('NODE_OPTIONS=--max-old-space-size=6000');
  });
});

describe('largestArticle', () => {
  it('is the one with the most passages', () => {
    expect(largestArticle(corpusOfSize(5))).toBe('b.md');
    expect(largestArticle({ documents: [], passages: [] })).toBe('');
  });
});

describe('checkCorpus', () => {
  it('warns of it once, at the largest article', () => {
    const found = (passages: number) =>
      checkCorpus(corpusOfSize(passages)).filter(({ rule }) => rule === 'large-knowledge');
    expect(found(3)).toEqual([]);
    expect(found(COMFORTABLE_PASSAGES + 1)).toMatchObject([{ severity: 'warning', file: 'b.md', line: 1 }]);
  });
});
