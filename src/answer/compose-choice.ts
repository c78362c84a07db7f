import { pathText } from '../knowledge/corpus.js';
import type { Query } from '../query/query.js';
import type { Evidence, Retrieved } from '../retrieval/evidence.js';
import { terms } from '../text/tokenize.js';
import { framing, name } from './answer.js';
import { BARE, type Composed } from './context.js';

/** A passage vies with the first from this share of its likelihood on. */
const VIES_FROM = 0.5;
/** Passages that are looked at, and options that are offered. */
const LOOKED_AT = 6;
const MAX_OPTIONS = 4;

/** A passage among several of the same heading, and the name that tells it from the others. */
export interface Option {
  readonly evidence: Evidence;
  readonly name: string;
}

/**
 * Passages that vie for a question although they are about different things: they have the same heading below
 * different ones ("Docker › Update", "Debian › Update"), say different things, and the question names none of them.
 * @returns two to four, or none
 */
export function vyingOptions(query: Query, { evidence }: Retrieved): Option[] {
  const [first] = evidence;
  if (!first || query.subjects.length > 0) return [];
  const heading = headingOf(first);
  const vying = evidence
    .slice(0, LOOKED_AT)
    .filter((one) => headingOf(one) === heading && one.probability >= VIES_FROM * first.probability);
  if (new Set(vying.map(quotedOf)).size < vying.length) return [];
  const asked = new Set(terms(query.question));
  const options = vying.map((one) => ({ evidence: one, name: ownName(one, vying) }));
  if (options.length < 2 || options.length > MAX_OPTIONS) return [];
  if (new Set(options.map((option) => option.name)).size < options.length) return [];
  const isNamed = (option: string | null) =>
    option === null || terms(option).every((stem) => asked.has(stem));
  return options.some((option) => isNamed(option.name)) ? [] : (options as Option[]);
}

/** Asks which of several things is meant. */
export function composeChoice(query: Query, options: readonly Option[], retrieved: Retrieved): Composed {
  const question = plainly(query.question);
  return {
    ...BARE,
    status: 'clarify',
    blocks: [
      {
        type: 'paragraph',
        spans: [
          framing('My articles tell this of several things. Which one do you mean: '),
          ...options.flatMap((option, i) => [...(i > 0 ? [framing(', ')] : []), name(option.name)]),
          framing('?'),
        ],
      },
    ],
    suggestions: { lead: 'Choose:', questions: options.map((option) => `${question} (${option.name})?`) },
    confidence: retrieved.likelihood,
    subjects: [],
    decision: `${options.length} sections of the same name vie: ${options.map(({ evidence: { passage } }) => pathText(passage.section, passage.document)).join('; ')}.`,
    evidence: retrieved.evidence,
    measures: retrieved.measures,
  };
}

/** A question as it may be said back: words and what stands between them, no marks at its end. */
function plainly(question: string): string {
  const words = question.replace(/[^\p{L}\p{N}\s.,:;'’"/+#%&-]+/gu, ' ');
  return words
    .replace(/\s+/g, ' ')
    .replace(/[\s.,:;]+$/, '')
    .trim();
}

function headingOf({ passage: { section } }: Evidence): string {
  return section.heading.toLowerCase();
}

function quotedOf({ blocks }: Evidence): string {
  return blocks.flatMap(({ items }) => items.map(({ text }) => text)).join('\n');
}

/** The innermost heading above a passage, or the title of its article, that no other of them stands below. */
function ownName(one: Evidence, vying: readonly Evidence[]): string | null {
  const others = new Set(vying.filter((other) => other !== one).flatMap(namesAbove));
  return namesAbove(one).find((above) => !others.has(above)) ?? null;
}

function namesAbove({ passage: { section, document } }: Evidence): string[] {
  return [...section.path.slice(0, -1).reverse(), document.title];
}
