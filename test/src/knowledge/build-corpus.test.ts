import { describe, expect, it } from 'vitest';
import { pathText } from '../../../src/knowledge/corpus.js';
import { corpusOf, problemsOf } from '../../builders.js';

const front = (entries: string) => `---\ntitle: T\n${entries}\n---\n`;

describe('buildCorpus with subjects in the front matter', () => {
  const article = `${front(
    'noun: Tea\nsubjects:\n  - id: green-tea\n    heading: green TEA\n    aliases: [verde]\n  - id: oolong\n    heading: Oolong\n',
  )}# T

General.

## Oolong

It is oolong.

### Advantages

- **Range** – Wide.

## Green Tea

It is green.

### At a glance

| Fact | Value |
| --- | --- |
| Origin | China |
| Grown in | China; Japan |

### Advantages of green tea

- **Calm** – Yes.

### Verde history

Old.

## Storage

Dry.
`;
  const corpus = corpusOf([article]);

  it('numbers items in reading order and gives each its subject and aspect', () => {
    expect(corpus.items.map(({ id }) => id)).toEqual(corpus.items.map((_, i) => i));
    expect(corpus.items.map(({ text, subject, aspect }) => [text, subject, aspect])).toEqual([
      ['General.', null, null],
      ['It is oolong.', 'oolong', null],
      ['Wide.', 'oolong', 'advantages'],
      ['It is green.', 'green-tea', null],
      ['China', 'green-tea', null],
      ['China; Japan', 'green-tea', null],
      ['Yes.', 'green-tea', 'advantages'],
      ['Old.', 'green-tea', null],
      ['Dry.', null, null],
    ]);
  });

  it('numbers the passages of an article in reading order, each inside its section', () => {
    expect(corpus.passages.map(({ id }) => id)).toEqual(corpus.passages.map((_, i) => `a.md#${i + 1}`));
    expect(corpus.passages.flatMap(({ items: [from, to] }) => corpus.items.slice(from, to))).toEqual(
      corpus.items,
    );
    for (const { section, document, subject, items } of corpus.passages) {
      expect(corpus.sections[section]).toMatchObject({ document, subject });
      for (const item of corpus.items.slice(...items)) expect(item).toMatchObject({ section, subject });
    }
  });

  it('finds the section of a subject whatever its spacing and capitals', () => {
    expect(corpus.subjects.map(({ id, name, names, noun }) => ({ id, name, names, noun }))).toEqual([
      { id: 'oolong', name: 'Oolong', names: ['Oolong'], noun: 'tea' },
      { id: 'green-tea', name: 'green TEA', names: ['green TEA', 'verde'], noun: 'tea' },
    ]);
  });

  it('gives a subject the rows of its table, each with its values', () => {
    expect(corpus.subjects[1]?.facts).toMatchObject([
      { label: 'Origin', values: ['China'], place: { section: { heading: 'At a glance' } } },
      { label: 'Grown in', values: ['China', 'Japan'], place: { document: { id: 'a.md' } } },
    ]);
    const lines = article.split('\n');
    for (const fact of corpus.subjects[1]?.facts ?? [])
      expect(lines[fact.lines[0] - 1]).toContain(`| ${fact.label} |`);
  });

  it('knows an aspect by the sub-heading that subjects share', () => {
    expect(corpus.aspects).toEqual([
      { id: 'advantages', name: 'Advantages', subjects: ['oolong', 'green-tea'] },
    ]);
  });

  it('writes a section as its path, and the text below the title as the title', () => {
    const [document] = corpus.documents;
    const texts = corpus.sections.map((section) => document && pathText(section, document));
    expect(texts).toContain('Green Tea › Advantages of green tea');
    expect(texts[0]).toBe('T');
  });
});

describe('buildCorpus without subjects in the front matter', () => {
  it('infers them where sections side by side share a sub-heading', () => {
    const corpus = corpusOf([
      '# Teas\n\nAll.\n\n## 1. Green tea\n\nA.\n\n### Green Tea Advantages\n\n- X.\n\n## 2) Oolong\n\nB.\n\n### Advantages of Oolong\n\n- Y.\n\n### Rinsing\n\nC.\n\n## Summary\n\nD.\n',
    ]);
    expect(corpus.subjects.map(({ id, name }) => [id, name])).toEqual([
      ['green-tea', 'Green tea'],
      ['oolong', 'Oolong'],
    ]);
    expect(corpus.aspects).toEqual([
      { id: 'advantages', name: 'Advantages', subjects: ['green-tea', 'oolong'] },
    ]);
    expect(corpus.items.find(({ text }) => text === 'D.')?.subject).toBeNull();
    expect(corpus.kinds).toEqual([{ noun: 'topic', otherNouns: [], subjects: ['green-tea', 'oolong'] }]);
  });

  it.each([
    ['Advantages of', 'Advantages of Oolong', 'Advantages of Green tea'],
    ['after the name', 'Oolong advantages', 'Green tea: advantages'],
    ['with an article', 'The advantages of Oolong', 'The advantages of the green tea'],
    ['alone', 'Advantages', 'ADVANTAGES'],
  ])('knows the same aspect under headings worded otherwise: %s', (_, a, b) => {
    const corpus = corpusOf([
      `# Teas\n\n## Oolong\n\nA.\n\n### ${a}\n\n- X.\n\n## Green tea\n\nB.\n\n### ${b}\n\n- Y.\n`,
    ]);
    expect(corpus.aspects.map(({ id, subjects }) => [id, subjects])).toEqual([
      ['advantages', ['oolong', 'green-tea']],
    ]);
  });

  it('infers them where sections side by side each hold a table', () => {
    const table = '| F | V |\n| - | - |\n| Span | 5 m |\n';
    const corpus = corpusOf([`# B\n\n## One\n\n${table}\n## Two\n\n${table}\n## Three\n\nText.\n`]);
    expect(corpus.subjects.map(({ id }) => id)).toEqual(['one', 'two']);
  });

  it('infers none in ordinary documentation', () => {
    const corpus = corpusOf([
      '# Guide\n\n## Install\n\nA.\n\n### Linux\n\nB.\n\n## Use\n\nC.\n\n### Options\n\nD.\n',
    ]);
    expect(corpus.subjects).toEqual([]);
    expect(corpus.aspects).toEqual([]);
  });
});

