import { describe, expect, it } from 'vitest';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';
import { leftOut, parseArticle } from '../../../src/knowledge/parse-article.js';

const parse: typeof parseArticle = (file, markdown) =>
  markdown === 'too much' ? leftOut(file, 'takes too long.') : parseArticle(file, markdown);
const bad = { path: 'bad.md', text: 'too much' };

describe('an article that is left out', () => {
  it('keeps the others from nothing', () => {
    const good = { path: 'good.md', text: '# Teas\n\nSencha is a green tea.\n' };
    const { corpus, problems } = loadCorpus([bad, good], null, parse);
    expect(corpus.documents.map(({ id }) => id)).toEqual(['good.md']);
    expect(problems).toEqual([
      {
        severity: 'warning',
        file: 'bad.md',
        line: 1,
        rule: 'left-out',
        message: 'The article is left out: it takes too long.',
      },
    ]);
  });

  it('is an error where there is no other', () => {
    expect(loadCorpus([bad], null, parse).problems).toMatchObject([{ severity: 'error', rule: 'left-out' }]);
  });
});
