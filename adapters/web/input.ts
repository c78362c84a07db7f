import { z } from '@hono/zod-openapi';
import { MAX_NOTE, REASONS } from '../chat/reasons.js';
import { DRAWN } from '../platforms.js';
import { MAX_COMPARED, MAX_NAME_LENGTH, MAX_QUESTION_LENGTH, MAX_SUGGESTED, SUGGESTED } from './limits.js';

/**
 * What requests hold. Whoever sends something else reads the words given here, after the name of the field:
 * what it is, and what to send.
 */

interface Fault {
  readonly code?: string;
  readonly input?: unknown;
}

/** What is said of a value of another type, or of none. @param what to send instead */
const wanted = (what: string) => ({
  error: ({ input }: Fault) =>
    input === undefined ? `is missing; send ${what}` : `is ${kindOf(input)}; send ${what}`,
});

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return value === null ? 'null' : 'an object';
  return typeof value === 'boolean'
    ? String(value)
    : `a ${typeof value === 'string' ? 'text' : typeof value}`;
}

/** A text of 1 to `max` characters. */
export const text = (what: string, max: number) =>
  z
    .string(wanted(what))
    .trim()
    .min(1, `is empty; send ${what}`)
    .max(max, `has more than ${max} characters; shorten it`);

/** The object that a body is. */
function bodyOf<S extends Record<string, z.ZodType>>(fields: S) {
  const names = Object.keys(fields);
  const needed = names.filter((name) => !fields[name]?.safeParse(undefined).success);
  const { error } = wanted(`an object with ${listed(needed)}`);
  return z.strictObject(fields, {
    error: (fault) =>
      fault.code === 'unrecognized_keys'
        ? `is not known here; take it out, as a request may have ${listed(names)} only`
        : error(fault),
  });
}

const listed = (names: readonly string[]) => names.map((name) => `"${name}"`).join(' and ');

const NEW_CONVERSATION = 'or leave it out to begin anew';

/** Id of a conversation: whatever a client likes, or what the server made. */
export const CONVERSATION = z
  .string(wanted(`the "conversation" of the answer before as a text, ${NEW_CONVERSATION}`))
  .regex(
    /^[\w-]{1,64}$/,
    `is not 1 to 64 letters, digits, - or _; send the "conversation" of the answer before, ${NEW_CONVERSATION}`,
  )
  .openapi({ description: 'The conversation that the question goes on with; a new one without it.' });

export const QUESTION = text('what is asked as a text, such as "What is this about?"', MAX_QUESTION_LENGTH);

export const ASK = bodyOf({
  question: QUESTION,
  conversation: CONVERSATION.optional(),
}).openapi('Ask', { example: { question: 'What is Flask?' } });

const NAMES = `a list of 2 to ${MAX_COMPARED} names`;

export const COMPARE = bodyOf({
  subjects: z
    .array(text('a name as a text, as /api/v1/topics lists them', MAX_NAME_LENGTH), wanted(NAMES))
    .min(2, `has fewer than 2 names; send ${NAMES}`)
    .max(MAX_COMPARED, `has more than ${MAX_COMPARED} names; send ${NAMES}`)
    .openapi({ description: 'Names, aliases or ids of what is compared.' }),
  conversation: CONVERSATION.optional(),
}).openapi('Compare', { example: { subjects: ['Django', 'Flask'] } });

/** Longest id of an answer, in characters. */
const MAX_ID_LENGTH = 64;
const THE_ID = 'the "id" that came with the answer';

export const FEEDBACK = bodyOf({
  answer: z
    .string(wanted(THE_ID))
    .min(1, `is empty; send ${THE_ID}`)
    .max(MAX_ID_LENGTH, `is too long to be an id; send ${THE_ID}`)
    .openapi({ description: 'The `id` of the answer.' }),
  helpful: z.boolean(wanted('true or false, without quotes')),
  reason: z
    .enum(REASONS, {
      error: `is none of ${REASONS.map((one) => `"${one}"`).join(', ')}; send one of them, or leave it out`,
    })
    .optional()
    .openapi({ description: 'Why it did not help.' }),
  note: text('what was amiss, or leave it out', MAX_NOTE)
    .optional()
    .openapi({ description: 'The same in words.' }),
})
  .refine(({ helpful, reason, note }) => !helpful || (reason === undefined && note === undefined), {
    error:
      'is true, and a reason is of an answer that did not help; send false, or take "reason" and "note" out',
    path: ['helpful'],
  })
  .openapi('Feedback');

const LIMIT = `is no whole number from 1 to ${MAX_SUGGESTED}; send one, or leave it out for ${SUGGESTED}`;

export const SUGGEST = z.object({
  q: z
    .string(wanted('what is typed so far'))
    .max(MAX_QUESTION_LENGTH, `has more than ${MAX_QUESTION_LENGTH} characters; shorten it`)
    .default('')
    .openapi({ description: 'What is typed so far.' }),
  kind: z
    .enum(['questions', 'subjects', 'starters'], {
      error: 'is none of "questions", "subjects" and "starters"; send one of them',
    })
    .default('questions')
    .openapi({
      description:
        '`starters`: questions to begin with, of as many articles as can be, whatever is typed; few at first, while they are tried.',
    }),
  limit: z.coerce
    .number({ error: LIMIT })
    .int(LIMIT)
    .min(1, LIMIT)
    .max(MAX_SUGGESTED, LIMIT)
    .default(SUGGESTED),
});

export const TYPED = bodyOf({ query: text('what is typed so far as a text', MAX_QUESTION_LENGTH) });

export const STARTERS = bodyOf({
  limit: z.int(LIMIT).min(1, LIMIT).max(MAX_SUGGESTED, LIMIT).default(SUGGESTED),
});

export const ANSWER_ID = z.object({
  id: z.string().max(MAX_ID_LENGTH, `is too long to be an id; send ${THE_ID}`),
});
const PLATFORM_NAMES = DRAWN.map(({ name }) => name);
export const PREVIEW_OF = ANSWER_ID.extend({
  platform: z.enum(PLATFORM_NAMES, {
    error: `is neither ${PLATFORM_NAMES.map((name) => `"${name}"`).join(' nor ')}; send one of them`,
  }),
});
export const ARTICLE_NAME = z
  .string()
  .max(1000, 'is too long to be an article; /api/v1/topics lists them all');
export const ARTICLE_ID = z.object({ id: ARTICLE_NAME });
