import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';
import { parseArticle } from '../../../src/knowledge/parse-article.js';
import { LEFT_OUT } from '../../../src/knowledge/problem.js';
import { buildIndex } from '../../../src/retrieval/local/build-index.js';
import { ROOT } from '../../builders.js';

const DIST = join(ROOT, 'dist/adapters/service');
const built = async <T>(name: string) => (await import(join(DIST, name))) as T;
const { createArticleParser, parseArticles, limitsFor } =
  await built<typeof import('../../../adapters/service/parse-articles.js')>('parse-articles.js');

const TEAS = { path: 'teas.md', text: '# Teas\n\nSencha is a green tea.\n' };
const TIDES = { path: 'tides.md', text: '# Tides\n\nThe tide turns twice a day.\n' };
/** Takes the parser longer than 50 ms and more than a few megabytes, whatever is mended in it. */
const LONG = { path: 'long.md', text: `# Long\n\n${'- **a** – is _b_ and `c`.\n'.repeat(40_000)}` };

describe('articles that are parsed in a process of their own', () => {
  it.each([
    ['time', { processorMs: 50 }, 'takes longer than 0.05 s'],
    ['memory', { memoryMb: 130 }, 'takes more than 130 MB of memory'],
  ])(
    'are left out when they take more %s than they may, and the others are parsed',
    async (_, less, why) => {
      const limits = (bytes: number) => ({ ...limitsFor(bytes), ...(bytes > 100_000 ? less : {}) });
      const articles = [LONG, TEAS, TIDES];
      const parser = createArticleParser(limits);
      onTestFinished(() => parser.close());
      const parsed = [...(await parseArticles(articles, parser)).values()].map(({ article }) => article);
      const { corpus, problems } = loadCorpus(
        articles,
        null,
        (file) => parsed.find((one) => one.file === file) as never,
      );
      expect(corpus.documents.map(({ id }) => id)).toEqual(['teas.md', 'tides.md']);
      expect(problems).toMatchObject([{ file: 'long.md', severity: 'warning', rule: LEFT_OUT }]);
      expect(problems[0]?.message).toContain(`${why}. Cut it into several files.`);
    },
    120_000,
  );

  it('are indexed there too, as they are among others, so that an article which that hangs on is left out', async () => {
    const [tides] = [...(await parseArticles([TIDES])).values()];
    const alone = buildIndex(loadCorpus([TIDES], null).corpus).articles[0];
    const among = buildIndex(loadCorpus([TEAS, TIDES], null).corpus).articles[1];
    expect(tides?.index).toEqual(alone);
    expect(tides?.index).toEqual(among);
    expect(tides?.ms).toBeGreaterThan(0);
    const faulty = { path: 'faulty.md', text: '---\ntitle: [5]\n---\n# Faulty\n' };
    const [left] = [...(await parseArticles([faulty])).values()];
    expect(left?.index?.passages ?? []).toEqual([]);
  }, 60_000);

  it('are read in parts, each let go of before the next', async () => {
    const row = '| one cell | another cell | a third **cell** |\n';
    const section = (_: unknown, i: number) =>
      `## Section ${i}\n\n| a | b | c |\n|---|---|---|\n${row.repeat(30)}\n`;
    const tables = {
      path: 'tables.md',
      text: `# Tables\n\n${Array.from({ length: 300 }, section).join('\n')}`,
    };
    // Of what the process holds without any, and of the 50 MB that V8 gives back when it has to.
    const narrow = { ...limitsFor(tables.text.length), heapMb: 64, memoryMb: 150 };
    const parser = createArticleParser(() => narrow);
    onTestFinished(() => parser.close());
    const [parsed] = [...(await parseArticles([tables], parser)).values()];
    expect(parsed).toEqual({
      article: parseArticle(tables.path, tables.text),
      index: null,
      ms: Number.POSITIVE_INFINITY,
    });
  }, 240_000);

  it.each([
    // Before each of them the rest of the line is looked at.
    ['tags on one line', '<div>'.repeat(57_600)],
  ])(
    'take what they may with %s',
    async (_, text) => {
      const [read] = [...(await parseArticles([{ path: 'a.md', text: `# Title\n\n${text}\n` }])).values()];
      expect(read?.article.problems).toEqual([]);
    },
    240_000,
  );
});
