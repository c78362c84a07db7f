import { z } from '@hono/zod-openapi';
import { PROBLEM, PROBLEM_JSON } from './problem.js';

const QUOTED = z.object({
  type: z.literal('quoted'),
  text: z.string(),
  citation: z.int().openapi({ description: 'Number of the source: `source` of its citations.' }),
  label: z.literal(true).optional(),
});
const SPAN = z
  .discriminatedUnion('type', [
    QUOTED,
    z.object({ type: z.literal('name'), text: z.string() }),
    z.object({ type: z.literal('framing'), text: z.string() }),
  ])
  .openapi('Span', {
    description:
      'A run of text: quoted word for word, a name that the articles use, or the words of the bot itself.',
  });
const SPANS = z.array(SPAN).readonly();

const CODE = z.object({
  type: z.literal('code'),
  text: z.string(),
  language: z.string().nullable().openapi({ description: 'As its fence names it.' }),
  citation: z.int(),
});

const BLOCK = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('heading'), spans: SPANS }),
    z.object({ type: z.literal('paragraph'), spans: SPANS }),
    z.object({ type: z.literal('list'), items: z.array(SPANS).readonly() }),
    z.object({
      type: z.literal('steps'),
      items: z
        .array(
          z.object({
            number: z.int().nullable().openapi({ description: '`null` for a point below a step.' }),
            level: z.int().min(0).openapi({ description: 'How deep it stands, from 0.' }),
            content: z.discriminatedUnion('type', [
              z.object({ type: z.literal('text'), spans: SPANS }),
              CODE,
            ]),
          }),
        )
        .readonly(),
    }),
    z.object({
      type: z.literal('table'),
      columns: SPANS,
      rows: z.array(z.object({ label: SPAN, cells: z.array(SPANS).readonly() })).readonly(),
    }),
    CODE,
  ])
  .openapi('Block');

export const LINES = z
  .tuple([z.int(), z.int()])
  .readonly()
  .openapi({ description: 'First and last line of the file, counted from 1.' });

export const VERSION = z
  .string()
  .nullable()
  .meta({ description: 'SHA-256 of the knowledge that it is of, in hexadecimal digits.' });

const CITATION = z
  .object({
    source: z.int().openapi({ description: 'Number that marks it in the answer.' }),
    document: z.string().openapi({ description: 'Id of the article.' }),
    title: z.string(),
    section: z.string(),
    subject: z.string().nullable(),
    lines: LINES,
    quote: z.string(),
    url: z.string().nullable(),
    reviewed: z.string().nullable().openapi({
      description:
        'Day on which somebody last looked whether the article is right, such as `2026-11-27`; `null`: it does not say.',
    }),
  })
  .openapi('Citation');

const SEARCHED = z
  .object({
    articles: z.int().openapi({ description: 'How many there are.' }),
    words: z
      .array(z.object({ text: z.string(), known: z.boolean() }))
      .readonly()
      .openapi({ description: 'What was looked for, and whether any article has it.' }),
    nearest: z
      .array(CITATION.pick({ document: true, title: true, section: true, lines: true, quote: true }))
      .readonly()
      .openapi({ description: 'The sections that come nearest, and the sentence of each that does.' }),
  })
  .openapi('Searched', { description: 'What was looked for and not found.' });

export const ANSWER = z
  .object({
    id: z.string().openapi({ description: 'Names the answer in feedback.' }),
    conversation: z.string().openapi({ description: 'Send it with the next question to go on.' }),
    status: z.enum(['answered', 'closest', 'clarify', 'abstained', 'chat']).openapi({
      description: '`closest` is what comes nearest, given with a reserve.',
    }),
    intent: z.string().openapi({ description: 'The kind of answer: definition, fact, compare …' }),
    text: z.string().openapi({ description: 'The whole answer as plain text, with its sources.' }),
    reading: z.string().nullable().openapi({ description: 'How an incomplete question was read.' }),
    verified: z
      .object({
        document: z
          .string()
          .openapi({ description: 'Path of the verified answer below the knowledge folder.' }),
        question: z.string().openapi({ description: 'The question that was verified, which asks the same.' }),
        by: z.string(),
        on: z.string().openapi({ description: 'Day: 2026-11-27.' }),
        reviewBy: z.string().nullable().openapi({ description: 'Day by which it is to be looked at again.' }),
      })
      .nullable()
      .openapi({ description: 'Who says that the answer is right; `null`: nobody does.' }),
    leans: z.boolean().openapi({ description: 'Whether it was completed from the questions before it.' }),
    title: SPANS.nullable().openapi({ description: 'What stands above it.' }),
    blocks: z.array(BLOCK).readonly(),
    suggestions: z
      .object({ lead: z.string(), questions: z.array(z.string()).readonly() })
      .nullable()
      .openapi({ description: 'Questions that can be asked next.' }),
    subjects: z.array(z.string()).readonly(),
    confidence: z.number().min(0).max(1),
    citations: z.array(CITATION).readonly(),
    searched: SEARCHED.nullable().openapi({ description: 'Of what the articles do not cover; else `null`.' }),
    knowledge: z.string().nullable().openapi({
      description: 'Names the state of the articles: with the same, the same question has the same answer.',
    }),
    ms: z.number().openapi({ description: 'Time of the answer, in milliseconds.' }),
  })
  .openapi('Answer');

