import type { Aspect, Fact, Subject } from '../knowledge/corpus.js';
import { distinctSubjects } from '../query/entities.js';
import type { Query } from '../query/query.js';
import type { Evidence } from '../retrieval/evidence.js';
import { coverageOf, type MatchedLine, matchLines } from '../retrieval/line-matches.js';
import { type Block, framing, name, type Row, type Span } from './answer.js';
import { asWritten, composeAbstention, echoed } from './compose-abstain.js';
import { aspectItems } from './compose-aspect.js';
import { openingOf } from './compose-definition.js';
import { BARE, type Composed, findEvidence, type Knowledge, type PlacedItem } from './context.js';
import { Draft } from './draft.js';
import { citedBy } from './fit.js';
import { NOT_STATED } from './plain-text.js';
import { enumerated, rowValues, separated } from './spans.js';
import { plainQuestions } from './suggest.js';

/** Most subjects that are compared at a time: a table of more cannot be read on a phone. */
export const MAX_COMPARED = 4;
/** Names of points that a cell lists. */
const MAX_POINTS = 5;
/** Two opening sentences stand in a cell up to this length, in characters. */
const OPENING_LENGTH = 180;
/** A point without a name is short up to this length, in characters. */
const SHORT_POINT = 70;
/** A sentence is preferred to a row of the table when it comes this close. */
const NEARLY = 0.75;
/** A sentence answers a compared property from this coverage on. */
const CELL_FROM = 0.6;

/** Lines two to four subjects up, property by property; what is asked for comes first. */
export async function composeCompare(query: Query, knowledge: Knowledge): Promise<Composed> {
  const subjects = distinctSubjects(query.subjects).slice(0, MAX_COMPARED);
  const [first] = subjects;
  if (!first) return nothingToCompare(query, knowledge);
  if (subjects.length < 2) return compareWithUnknown(query, first, knowledge);

  const draft = new Draft();
  const asked = query.terms.filter((term) => !term.light);
  const wanted = asked.length > 0 ? await askedRow(query, subjects, knowledge, draft) : null;
  const names = subjects.map(({ id }) => id).join(', ');
  const by = asked.map((term) => term.text).join(' ');
  const told = wanted !== null && wanted.found > 0;
  const rows = [...(told ? [wanted.row] : []), ...(await propertyRows(query, subjects, knowledge, draft))];
  const shown = told ? withoutLabel(rows, wanted.row).slice(0, ROWS_BESIDE_ASKED + 1) : rows;
  const untold = asked.map((term) => asWritten(term.text, query.question)).join(' ');
  const blocks: Block[] = [
    ...(wanted !== null && !told
      ? [
          {
            type: 'paragraph' as const,
            spans: [framing(`My articles say nothing about “${untold}” for these.`)],
          },
        ]
      : []),
    { type: 'table', columns: subjects.map((subject) => name(subject.name)), rows: shown },
  ];
  if (distinctSubjects(query.subjects).length > MAX_COMPARED) {
    blocks.push({ type: 'paragraph', spans: [framing(`I compare at most ${MAX_COMPARED} at a time.`)] });
  }
  if (WANTS_WINNER.test(query.question)) {
    blocks.push({
      type: 'paragraph',
      spans: [framing('My articles name no winner; choose by what matters to you.')],
    });
  }
  return {
    ...BARE,
    status: 'answered',
    title: enumerated(subjects, 'and'),
    blocks,
    citations: citedBy(blocks, draft.citations),
    confidence: wanted === null ? 0.95 : told ? 0.85 : 0.55,
    subjects: subjects.map(({ id }) => id),
    decision: `A comparison of ${names}${by ? ` by ${by}` : ''}.`,
  };
}

/** Rows shown beside the property that was asked for. */
const ROWS_BESIDE_ASKED = 4;

/** Rows after the first, without the one that has the same label. */
function withoutLabel(rows: readonly Row[], first: Row): Row[] {
  const same = (row: Row) => row.label.text.toLowerCase() === first.label.text.toLowerCase();
  return rows.filter((row) => row === first || !same(row));
}

/**
 * The rows of a comparison: an aspect that was asked for, facts that tell the subjects apart, the aspects,
 * and last, since the last go first when there is no room, what is the same for all or stated for one.
 */
