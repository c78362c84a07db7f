/**
 * `npm run bench:finding -- MANIFEST.json [--cache DIR]`: in how many questions the right passage is first, and among
 * the first three, by Docent's stages and by what one would use instead, on the same passages and questions. The
 * manifest is that of `npm run train`; its reading-comprehension set is left out. Weights are those in the repository,
 * so sets that taught them flatter Docent, and sets that taught the models flatter these.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DatabaseSync } from '@photostructure/sqlite';
import MiniSearch from 'minisearch';
import { passageText } from '../src/meaning/passage-text.js';
import type { Query } from '../src/query/query.js';
import { judge } from '../src/retrieval/judge.js';
import type { StoredPassage } from '../src/retrieval/ports.js';
import { LEARNED } from '../src/retrieval/weights/learned.js';
import { isFunctionWord } from '../src/text/function-words.js';
import { stem } from '../src/text/stem.js';
import { table } from './figures.js';
import { type Example, examplesOf, withMeaning, withReranker } from './train/examples.js';
import { ModelCache } from './train/models.js';
import { type QuestionSet, readSets } from './train/sets.js';

/** Passages that are looked at. */
const DEPTH = 50;
type Finder = (example: Example) => Promise<readonly StoredPassage[]> | readonly StoredPassage[];

/** Full text of a passage for an engine that knows no more. */
const fullText = (passage: StoredPassage) => {
  const { place, lines } = passageText(passage);
  return { place, text: lines.join(' ') };
};

async function findersFor(set: QuestionSet): Promise<Record<string, Finder>> {
  const ids = set.corpus.passages.map(({ id }) => id);
  const passages = await set.engine.store.get(ids);
  const documents = passages.map((passage, id) => ({ id, ...fullText(passage) }));
  const tuned = new MiniSearch({
    fields: ['place', 'text'],
    processTerm: (term) => (isFunctionWord(term.toLowerCase()) ? null : stem(term.toLowerCase())),
    searchOptions: { boost: { place: 2 }, bm25: { k: 1.2, b: 0.7, d: 0.5 } },
  });
  tuned.addAll(documents);
  const fts = new DatabaseSync(':memory:');
  fts.exec("CREATE VIRTUAL TABLE passages USING fts5(place, body, tokenize = 'porter unicode61')");
  const insert = fts.prepare('INSERT INTO passages (rowid, place, body) VALUES (?, ?, ?)');
  for (const { id, place, text } of documents) insert.run(id + 1, place, text);
  const select = fts.prepare(
    `SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages, 2.0, 1.0) LIMIT ${DEPTH}`,
  );
  const inFts = (question: string): number[] => {
    const words = question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const asked = words.filter((word) => !isFunctionWord(word)).map((word) => `"${word}"`);
    if (asked.length === 0) return [];
    return select.all(asked.join(' OR ')).map(({ rowid }) => Number(rowid) - 1);
  };
  const inTuned = (question: string) => tuned.search(question).slice(0, DEPTH);
  const near = async (query: Query, among: readonly string[]) => {
    const found = among.map((passage) => ({ passage, features: {} }));
    const joined = (await set.engine.meaning?.candidates(query, found)) ?? [];
    return new Map(joined.map((one) => [one.passage, one.near?.whole ?? 0]));
  };
  const inOrder = (scores: ReadonlyMap<string, number>) => {
    const byId = new Map(passages.map((passage) => [passage.id, passage]));
    return [...scores].sort((a, b) => b[1] - a[1]).flatMap(([id]) => byId.get(id) ?? []);
  };
  const byStage = (weights: (typeof LEARNED)['words']) => (example: Example) =>
    judge(example.query, example.found, weights).evidence.map(({ passage }) => passage);
  return {
    'MiniSearch, tuned': ({ query }) =>
      inTuned(query.question).map(({ id }) => passages[id] as StoredPassage),
    'SQLite FTS5': ({ query }) => inFts(query.question).map((id) => passages[id] as StoredPassage),
    'encoder alone': async ({ query }) => inOrder(await near(query, [])),
    'sum of both': async ({ query }) => {
      const hits = inTuned(query.question);
      const best = hits[0]?.score ?? 1;
      const scores = await near(
        query,
        hits.map(({ id }) => ids[id] as string),
      );
      for (const { id, score } of hits)
        scores.set(ids[id] as string, (scores.get(ids[id] as string) ?? 0) + score / best);
      return inOrder(scores);
    },
    'Docent, words': byStage(LEARNED.words),
    'Docent, meaning': async (example) => byStage(LEARNED.meaning)(await withMeaning(example)),
    'Docent, reranked': async (example) =>
      byStage(LEARNED.reranked)(await withReranker(await withMeaning(example), LEARNED.meaning)),
  };
}

async function main(manifest: string, cache: string): Promise<void> {
  const models = new ModelCache(cache);
  const rows: string[][] = [];
  let names: string[] = [];
  for (const plain of await readSets(manifest, { withReading: false })) {
    const set = await models.addMeaning(plain);
    const finders = await findersFor(set);
    names = Object.keys(finders);
    const covered = (await examplesOf(set)).filter(({ asked }) => asked.covered);
    if (covered.length === 0) continue;
    const cells: string[] = [];
    for (const find of Object.values(finders)) {
      let first = 0;
      let ofThree = 0;
      for (const example of covered) {
        const found = (await find(example)).slice(0, 3).map(example.asked.isRight);
        if (found[0]) first++;
        if (found.includes(true)) ofThree++;
      }
      const share = (n: number) => ((100 * n) / covered.length).toFixed(0);
      cells.push(`${share(first)} / ${share(ofThree)}`);
    }
    rows.push([set.name, String(covered.length), ...cells]);
  }
  await models.close();
  console.log(table(['first / of three, %', 'questions', ...names], rows));
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { cache: { type: 'string', default: join(tmpdir(), 'docent-train') } },
});
if (!positionals[0]) throw new Error('Name a manifest: npm run bench:finding -- MANIFEST.json');
await main(positionals[0], values.cache);
