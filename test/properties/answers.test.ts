import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Block, Row, Span, Step } from '../../src/answer/answer.js';
import { Draft } from '../../src/answer/draft.js';
import { NOT_STATED } from '../../src/answer/plain-text.js';
import { quoteEvidence } from '../../src/answer/quote.js';
import { find } from '../../src/retrieval/find.js';
import { botOf, corpusOf, knowledgeOf, queryOf, spansOf } from '../builders.js';
import { marksIn, type Part, type PlannedArticle, plannedArticles } from './planned-article.js';
import { brokenPromises } from './promises.js';

const SEED = 20250110;
const RUNS = 60;

/** An article, and some of the questions after it. */
const asked = plannedArticles.chain((article) =>
  fc.record({
    article: fc.constant(article),
    questions: fc.uniqueArray(fc.constantFrom(...article.questions), { minLength: 1, maxLength: 4 }),
  }),
);

/**
 * All that an article may show of a question: the answer, the sections that it cites, and every passage that was
 * looked at, as it would be quoted if it were the best one, so that nothing here leans on what is thought likely.
 */
function shownOf({ markdown }: PlannedArticle, questions: readonly string[]): Promise<Block[][]> {
  const key = JSON.stringify([markdown, questions]);
  const known = shown.get(key) ?? lookUp(markdown, questions);
  shown.set(key, known);
  return known;
}

/** Every property looks at the same articles. */
const shown = new Map<string, Promise<Block[][]>>();

async function lookUp(markdown: string, questions: readonly string[]): Promise<Block[][]> {
  const corpus = corpusOf([markdown]);
  const knowledge = knowledgeOf(corpus);
  const bot = botOf(corpus);
  const out: Block[][] = [];
  for (const question of questions) {
    const answer = await bot.ask(question);
    out.push([...answer.blocks]);
    for (const citation of answer.citations) {
      const section = await bot.section(citation);
      expect(section, citation.section).not.toBeNull();
      out.push([...(section?.blocks ?? [])]);
    }
    const { evidence } = await find(await queryOf(question, knowledge), knowledge.engine, knowledge.weights);
    out.push(...evidence.map((one) => quoteEvidence(one, new Draft())));
  }
  return out;
}

/** Asserts something of all that is shown, and that the thing it is about was met often enough to be tested. */
async function ofAllShown(
  check: (blocks: readonly Block[], article: PlannedArticle) => number,
  atLeast: number,
): Promise<void> {
  let met = 0;
  await fc.assert(
    fc.asyncProperty(asked, async ({ article, questions }) => {
      for (const blocks of await shownOf(article, questions)) met += check(blocks, article);
    }),
    { seed: SEED, numRuns: RUNS },
  );
  expect(met).toBeGreaterThan(atLeast);
}

const textOf = (spans: readonly Span[]) => spans.map(({ text }) => text).join('');
const stepText = ({ content }: Step) => (content.type === 'code' ? content.text : textOf(content.spans));

