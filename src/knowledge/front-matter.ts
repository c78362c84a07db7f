import { z } from 'zod';
import { editDistance } from '../text/edit-distance.js';
import { KNOWN_ENTRIES } from './entries.js';
import { labelsSchema, scopeSchema } from './labels.js';

const text = (what: string) =>
  z
    .string({ error: `must be a text: ${what}` })
    .trim()
    .min(1, `is empty; write ${what}`);

/** `2026-11-27`, with quotation marks or without. */
const day = (what: string) => z.iso.date({ error: `must be ${what}, such as 2026-11-27` });

const subject = z.strictObject({
  id: z
    .string({ error: 'must be a text of lower-case letters, digits and hyphens, such as "green-tea"' })
    .regex(
      /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
      'must be lower-case letters and digits joined by hyphens, such as "green-tea"',
    ),
  heading: text('the heading of the section about this subject'),
  aliases: z
    .array(text('a name people use'), { error: 'must be a list, such as [verde, ryokucha]' })
    .default([]),
});

const NOUN_ERROR =
  'must be a text: what one subject is called, such as "tea"; or a list of such words, the usual one first';
const noun = text('what one subject is called, such as "tea"').toLowerCase();

const entries = z.object({
  /** A number is one too: an article may be called 2024. */
  title: z.preprocess(
    (value) => (typeof value === 'number' ? String(value) : value),
    text('the title of the article').optional(),
  ),
  /** A text is the name of who published the facts. */
  source: z.preprocess(
    (value) => (typeof value === 'string' ? { name: value } : value),
    z
      .strictObject(
        {
          name: text('who published the facts'),
          url: z
            .url({ protocol: /^https?$/, error: 'must be a web address that begins with https://' })
            .optional(),
          author: text('who wrote them').optional(),
        },
        { error: 'must be a block with "name:" and, if there is one, "url:"' },
      )
      .optional(),
  ),
  licence: text('the licence of the text in this file, such as CC-BY-4.0').optional(),
  /** The first is what Docent says, the others are understood. */
  noun: z.union([noun, z.array(noun).min(1)], { error: NOUN_ERROR }).default('topic'),
  /** Empty: the article has no subjects. Absent: its shape tells which it has. */
  subjects: z.array(subject, { error: 'must be a list of entries with "id:" and "heading:"' }).optional(),
  questions: z.array(text('a question'), { error: 'must be a list of questions' }).default([]),
  /** Makes it a verified answer: it answers its questions and those that ask the same, and no others. */
  verified: z
    .strictObject(
      {
        by: text('who verified the answer'),
        on: day('the day on which the answer was verified'),
        review_by: day('the day by which the answer is to be looked at again').optional(),
        /** The passage of another article that answers; without, the text below the title does. */
        quote: z
          .strictObject(
            {
              article: text('the path of the article that is quoted, below the knowledge folder'),
              section: text('the headings down to the section that is quoted'),
              text: text('the passage, word for word'),
            },
            { error: 'must be a block with "article:", "section:" and "text:"' },
          )
          .optional(),
        /** What was seen where a text of its own was written: it is given only where all of that is. */
        scope: scopeSchema.optional(),
      },
      {
        error:
          'must be a block with "by:" and "on:", and "quote:" where a passage of another article answers',
      },
    )
    .optional(),
  /** Whose words it is, where a person said it in a chat: who, when, where. */
  said: z
    .strictObject(
      {
        by: text('who said it'),
        on: day('the day on which it was said'),
        link: z
          .url({ protocol: /^https?$/, error: 'must be a web address that begins with https://' })
          .optional(),
        /** What was seen where it was said: it is seen only where all of that is. */
        scope: scopeSchema.optional(),
      },
      { error: 'must be a block with "by:" and "on:"' },
    )
    .optional(),
  /** For whom it is, of which version: a place sees it where it sees a value of each. */
  labels: labelsSchema.optional(),
  /** Who looks after it, and when: read by `upkeepOf`, since other programs have these entries too. */
  owner: z.unknown().optional(),
  reviewed: z.unknown().optional(),
  review_by: z.unknown().optional(),
} satisfies Record<(typeof KNOWN_ENTRIES)[number], z.ZodType>);

/** What stands between the two `---` lines at the top of an article. Entries that Docent does not know are kept. */
export const frontMatterSchema = entries.loose();

export type FrontMatter = z.infer<typeof frontMatterSchema>;

/** Entries as long as this or longer may differ from what was meant by two letters, shorter ones by one. */
const LONG_NAME = 7;

/** The entry that an unknown one was probably meant to be, `questions` for `question`; `null` for most. */
export function meantEntry(name: string): string | null {
  const key = name.toLowerCase();
  const meant = KNOWN_ENTRIES.find((known) => {
    const limit = known.length < LONG_NAME ? 1 : 2;
    return editDistance(key, known, limit) <= limit;
  });
  return meant === undefined || meant === name ? null : meant;
}

const group = z
  .array(text('a word or phrase'), { error: 'must be a list of words, such as [licence, license]' })
  .min(2, 'needs at least two words that mean the same');

/** The file `thesaurus.yaml`. */
export const thesaurusSchema = z.strictObject({
  groups: z.array(group, { error: 'must be a list of lists of words' }).default([]),
  /** Words that help to find each other and do not mean the same. */
  related: z.array(group, { error: 'must be a list of lists of words' }).default([]),
  narrower: z
    .record(
      z.string(),
      z
        .array(text('a special case'), { error: 'must be a list of words, such as [redis, memcached]' })
        .min(1, 'needs at least one word'),
      { error: 'must map a general word to a list of special ones' },
    )
    .default({}),
});
