/**
 * How well questions are grouped that ask for the same, by words and by meaning: `npm run bench:wishes`. On one half
 * of the blocks of `test/eval/same-wish.txt` the cut is chosen, on the other half the choice is judged, by pairs of
 * questions: a pair is right that is of one line and comes into one group. Each line of a block is a group; the lines
 * of a block are near misses of each other.
 */
import { readFile } from 'node:fs/promises';
import { startInference } from '../adapters/process/inference-thread.js';
import { groupRecords, SAME_MEANING_FROM } from '../adapters/records/gaps.js';
import type { QuestionRecord } from '../adapters/records/record.js';
import { quantized } from '../src/meaning/vectors.js';
import { botOf, corpusOf } from '../test/builders.js';

interface Wish {
  readonly group: string;
  readonly record: QuestionRecord;
}

interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Articles on none of it, so that no subject is known, as with most questions that have no answer. */
const bot = botOf(corpusOf(['# Notes\n\nNothing is written here yet.\n']));
const inference = await startInference();
const vectors = new Map<string, Int8Array>();

async function wishesIn(blocks: readonly string[]): Promise<Wish[]> {
  const wishes: Wish[] = [];
  for (const line of blocks.flatMap((block) => block.split('\n')))
    for (const question of line.split(' | ')) {
      const { intent: kind, status, confidence, subjects, explanation } = await bot.ask(question);
      const { aspect, terms } = explanation;
      vectors.set(question, quantized(await inference.question(question)));
      wishes.push({
        group: line,
        record: {
          ...{ kind, status, confidence, aspect, subjects, question },
          at: new Date(wishes.length),
          ...{ platform: 'bench', scope: null },
          person: 'nobody',
          key: question,
          terms: terms.map(({ text }) => text.toLowerCase()),
          helpful: null,
        },
      });
    }
  return wishes;
}

function scoreOf(wishes: readonly Wish[], options: Parameters<typeof groupRecords>[1]): Score {
  const found = new Map(
    groupRecords(
      wishes.map(({ record }) => record),
      options,
    ).flatMap(({ id, questions }) => questions.map(({ key }) => [key, id] as const)),
  );
  let [right, together, wanted] = [0, 0, 0];
  for (const [i, one] of wishes.entries())
    for (const other of wishes.slice(0, i)) {
      const isWanted = one.group === other.group;
      const isTogether = found.get(one.record.key) === found.get(other.record.key);
      if (isWanted) wanted++;
      if (isTogether) together++;
      if (isWanted && isTogether) right++;
    }
  const [precision, recall] = [right / Math.max(1, together), right / wanted];
  return { precision, recall, f1: (2 * right) / (together + wanted) };
}

const line = (name: string, { precision, recall, f1 }: Score): string =>
  `${name.padEnd(20)} precision ${(100 * precision).toFixed(1).padStart(5)} %  recall ${(100 * recall).toFixed(1).padStart(5)} %  F1 ${(100 * f1).toFixed(1).padStart(5)} %\n`;

const blocks = (await readFile('test/eval/same-wish.txt', 'utf8')).trim().split('\n\n');
const choosing = await wishesIn(blocks.filter((_, i) => i % 2 === 0));
process.stdout.write(`to choose by: ${choosing.length} questions\n${line('words', scoreOf(choosing, {}))}`);
for (let cut = 0.3; cut < 0.66; cut += 0.05)
  process.stdout.write(line(`meaning from ${cut.toFixed(2)}`, scoreOf(choosing, { vectors, cut })));
const judging = await wishesIn(blocks.filter((_, i) => i % 2 === 1));
process.stdout.write(`to judge by: ${judging.length} questions\n${line('words', scoreOf(judging, {}))}`);
process.stdout.write(line(`meaning from ${SAME_MEANING_FROM.toFixed(2)}`, scoreOf(judging, { vectors })));
await inference.close();
