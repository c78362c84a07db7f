/**
 * `npm run bench:peers [FOLDER [QUESTIONS] | SQUAD.json[.gz]...]`: Docent beside other search engines over the same
 * passages and questions in one run, as Markdown. The others find passages; the sentence is then the one in the
 * first passage that shares most words with the question. Docent gives whole answers, those with a reserve among them,
 * and where it abstains it counts as wrong.
 */
import { readFile } from 'node:fs/promises';
import { create, insertMultiple, search } from '@orama/orama';
import { DatabaseSync } from '@photostructure/sqlite';
import { Document } from 'flexsearch';
import lunr from 'lunr';
import MiniSearch from 'minisearch';
import type { Answer } from '../src/answer/answer.js';
import type { Corpus } from '../src/knowledge/corpus.js';
import { isFunctionWord } from '../src/text/function-words.js';
import { stem } from '../src/text/stem.js';
import { builtCore } from './built-core.js';
import { ms, quantile, ratio, table } from './figures.js';
import { type Asked, passageText, yardstickOf } from './yardstick.js';

const DEPTH = 10;
const MOST_QUESTIONS = 2_000;

/** What an engine gives for a question: passages, best first, and the sentence that it points to. */
interface Found {
  readonly passages: readonly number[];
  readonly sentence: string | null;
}

interface Engine<A = unknown> {
  readonly name: string;
  /** What is timed. */
  readonly ask: (question: string) => Promise<A> | A;
  readonly read: (answer: A, question: string) => Found;
}

type Make = (corpus: Corpus) => Promise<Engine> | Engine;

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** An engine that finds passages by their numbers. */
function finder(
  name: string,
  corpus: Corpus,
  find: (question: string) => readonly number[] | Promise<readonly number[]>,
): Engine {
  const engine: Engine<readonly number[]> = {
    name,
    ask: find,
    read: (found, question) => ({
      passages: found.slice(0, DEPTH),
      sentence: sentenceWith(question, corpus, found[0]),
    }),
  };
  return engine as Engine;
}

function sentenceWith(question: string, corpus: Corpus, passage: number | undefined): string | null {
  const asked = new Set(words(question));
  let best: string | null = null;
  let most = -1;
  const [from, to] = corpus.passages[passage ?? -1]?.items ?? [0, 0];
  for (const { text } of corpus.items.slice(from, to).flatMap(({ sentences }) => sentences)) {
    const shared = new Set(words(text).filter((word) => asked.has(word))).size;
    if (shared > most) [best, most] = [text, shared];
  }
  return best;
}

/** The number of the passage that a line of a document stands in. */
function passageAt(document: string, line: number, corpus: Corpus): number {
  return corpus.passages.findIndex(
    ({ document: one, items: [from, to] }) =>
      one === document &&
      corpus.items.slice(from, to).some(({ lines: [first, last] }) => first <= line && line <= last),
  );
}

const documentsOf = (corpus: Corpus) =>
  corpus.passages.map((passage, id) => ({ id, text: passageText(passage, corpus) }));

const ENGINES: readonly Make[] = [
  function miniSearch(corpus) {
    const engine = new MiniSearch({ fields: ['text'] });
    engine.addAll(documentsOf(corpus));
    return finder(`MiniSearch as it comes`, corpus, (question) =>
      engine.search(question).map(({ id }) => id),
    );
  },
  function tunedMiniSearch(corpus) {
    const engine = new MiniSearch({
      fields: ['text'],
      processTerm: (term) => (isFunctionWord(term.toLowerCase()) ? null : stem(term.toLowerCase())),
      searchOptions: { bm25: { k: 1.2, b: 0.7, d: 0.5 } },
    });
    engine.addAll(documentsOf(corpus));
    return finder('MiniSearch, stems, no function words', corpus, (question) =>
      engine.search(question).map(({ id }) => id),
    );
  },
  async function orama(corpus) {
    const engine = create({ schema: { text: 'string' } as const });
    await insertMultiple(
      engine,
      documentsOf(corpus).map(({ id, text }) => ({ id: String(id), text })),
    );
    return finder('Orama', corpus, async (question) => {
      const { hits } = await search(engine, { term: question, limit: DEPTH, threshold: 1 });
      return hits.map(({ id }) => Number(id));
    });
  },
  function flexSearch(corpus) {
    const engine = new Document({ document: { id: 'id', index: ['text'] } });
    for (const one of documentsOf(corpus)) engine.add(one);
    return finder('FlexSearch', corpus, (question) =>
      engine.search(question, { limit: DEPTH, suggest: true }).flatMap(({ result }) => result.map(Number)),
    );
  },
  function lunrJs(corpus) {
    const engine = lunr(function build() {
      this.ref('id');
      this.field('text');
      for (const one of documentsOf(corpus)) this.add(one);
    });
    return finder('lunr', corpus, (question) =>
      engine.query((query) => query.term(lunr.tokenizer(question), {})).map(({ ref }) => Number(ref)),
    );
  },
  function fts5(corpus) {
    const database = new DatabaseSync(':memory:');
    database.exec("CREATE VIRTUAL TABLE passages USING fts5(text, tokenize = 'porter unicode61')");
    const add = database.prepare('INSERT INTO passages (rowid, text) VALUES (?, ?)');
    database.exec('BEGIN');
    for (const { id, text } of documentsOf(corpus)) add.run(id + 1, text);
    database.exec('COMMIT');
    const find = database.prepare(
      `SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages) LIMIT ${DEPTH}`,
    );
    return finder('SQLite FTS5', corpus, (question) => {
      const match = words(question)
        .map((word) => `"${word}"`)
        .join(' OR ');
      return match === '' ? [] : find.all(match).map((row) => Number((row as { rowid: number }).rowid) - 1);
    });
  },
  async function docent(corpus) {
    const { buildIndex, createBot, createLocalEngine } = await builtCore();
    const bot = createBot(corpus, createLocalEngine(corpus, buildIndex(corpus)));
    const engine: Engine<Answer> = {
      name: '**Docent, whole answers**',
      ask: (question) => bot.ask(question),
      read: ({ status, citations, explanation }) => {
        const [first] = citations;
        if (!first || (status !== 'answered' && status !== 'closest'))
          return { passages: [], sentence: null };
        const passages = explanation.candidates.map((one) => passageAt(one.document, one.lines[0], corpus));
        return { passages: passages.slice(0, DEPTH), sentence: explanation.candidates[0]?.text ?? null };
      },
    };
    return engine as Engine;
  },
];

