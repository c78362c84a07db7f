import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Span } from '../../src/answer/answer.js';
import { plainText } from '../../src/answer/plain-text.js';
import type { Bot } from '../../src/bot.js';
import {
  type Built,
  builtFrom,
  HANDBOOK,
  misquotations,
  questionsIn,
  ROOT,
  SHIPPED,
  spansOf,
  TEAS,
} from '../builders.js';

/** Fixed, so that a run that fails fails again. */
const SEED = 20240607;
/** Questions in all; they are shared out below. */
const QUESTIONS = 10_000;

const KNOWLEDGE = [TEAS, SHIPPED, HANDBOOK];
const SETS = [`${TEAS}/questions.jsonl`, `${ROOT}/test/eval/dev.jsonl`, `${HANDBOOK}/questions.jsonl`];
let built: readonly Built[];
/** Words that mean something to each of the bots, and real questions. */
let words: readonly string[][];
let questions: readonly string[][];

beforeAll(async () => {
  built = await Promise.all(KNOWLEDGE.map(builtFrom));
  words = built.map(({ bot: { corpus } }) => [
    ...corpus.subjects.flatMap(({ names }) => names),
    ...corpus.aspects.map(({ name }) => name),
    ...corpus.subjects.flatMap(({ facts }) => facts.flatMap(({ label, values }) => [label, ...values])),
    ...corpus.passages.flatMap(({ name }) => (name ? [name] : [])),
    ...corpus.sections.map(({ heading }) => heading),
    ...corpus.passages.flatMap(({ text }) =>
      text
        .split(' ')
        .slice(0, 40)
        .filter((_, i) => i % 5 === 0),
    ),
  ]);
  questions = await Promise.all(SETS.map(async (file) => (await questionsIn(file)).map(({ q }) => q)));
});

const GLUE = (
  'what which who why how when where is are does do the a of in for with without not and or vs compare better than ' +
  'best list all how many tell me about its it them difference between should I use frameworks teas /compare ? , . ! … -'
).split(' ');

const OPENINGS = [
  'what is',
  'where is the',
  'how many',
  'why',
  'who made',
  'which ones have',
  'which are not',
  'list all with',
  'I need',
  'best for',
  'is there',
  'compare',
  'tell me about',
  'and',
  'what about its',
  '',
];
const JOINTS = ['', '', 'of', 'for', 'and', 'or', 'vs', 'without', 'but not', 'in'];
const PAIRS = ['()', '[]', '{}', '<>', '“”', '‘’', '****', '``', '""', "''", '||||', '<b></b>', '[](x)'];

const SPECIAL = (
  '( ) [ ] { } < > * ** _ __ ` ``` ~~ || | > # @ @everyone @here <@1> <@!2> <#3> <!channel> <!here> <:a:1> <a:b:2> <script> ' +
  '</script> <style> </b> &amp; &#60; [x](y) ![i](j) http:// https://e.org/a?b=c javascript:alert(1) \' " “ ” ‘ ’ « » \\ / // ' +
  "'; -- /* */ %s %n {{x}} \u0000 \u0007 \u001b[31m \u200b \u200d \u202e \ufeff \u2028 \ud83d \udc4d 🔥 👩‍👩‍👧‍👦 e\u0301 ǅ ß İ ı ﬃ ｆｕｌｌ 茶 чай שלום ไทย ａ"
).split(' ');

