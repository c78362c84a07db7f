import fc from 'fast-check';
import {
  type Answer,
  type Block,
  type Citation,
  type Code,
  framing,
  name,
  type Shown,
  type Span,
  type Step,
} from '../src/answer/answer.js';
import type { Bot } from '../src/bot.js';
import { spansOf } from './builders.js';

/**
 * Answers that no article gives, to be rendered: what they show is put together here, so that no test of a renderer
 * leans on what the core makes of a question.
 */

export const quoted = (text: string, citation = 1): Span => ({ type: 'quoted', text, citation });
/** What opens a point, or a row of a table. */
export const label = (text: string, citation = 1): Span => ({ type: 'quoted', text, citation, label: true });

export const paragraph = (...spans: Span[]): Block => ({ type: 'paragraph', spans });
export const code = (text: string, language: string | null = null): Block => ({
  type: 'code',
  text,
  language,
  citation: 1,
});

const step = (number: number | null, level: number, ...spans: Span[]): Step => ({
  number,
  level,
  content: { type: 'text', spans },
});
const codeStep = (text: string, language: string | null, number: number | null = null): Step => ({
  number,
  level: number === null ? 1 : 0,
  content: { type: 'code', text, language, citation: 1 },
});

/** Steps that begin at 9, the first with code and a point, the second with a point in a point, the third is code. */
export const STEPS: Extract<Block, { type: 'steps' }> = {
  type: 'steps',
  items: [
    step(9, 0, quoted('Warm the pot *well*.')),
    codeStep('boil --to 95\n  # wait', 'sh'),
    step(null, 1, label('Water'), framing(' – '), quoted('Soft water is best.')),
    step(10, 0, quoted('Add the leaves.')),
    step(null, 1, quoted('Two spoons.')),
    step(null, 2, quoted('Three for milk.')),
    codeStep('pour()', null, 11),
    step(12, 0, quoted('Drink it.')),
  ],
};

/** A table as it stands in an article, of three columns and its labels. */
export const TABLE: Extract<Block, { type: 'table' }> = {
  type: 'table',
  columns: [name('Grams'), name('Minutes'), name('Note')],
  rows: [
    { label: label('Cup'), cells: [[quoted('2')], [quoted('3')], [quoted('A lid | helps')]] },
    { label: label('Pot'), cells: [[quoted('8')], [quoted('4')], [framing('not stated')]] },
  ],
};

/** A small article of steps with code, a wide table with an empty cell, and what may stand in a box. */
export const KETTLE = `# The kettle

## Descaling the kettle

1. Fill the kettle with vinegar and switch it on:

   \`\`\`sh
   kettle --on
   \`\`\`

2. Pour the vinegar away.
   - Rinse the kettle twice.

## Sizes of the kettle

| Model | Litres | Minutes |
| --- | --- | --- |
| Small | 0.5 | 2 |
| Large | 1.7 | |

## Safety

Never run the kettle dry. It melts.
`;

/** A bot whose articles end with a block in a box, as a dialect of Markdown may have it. */
export function boxed(bot: Bot): Bot {
  const label = { kind: 'admonition', text: 'Warning' } as const;
  return {
    ...bot,
    async article(id) {
      const article = await bot.article(id);
      const last = article?.sections.at(-1);
      if (!article || !last) return article;
      const blocks = last.blocks.map((block, i) =>
        i === last.blocks.length - 1 ? { ...block, label } : block,
      );
      return { ...article, sections: [...article.sections.slice(0, -1), { ...last, blocks }] };
    },
  };
}

export const RESERVE = 'I am not sure this answers it. Closest I found:';

/** An answer with what a test is about; its citations are those of what it shows, its status is `answered`. */
export function madeUp(changes: Partial<Answer> = {}): Answer {
  const blocks = changes.blocks ?? [paragraph(quoted('Tea is a drink.'))];
  return {
    status: 'answered',
    intent: 'fact',
    title: null,
    blocks,
    suggestions: null,
    citations: citationsOf(blocks),
    confidence: 0.8,
    subjects: [],
    reading: null,
    conversation: null,
    verified: null,
    explanation: {
      question: 'How is tea made?',
      intent: 'fact',
      subjects: [],
      aspect: null,
      terms: [],
      conditions: [],
      leans: false,
      candidates: [],
      measures: {},
      decision: 'It was made up.',
    },
    ...changes,
  };
}

