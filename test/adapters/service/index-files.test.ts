import { readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MOST_BESIDE } from '../../../adapters/service/article-job.js';
import { createIndexer } from '../../../adapters/service/index-files.js';
import { openMeaning } from '../../../adapters/service/meaning.js';
import { type OpenedBot, openFiles } from '../../../adapters/service/open-bot.js';
import type { ArticleParser } from '../../../adapters/service/parse-articles.js';
import { readKnowledge } from '../../../src/io/read-knowledge.js';
import { parseArticle } from '../../../src/knowledge/parse-article.js';
import { BRIDGES, TEAS, temporaryFolder } from '../../builders.js';
import { models } from './models.js';

const lamp = (id: string, light: string) =>
  `---\ntitle: Lamps\nnoun: lamp\nsubjects:\n  - id: ${id}\n    heading: Lantern\nquestions:\n  - What is a lantern?\n  - Where does a lantern hang?\n---\n# Lamps\n\n## Lantern\n\nA lantern gives ${light} light.\n\n### Uses\n\n- **Camp** – It hangs in a tent.\n`;

/** Articles whose subjects are told by their shape alone, under names that others have too. */
const boats = (...names: string[]) =>
  `# Boats\n\n${names.map((name) => `## ${name}\n\nThe ${name} is a boat.\n\n### Advantages\n\n- **Speed** – The ${name} sails in ${name.length} knots.\n`).join('\n')}`;

/** Sound articles, and such as are faulty by themselves or beside another. */
const TEXTS = [
  BRIDGES,
  BRIDGES.replace('a frame of triangles', 'a frame of squares'),
  readFileSync(join(TEAS, 'teas.md'), 'utf8'),
  lamp('lantern', 'warm'),
  lamp('lantern', 'cold'),
  lamp('lamp', 'warm').replace('heading: Lantern', 'heading: Torch'),
  boats('Ketch', 'Yawl'),
  boats('Yawl', 'Sloop'),
  '# Tides\n\nThe tide turns twice a day. It follows the moon.\n\n```sh\ntide --now\n```\n\n| When | How high |\n| --- | --- |\n| Noon | 3 m |\n| Night | 5 m |\n',
  '# Empty\n',
  '---\ntitle: [5]\n---\n# Faulty\n\nText.\n',
];
const THESAURI = ['groups:\n  - [tide, sea level]\n', 'groups:\n  - [lantern, light]\n', 'grups: []\n'];

const QUESTIONS = [
  'what is a truss',
  'where does a lantern hang',
  'when does the tide turn',
  'advantages of a yawl',
  'compare ketch and yawl',
  'sea level at noon',
  'list the teas',
  'which tea has no caffeine?',
  'how do I show the tide',
  'latern',
];

/** Each sets a file of the folder to a text, or takes it away. */
const edits = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        path: fc.constantFrom('a.md', 'b.md', 'c/d.md', 'e.md', 'f.md'),
        text: fc.option(fc.constantFrom(...TEXTS), { freq: 4 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        path: fc.constant('thesaurus.yaml'),
        text: fc.option(fc.constantFrom(...THESAURI)),
      }),
    },
  ),
  { minLength: 1, maxLength: 8 },
);

async function opening(cache: string, withModels: boolean) {
  const environment = { DOCENT_CACHE_DIR: cache };
  const indexer = createIndexer(environment);
  const { start, encoded } = models();
  const meaning = withModels ? await openMeaning({ environment, warn: () => undefined, start }) : null;
  const close = async () => {
    indexer.close();
    await meaning?.close();
  };
  onTestFinished(close);
  /** @returns the fault, where it cannot be opened */
  const open = async (knowledge: string): Promise<OpenedBot | string> => {
    try {
      const opened = await openFiles(
        await readKnowledge(knowledge),
        { knowledge, environment, meaning },
        indexer,
      );
      await opened.meaning?.settled;
      return opened;
    } catch (error) {
      return String(error);
    }
  };
  return { open, encoded, close };
}

const edit = async (folder: string, path: string, text: string | null) => {
  const file = join(folder, path);
  if (text === null) return rm(file, { force: true });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
};