export const WHY = z.object({ blocks: z.array(BLOCK).readonly() }).openapi('Why');

export const PREVIEW = z
  .object({
    html: z.string().openapi({ description: 'A drawing of the messages; it bears classes and no script.' }),
    messages: z
      .array(z.record(z.string(), z.unknown()))
      .openapi({ description: 'The very payloads that the adapter would send.' }),
  })
  .openapi('Preview');

export const NOTED = z
  .object({ message: z.string().openapi({ description: 'What to tell the person.' }) })
  .openapi('Noted');

export const SUGGESTIONS = z.object({ suggestions: z.array(z.string()).readonly() }).openapi('Suggestions');

const SOURCE = z.object({ name: z.string(), url: z.string().nullable(), author: z.string().nullable() });

export const TOPICS = z
  .object({
    articles: z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          questions: z.array(z.string()).readonly(),
        }),
      )
      .readonly(),
    subjects: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          kind: z.string().openapi({ description: 'What one of its kind is called.' }),
          article: z.string(),
          aspects: z.array(z.string()).readonly(),
        }),
      )
      .readonly(),
    seen: z.string().nullable().openapi({
      description: 'Which articles are seen by who asks, where that is not all of them.',
    }),
  })
  .openapi('Topics');

const ITEM = z.object({
  kind: z.enum(['paragraph', 'point', 'fact', 'code']),
  name: z.string().nullable().openapi({ description: 'What opens a point, or the label of a row.' }),
  text: z.string(),
  sentences: z.array(z.object({ text: z.string(), lines: LINES })).readonly(),
  level: z.int().min(0).openapi({ description: 'How deep it stands in its list, from 0.' }),
  number: z.int().nullable().openapi({ description: 'The number of a step.' }),
  row: z.int().nullable().openapi({ description: 'Row of a table, from 0.' }),
  language: z.string().nullable().openapi({ description: 'Of code, as its fence names it.' }),
  lines: LINES,
});

const ARTICLE_BLOCK = z.object({
  kind: z.enum(['paragraph', 'list', 'steps', 'table', 'code']),
  label: z
    .object({ kind: z.enum(['admonition', 'tab', 'question']), text: z.string() })
    .nullable()
    .openapi({ description: 'What the box, the tab or the folded question around it says.' }),
  columns: z.array(z.string()).readonly().openapi({ description: 'Headings of a table, the first one too.' }),
  items: z.array(ITEM).readonly(),
  lines: LINES,
});

export const ARTICLE = z
  .object({
    id: z.string(),
    title: z.string(),
    source: SOURCE.nullable(),
    licence: z.string().nullable(),
    sections: z
      .array(
        z.object({
          heading: z.string(),
          depth: z.int().openapi({ description: '0 for the text below the title.' }),
          lines: LINES,
          blocks: z.array(ARTICLE_BLOCK).readonly(),
        }),
      )
      .readonly(),
  })
  .openapi('Article', {
    description:
      'An article as the bot read it, in order; what it quotes stands in `sentences`. A cell is an item, named by its row, and in a table of more than two columns by its row and its column, with “ › ” between.',
  });

/** A JSON response for the OpenAPI document. */
export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

/** A JSON body for the OpenAPI document. */
export const body = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { 'application/json': { schema } },
});

const WHEN = {
  400: 'The request cannot be read.',
  401: 'A token is wanted, and it is missing or wrong.',
  404: 'There is nothing of that name.',
  413: 'The body is too large.',
  415: 'The body is not said to be JSON.',
  422: 'The request can be read, and something in it is missing or wrong.',
  429: 'Too many requests came from this address.',
  500: 'Something went wrong in the server.',
  503: 'The articles cannot be reached at the moment.',
} as const;

/** Responses that tell a problem, for the OpenAPI document. */
export function problems(...statuses: (keyof typeof WHEN)[]) {
  return Object.fromEntries(
    [...statuses, 401 as const, 429 as const, 500 as const, 503 as const].map((status) => [
      status,
      { description: WHEN[status], content: { [PROBLEM_JSON]: { schema: PROBLEM } } },
    ]),
  );
}

/** What can go wrong with every body. */
export const BODY_PROBLEMS = [400, 413, 415, 422] as const;

/** What goes over the wire, for those who read it. */
export type SpanBody = z.infer<typeof SPAN>;
export type Block = z.infer<typeof BLOCK>;
export type Blocks = readonly Block[];
export type CitationBody = z.infer<typeof CITATION>;
export type SearchedBody = z.infer<typeof SEARCHED>;
export type AnswerBody = z.infer<typeof ANSWER>;
export type TopicsBody = z.infer<typeof TOPICS>;
export type ArticleBody = z.infer<typeof ARTICLE>;
export type ProblemBody = z.infer<typeof PROBLEM>;
