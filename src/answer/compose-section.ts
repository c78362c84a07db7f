import type { Passage, Section } from '../knowledge/corpus.js';
import type { Query } from '../query/query.js';
import { wordWeight } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import { tokenize } from '../text/tokenize.js';
import { type Block, framing } from './answer.js';
import { passageSpans, shownSentences } from './compose-fact.js';
import { type Composed, draftFor, type Knowledge } from './context.js';
import type { Draft } from './draft.js';

/** A section that is asked for as a whole is shown up to this length, in characters. */
const SECTION_LENGTH = 700;
/** Share of the words of heading and question that must agree, as the harmonic mean of both shares. */
const SAME_FROM = 0.8;

/**
 * Answers a question that says what a heading says ("why use a framework" below "Why use a backend framework?")
 * with what stands below it.
 * @returns `null` when no heading says what the question says
 */
export function composeSection(query: Query, knowledge: Knowledge): Composed | null {
  const section = findSection(query, knowledge);
  if (!section) return null;
  const passages = knowledge.corpus.passages.filter(
    (passage) => passage.section === section.id && passage.kind !== 'fact',
  );
  if (passages.length === 0) return null;
  const draft = draftFor(knowledge);
  return {
    status: 'answered',
    blocks: sectionBlocks(passages, draft),
    citations: draft.citations,
    confidence: 0.9,
    subjects: section.subject ? [section.subject] : [],
    decision: `The question says what the heading "${section.heading}" says.`,
    candidates: [],
  };
}

function findSection(query: Query, knowledge: Knowledge): Section | null {
  const said = headingStems(query.question, knowledge);
  let best: Section | null = null;
  let bestScore = SAME_FROM;
  for (const { section, stems: heading } of headingsWith(said, query, knowledge)) {
    const asked = askedStems(query, said, heading);
    const known = [...asked].filter((stem) => knowledge.lexicon.isKnown(stem) || ASKING.test(stem));
    const common = known.filter((stem) => heading.has(stem));
    if (!common.some((stem) => !ASKING.test(stem))) continue;
    const score =
      (2 * common.length) / (known.length + heading.size + UNKNOWN_COST * (asked.size - known.length));
    if (score > bestScore) {
      bestScore = score;
      best = section;
    }
  }
  return best;
}

interface Heading {
  readonly section: Section;
  readonly stems: ReadonlySet<string>;
}

/** Headings that belong to no subject, by the stems in them: worked out when the first question asks. */
const headings = new WeakMap<Knowledge, ReadonlyMap<string, readonly Heading[]>>();

function headingsOf(knowledge: Knowledge): ReadonlyMap<string, readonly Heading[]> {
  const known = headings.get(knowledge);
  if (known) return known;
  const made = new Map<string, Heading[]>();
  for (const section of knowledge.corpus.sections) {
    if (section.subject !== null || section.path.length === 0) continue;
    const stems = headingStems(section.heading, knowledge);
    for (const stem of stems) {
      if (ASKING.test(stem)) continue;
      const list = made.get(stem);
      if (list) list.push({ section, stems });
      else made.set(stem, [{ section, stems }]);
    }
  }
  headings.set(knowledge, made);
  return made;
}

/** Headings that share a word with the question, or with another way to say it; in reading order. */
function headingsWith(said: ReadonlySet<string>, query: Query, knowledge: Knowledge): Heading[] {
  const byStem = headingsOf(knowledge);
  const others = query.terms.flatMap((term) => term.alternatives.flatMap((one) => one.stems));
  const found = new Map<number, Heading>();
  for (const stem of new Set([...said, ...others]))
    for (const heading of byStem.get(stem) ?? []) found.set(heading.section.id, heading);
  return [...found.values()].sort((a, b) => a.section.id - b.section.id);
}

/** What the question says, in the words of the heading where those mean the same: "what do I gain from" is "why use". */
function askedStems(query: Query, said: ReadonlySet<string>, heading: ReadonlySet<string>): Set<string> {
  const asked = new Set(said);
  for (const term of query.terms) {
    if (term.stems.every((stem) => heading.has(stem))) continue;
    const other = term.alternatives.find((one) => one.stems.every((stem) => heading.has(stem)));
    if (!other) continue;
    for (const stem of term.stems) asked.delete(stem);
    if (other.stems.some((stem) => ASKING.test(stem)))
      for (const stem of asked) if (ASKING.test(stem)) asked.delete(stem);
    for (const stem of other.stems) asked.add(stem);
  }
  return asked;
}

const ASKING = /^(?:why|how|what|who|when|where)$/;
/** A word that the articles do not know parts question and heading less than one that they do. */
const UNKNOWN_COST = 0.75;

/** Words that tell headings apart: content, and the question word ("why", "what"), which tells what is below. */
function headingStems(text: string, knowledge: Knowledge): Set<string> {
  const kept: string[] = [];
  let asks: string | null = null;
  for (const token of tokenize(text)) {
    if (asks === null && ASKING.test(token.text)) asks = token.text;
    for (const part of token.parts) if (tells(part, knowledge)) kept.push(stem(part));
  }
  return new Set(asks && kept.length > 0 ? [...kept, asks] : kept);
}

/** Light verbs that make a heading: "Why use …". */
const HEADING_VERBS = new Set(['use', 'using', 'choose', 'need']);

function tells(word: string, knowledge: Knowledge): boolean {
  if (/^\d+$/.test(word)) return false;
  return wordWeight(word) === 1 || HEADING_VERBS.has(word) || knowledge.lexicon.nounStems.has(stem(word));
}

function sectionBlocks(passages: readonly Passage[], draft: Draft): Block[] {
  const blocks: Block[] = [];
  let length = 0;
  for (const passage of passages) {
    const shown = shownSentences(passage, 0);
    length += shown.reduce(
      (sum, i) => sum + (passage.sentences[i]?.text.length ?? 0),
      passage.name?.length ?? 0,
    );
    if (blocks.length > 0 && length > SECTION_LENGTH) break;
    if (passage.kind === 'point') {
      const item =
        passage.name || shown.length > 0 ? passageSpans(passage, shown.slice(0, 1), draft) : [framing('')];
      const last = blocks[blocks.length - 1];
      if (last?.type === 'list') blocks[blocks.length - 1] = { type: 'list', items: [...last.items, item] };
      else blocks.push({ type: 'list', items: [item] });
    } else if (passage.kind === 'code') {
      const span = draft.sentence(passage, 0);
      blocks.push({ type: 'code', text: span.text, citation: span.type === 'quoted' ? span.citation : 1 });
    } else blocks.push({ type: 'paragraph', spans: passageSpans(passage, shown, draft) });
  }
  return blocks;
}
