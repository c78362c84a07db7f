import { expect, it } from 'vitest';
import { checkScopes } from '../../../src/check/scopes.js';
import { parseArticle } from '../../../src/knowledge/parse-article.js';
import type { Scope } from '../../../src/knowledge/scope.js';

const article = (path: string, labels: string) =>
  parseArticle(path, `---\nlabels: ${labels}\n---\n# A\n\nText.\n`);
const sees = (labels: Record<string, string[]>, unlabelled = true): Scope => ({ labels, unlabelled });

const ARTICLES = [
  article('all.md', '{}'),
  article('staff.md', '{ audience: staff }'),
  article('both.md', '{ audience: staff, version: 4 }'),
  article('board.md', '{ audience: bord }'),
  article('draft.md', '{ state: draft }'),
];

const told = (...scopes: Scope[]) =>
  checkScopes(
    scopes.map((see, i) => ({ see, line: i + 2 })),
    ARTICLES,
    'scopes.yaml',
  ).map(({ file, line, message }) => `${file}:${line} ${message}`);

it('says nothing where every label is seen somewhere, and every rule sees something', () => {
  expect(
    told('everything', sees({ audience: ['staff', 'bord'], version: ['any'], state: ['draft'] })),
  ).toEqual([]);
});

it('names labels of rules that no article has, and what was probably meant', () => {
  const said = told(
    'everything',
    sees({ audience: ['stuff', 'bord'] }),
    sees({ audiance: ['staff'] }, false),
  );
  expect(said).toEqual([
    'scopes.yaml:3 "audience: stuff" is in no labels of any article. Did you mean "staff"?',
    'scopes.yaml:4 The label "audiance" is in no labels of any article. Did you mean "audience"?',
    'scopes.yaml:4 Nothing is seen here: no article has labels that fit.',
  ]);
});

it('names articles that no rule sees, and why', () => {
  expect(told(sees({ audience: ['staff', 'board'] }), sees({ version: ['4'] }))).toEqual([
    'scopes.yaml:2 "audience: board" is in no labels of any article. Did you mean "bord"?',
    'both.md:1 This article is seen nowhere: no rule sees all of its labels together.',
    'board.md:1 This article is seen nowhere: "audience: bord" is in no labels of what is seen anywhere. Did you mean "board"?',
    'draft.md:1 This article is seen nowhere: The label "state" is in no labels of what is seen anywhere.',
  ]);
});
