import { expect, it } from 'vitest';
import { botOf, corpusOf, problemsOf } from '../../builders.js';

const front = (entries: string) => `---\ntitle: T\n${entries}\n---\n`;

const guide = (name: string, ...headings: string[]) =>
  `# ${name}\n\nIt is ${name}.\n\n${headings.map((heading) => `## ${heading}\n\nThe ${heading} of ${name}.\n\n### Options\n\n- One of ${name}.\n`).join('\n')}`;

it('makes no subject of an inferred name that two articles have, and says so in one notice', () => {
  const articles = [guide('Ash', 'API', 'Shell'), guide('Elm', 'API', 'Server'), guide('Oak', 'API', 'Web')];
  const corpus = corpusOf(articles);
  expect(corpus.subjects.map(({ id, document }) => [id, document])).toEqual([
    ['shell', 'a.md'],
    ['server', 'b.md'],
    ['web', 'c.md'],
  ]);
  expect(corpus.aspects).toMatchObject([{ id: 'options', subjects: ['shell', 'server', 'web'] }]);
  const api = corpus.passages.find(({ text }) => text === 'The API of Elm.');
  expect(api).toMatchObject({ subject: null, aspect: null });
  const problems = problemsOf(articles);
  expect(problems).toMatchObject([{ severity: 'notice', file: 'a.md', line: 5, rule: 'shared-name' }]);
  expect(problems[0]?.message).toContain('in b.md, c.md');
});

it('makes no subject of a name that an article infers twice', () => {
  const articles = [guide('Ash', 'API', 'Shell', 'A.P.I.')];
  expect(corpusOf(articles).subjects.map(({ id }) => id)).toEqual(['shell']);
  const problems = problemsOf(articles);
  expect(problems).toMatchObject([{ severity: 'notice', file: 'a.md', line: 5, rule: 'shared-name' }]);
  expect(problems[0]?.message).toContain('in another place of this article');
});

it('leaves a name to the article that lists it, and to one that lists none', () => {
  const green = `${front('subjects:\n  - id: leaf\n    heading: Green tea\n    aliases: [API]\n')}# T\n\n## Green tea\n\nX.\n`;
  const inferring = guide('Ash', 'API', 'Shell');
  expect(corpusOf([inferring, green]).subjects.map(({ id }) => id)).toEqual(['shell', 'leaf']);
  expect(problemsOf([inferring, green])).toMatchObject([{ severity: 'notice', file: 'a.md', line: 5 }]);
  const without = `${front('subjects: []')}${guide('Elm', 'API', 'Shell')}`;
  expect(corpusOf([inferring, without]).subjects.map(({ id }) => id)).toEqual(['api', 'shell']);
  expect(problemsOf([inferring, without])).toEqual([]);
});

it('answers about a shared name from the article that the question names', async () => {
  const bot = botOf(corpusOf([guide('Ash', 'API', 'Shell'), guide('Elm', 'API', 'Server')]));
  const { citations } = await bot.ask('What is the API of Elm?');
  expect(citations.map(({ document }) => document)).toEqual(['b.md']);
});

it('infers nothing where the front matter says that there is nothing', () => {
  const article = guide('Ash', 'API', 'Shell');
  expect(corpusOf([article]).subjects).toHaveLength(2);
  const corpus = corpusOf([`${front('subjects: []')}${article}`]);
  expect(corpus.subjects).toEqual([]);
  expect(corpus.aspects).toEqual([]);
  expect(corpus.passages.every(({ subject }) => subject === null)).toBe(true);
  expect(corpus.passages.length).toBeGreaterThan(4);
});
