import { describe, expect, it } from 'vitest';
import { misspeltEntries } from '../../../src/check/misspelt-entries.js';
import { markdownTree } from '../../../src/knowledge/markdown-tree.js';

const toldOf = (front: string) =>
  misspeltEntries({ path: 'a.md', tree: markdownTree(`---\n${front}\n---\n# T\n\nText.\n`) }).map(
    ({ line, severity, message }) => `${line} ${severity} ${message}`,
  );

describe('misspeltEntries', () => {
  it.each([
    ['question', 'questions'],
    ['Questions', 'questions'],
    ['subject', 'subjects'],
    ['subejcts', 'subjects'],
    ['license', 'licence'],
    ['titel', 'title'],
    ['sources', 'source'],
    ['nouns', 'noun'],
  ])('takes "%s" for "%s"', (entry, meant) => {
    expect(toldOf(`date: 2024\n${entry}: x`)).toEqual([
      `3 warning "${entry}" means nothing to Docent. Did you mean "${meant}"?`,
    ]);
  });

  it.each([
    'description',
    'tags',
    'date',
    'category',
    'author',
    'note',
    'name',
    'resource',
    'subtitle',
    'version',
  ])('lets "%s" be', (entry) => {
    expect(toldOf(`${entry}: x`)).toEqual([]);
  });

  it('lets entries be that mean something, what is inside of them, and a slip beside what was meant', () => {
    expect(toldOf('title: T\nsource:\n  name: N\n  titel: x\nsubjects: []\nsubject: x')).toEqual([]);
  });
});
