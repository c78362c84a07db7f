import type { Aspect, Fact, Passage, Subject } from '../knowledge/corpus.js';
import { distinctSubjects } from '../query/entities.js';
import type { Query } from '../query/query.js';
import type { Evidence } from '../search/evidence.js';
import { type Block, framing, name, type Row, type Span } from './answer.js';
import { asWritten, composeAbstention, echoed } from './compose-abstain.js';
import { aspectPassages } from './compose-aspect.js';
import { openingOf } from './compose-definition.js';
import { type Composed, draftFor, findEvidence, type Knowledge } from './context.js';
import type { Draft } from './draft.js';
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

  const draft = draftFor(knowledge);
  const asked = query.terms.filter((term) => !term.light);
  const wanted = asked.length > 0 ? await askedRow(query, subjects, knowledge, draft) : null;
  const names = subjects.map(({ id }) => id).join(', ');
  const by = asked.map((term) => term.text).join(' ');
  if (wanted?.found === 0 && !ASKS_FOR_TABLE.test(query.question)) {
    const reason = `Nothing is said of "${by}" for any of ${names}.`;
    return composeAbstention(query, knowledge, { answer: false, confidence: 0.2, reason }, wanted.evidence);
  }
  const told = wanted !== null && wanted.found > 0;
  const rows = [...(told ? [wanted.row] : []), ...propertyRows(query, subjects, knowledge, draft)];
  const shown = told ? withoutLabel(rows, wanted.row).slice(0, ROWS_BESIDE_ASKED + 1) : rows;
  const untold = asked.map((term) => asWritten(term.text, query.question)).join(' ');
  const blocks: Block[] = [
    { type: 'heading', spans: enumerated(subjects, 'and') },
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
    status: 'answered',
    blocks,
    citations: citedBy(blocks, draft.citations),
    confidence: wanted === null ? 0.95 : told ? 0.85 : 0.55,
    subjects: subjects.map(({ id }) => id),
    decision: `A comparison of ${names}${by ? ` by ${by}` : ''}.`,
    candidates: wanted?.evidence ?? [],
  };
}

