import fc from 'fast-check';
import { type Built, builtFrom, questionsIn } from './builders.js';

/** A bot, and messages for it. */
export interface Asked {
  readonly built: Built;
  readonly messages: fc.Arbitrary<string>;
}

/** The bot of a folder, and what people and machines may send to it: its own words, questions, and noise. */
export async function askedOf(folder: string, questionSet: string): Promise<Asked> {
  const built = await builtFrom(folder);
  const { corpus } = built.bot;
  const words = [
    ...corpus.subjects.flatMap(({ names }) => names),
    ...corpus.aspects.map(({ name }) => name),
    ...corpus.subjects.flatMap(({ facts }) => facts.flatMap(({ label, values }) => [label, ...values])),
    ...corpus.items.flatMap(({ name }) => (name ? [name] : [])),
    ...corpus.sections.map(({ heading }) => heading),
    ...corpus.items.flatMap(({ text }) =>
      text
        .split(' ')
        .slice(0, 40)
        .filter((_, i) => i % 5 === 0),
    ),
  ];
  const questions = (await questionsIn(questionSet)).map(({ q }) => q);
  return { built, messages: messages(words, questions) };
}

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

function messages(words: readonly string[], questions: readonly string[]): fc.Arbitrary<string> {
  const plain = fc.constantFrom(...GLUE);
  const known = fc.constantFrom(...words);
  const special = fc.constantFrom(...SPECIAL);
  const asked = fc.constantFrom(...questions);
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