/** What people and machines send to the bot of one knowledge. */
function messages(i: number): fc.Arbitrary<string> {
  const plain = fc.constantFrom(...GLUE);
  const known = fc.constantFrom(...(words[i] ?? []));
  const special = fc.constantFrom(...SPECIAL);
  const asked = fc.constantFrom(...(questions[i] ?? []));
  const near = fc
    .tuple(fc.constantFrom(...OPENINGS), known, fc.constantFrom(...JOINTS), known)
    .map(([opening, a, joint, b]) => `${opening} ${a}${joint === '' ? '' : ` ${joint} ${b}`}`);
  const mixed = fc
    .array(
      fc.oneof(
        { weight: 5, arbitrary: plain },
        { weight: 4, arbitrary: known },
        { weight: 1, arbitrary: special },
      ),
      { maxLength: 14 },
    )
    .map((parts) => parts.join(' '));
  const mistyped = fc
    .tuple(fc.oneof(asked, near), fc.nat(), fc.constantFrom('x', 'e', '', ' ', 'é', '*', '<'))
    .map(([text, place, put]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + put + text.slice(at + 1);
    });
  const marked = fc
    .tuple(special, fc.oneof(asked, near, mixed), special, fc.oneof(near, mixed), special)
    .map((parts) => parts.join(''));
  const nested = fc
    .tuple(fc.constantFrom(...PAIRS), fc.integer({ min: 1, max: 300 }), fc.oneof(near, mixed))
    .map(
      ([pair, depth, inside]) =>
        pair.slice(0, pair.length / 2).repeat(depth) + inside + pair.slice(pair.length / 2).repeat(depth),
    );
  const repeated = fc
    .tuple(
      fc.oneof(special, plain, known, fc.string({ maxLength: 3, unit: 'binary' })),
      fc.integer({ min: 1, max: 400 }),
      fc.constantFrom('', ' '),
    )
    .map(([piece, times, between]) => Array.from({ length: times }, () => piece).join(between));
  const long = fc
    .tuple(
      fc.constantFrom('a', 'tea-', 'a.', "o'", 'né', '9,', '茶', 'is ', 'a/b&', '\u0301'),
      fc.integer({ min: 500, max: 4000 }),
      near,
    )
    .map(([piece, times, tail]) => `${piece.repeat(times)} ${tail}`);
  return fc.oneof(
    { weight: 24, arbitrary: near },
    { weight: 22, arbitrary: mistyped },
    { weight: 12, arbitrary: mixed },
    { weight: 10, arbitrary: marked },
    { weight: 8, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
    { weight: 8, arbitrary: fc.string({ unit: 'grapheme', maxLength: 80 }) },
    { weight: 6, arbitrary: fc.string({ maxLength: 80 }) },
    { weight: 4, arbitrary: nested },
    { weight: 4, arbitrary: repeated },
    { weight: 2, arbitrary: long },
  );
}

/** What no answer may be, whatever was asked. */
function faultsOf(answer: Answer, { sources }: Built, message: string): string[] {
  const text = plainText(answer);
  const faults = misquotations(answer, sources);
  if (text.trim() === '') faults.push('the answer is empty');
  if (!(answer.confidence >= 0 && answer.confidence <= 1)) faults.push(`confidence ${answer.confidence}`);
  if (text.length > 2600) faults.push(`the answer has ${text.length} characters`);
  if (/\p{Surrogate}/u.test(text)) faults.push('half a character is said back');
  // What the articles do not say of a subject cannot be quoted.
  const { conditions } = answer.explanation;
  const byAbsence = conditions.some((condition) => condition.startsWith('not '));
  if (
    answer.status === 'answered' ? answer.citations.length === 0 && !byAbsence : answer.citations.length > 0
  )
    faults.push(`${answer.status} with ${answer.citations.length} citations`);
  for (const alive of ['@everyone', '@here', '<@', '<!', '<#', '<script', '\u202e', '\u0000', '\u001b'])
    if (text.includes(alive)) faults.push(`"${alive}" is said back`);
  if (JSON.stringify(answer.conversation).length > 2000) faults.push('the conversation grows');
  return faults.map((fault) => `${fault} – asked: ${JSON.stringify(message.slice(0, 200))}`);
}

/** Paragraphs, points and rows that quote, or all that are there when none does. */
function statementsIn(answer: Answer): number {
  const parts = answer.blocks.flatMap((block): (readonly Span[])[] => {
    if (block.type === 'list') return [...block.items];
    if (block.type === 'table') return block.rows.map(({ cells }) => cells.flat());
    return block.type === 'heading' ? [] : [spansOf([block])];
  });
  const quoting = parts.filter((spans) => spans.some(({ type }) => type === 'quoted'));
  return (quoting.length > 0 ? quoting : parts).length;
}

async function turns(bot: Bot, messages: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const message of messages)
    answers.push(await bot.ask(message, { conversation: answers[answers.length - 1]?.conversation ?? null }));
  return answers;
}

describe('whatever is asked', () => {
  it.each(KNOWLEDGE.map((folder, i) => [folder.split('/').pop() ?? '', i] as const))(
    'the bot of %s answers with words, and quotes only what stands in the cited lines',
    async (_, i) => {
      const one = built[i] as Built;
      let answered = 0;
      const numRuns = Math.floor((QUESTIONS * 0.8) / KNOWLEDGE.length) + 1;
      await fc.assert(
        fc.asyncProperty(messages(i), async (message) => {
          const answer = await one.bot.ask(message);
          if (answer.status === 'answered') answered++;
          expect(faultsOf(answer, one, message)).toEqual([]);
        }),
        { seed: SEED + i, numRuns },
      );
      // Enough of them have an answer for the quotations to be put to the test.
      expect(answered / numRuns).toBeGreaterThan(0.2);
    },
    120_000,
  );

  it('conversations of any messages hold the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(messages(0), { minLength: 4, maxLength: 4 }), async (said) => {
        const one = built[0] as Built;
        for (const [i, answer] of (await turns(one.bot, said)).entries())
          expect(faultsOf(answer, one, said.slice(0, i + 1).join(' → '))).toEqual([]);
      }),
      { seed: SEED, numRuns: Math.floor((QUESTIONS * 0.1) / 4) },
    );
  }, 120_000);

  it('the same conversation gives the same answers, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(messages(1), { minLength: 2, maxLength: 2 }), async (said) => {
        const { bot } = built[1] as Built;
        const first = await turns(bot, said);
        expect(JSON.stringify(await turns(bot, said))).toBe(JSON.stringify(first));
      }),
      { seed: SEED, numRuns: Math.floor((QUESTIONS * 0.05) / 2) },
    );
  }, 120_000);

  it('no answer is longer than its room, unless a single statement is left', async () => {
    await fc.assert(
      fc.asyncProperty(messages(0), fc.integer({ min: 0, max: 1200 }), async (message, room) => {
        const one = built[0] as Built;
        const answer = await one.bot.ask(message, { room });
        expect(faultsOf(answer, one, message)).toEqual([]);
        if (plainText(answer).length > room) expect(statementsIn(answer)).toBeLessThanOrEqual(1);
      }),
      { seed: SEED, numRuns: QUESTIONS * 0.05 },
    );
  }, 120_000);
});