describe('of any article, whatever is asked', () => {
  it('every quotation stands word for word in the lines that its citation names, and no answer is empty', async () => {
    let quoting = 0;
    await fc.assert(
      fc.asyncProperty(asked, async ({ article, questions }) => {
        const bot = botOf(corpusOf([article.markdown]));
        const sources = new Map([['a.md', article.markdown]]);
        let conversation: Answer['conversation'] = null;
        for (const question of questions) {
          for (const answer of [await bot.ask(question), await bot.ask(question, { conversation })]) {
            expect(brokenPromises(answer, sources), question).toEqual([]);
            if (answer.citations.length > 0) quoting++;
            ({ conversation } = answer);
          }
        }
      }),
      { seed: SEED, numRuns: RUNS },
    );
    expect(quoting).toBeGreaterThan(RUNS / 2);
  }, 120_000);

  it('every section that is shown is quoted word for word too', async () => {
    await fc.assert(
      fc.asyncProperty(asked, async ({ article, questions: [question = ''] }) => {
        const bot = botOf(corpusOf([article.markdown]));
        const answer = await bot.ask(question);
        for (const cited of answer.citations) {
          const section = await bot.section(cited);
          expect(section).not.toBeNull();
          if (!section) continue;
          const whole: Answer = { ...answer, ...section, status: 'answered' };
          expect(brokenPromises(whole, new Map([['a.md', article.markdown]]))).toEqual([]);
        }
      }),
      { seed: SEED, numRuns: RUNS },
    );
  }, 120_000);

  it('the same message, conversation and articles give the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(asked, async ({ article, questions }) => {
        const told = async () => {
          const bot = botOf(corpusOf([article.markdown]));
          const out: string[] = [];
          let conversation: Answer['conversation'] = null;
          for (const question of questions) {
            const answer: Answer = await bot.ask(question, { conversation });
            ({ conversation } = answer);
            out.push(JSON.stringify(answer));
          }
          return { bot, out };
        };
        const first = await told();
        const second = await told();
        expect(second.out).toEqual(first.out);
        // What was asked in between changes nothing.
        const [question = ''] = questions;
        expect(JSON.stringify(await first.bot.ask(question))).toBe(first.out[0]);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  }, 120_000);

  it('steps keep their numbers and their order', async () => {
    await ofAllShown((blocks, { parts }) => {
      let met = 0;
      for (const block of blocks) {
        if (block.type !== 'steps') continue;
        met++;
        const marks = block.items.flatMap((item) => marksIn(stepText(item)));
        expect(marks, 'in reading order, each once').toEqual([...new Set(marks)].sort((a, b) => a - b));
        const lists = new Set<number>();
        for (const item of block.items) {
          const [first] = marksIn(stepText(item)).map((n) => parts.get(n) as Part);
          if (first?.kind === 'step') {
            expect(item.number).toBe(first.number);
            lists.add(first.list);
          } else expect(item.number).toBeNull();
        }
        expect(lists.size).toBeLessThanOrEqual(1);
        const numbers = block.items.flatMap(({ number }) => number ?? []);
        expect(numbers, 'none is left out between').toEqual(numbers.map((_, i) => (numbers[0] ?? 0) + i));
      }
      return met;
    }, RUNS);
  }, 120_000);

  it('a step is followed by what stands below it and by nothing else', async () => {
    await ofAllShown((blocks, { parts }) => {
      let met = 0;
      for (const block of blocks) {
        if (block.type !== 'steps') continue;
        const marks = block.items.flatMap((item) => marksIn(stepText(item)));
        // Marks are counted in reading order: where none is skipped, nothing was left out or moved.
        marks.forEach((mark, i) => {
          expect(mark).toBe((marks[0] ?? 0) + i);
          if (parts.get(mark)?.kind === 'code') met++;
        });
      }
      return met;
    }, RUNS / 4);
  }, 120_000);

  it('code is the text of its fence, byte for byte but for blank space at its end, with its language', async () => {
    await ofAllShown((blocks, { parts }) => {
      const codes = blocks.flatMap((block) => {
        if (block.type === 'code') return [block];
        return block.type === 'steps'
          ? block.items.flatMap(({ content }) => (content.type === 'code' ? [content] : []))
          : [];
      });
      for (const { text, language } of codes) {
        const [part] = marksIn(text).map((n) => parts.get(n) as Part);
        expect(part?.kind).toBe('code');
        if (part?.kind !== 'code') continue;
        expect(text).toBe(part.text.trimEnd());
        expect(language).toBe(part.language);
      }
      return codes.length;
    }, RUNS);
  }, 120_000);

  it('nothing of code is quoted as running text', async () => {
    await ofAllShown((blocks, { parts }) => {
      const running = blocks.filter(({ type }) => type !== 'code' && type !== 'steps');
      const marks = spansOf(running).flatMap(({ text }) => marksIn(text));
      for (const mark of marks) expect(parts.get(mark)?.kind).not.toBe('code');
      return marks.length;
    }, RUNS);
  }, 120_000);

  it('a row of a table shows cells of that row alone, each below its column', async () => {
    await ofAllShown((blocks, { parts }) => {
      let met = 0;
      for (const block of blocks) {
        if (block.type !== 'table') continue;
        const columns = block.columns.map(({ text }) => text);
        for (const row of block.rows) {
          met++;
          checkRow(row, columns, parts);
        }
      }
      return met;
    }, RUNS);
  }, 120_000);

  it('a point made of a row has its label and its cells and no other’s', async () => {
    await ofAllShown((blocks, { parts }) => {
      let met = 0;
      for (const item of blocks.flatMap((block) => (block.type === 'list' ? block.items : []))) {
        const found = marksIn(textOf(item)).map((n) => parts.get(n) as Part);
        const cells = found.filter((part) => part.kind === 'cell' || part.kind === 'row');
        if (cells.length === 0) continue;
        met++;
        expect(cells.length).toBe(found.length);
        expect(new Set(cells.map((part) => `${part.table} ${part.row}`)).size).toBe(1);
      }
      return met;
    }, RUNS / 2);
  }, 120_000);
});

function checkRow({ label, cells }: Row, columns: readonly string[], parts: ReadonlyMap<number, Part>): void {
  const [labelled] = marksIn(label.text).map((n) => parts.get(n) as Part);
  expect(labelled?.kind).toBe('row');
  expect(cells.length).toBe(columns.length);
  cells.forEach((cell, i) => {
    const found = marksIn(textOf(cell)).map((n) => parts.get(n) as Part);
    if (found.length === 0) expect(textOf(cell)).toBe(NOT_STATED);
    for (const part of found) expect(part).toEqual({ ...labelled, kind: 'cell', column: columns[i] });
  });
}

describe('any string', () => {
  const boat = '# The boat\n\n## Sails\n\nHoist the sail `now`. It is **white**.\n\n1. Untie it.\n2. Pull.\n';
  const bot = botOf(corpusOf([boat]));
  const sources = new Map([['a.md', boat]]);
  const strings = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          ...'how do I hoist the sail white ? ! \n \u0000 \ud800 \u202e ` ``` * | > < & [ ]( ) $& $1 \\ / % {{ }} -- ; NaN null __proto__ constructor toString hasOwnProperty'.split(
            ' ',
          ),
          ' ',
        ),
        { maxLength: 60 },
      )
      .map((parts) => parts.join(' ')),
    fc
      .tuple(
        fc.constantFrom('sail ', 'a', 'not ', 'why ', '? ', '😀', '/compare '),
        fc.integer({ min: 1, max: 5000 }),
      )
      .map(([piece, times]) => piece.repeat(times)),
  );
  it('is survived, first and behind another', async () => {
    await fc.assert(
      fc.asyncProperty(strings, strings, async (one, other) => {
        const first = await bot.ask(one);
        expect(brokenPromises(first, sources)).toEqual([]);
        const next = await bot.ask(other, { conversation: first.conversation });
        expect(brokenPromises(next, sources)).toEqual([]);
      }),
      { seed: SEED, numRuns: 300 },
    );
  }, 120_000);

  it('may be all that is asked of articles that say nothing', async () => {
    const empty = botOf(corpusOf(['# Nothing\n\nA word.\n']));
    await fc.assert(
      fc.asyncProperty(strings, async (text) => {
        expect(brokenPromises(await empty.ask(text), new Map([['a.md', '# Nothing\n\nA word.\n']]))).toEqual(
          [],
        );
      }),
      { seed: SEED, numRuns: 150 },
    );
  }, 120_000);
});
