import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBot } from '../../../adapters/service/open-bot.js';
import type { Answer } from '../../../src/answer/answer.js';
import { plainText } from '../../../src/answer/plain-text.js';
import type { Bot } from '../../../src/bot.js';
import { parseQuestionSet, type Question } from '../../../src/eval/question-set.js';
import { report, type Scored, scoreAll } from '../../../src/eval/score.js';
import {
  buildFrom,
  builtFrom,
  HANDBOOK,
  misquotations,
  ROOT,
  SHIPPED,
  spansOf,
  TEAS,
  temporaryFolder,
} from '../../builders.js';

const DEV = join(ROOT, 'test/eval/dev.jsonl');

async function readSet(file: string): Promise<Question[]> {
  return parseQuestionSet(await readFile(file, 'utf8'), file);
}

const SETS = [
  { set: 'shipped article', folder: SHIPPED, file: DEV, atLeast: 93 },
  { set: 'teas', folder: TEAS, file: join(TEAS, 'questions.jsonl'), atLeast: 90 },
  { set: 'handbook', folder: HANDBOOK, file: join(HANDBOOK, 'questions.jsonl'), atLeast: 80 },
];

const percent = (n: number, of: number) => (100 * n) / of;
const failures = (scored: readonly Scored[]) =>
  scored
    .filter(({ faults }) => faults.length > 0)
    .map(
      ({ question, faults, answer, text }) =>
        `${question.id} [${faults.join(', ')}] ${question.q}\n  ${answer?.status}: ${text}`,
    )
    .join('\n\n');

describe.each(SETS)('the question set of the $set', ({ folder, file, atLeast }) => {
  it(`is answered right in ${atLeast} % of all questions`, async () => {
    const { bot } = await builtFrom(folder);
    const scored = await scoreAll(bot, await readSet(file));
    const { right, of } = report(scored);
    expect(percent(right, of), failures(scored)).toBeGreaterThanOrEqual(atLeast);
  });

  it('is quoted from the cited lines in every answer', async () => {
    const { bot, sources } = await builtFrom(folder);
    let quotes = 0;
    for (const { id, q, context } of await readSet(file)) {
      let answer: Answer | null = null;
      for (const turn of [...context, q]) {
        answer = await bot.ask(turn, { conversation: answer?.conversation ?? null });
        expect(misquotations(answer, sources), `${id} ${turn.slice(0, 200)}`).toEqual([]);
        const quotesSomething = answer.status === 'answered' || answer.status === 'closest';
        expect(answer.citations.length > 0, id).toBe(quotesSomething);
        quotes += answer.citations.length;
      }
    }
    expect(quotes).toBeGreaterThan(20);
  });
});

describe('the shipped article', () => {
  it('answers 70 % of every kind of question', async () => {
    const { bot } = await builtFrom(SHIPPED);
    const scored = await scoreAll(bot, await readSet(DEV));
    for (const { kind, right, of } of report(scored).kinds)
      expect(
        percent(right, of),
        `${kind}\n${failures(scored.filter(({ question }) => question.kind === kind))}`,
      ).toBeGreaterThanOrEqual(70);
  });

  it('gives the same answers from an index built anew, another one, and a saved one, byte for byte', async () => {
    const environment = { DOCENT_CACHE_DIR: await temporaryFolder() };
    const built = await openBot({ knowledge: SHIPPED, environment });
    const loaded = await openBot({ knowledge: SHIPPED, environment });
    expect([built.fromCache, loaded.fromCache]).toEqual([false, true]);
    const questions = await readSet(DEV);
    const expected = await transcript((await buildFrom(SHIPPED)).bot, questions);
    expect(await transcript(built.bot, questions)).toBe(expected);
    expect(await transcript(loaded.bot, questions)).toBe(expected);
    expect(await transcript(loaded.bot, [...questions].reverse(), true)).toBe(expected);
  });

  it('says the same of two subjects whichever is named first', async () => {
    const { bot } = await builtFrom(SHIPPED);
    const { subjects } = bot.corpus;
    for (const [i, a] of subjects.entries()) {
      for (const b of subjects.slice(i + 1)) {
        const there = await bot.ask(`compare ${a.name} and ${b.name}`);
        const back = await bot.ask(`compare ${b.name} and ${a.name}`);
        expect(cells(back), `${a.name}, ${b.name}`).toEqual(cells(there));
      }
    }
  });
});

describe('the teas', () => {
  it.each(['compare {} and []', '{} or [] for taste?', '{} vs [] brewing', 'is {} better than []'])(
    'say the same whichever is named first: %s',
    async (pattern) => {
      const { bot } = await builtFrom(TEAS);
      const { subjects } = bot.corpus;
      for (const a of subjects) {
        for (const b of subjects) {
          if (a === b) continue;
          const there = await bot.ask(pattern.replace('{}', a.name).replace('[]', b.name));
          const back = await bot.ask(pattern.replace('{}', b.name).replace('[]', a.name));
          expect(there.intent).toBe('compare');
          expect(cells(there).length).toBeGreaterThan(10);
          expect(cells(back), `${a.name}, ${b.name}`).toEqual(cells(there));
        }
      }
    },
  );
});

/** Whole answers of a question set, in order of their questions. */
async function transcript(bot: Bot, questions: readonly Question[], reversed = false): Promise<string> {
  const answers: string[] = [];
  for (const { q, context } of questions) {
    let answer: Answer | null = null;
    for (const turn of [...context, q])
      answer = await bot.ask(turn, { conversation: answer?.conversation ?? null });
    if (answer) answers.push(`${plainText(answer)}\n${JSON.stringify(answer)}`);
  }
  return (reversed ? answers.reverse() : answers).join('\n');
}

/** What a comparison says, as "row / subject: text", in an order of its own. */
function cells(answer: Answer): string[] {
  return answer.blocks
    .flatMap((block) =>
      block.type === 'table'
        ? block.rows.flatMap((row) =>
            row.cells.map(
              (cell, i) =>
                `${row.label.text} / ${block.columns[i]?.text}: ${spansOf([
                  { type: 'paragraph', spans: cell },
                ])
                  .map(({ text }) => text)
                  .join('')}`,
            ),
          )
        : [],
    )
    .sort();
}