async function measure(make: Make, corpus: Corpus, asked: readonly Asked[]): Promise<(string | number)[]> {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  const started = performance.now();
  const { name, ask, read } = await make(corpus);
  const build = performance.now() - started;
  globalThis.gc?.();
  const now = process.memoryUsage();
  const held = (now.heapUsed + now.arrayBuffers - heapUsed - arrayBuffers) / 2 ** 20;
  // Each is asked everything once before it is measured: a bot runs for weeks, and is compiled by then.
  for (const { question } of asked) await ask(question);
  const times: number[] = [];
  let [first, inFive, reciprocal, sentences] = [0, 0, 0, 0];
  for (const { question, isRight, holds } of asked) {
    const start = performance.now();
    const answer = await ask(question);
    times.push(performance.now() - start);
    const { passages, sentence } = read(answer, question);
    const rank = passages.findIndex((id) => isRight(corpus.passages[id] as Corpus['passages'][number]));
    if (rank === 0) first++;
    if (rank >= 0 && rank < 5) inFive++;
    if (rank >= 0) reciprocal += 1 / (rank + 1);
    if (rank === 0 && sentence !== null && holds(sentence)) sentences++;
  }
  const share = (n: number) => `${((100 * n) / asked.length).toFixed(1)} %`;
  const perSecond = (1_000 * times.length) / times.reduce((sum, time) => sum + time, 0);
  return [
    name,
    share(first),
    share(inFive),
    (reciprocal / asked.length).toFixed(3),
    share(sentences),
    perSecond,
    ms(quantile(times, 0.5)),
    ms(quantile(times, 0.99)),
    ms(build),
    name.startsWith('SQLite') ? '–' : held.toFixed(1),
  ];
}

const { corpus, asked: all } = await yardstickOf(process.argv.slice(2));
const step = Math.max(1, all.length / MOST_QUESTIONS);
const asked = Array.from(
  { length: Math.min(MOST_QUESTIONS, all.length) },
  (_, i) => all[Math.floor(i * step)] as Asked,
);
const rows: (string | number)[][] = [];
for (const make of ENGINES) rows.push(await measure(make, corpus, asked));
const slowest = Number(rows[0]?.[5]);
const version = async (name: string) =>
  `${name} ${JSON.parse(await readFile(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version}`;
const versions = await Promise.all(
  ['minisearch', '@orama/orama', 'flexsearch', 'lunr', '@photostructure/sqlite'].map(version),
);
process.stdout.write(
  `${[
    `${corpus.passages.length} passages, ${asked.length} questions; Node ${process.versions.node}, ${versions.join(', ')}.`,
    table(
      [
        '',
        'P@1',
        'recall@5',
        'MRR@10',
        'right sentence',
        'per second',
        '× the first',
        'p50 ms',
        'p99 ms',
        'build ms',
        'memory MB',
      ],
      rows.map(([name, p1, r5, mrr, sentence, perSecond, ...rest]) =>
        [
          name,
          p1,
          r5,
          mrr,
          sentence,
          Number(perSecond).toFixed(0),
          ratio(Number(perSecond), slowest),
          ...rest,
        ].map(String),
      ),
    ),
  ].join('\n\n')}\n`,
);
