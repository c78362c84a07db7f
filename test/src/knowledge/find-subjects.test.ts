import { describe, expect, it } from 'vitest';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';

const front = (entries: string) => `---\ntitle: T\n${entries}\n---\n`;

const guide = (name: string, ...headings: string[]) =>
  `# ${name}\n\nIt is ${name}.\n\n${headings.map((heading) => `## ${heading}\n\nThe ${heading} of ${name}.\n\n### Advantages\n\n- One of ${name}.\n`).join('\n')}`;

const load = (...articles: string[]) =>
  loadCorpus(
    articles.map((text, i) => ({ path: `${String.fromCharCode(97 + i)}.md`, text })),
    null,
  );

describe('an inferred name', () => {
  it('that two articles have is a subject of none, and is told of in one notice', () => {
    const { corpus, problems } = load(
      guide('Ash', 'API', 'Shell'),
      guide('Elm', 'API', 'Server'),
      guide('Oak', 'API', 'Web'),
    );
    expect(corpus.subjects.map(({ id, document }) => [id, document])).toEqual([
      ['shell', 'a.md'],
      ['server', 'b.md'],
      ['web', 'c.md'],
    ]);
    expect(corpus.aspects).toMatchObject([{ id: 'advantages', subjects: ['shell', 'server', 'web'] }]);
    const api = corpus.items.find(({ text }) => text === 'The API of Elm.');
    expect(api).toMatchObject({ subject: null, aspect: null });
    expect(problems).toMatchObject([{ severity: 'notice', file: 'a.md', line: 5, rule: 'shared-name' }]);
    expect(problems[0]?.message).toContain('in b.md, c.md');
  });

  it('that an article has twice is no subject', () => {
    const { corpus, problems } = load(guide('Ash', 'API', 'Shell', 'A.P.I.'));
    expect(corpus.subjects.map(({ id }) => id)).toEqual(['shell']);
    expect(problems).toMatchObject([{ severity: 'notice', file: 'a.md', line: 5, rule: 'shared-name' }]);
    expect(problems[0]?.message).toContain('in another place of this article');
  });

  it('is left to the article that lists it, and to the others where one lists none', () => {
    const green = `${front('subjects:\n  - id: leaf\n    heading: Green tea\n    aliases: [API]\n')}# T\n\n## Green tea\n\nX.\n`;
    const inferring = guide('Ash', 'API', 'Shell');
    const listed = load(inferring, green);
    expect(listed.corpus.subjects.map(({ id }) => id)).toEqual(['shell', 'leaf']);
    expect(listed.problems).toMatchObject([{ severity: 'notice', file: 'a.md', line: 5 }]);
    const without = load(inferring, `${front('subjects: []')}${guide('Elm', 'API', 'Shell')}`);
    expect(without.corpus.subjects.map(({ id }) => id)).toEqual(['api', 'shell']);
    expect(without.problems).toEqual([]);
  });

  it('beside the heading gives way to any other name, in any article', () => {
    const opening = (name: string, other: string) =>
      `# ${name}\n\n${['One', 'Two'].map((n) => `## ${name} ${n}\n\n${name} ${n}, also known as ${other} ${n}, is it.\n\n### Advantages\n\nX.\n`).join('\n')}`;
    const { corpus, problems } = load(opening('Ash', 'Elm'), opening('Elm', 'Oak'), opening('Yew', 'Oak'));
    expect(corpus.subjects.map(({ names }) => names)).toEqual([
      ['Ash One'],
      ['Ash Two'],
      ['Elm One', 'Oak One'],
      ['Elm Two', 'Oak Two'],
      ['Yew One'],
      ['Yew Two'],
    ]);
    expect(problems).toEqual([]);
  });
});

it('infers nothing where the front matter says that there is nothing', () => {
  const article = guide('Ash', 'API', 'Shell');
  expect(load(article).corpus.subjects).toHaveLength(2);
  const { corpus } = load(`${front('subjects: []')}${article}`);
  expect(corpus.subjects).toEqual([]);
  expect(corpus.aspects).toEqual([]);
  expect(corpus.items.every(({ subject }) => subject === null)).toBe(true);
  expect(corpus.items.length).toBeGreaterThan(4);
});

describe('a subject', () => {
  it('that an author declares twice is an error, one that is only inferred never', () => {
    const listed = `${front('subjects:\n  - id: a\n    heading: Alpha\n')}# T\n\n## Alpha\n\nX.\n`;
    expect(load(listed, listed).problems).toMatchObject([
      { severity: 'error', file: 'b.md', rule: 'duplicate-subject' },
    ]);
    const inferred = guide('Ash', 'How it works', 'Shell');
    expect(
      load(inferred, inferred, inferred).problems.filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
  });
});