/** Words that want the whole table, whatever else is said. */
const ASKS_FOR_TABLE = /\b(?:compare|comparison|vs|versus|differ|differences?)\b|^\/compare\b/i;

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
function propertyRows(query: Query, subjects: readonly Subject[], knowledge: Knowledge, draft: Draft): Row[] {
  const facts = rowsOfFacts(subjects, draft);
  const rowsWhere = (test: (fact: (typeof facts)[number]) => boolean) =>
    facts.filter(test).map(({ row }) => row);
  const telling = rowsWhere((fact) => fact.having > 1 && !fact.same);
  const same = rowsWhere((fact) => fact.having > 1 && fact.same);
  const single = rowsWhere((fact) => fact.having === 1);
  const aspects = knowledge.corpus.aspects.filter(
    (aspect) =>
      aspect !== query.aspect && aspect.subjects.some((id) => subjects.some((subject) => subject.id === id)),
  );
  const rowOf = (aspect: Aspect) => aspectRow(aspect, subjects, knowledge, draft);
  return [
    ...(query.aspect ? [rowOf(query.aspect)] : []),
    ...telling,
    ...(telling.length + same.length === 0 ? [openingRow(subjects, knowledge, draft)] : []),
    ...aspects.map(rowOf),
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
): Promise<{ row: Row; found: number; evidence: Evidence[] }> {
  const evidence: Evidence[] = [];
  let found = 0;
  // "better security" is said by what speaks of security.
  const heavy = query.terms.filter((term) => !term.light);
  const cells: Span[][] = [];
  for (const subject of subjects) {
    const ranked = await findEvidence(query, heavy, knowledge, [subject.id]);
    const fitting = ranked.filter((one) => one.coverage >= CELL_FROM);
    // A sentence tells more than a row of the table, which stands below anyway.
    const [first] = fitting;
    const told = fitting.find((one) => one.passage.kind !== 'fact');
    const best = told && first && told.score >= NEARLY * first.score ? told : first;
    if (!best) {
      cells.push([framing(NOT_STATED)]);
      continue;
    }
    found++;
    evidence.push(best);
    cells.push([draft.sentence(best.passage, best.position)]);
  }
  const label = query.terms
    .filter((term) => !term.light)
    .map((term) => asWritten(term.text, query.question))
    .join(' ');
  return {
    row: { label: framing(label.charAt(0).toUpperCase() + label.slice(1, 60)), cells },
    found,
    evidence,
  };
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
function aspectRow(aspect: Aspect, subjects: readonly Subject[], knowledge: Knowledge, draft: Draft): Row {
  const cells = subjects.map((subject): Span[] => {
    const passages = aspectPassages(aspect, subject, knowledge);
    const points = passages.flatMap((passage) => shortPoint(passage, draft));
    const [head] = passages;
    if (!head) return [framing(NOT_STATED)];
    if (points.length === 0) return [draft.sentence(head, 0)];
    const spans = separated(points.slice(0, MAX_POINTS), '; ');
    if (points.length > MAX_POINTS) spans.push(framing(` and ${points.length - MAX_POINTS} more`));
    return spans;
  });
  return { label: name(aspect.name), cells };
}

/** A point in few words: its name, or the whole of a bare one. */
function shortPoint(passage: Passage, draft: Draft): Span[] {
  if (passage.name) return [draft.nameOf(passage)];
  return passage.kind === 'point' && passage.text.length <= SHORT_POINT && passage.sentences.length === 1
    ? [draft.sentence(passage, 0)]
    : [];
}

function openingRow(subjects: readonly Subject[], knowledge: Knowledge, draft: Draft): Row {
  const cells = subjects.map((subject): Span[] => {
    const opening = openingOf(subject, knowledge);
    if (!opening || opening.sentences.length === 0) return [framing(NOT_STATED)];
    const [first = '', second = ''] = opening.sentences.map((sentence) => sentence.text);
    const both = second !== '' && first.length + second.length <= OPENING_LENGTH;
    return both
      ? [draft.sentence(opening, 0), framing(' '), draft.sentence(opening, 1)]
      : [draft.sentence(opening, 0)];
  });
  return { label: framing('What it is'), cells };
}

/** One side is known: its definition, and a plain word about the other. */
function compareWithUnknown(query: Query, subject: Subject, knowledge: Knowledge): Composed {
  const others = query.terms.filter((term) => !term.light);
  const opening = openingOf(subject, knowledge);
  if (others.length === 0 || !opening) {
    const questions = knowledge.corpus.subjects
      .filter((other) => other !== subject)
      .slice(0, 3)
      .map((other) => `Compare ${subject.name} and ${other.name}`);
    return {
      status: 'clarify',
      blocks: [
        {
          type: 'paragraph',
          spans: [framing('With what shall I compare '), name(subject.name), framing('?')],
        },
        { type: 'suggestions', lead: 'For example:', questions },
      ],
      citations: [],
      confidence: 0.5,
      subjects: [subject.id],
      decision: 'A comparison needs two subjects, and one is named.',
      candidates: [],
    };
  }
  const draft = draftFor(knowledge);
  const blocks: Block[] = [
    {
      type: 'paragraph',
      spans: [
        framing(
          `My articles do not describe ${
            echoed(others, query.question)
              .map((word) => `“${word}”`)
              .join(' or ') || 'the other one'
          }, so I cannot compare it. About `,
        ),
        name(subject.name),
        framing(' they say:'),
      ],
    },
    { type: 'paragraph', spans: [draft.sentence(opening, 0)] },
    { type: 'suggestions', lead: 'Ask next:', questions: plainQuestions(knowledge, [subject]).slice(0, 2) },
  ];
  return {
    status: 'answered',
    blocks,
    citations: draft.citations,
    confidence: 0.5,
    subjects: [subject.id],
    decision: `Only ${subject.id} is a subject of the articles.`,
    candidates: [],
  };
}

function nothingToCompare(query: Query, knowledge: Knowledge): Composed {
  if (query.terms.some((term) => !term.light))
    return composeAbstention(
      query,
      knowledge,
      {
        answer: false,
        confidence: 0.05,
        reason: 'None of what shall be compared is a subject of the articles.',
      },
      [],
    );
  const [a, b] = knowledge.corpus.subjects;
  return {
    status: 'clarify',
    blocks: [
      { type: 'paragraph', spans: [framing('Name two to four, and I line them up.')] },
      ...(a && b
        ? [
            {
              type: 'suggestions' as const,
              lead: 'For example:',
              questions: [`Compare ${a.name} and ${b.name}`],
            },
          ]
        : []),
    ],
    citations: [],
    confidence: 0.5,
    subjects: [],
    decision: 'A comparison is asked for, and no subject is named.',
    candidates: [],
  };
}