describe('buildCorpus of several articles', () => {
  it('joins them and keeps apart what each says', () => {
    const one = `${front('subjects:\n  - id: a\n    heading: Alpha\n')}# T\n\n## Alpha\n\nFirst.\n`;
    const two = `${front('subjects:\n  - id: b\n    heading: Beta\n')}# T\n\n## Beta\n\nSecond.\n`;
    const corpus = corpusOf([one, two]);
    expect(corpus.documents.map(({ id }) => id)).toEqual(['a.md', 'b.md']);
    expect(corpus.subjects.map(({ id, document }) => [id, document])).toEqual([
      ['a', 'a.md'],
      ['b', 'b.md'],
    ]);
    expect(corpus.sections.map(({ id }) => id)).toEqual(corpus.sections.map((_, i) => i));
    expect(corpus.passages.map(({ id }) => id)).toEqual(['a.md#1', 'b.md#1']);
  });

  it('calls the subjects of each article by the noun of it', () => {
    const one = `${front('noun: [tea, infusion]\nsubjects:\n  - id: a\n    heading: Alpha\n')}# T\n\n## Alpha\n\nX.\n`;
    const two = `${front('noun: Bridge\nsubjects:\n  - id: b\n    heading: Beta\n')}# T\n\n## Beta\n\nY.\n`;
    const three = `${front('noun: tea\nsubjects:\n  - id: c\n    heading: Gamma\n')}# T\n\n## Gamma\n\nZ.\n`;
    expect(corpusOf([one, two, three]).kinds).toEqual([
      { noun: 'tea', otherNouns: ['infusion'], subjects: ['a', 'c'] },
      { noun: 'bridge', otherNouns: [], subjects: ['b'] },
    ]);
  });

  it('warns of an article without text among others', () => {
    const problems = problemsOf(['# Title\n\n## Empty\n', '# Fine\n\nText.\n']);
    expect(problems).toMatchObject([{ severity: 'warning', file: 'a.md', rule: 'no-text' }]);
  });

  it.each<[fault: string, articles: string[], rule: string, line: number, says: string[]]>([
    [
      'a subject without its section',
      [`${front('subjects:\n  - id: a\n    heading: Alpha\n')}# T\n\n## Beta\n\nText.\n`],
      'subject-without-section',
      5,
      ['"Alpha"', '"## Alpha"', '"Beta"'],
    ],
    [
      'an id used twice',
      [
        `${front('subjects:\n  - id: a\n    heading: Alpha\n  - id: a\n    heading: Beta\n')}# T\n\n## Alpha\n\nX.\n\n## Beta\n\nY.\n`,
      ],
      'duplicate-subject',
      6,
      ['"a"', 'another id'],
    ],
    [
      'an alias of two subjects',
      [
        `${front('subjects:\n  - id: a\n    heading: Alpha\n    aliases: [first one]\n  - id: b\n    heading: Beta\n    aliases: [First-One]\n')}# T\n\n## Alpha\n\nX.\n\n## Beta\n\nY.\n`,
      ],
      'duplicate-alias',
      7,
      ['"First-One"', '"a"', '"b"', 'aliases:'],
    ],
    [
      'an alias that is another subject',
      [
        `${front('subjects:\n  - id: a\n    heading: Alpha\n    aliases: [beta]\n  - id: b\n    heading: Beta\n')}# T\n\n## Alpha\n\nX.\n\n## Beta\n\nY.\n`,
      ],
      'duplicate-alias',
      7,
      ['"Beta"', '"a"', '"b"'],
    ],
    ['articles without text', ['# Title\n\n## Empty\n'], 'no-text', 1, ['paragraph']],
  ])('says of %s where it is and what to do', (_, articles, rule, line, says) => {
    const problem = problemsOf(articles).find((one) => one.rule === rule);
    expect(problem).toMatchObject({ severity: 'error', file: 'a.md', line });
    for (const words of says) expect(problem?.message).toContain(words);
  });

  it('says of a subject of two articles that another describes it', () => {
    const one = `${front('subjects:\n  - id: a\n    heading: Alpha\n')}# T\n\n## Alpha\n\nX.\n`;
    const problems = problemsOf([one, one]);
    expect(problems).toMatchObject([{ severity: 'error', file: 'b.md', line: 4, rule: 'duplicate-subject' }]);
    expect(problems[0]?.message).toContain('a.md');
  });

  it('lets an alias repeat the name of its own subject', () => {
    const article = `${front('subjects:\n  - id: a\n    heading: Alpha\n    aliases: [alpha, ALPHA]\n')}# T\n\n## Alpha\n\nX.\n`;
    expect(problemsOf([article])).toEqual([]);
  });

  it('loads the rest when one article is faulty', () => {
    const problems = problemsOf(['---\ntitle: [5]\n---\n# T\n\nText.\n', '# Fine\n\nText.\n']);
    expect(problems.map(({ file }) => file)).toEqual(['a.md']);
  });
});
