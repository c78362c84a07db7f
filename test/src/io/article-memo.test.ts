import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBot } from '../../../adapters/shared/open-bot.js';
import { createBot } from '../../../src/bot.js';
import {
  createArticleMemo,
  loadArticles,
  type SavedArticles,
  saveArticles,
} from '../../../src/io/article-memo.js';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';
import { parseArticle } from '../../../src/knowledge/parse-article.js';
import { buildIndex, saveIndex } from '../../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../../src/retrieval/local/engine.js';
import { BRIDGES, temporaryFolder } from '../../builders.js';

const lamp = (id: string, light: string) =>
  `---\ntitle: Lamps\nnoun: lamp\nsubjects:\n  - id: ${id}\n    heading: Lantern\nquestions:\n  - What is a lantern?\n---\n# Lamps\n\n## Lantern\n\nA lantern gives ${light} light.\n\n### Uses\n\n- **Camp** – It hangs in a tent.\n`;

/** Sound articles, and such as are faulty by themselves or beside another. */
const TEXTS = [
  BRIDGES,
  BRIDGES.replace('a frame of triangles', 'a frame of squares'),
  lamp('lantern', 'warm'),
  lamp('lantern', 'cold'),
  lamp('lamp', 'warm').replace('heading: Lantern', 'heading: Torch'),
  '# Tides\n\nThe tide turns twice a day. It follows the moon.\n',
  '# Empty\n',
  '---\ntitle: [5]\n---\n# Faulty\n\nText.\n',
];

const filesOf = (folder: ReadonlyMap<string, string>) =>
  [...folder].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, text]) => ({ path, text }));

/** A file of the folder gets one of the texts, or goes when there is none. */
const edits = fc.array(
  fc.record({
    path: fc.constantFrom('a.md', 'b.md', 'c/d.md', 'e.md'),
    text: fc.option(fc.constantFrom(...TEXTS)),
  }),
  { minLength: 1, maxLength: 8 },
);

describe('createArticleMemo', () => {
  it('gives what a full build gives after any edits, and parses what changed alone', async () => {
    await fc.assert(
      fc.asyncProperty(edits, async (steps) => {
        const folder = new Map<string, string>([['b.md', BRIDGES]]);
        let saved: SavedArticles = new Map();
        let before = new Map<string, string>();
        for (const { path, text } of steps) {
          if (text === null) folder.delete(path);
          else folder.set(path, text);
          const files = filesOf(folder);
          const memo = createArticleMemo(deserialize(serialize(saved)), parseArticle);
          const again = loadCorpus(files, null, memo.parse);
          const full = loadCorpus(files, null);
          expect(again).toEqual(full);
          expect(memo.parsed).toBe(files.filter((file) => before.get(file.path) !== file.text).length);
          expect(memo.asked.size).toBe(files.length);
          saved = memo.asked;
          before = new Map(folder);

          const [mine, theirs] = [again.corpus, full.corpus].map((corpus) => {
            const index = buildIndex(corpus);
            return { saved: saveIndex(index), bot: createBot(corpus, createLocalEngine(corpus, index)) };
          });
          expect(mine?.saved).toEqual(theirs?.saved);
          for (const question of ['what is a truss', 'what is a lantern', 'when does the tide turn'])
            expect(await mine?.bot.ask(question)).toEqual(await theirs?.bot.ask(question));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('parses a text again below another path, which its problems name', () => {
    const first = createArticleMemo(new Map(), parseArticle);
    first.parse('a.md', '---\ntitle: [5]\n---\n');
    const second = createArticleMemo(first.asked, parseArticle);
    expect(second.parse('b.md', '---\ntitle: [5]\n---\n').problems[0]?.file).toBe('b.md');
    expect(second.parsed).toBe(1);
    expect(second.asked.size).toBe(1);
  });
});

describe('the saved articles', () => {
  it('come back for the folder that they are of, beside the indexes', async () => {
    const cache = await temporaryFolder();
    const memo = createArticleMemo(new Map(), parseArticle);
    memo.parse('a.md', BRIDGES);
    expect(await saveArticles(cache, '/one', memo.asked)).toBe(true);
    expect(await loadArticles(cache, '/one')).toEqual(memo.asked);
    expect(await loadArticles(cache, '/two')).toEqual(new Map());
  });

  it('make the index of a folder in which a file of the folder changed', async () => {
    const knowledge = await temporaryFolder({ 'a.md': BRIDGES, 'b.md': TEXTS[5] ?? '' });
    const cache = await temporaryFolder();
    const open = () => openBot({ knowledge, environment: { DOCENT_CACHE_DIR: cache } });
    await open();
    const endings = (await readdir(cache)).map((name) => name.replace(/.*\./, '')).sort();
    expect(endings).toEqual(['articles', 'index']);

    await writeFile(join(knowledge, 'a.md'), TEXTS[1] ?? '');
    const { bot, fromCache } = await open();
    expect(fromCache).toBe(false);
    expect(bot.corpus.documents.map(({ id }) => id)).toEqual(['a.md', 'b.md']);
    expect((await bot.ask('what is a truss')).citations[0]?.quote).toContain('squares');
  });
});