/** A bot that shows of its answers the first quotation alone. */
export const inPart =
  (bot: Bot): Bot['ask'] =>
  async (...asked) => {
    const answer = await bot.ask(...asked);
    const citations = answer.citations.slice(0, 1);
    return {
      ...answer,
      blocks: citations.map(({ quote, source }) => paragraph(quoted(quote, source))),
      citations,
    };
  };

/** What is given with a reserve. */
export function closest(changes: Partial<Answer> = {}): Answer {
  const blocks = [paragraph(framing(RESERVE)), ...(changes.blocks ?? [paragraph(quoted('Tea is a drink.'))])];
  return madeUp({ ...changes, status: 'closest', confidence: 0.45, blocks, citations: citationsOf(blocks) });
}

/** What is shown and is no answer: a section, a private view. */
export function shown(changes: Partial<Shown> = {}): Shown {
  const { title, blocks, suggestions, citations } = madeUp(changes);
  return { title, blocks, suggestions, citations };
}

function citationsOf(blocks: readonly Block[]): Citation[] {
  return spansOf(blocks).flatMap((span, i) =>
    span.type !== 'quoted' || span.label
      ? []
      : [
          {
            source: span.citation,
            document: 'made-up.md',
            title: 'Made up',
            section: `Part ${span.citation}`,
            subject: null,
            lines: [i + 1, i + 1 + (span.text.match(/\n/g)?.length ?? 0)] as const,
            quote: span.text,
            url: null,
            reviewed: null,
          },
        ],
  );
}

const marks = '* _ ~ ` ``` < > & <!channel> <@U1> :a: @here @everyone 1. - # \n'.split(' ');

/** Texts in which what chat platforms read as markup is frequent; some are longer than a message. */
export const texts: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...marks, 'word', ' '), fc.string({ unit: 'binary', maxLength: 5 })), {
    minLength: 1,
    maxLength: 30,
  })
  .chain((parts) => fc.constantFrom(1, 1, 1, 10, 40).map((times) => parts.join('').repeat(times)));

const spans: fc.Arbitrary<Span[]> = fc.array(
  fc.oneof(
    texts.map((text) => quoted(text)),
    texts.map(framing),
    texts.map((text) => name(text.replace(/\n/g, ' '))),
  ),
  { minLength: 1, maxLength: 3 },
);
const codes: fc.Arbitrary<Code> = fc.record({
  text: texts,
  language: fc.constantFrom(null, 'sh', 'c++', 'objective-c', 'a'.repeat(20)),
  citation: fc.constant(1),
});
const steps: fc.Arbitrary<Step> = fc.record({
  number: fc.option(fc.integer({ min: 0, max: 120 })),
  level: fc.integer({ min: 0, max: 10 }),
  content: fc.oneof(
    spans.map((own) => ({ type: 'text' as const, spans: own })),
    codes.map((own) => ({ type: 'code' as const, ...own })),
  ),
});

/** Blocks of every kind, of any length. */
export const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  spans.map((own): Block => ({ type: 'heading', spans: own })),
  spans.map((own): Block => ({ type: 'paragraph', spans: own })),
  fc.array(spans, { minLength: 1, maxLength: 4 }).map((items): Block => ({ type: 'list', items })),
  fc.array(steps, { minLength: 1, maxLength: 6 }).map((items): Block => ({ type: 'steps', items })),
  codes.map((own): Block => ({ type: 'code', ...own })),
  fc
    .tuple(fc.integer({ min: 2, max: 13 }), fc.integer({ min: 1, max: 4 }), spans, fc.constantFrom('Row', ''))
    .map(
      ([columns, rows, own, text]): Block => ({
        type: 'table',
        columns: Array.from({ length: columns }, (_, i) => name(i === 1 ? '' : `Column ${i}`)),
        rows: Array.from({ length: rows }, () => ({
          label: label(text),
          cells: Array.from({ length: columns }, () => own),
        })),
      }),
    ),
);