async function propertyRows(
  query: Query,
  subjects: readonly Subject[],
  knowledge: Knowledge,
  draft: Draft,
): Promise<Row[]> {
  const facts = rowsOfFacts(subjects, draft);
  const rowsWhere = (test: (fact: (typeof facts)[number]) => boolean) =>
    facts.filter(test).map(({ row }) => row);
  const telling = rowsWhere((fact) => fact.having > 1 && !fact.same);
  const same = rowsWhere((fact) => fact.having > 1 && fact.same);
  const single = rowsWhere((fact) => fact.having === 1);
  const aspects = knowledge.outline.aspects.filter(
    (aspect) =>
      aspect !== query.aspect && aspect.subjects.some((id) => subjects.some((subject) => subject.id === id)),
  );
  const rowOf = (aspect: Aspect) => aspectRow(aspect, subjects, knowledge, draft);
  return [
    ...(query.aspect ? [await rowOf(query.aspect)] : []),
    ...telling,
    ...(telling.length + same.length === 0 ? [await openingRow(subjects, knowledge, draft)] : []),
    ...(await inTurn(aspects, rowOf)),
    ...same,
    ...single,
  ];
}

const WANTS_WINNER = /\b(?:better|best|prefer|should|which|winner|worse)\b/i;

/** What each subject's passages say of the words that were asked for. */
async function askedRow(
  query: Query,
  subjects: readonly Subject[],
  knowledge: Knowledge,
  draft: Draft,
): Promise<{ row: Row; found: number }> {
  // "better security" is said by what speaks of security.
  const heavy = query.terms.filter((term) => !term.light);
  const cells = await inTurn(subjects, async (subject): Promise<Span[]> => {
    const passages = await knowledge.engine.store.bySubject(subject.id);
    const ranked = matchLines({ ...query, terms: heavy }, passages)
      .map((line) => ({ line, coverage: coverageOf(line) }))
      .filter(({ coverage }) => coverage >= CELL_FROM)
      .sort((a, b) => b.coverage - a.coverage);
    // A sentence tells more than a row of the table, which stands below anyway.
    const [first] = ranked;
    const told = ranked.find(({ line }) => line.item.kind !== 'fact');
    const best = told && first && told.coverage >= NEARLY * first.coverage ? told : first;
    if (best) return [lineSpan(best.line, draft)];
    const likely = await likelyLine(query, subject, knowledge);
    return likely
      ? [draft.sentence(likely.passage, likely.line.item, likely.line.sentence)]
      : [framing(NOT_STATED)];
  });
  const label = heavy.map((term) => asWritten(term.text, query.question)).join(' ');
  return {
    row: { label: framing(label.charAt(0).toUpperCase() + label.slice(1, 60)), cells },
    found: cells.filter(([first]) => first?.type === 'quoted').length,
  };
}

/** The sentence about a subject that likely answers where no words of it do. */
async function likelyLine(query: Query, subject: Subject, knowledge: Knowledge): Promise<Evidence | null> {
  // By words alone the others of its sentences would do as well.
  if (!knowledge.engine.meaning) return null;
  const subjects = query.subjects.filter((mention) => mention.subject === subject);
  const { evidence, likelihood } = await findEvidence({ ...query, intent: 'fact', subjects }, knowledge);
  const [first] = evidence;
  return likelihood >= CELL_LIKELY && first?.passage.subject === subject.id ? first : null;
}

/** Such a sentence stands in a cell from this likelihood on. */
const CELL_LIKELY = 0.4;

function lineSpan({ passage, item, sentence }: MatchedLine, draft: Draft): Span {
  return draft.sentence(passage, item, sentence);
}

/** One after the other, so that sources are numbered in reading order. */
async function inTurn<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const out: R[] = [];
  for (const one of list) out.push(await work(one));
  return out;
}

/** A row for every label of the subjects' tables, those that more of them have first. */
function rowsOfFacts(
  subjects: readonly Subject[],
  draft: Draft,
): { row: Row; having: number; same: boolean }[] {
  const order = new Map<string, number>();
  for (const subject of [...subjects].sort((a, b) => a.section - b.section)) {
    for (const fact of subject.facts) if (!order.has(fact.label)) order.set(fact.label, order.size);
  }
  const having = (label: string) =>
    subjects.filter((subject) => subject.facts.some((fact) => fact.label === label)).length;
  const labels = [...order.keys()].sort(
    (a, b) => having(b) - having(a) || (order.get(a) ?? 0) - (order.get(b) ?? 0),
  );
  return labels.map((label) => {
    const factOf = (subject: Subject) => subject.facts.find((fact) => fact.label === label);
    const cells = subjects.map((subject) => factCell(factOf(subject), draft));
    const values = new Set(subjects.map((subject) => factOf(subject)?.values.join('; ')));
    return { row: { label: name(label), cells }, having: having(label), same: values.size === 1 };
  });
}

