/**
 * `npm run bench:same -- [FOLDER] [QUESTIONS.jsonl]`: whether every question gets the same answer, byte for byte, with
 * the models on one core and on two, asked alone and with fifteen others, all stages for each. What is encoded and
 * answered with one core is the measure. Without arguments: the shipped article and its yardstick.
 */
import { readFile } from 'node:fs/promises';
import { readModels } from '../src/io/models.js';
import { readKnowledge } from '../src/io/read-knowledge.js';
import { createMeaning, createReranker } from '../src/meaning/create-meaning.js';
import { loadInference } from '../src/meaning/inference.js';
import { passageText } from '../src/meaning/passage-text.js';
import { encodePassages } from '../src/meaning/vectors.js';
import { FIND } from '../src/retrieval/find.js';
import type { StoredPassage } from '../src/retrieval/ports.js';
import { builtCore } from './built-core.js';

const [folder = 'knowledge', file = 'test/eval/dev.jsonl'] = process.argv.slice(2);
const CORES = [1, 2] as const;
const ASKED_AT_ONCE = [1, 16] as const;

const core = await builtCore();
const { articles, thesaurus } = await readKnowledge(folder);
const { corpus } = core.loadCorpus(articles, thesaurus);
const engine = core.createLocalEngine(corpus, core.buildIndex(corpus));
const ids = corpus.passages.map(({ id }) => id);
const stored = await engine.store.get(ids);
const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
const questions = lines.map((line) => (JSON.parse(line) as { q: string }).q);

/** All answers, in the order of the questions. */
async function answersWith(cores: number, atOnce: number): Promise<string[]> {
  const inference = await loadInference(await readModels(), cores);
  const vectors = await encodePassages(stored.length, (i) => passageText(stored[i] as StoredPassage), {
    inference,
    atOnce,
  });
  const meaning = createMeaning(inference, vectors, ids);
  const bot = core.createBot(
    corpus,
    { ...engine, meaning, reranker: createReranker(inference) },
    { finding: { ...FIND, always: true } },
  );
  const answers: string[] = [];
  const queue = questions.entries();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [i, question] of queue) answers[i] = JSON.stringify(await bot.ask(question));
    }),
  );
  return answers;
}

let measure: string[] | null = null;
for (const cores of CORES)
  for (const atOnce of ASKED_AT_ONCE) {
    const answers = await answersWith(cores, atOnce);
    measure ??= answers;
    const other = questions.filter((_, i) => answers[i] !== measure?.[i]);
    console.log(
      `cores ${cores}, asked at once ${atOnce}: ${questions.length - other.length} of ${questions.length} answers are the same${other.map((question) => `\n  ${question}`).join('')}`,
    );
    if (other.length > 0) process.exitCode = 1;
  }
