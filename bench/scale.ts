/**
 * `npm run bench:scale [PASSAGES]`: Docent on a large synthetic corpus beside MiniSearch in the same run, as it
 * comes and tuned (stems, no function words, BM25+), as Markdown. Times in milliseconds, memory in MB.
 */
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIndexer } from '../adapters/service/index-files.js';
import { type OpenedBot, openFiles } from '../adapters/service/open-bot.js';
import { readKnowledge } from '../src/io/read-knowledge.js';
import { loadCorpus } from '../src/knowledge/load-corpus.js';
import { buildIndex } from '../src/retrieval/local/build-index.js';
import { terms as stemsOf } from '../src/text/tokenize.js';
import { kept, ms, quantile, ratio, table } from './figures.js';
import { loadPlainSearch, plainSearch } from './plain-search.js';
import { synthesize } from './synthetic.js';

const PASSAGES = Number(process.argv[2] ?? 100_000);
const QUESTIONS = 100;
const EDITS = 5;
const SEED = 1;

const ALL = { enough: Number.POSITIVE_INFINITY, admits: () => true };

if (!Number.isInteger(PASSAGES) || PASSAGES < 1)
  throw new RangeError('Say how many passages: a whole number.');
if (!globalThis.gc)
  throw new Error('Memory is measured after a collection: run it by `npm run bench:scale`.');

const held = (): number => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
};
const timed = <T>(run: () => T): [T, number] => {
  const start = performance.now();
  const result = run();
  return [result, performance.now() - start];
};

const awaited = async (run: () => Promise<OpenedBot>): Promise<[OpenedBot, number]> => {
  const start = performance.now();
  return [await run(), performance.now() - start];
};

const { files, questions } = synthesize(PASSAGES, QUESTIONS, SEED);
const [{ corpus }, parse] = timed(() => loadCorpus(files, null));
const before = held();
const [index, build] = timed(() => buildIndex(corpus));
const own = held() - before;
const [plain, plainBuild] = timed(() => plainSearch(corpus));
const plainHeld = held() - before - own;

const folder = await mkdtemp(join(tmpdir(), 'docent-scale-'));
try {
  const knowledge = join(folder, 'articles');
  await mkdir(knowledge);
  for (const { path, text } of files) await writeFile(join(knowledge, path), text);
  const environment = { DOCENT_CACHE_DIR: join(folder, 'cache') };
  const opening = () => {
    const indexer = createIndexer(environment);
    const open = async () => openFiles(await readKnowledge(knowledge), { knowledge, environment }, indexer);
    return { open, close: indexer.close, begin: indexer.begin };
  };
  const first = opening();
  await (await first.open()).save();
  first.close();
  const second = opening();
  const [{ bot }, load] = await awaited(second.open);
  await second.begin();
  const edits: number[] = [];
  for (let i = 0; i < EDITS; i++) {
    await appendFile(join(knowledge, files[0]?.path ?? ''), `\nOne more, ${i}.\n`);
    edits.push((await awaited(second.open))[1]);
  }
  second.close();
  const text = JSON.stringify(plain);
  const [, plainLoad] = timed(() => loadPlainSearch(text));

  const times = { bot: [] as number[], tuned: [] as number[], plain: [] as number[] };
  let answered = 0;
  for (const round of [0, 1]) {
    for (const question of questions) {
      const a = performance.now();
      const { status } = await bot.ask(question);
      const b = performance.now();
      // Tuned MiniSearch is the very index that finds Docent's candidates, asked for all words of the question.
      index.search(
        stemsOf(question).map((stem) => ({ stem, boost: 1 })),
        ALL,
        10,
      );
      const c = performance.now();
      plain.search(question);
      const d = performance.now();
      if (round === 0) continue;
      times.bot.push(b - a);
      times.tuned.push(c - b);
      times.plain.push(d - c);
      if (status === 'answered' || status === 'closest') answered++;
    }
  }
  const share = Math.round((100 * answered) / times.bot.length);
  const speed = (q: number) => [
    ms(quantile(times.bot, q)),
    ms(quantile(times.tuned, q)),
    ms(quantile(times.plain, q)),
    ratio(quantile(times.bot, q), quantile(times.tuned, q)),
  ];
  const pair = (a: number, b: number) => [ms(a), '–', ms(b), ratio(a, b)];
  process.stdout.write(
    `${[
      `${PASSAGES} passages in ${files.length} articles, seed ${SEED}; Node ${process.versions.node}. ${times.bot.length} whole answers, ${share} % not abstained.`,
      table(
        ['', 'docent', 'MiniSearch tuned', 'MiniSearch', 'ratio'],
        [
          ['parse the articles, ms', ms(parse), '–', '–', '–'],
          ['build the index, ms', ...pair(build, plainBuild)],
          ['open from what is saved, ms', ...pair(load, plainLoad)],
          ['take in an edit of one article, ms', ms(quantile(edits, 0.5)), '–', '–', '–'],
          ['memory held beside the corpus, MB', ...pair(own, plainHeld)],
          ['p50, ms', ...speed(0.5)],
          ['p99, ms', ...speed(0.99)],
        ],
      ),
      'Speed is held against tuned MiniSearch, the rest against MiniSearch as it comes.',
      `Wanted: ${kept('whole answer ÷ tuned search at the median', quantile(times.bot, 0.5) / quantile(times.tuned, 0.5), 2)}; ${kept('memory ÷ MiniSearch', own / plainHeld, 1.5)}.`,
    ].join('\n\n')}\n`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
