/**
 * `npm run bench:meaning -- FOLDER QUESTIONS.jsonl`: what meaning costs, on a folder of articles and questions on it
 * (JSON Lines with `q`), beside words alone and beside MiniSearch as it comes, in one run: time of a whole answer, how
 * many questions left at which stage, answers a second with one and with fifty askers; and the time to encode.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine } from '../src/retrieval/ports.js';
import { ms, quantile, table } from './figures.js';
import { plainSearch } from './plain-search.js';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const ASKERS = [1, 50] as const;

/** Compiled, so that the models run in their thread as they do in the program. */
async function built<T>(path: string): Promise<T> {
  return (await import(join(DIST, path))) as T;
}

type Shared = typeof import('../adapters/service/meaning.js');
type Reading = typeof import('../src/io/read-knowledge.js');
type Finding = typeof import('../src/retrieval/find.js');

async function main(folder: string, file: string): Promise<void> {
  const core = await built<typeof import('../src/index.js')>('src/index.js');
  const { openMeaning } = await built<Shared>('adapters/service/meaning.js');
  const { readKnowledge } = await built<Reading>('src/io/read-knowledge.js');
  const { FIND } = await built<Finding>('src/retrieval/find.js');
  const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
  const questions = lines.map((line) => (JSON.parse(line) as { q: string }).q);
  const { articles, thesaurus, folder: root } = await readKnowledge(folder);
  const { corpus } = core.loadCorpus(articles, thesaurus);
  const engine = core.createLocalEngine(corpus, core.buildIndex(corpus));
  const service = await openMeaning({ environment: {}, warn: (message) => console.error(message) });
  const began = performance.now();
  const meaning = service.attach(engine, corpus, root);
  await meaning.settled;
  const seconds = (performance.now() - began) / 1000;
  const { done, now } = meaning.state;
  console.log(
    `${corpus.passages.length} passages, ${questions.length} questions; ${now}: ${done} encoded in ${seconds.toFixed(1)} s`,
  );

  const rows: string[][] = [];
  const time = async (name: string, ask: (question: string) => unknown, stages = '–') => {
    for (const question of questions.slice(0, 5)) await ask(question);
    const times: number[] = [];
    const perSecond: string[] = [];
    for (const askers of ASKERS) {
      const queue = questions.values();
      const start = performance.now();
      let slowest = 0;
      await Promise.all(
        Array.from({ length: askers }, async () => {
          for (const question of queue) {
            const from = performance.now();
            await ask(question);
            const took = performance.now() - from;
            if (askers === 1) times.push(took);
            slowest = Math.max(slowest, took);
          }
        }),
      );
      const rate = (1000 * questions.length) / (performance.now() - start);
      perSecond.push(askers === 1 ? rate.toFixed(0) : `${rate.toFixed(0)} (slowest ${ms(slowest)} ms)`);
    }
    rows.push([name, ...[0.5, 0.95, 0.99].map((q) => ms(quantile(times, q))), ...perSecond, stages]);
  };
  const search = plainSearch(corpus);
  await time('MiniSearch as it comes', (question) => search.search(question));
  await time('words', core.createBot(corpus, engine).ask);
  for (const [name, always] of [
    ['auto', false],
    ['full', true],
  ] as const) {
    const counts = { asked: 0, meaning: 0, reranked: 0 };
    const counting: Engine = {
      ...engine,
      meaning: {
        candidates(query, found) {
          counts.meaning++;
          return meaning.engine.meaning?.candidates(query, found) ?? Promise.resolve(null);
        },
      },
      reranker: {
        rerank(query, passages) {
          counts.reranked++;
          return meaning.engine.reranker?.rerank(query, passages) ?? Promise.resolve(null);
        },
        cover: (query, passages) => meaning.engine.reranker?.cover(query, passages) ?? Promise.resolve(null),
      },
    };
    const bot = core.createBot(corpus, counting, { finding: { ...FIND, always } });
    for (const question of questions) {
      counts.asked++;
      await bot.ask(question);
    }
    const share = (n: number) => `${((100 * n) / counts.asked).toFixed(0)} %`;
    const stages = `meaning ${share(counts.meaning)}, reranker ${share(counts.reranked)}`;
    await time(`with meaning, ${name}`, (question) => bot.ask(question), stages);
  }
  const [one, fifty] = ASKERS.map((n) => `answers a second, ${n} asking`);
  console.log(table(['ms', 'p50', 'p95', 'p99', one as string, fifty as string, 'went on to'], rows));
  await service.close();
}

const [folder, file] = process.argv.slice(2);
if (!folder || !file)
  throw new Error('Name a folder and questions: npm run bench:meaning -- FOLDER QUESTIONS.jsonl');
await main(folder, file);