async function answersOf(opened: OpenedBot | string): Promise<unknown> {
  if (typeof opened === 'string') return opened;
  const answers: unknown[] = [];
  for (const question of QUESTIONS) {
    const first = await opened.bot.ask(question);
    answers.push(first, await opened.bot.ask('and its advantages?', { conversation: first.conversation }));
    answers.push(await opened.bot.search(question));
  }
  const { corpus, contents } = opened.bot;
  return { answers, corpus, contents, ways: await opened.bot.findQuote('The tide turns') };
}

describe('knowledge after edits', () => {
  it.each([
    ['by words', false, 15],
    ['by meaning', true, 6],
  ])(
    'answers %s, with evidence the same to the last bit, as what is opened anew',
    async (_, withModels, numRuns) => {
      await fc.assert(
        fc.asyncProperty(edits, async (steps) => {
          const folder = await temporaryFolder({ 'b.md': BRIDGES });
          const cache = await temporaryFolder();
          const edited = await opening(cache, withModels);
          const first = await edited.open(folder);
          const before = await answersOf(first);
          for (const [i, { path, text }] of steps.entries()) {
            await edit(folder, path, text);
            const next = await edited.open(folder);
            const anew = await opening(await temporaryFolder(), withModels);
            expect(await answersOf(next)).toEqual(await answersOf(await anew.open(folder)));
            await anew.close();
            // What is saved of it is as good, at whatever edit the program ends.
            if (typeof next === 'string' || i % 2 > 0) continue;
            expect(await next.save()).toBeNull();
            const again = await opening(cache, withModels);
            const loaded = await again.open(folder);
            expect(typeof loaded !== 'string' && loaded.fromCache).toBe(true);
            expect(await answersOf(loaded)).toEqual(await answersOf(next));
            await again.close();
          }
          // What was in service goes on to answer as it did.
          expect(await answersOf(first)).toEqual(before);
          await edited.close();
        }),
        { numRuns },
      );
    },
    240_000,
  );

  it('parses, indexes, encodes and saves what was edited alone', async () => {
    const folder = await temporaryFolder({
      'a.md': BRIDGES,
      'b.md': TEXTS[8] ?? '',
      'c.md': lamp('lantern', 'warm'),
    });
    const { open, encoded } = await opening(await temporaryFolder(), true);
    const first = await open(folder);
    encoded.length = 0;
    await edit(folder, 'c.md', lamp('lantern', 'cold'));
    const second = await open(folder);
    if (typeof first === 'string' || typeof second === 'string') throw new Error('The folder is faulty');
    expect(encoded).toEqual(['Lamps › Lantern']);
    expect(second.fromCache).toBe(false);
    const sentences = ({ bot }: OpenedBot, path: string) =>
      bot.corpus.items.filter(({ document }) => document === path).map(({ sentences: own }) => own);
    for (const [i, own] of sentences(second, 'b.md').entries()) expect(own).toBe(sentences(first, 'b.md')[i]);
  });
});

describe('whether an edit is taken in beside the answers', () => {
  /** @param ms what joining and indexing each article is said to take */
  const indexerWith = async (ms: number) => {
    const parser: ArticleParser = {
      // Of a long one the beginning will do.
      parse: async ({ path, text }) => ({
        article: parseArticle(path, text.slice(0, 2_000)),
        index: null,
        ms,
      }),
      begin: () => undefined,
      close: () => undefined,
    };
    return createIndexer({ DOCENT_CACHE_DIR: await temporaryFolder() }, true, parser);
  };
  const LONG = '# Tides\n\nThe tide turns twice a day.\n\n'.padEnd(
    MOST_BESIDE + 1,
    'It follows the moon.\n\n',
  );

  it.each([
    ['a short edit', 'a.md', '# Tides\n\nThe tide turns.\n', 10, true],
    ['a long one', 'a.md', LONG, 10, false],
    ['one that takes long, short as it is', 'a.md', '# Tides\n\nThe tide turns.\n', 2_000, false],
    ['a long article that goes', 'long.md', null, 10, false],
  ])(
    '%s: %#',
    async (_, path, text, ms, isBeside) => {
      const folder = await temporaryFolder({ 'b.md': BRIDGES, 'long.md': LONG });
      const indexer = await indexerWith(ms);
      await indexer.index(await readKnowledge(folder), folder);
      expect(await indexer.isShort(await readKnowledge(folder))).toBe(true);
      await edit(folder, path, text);
      expect(await indexer.isShort(await readKnowledge(folder))).toBe(isBeside);
    },
    60_000,
  );
});
