import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leftOut, parseArticle } from '../../../src/knowledge/parse-article.js';
import {
  covers,
  type LabelledScope,
  type Scope,
  scopeKey,
  scopeText,
  seenBy,
} from '../../../src/knowledge/scope.js';

const article = (path: string, front: string) => parseArticle(path, `---\n${front}\n---\n# A\n\nText.\n`);
const sees = (labels: Record<string, string[]>, unlabelled = true): LabelledScope => ({ labels, unlabelled });
const seen = (scope: Scope, ...articles: ReturnType<typeof article>[]) => [...seenBy(scope, articles)];

describe('what a scope sees', () => {
  const both = article('both.md', 'labels: { audience: [staff, Board], version: 4 }');
  const plain = article('plain.md', 'title: Plain');

  it.each<[Scope, string[]]>([
    ['everything', ['both.md', 'plain.md']],
    [sees({}), ['plain.md']],
    [sees({}, false), []],
    [sees({ audience: ['board'] }), ['plain.md']],
    [sees({ audience: ['board'], version: ['4', '5'] }, false), ['both.md']],
    [sees({ audience: ['any'], version: ['any'] }, false), ['both.md']],
    [sees({ audience: ['board'], version: ['5'] }), ['plain.md']],
    // What every object has is no label.
    [sees({ constructor: ['x'] }), ['plain.md']],
  ])('is an article of which it sees a value of each label: %j', (scope, paths) => {
    expect(seen(scope, both, plain)).toEqual(paths);
  });

  it('is told by what is written: 4.1, 4.10 and 4.0 are three values, in quotation marks or without', () => {
    const versions = ['4.1', '4.10', '"4.10"', '4', '4.0', '[4.10, 5]', '0x1F', '1e3'];
    const all = versions.map((version) => article(`${version}.md`, `labels: { version: ${version} }`));
    const of = (...values: string[]) => seen(sees({ version: values }), ...all);
    expect(of('4.10')).toEqual(['4.10.md', '"4.10".md', '[4.10, 5].md']);
    expect(of('4.1')).toEqual(['4.1.md']);
    expect(of('4')).toEqual(['4.md']);
    expect(of('0x1f', '1e3')).toEqual(['0x1F.md', '1e3.md']);
    const own = article('own.md', 'verified: { by: A, on: 2026-11-27, scope: { version: 4.10 } }');
    expect(seen(sees({ version: ['4.1'] }), own)).toEqual([]);
    expect(seen(sees({ version: ['4.10'] }), own)).toEqual(['own.md']);
  });

  it('is no article that is labelled as every object is', () => {
    expect(seen(sees({}), article('a.md', 'labels: { constructor: x, toString: y }'))).toEqual([]);
  });

  it('is nothing of what was left out, since nobody knows how it is labelled', () => {
    expect(seen(sees({}), leftOut('slow.md', 'takes too long.'))).toEqual([]);
  });

  it('is an entry where what it quotes is seen, and not through another entry', () => {
    const quote = (path: string, of: string) =>
      article(
        path,
        `verified: { by: A, on: 2026-11-27, quote: { article: ${of}, section: A, text: Text. } }`,
      );
    const own = article('own.md', 'verified: { by: A, on: 2026-11-27, scope: { audience: staff } }');
    const staff = article('staff.md', 'labels: { audience: staff }');
    const all = [
      quote('q.md', 'staff.md'),
      quote('of-q.md', 'q.md'),
      quote('of-own.md', 'own.md'),
      own,
      staff,
    ];
    expect(seen(sees({}), ...all, quote('of-none.md', 'none.md'))).toEqual([]);
    expect(seen(sees({ audience: ['staff'] }), ...all)).toEqual(['q.md', 'of-own.md', 'own.md', 'staff.md']);
  });
});

const value = fc.constantFrom('a', 'b', 'a|b', 'a; b', '"a"', 'b=c', 'any');
const scopes = fc.record({
  labels: fc.dictionary(fc.constantFrom('x', 'y'), fc.uniqueArray(value, { minLength: 1 })),
  unlabelled: fc.boolean(),
});
const articles = fc
  .uniqueArray(
    fc.dictionary(
      fc.constantFrom('x', 'y'),
      fc.uniqueArray(
        value.filter((one) => one !== 'any'),
        { minLength: 1 },
      ),
    ),
    { maxLength: 4 },
  )
  .map((all) => all.map((labels, i) => article(`${i}.md`, `labels: ${JSON.stringify(labels)}`)));

it('is told apart by a key that no other scope has', () => {
  fc.assert(
    fc.property(scopes, scopes, articles, (one, other, all) => {
      if (scopeKey(one) === scopeKey(other)) expect(seen(one, ...all)).toEqual(seen(other, ...all));
      else
        expect(covers(one, other) && covers(other, one) && one.unlabelled === other.unlabelled).toBe(false);
    }),
    { seed: 27, numRuns: 300 },
  );
});

it('covers another only if it sees all that that sees', () => {
  fc.assert(
    fc.property(scopes, scopes, articles, (one, other, all) => {
      if (covers(one, other)) expect(seen(one, ...all)).toEqual(expect.arrayContaining(seen(other, ...all)));
    }),
    { seed: 28, numRuns: 300 },
  );
});

it('is told to people in words', () => {
  expect(scopeText('everything')).toBe('all articles');
  expect(scopeText(sees({}, false))).toBe('no articles');
  expect(scopeText(sees({ audience: ['public', 'staff'], version: ['any'] }))).toBe(
    'articles (those without labels; audience: public or staff; version: any)',
  );
});