function factCell(fact: Fact | undefined, draft: Draft): Span[] {
  return fact ? separated(rowValues(fact, draft), '; ') : [framing(NOT_STATED)];
}

/** The names of the points that tell an aspect, or its first sentence where points have no names. */
async function aspectRow(
  aspect: Aspect,
  subjects: readonly Subject[],
  knowledge: Knowledge,
  draft: Draft,
): Promise<Row> {
  const cells = await inTurn(subjects, async (subject): Promise<Span[]> => {
    const items = await aspectItems(aspect, subject, knowledge);
    const points = items.flatMap((one) => shortPoint(one, draft));
    const [head] = items;
    if (!head) return [framing(NOT_STATED)];
    if (points.length === 0) return [draft.sentence(head.place, head.item, 0)];
    const spans = separated(points.slice(0, MAX_POINTS), '; ');
    if (points.length > MAX_POINTS) spans.push(framing(` and ${points.length - MAX_POINTS} more`));
    return spans;
  });
  return { label: name(aspect.name), cells };
}

/** A point in few words: its name, or the whole of a bare one. */
function shortPoint({ place, item }: PlacedItem, draft: Draft): Span[] {
  if (item.name) return [draft.nameOf(place, item)];
  return item.kind === 'point' && item.text.length <= SHORT_POINT && item.sentences.length === 1
    ? [draft.sentence(place, item, 0)]
    : [];
}

async function openingRow(subjects: readonly Subject[], knowledge: Knowledge, draft: Draft): Promise<Row> {
  const cells = await inTurn(subjects, async (subject): Promise<Span[]> => {
    const opening = await openingOf(subject, knowledge);
    if (!opening || opening.item.sentences.length === 0) return [framing(NOT_STATED)];
    const { place, item } = opening;
    const [first = '', second = ''] = item.sentences.map((sentence) => sentence.text);
    const both = second !== '' && first.length + second.length <= OPENING_LENGTH;
    return both
      ? [draft.sentence(place, item, 0), framing(' '), draft.sentence(place, item, 1)]
      : [draft.sentence(place, item, 0)];
  });
  return { label: framing('What it is'), cells };
}

/** One side is known: its definition, and a plain word about the other. */
async function compareWithUnknown(query: Query, subject: Subject, knowledge: Knowledge): Promise<Composed> {
  const others = query.terms.filter((term) => !term.light);
  const opening = await openingOf(subject, knowledge);
  if (others.length === 0 || !opening) {
    const questions = knowledge.outline.subjects
      .filter((other) => other !== subject && other.noun === subject.noun)
      .slice(0, 3)
      .map((other) => `Compare ${subject.name} and ${other.name}`);
    return {
      ...BARE,
      status: 'clarify',
      blocks: [
        {
          type: 'paragraph',
          spans: [framing('With what shall I compare '), name(subject.name), framing('?')],
        },
      ],
      suggestions: { lead: 'For example:', questions },
      confidence: 0.5,
      subjects: [subject.id],
      decision: 'A comparison needs two subjects, and one is named.',
    };
  }
  const draft = new Draft();
  const unknown = echoed(others, query.question).map((word) => `“${word}”`);
  const blocks: Block[] = [
    {
      type: 'paragraph',
      spans: [
        framing(
          `My articles do not describe ${unknown.join(' or ') || 'the other one'}, so I cannot compare it. About `,
        ),
        name(subject.name),
        framing(' they say:'),
      ],
    },
    { type: 'paragraph', spans: [draft.sentence(opening.place, opening.item, 0)] },
  ];
  return {
    ...BARE,
    status: 'answered',
    blocks,
    suggestions: { lead: 'Ask next:', questions: plainQuestions(knowledge, [subject]).slice(0, 2) },
    citations: draft.citations,
    confidence: 0.5,
    subjects: [subject.id],
    decision: `Only ${subject.id} is a subject of the articles.`,
  };
}

function nothingToCompare(query: Query, knowledge: Knowledge): Composed {
  if (query.terms.some((term) => !term.light))
    return composeAbstention(query, knowledge, {
      confidence: 0.05,
      reason: 'None of what shall be compared is a subject of the articles.',
      evidence: [],
    });
  const [a, b] = knowledge.outline.subjects;
  return {
    ...BARE,
    status: 'clarify',
    blocks: [{ type: 'paragraph', spans: [framing('Name two to four, and I line them up.')] }],
    suggestions: a && b ? { lead: 'For example:', questions: [`Compare ${a.name} and ${b.name}`] } : null,
    confidence: 0.5,
    subjects: [],
    decision: 'A comparison is asked for, and no subject is named.',
  };
}
