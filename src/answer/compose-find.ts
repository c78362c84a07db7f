import type { Fact, Passage, Subject } from '../knowledge/corpus.js';
import type { Condition, Query } from '../query/query.js';
import type { Evidence } from '../search/evidence.js';
import {
  type ConditionMatch,
  MEETS,
  matchSubjects,
  refineConditions,
  type SubjectMatch,
} from '../search/match-subjects.js';
import { type Block, framing, name, type Span } from './answer.js';
import { composeAbstention } from './compose-abstain.js';
import { type Composed, draftFor, findEvidence, type Knowledge } from './context.js';
import type { Draft } from './draft.js';

/** How many passages are looked at to find out which subjects meet a condition. */
const FIND_CANDIDATES = 160;
/** Runners-up that a recommendation mentions. */
const MAX_RUNNERS_UP = 2;
/** A runner-up must come this close to the choice. */
const RUNNER_UP_SHARE = 0.45;
/** Choices that meet the needs equally well and are named side by side. */
const MAX_EQUAL = 3;

/**
 * Answers questions after subjects: all that meet the conditions, how many, or which fits best.
 * @returns `null` when the question may be read in another way: it names a subject, and no other subject meets the conditions
 */
export async function composeFind(query: Query, knowledge: Knowledge): Promise<Composed | null> {
  if (knowledge.corpus.subjects.length === 0) return null;
  if (query.conditions.length === 0) {
    return query.intent === 'recommend' ? askForNeeds(query, knowledge) : everySubject(query, knowledge);
  }
  const conditions = refineConditions(query.conditions, knowledge.corpus, knowledge.lexicon.isOrdinary);
  return findBy({ ...query, conditions }, knowledge);
}

async function findBy(query: Query, knowledge: Knowledge): Promise<Composed | null> {
  const evidenceOf = await Promise.all(
    query.conditions.map((condition) => evidenceFor(query, condition, knowledge)),
  );
  const matched = matchSubjects(query.conditions, evidenceOf, knowledge.corpus);
  const candidates = evidenceOf.flatMap((list) => list.slice(0, 5)).sort((a, b) => b.score - a.score);
  if (query.intent === 'recommend') return recommend(query, matched, candidates, knowledge);
  const hits = matched.filter((one) => one.all);
  if (hits.length === 0) {
    const needed = query.conditions.filter((condition) => !condition.spare);
    if (needed.length > 0 && needed.length < query.conditions.length)
      return findBy({ ...query, conditions: needed }, knowledge);
    if (query.subjects.length > 0) return null;
    return abstain(query, matched, candidates, knowledge);
  }
  return list(query, hits, candidates, knowledge);
}

async function evidenceFor(
  query: Query,
  condition: Condition,
  knowledge: Knowledge,
): Promise<readonly Evidence[]> {
  // A mention of another subject is looked for by its name.
  const named =
    condition.mentions.flatMap((subject) => subject.name.split(' ')).length > 0 &&
    condition.terms.length === 0;
  if (named) return mentionEvidence(query, condition, knowledge);
  const found = await findEvidence(
    { ...query, defines: false, general: false },
    condition.terms,
    knowledge,
    undefined,
    FIND_CANDIDATES,
  );
  return condition.mentions.length > 0 ? [...found, ...mentionEvidence(query, condition, knowledge)] : found;
}

/** Every sentence of other subjects that names the mentioned one. */
function mentionEvidence(_query: Query, condition: Condition, knowledge: Knowledge): Evidence[] {
  const names = condition.mentions.flatMap((subject) => subject.names.map((one) => one.toLowerCase()));
  const out: Evidence[] = [];
  for (const passage of knowledge.corpus.passages) {
    if (
      passage.subject === null ||
      passage.kind === 'fact' ||
      condition.mentions.some((subject) => subject.id === passage.subject)
    )
      continue;
    passage.sentences.forEach((sentence, position) => {
      const text = ` ${sentence.text.toLowerCase().replace(/[^\p{L}\p{N}.#+]+/gu, ' ')} `;
      if (!names.some((one) => text.includes(` ${one} `))) return;
      const matches = condition.terms.map((term) => ({ term, strength: 0, where: 'none' as const }));
      out.push({
        passage,
        position,
        sentence,
        score: 0.5,
        coverage: 0.5,
        sentenceCoverage: 0.5,
        passageCoverage: 0.5,
        matches,
        features: NO_FEATURES,
      });
    });
  }
  return out;
}

const NO_FEATURES = {
  coverage: 0.5,
  sentenceCoverage: 0.5,
  retrieval: 0,
  bigrams: 0,
  answerType: 0.5,
  defines: 0,
  scope: 0,
  brevity: 1,
};

function list(
  query: Query,
  hits: readonly SubjectMatch[],
  candidates: readonly Evidence[],
  knowledge: Knowledge,
): Composed {
  const draft = draftFor(knowledge);
  const how = conditionText(query.conditions);
  const noun = hits.length === 1 ? knowledge.lexicon.noun : knowledge.lexicon.nounPlural;
  const blocks: Block[] = [
    {
      type: 'paragraph',
      spans: [
        framing(
          query.conditions.every((condition) => condition.negated)
            ? `${countWord(hits.length)} ${noun}, of which my articles do not say ${how.replace(/not /g, '')}:`
            : `${countWord(hits.length)} ${noun} ${hits.length === 1 ? 'matches' : 'match'} ${how}:`,
        ),
      ],
    },
    {
      type: 'list',
      items: hits.map((hit) => [name(hit.subject.name), ...proof(hit.matches, draft, rowFirst)]),
    },
  ];
  const negated = query.conditions.filter((condition) => condition.negated).length;
  if (negated > 0 && negated < query.conditions.length) {
    blocks.push({
      type: 'paragraph',
      spans: [framing('Excluded: those of which my articles say what was not wanted.')],
    });
  }
  const confidence = Math.min(...hits.map((hit) => hit.score));
  return {
    status: 'answered',
    blocks,
    citations: draft.citations,
    confidence: 0.45 + 0.5 * Math.min(1, confidence),
    subjects: hits.map((hit) => hit.subject.id),
    decision: `Conditions: ${how}. Met by ${hits.length} of ${knowledge.corpus.subjects.length}.`,
    candidates: candidates.slice(0, 10),
  };
}

/** Below this share of the needs' weight nothing is recommended. */
const RECOMMEND_FROM = 0.5;

function recommend(
  query: Query,
  matched: readonly SubjectMatch[],
  candidates: readonly Evidence[],
  knowledge: Knowledge,
): Composed {
  const excluded = (one: SubjectMatch) =>
    one.matches.some((match) => match.denied || (match.condition.negated && match.strength >= MEETS));
  const ranked = matched
    .filter(
      (one) =>
        !excluded(one) && one.matches.some((match) => !match.condition.negated && match.strength >= MEETS),
    )
    .map((one) => ({ ...one, rank: one.score + 0.02 * ownWords(one) }))
    .sort(
      (a, b) =>
        b.rank - a.rank ||
        knowledge.corpus.subjects.indexOf(a.subject) - knowledge.corpus.subjects.indexOf(b.subject),
    );
  const best = ranked[0];
  if (!best || best.score < RECOMMEND_FROM) return abstain(query, matched, candidates, knowledge);
  const draft = draftFor(knowledge);
  const equals = ranked.filter((one) => one.rank >= best.rank - 0.005).slice(0, MAX_EQUAL);
  const runnersUp = ranked
    .filter((one) => !equals.includes(one) && one.score >= RUNNER_UP_SHARE * best.score)
    .slice(0, MAX_RUNNERS_UP);
  const how = conditionText(query.conditions);
  const blocks: Block[] = [];
  if (equals.length === 1) {
    blocks.push({ type: 'paragraph', spans: [name(best.subject.name), framing(` fits best: ${how}.`)] });
    blocks.push({ type: 'list', items: evidenceItems(best, draft) });
  } else {
    blocks.push({
      type: 'paragraph',
      spans: [framing(`${countWord(equals.length)} fit equally well: ${how}.`)],
    });
    blocks.push({
      type: 'list',
      items: equals.map((one) => [name(one.subject.name), ...proof(met(one), draft, sentenceFirst)]),
    });
  }
  const missing = best.matches.filter((match) => !match.condition.negated && match.strength < MEETS);
  if (missing.length > 0) {
    blocks.push({
      type: 'paragraph',
      spans: [framing(`Not stated for it: ${missing.map((match) => match.condition.text).join(', ')}.`)],
    });
  }
  if (runnersUp.length > 0) {
    blocks.push({ type: 'paragraph', spans: [framing('Also worth a look:')] });
    blocks.push({
      type: 'list',
      items: runnersUp.map((one) => [name(one.subject.name), ...proof(met(one), draft, sentenceFirst)]),
    });
  }
  return {
    status: 'answered',
    blocks,
    citations: draft.citations,
    confidence: Math.min(0.95, 0.3 + 0.6 * best.score),
    subjects: [...equals, ...runnersUp].map((one) => one.subject.id),
    decision: `Needs: ${how}. Best: ${ranked
      .slice(0, 4)
      .map((one) => `${one.subject.id} ${one.rank.toFixed(2)}`)
      .join(', ')}.`,
    candidates: candidates.slice(0, 10),
  };
}

/** How well the very words of the question are met, 0 to 1: breaks ties between subjects that meet the same needs. */
function ownWords(match: SubjectMatch): number {
  const scores = match.matches.map((one) => (one.fact ? 1 : Math.min(1, (one.evidence?.score ?? 0) / 2)));
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
}

function met(match: SubjectMatch): readonly ConditionMatch[] {
  return match.matches.filter((one) => !one.condition.negated && one.strength >= MEETS);
}

/** What shows each need to be met, a sentence rather than a row. */
function evidenceItems(match: SubjectMatch, draft: Draft): Span[][] {
  return distinct(met(match), sentenceFirst).map((one) => proofOf(one, draft, sentenceFirst));
}

/** What shows that a subject meets the conditions, in one line. */
function proof(matches: readonly ConditionMatch[], draft: Draft, prefer: Preference): Span[] {
  const shown = distinct(
    matches.filter((one) => !one.condition.negated && (one.fact || one.evidence)),
    prefer,
  ).map((one) => proofOf(one, draft, prefer));
  const others = new Map(matches.flatMap(({ instead }) => (instead ? [[instead.label, instead]] : [])));
  return [...shown, ...[...others.values()].map((fact) => rowSpans(fact, draft))].flatMap((spans, i) => [
    framing(i === 0 ? ' – ' : '; '),
    ...spans,
  ]);
}

/** A row of a table with all its values. */
function rowSpans({ label, values, passage }: Fact, draft: Draft): Span[] {
  const quoted = values.map((value) => draft.value(draft.passage(passage), value));
  return [
    name(label),
    framing(': '),
    ...quoted.flatMap((span, i) => (i === 0 ? [span] : [framing(', '), span])),
  ];
}

/** Whether a row of the table or a sentence is quoted, where both say it. */
type Preference = (match: ConditionMatch) => 'fact' | 'sentence';
const rowFirst: Preference = (match) => (match.fact ? 'fact' : 'sentence');
const sentenceFirst: Preference = (match) =>
  match.evidence && !(match.fact && match.sorting) ? 'sentence' : 'fact';

function distinct(matches: readonly ConditionMatch[], prefer: Preference): ConditionMatch[] {
  const keyOf = (one: ConditionMatch) =>
    prefer(one) === 'fact'
      ? `fact ${one.fact?.fact.passage} ${one.fact?.value}`
      : `${one.evidence?.passage.id} ${one.evidence?.position}`;
  return [...new Map(matches.map((one) => [keyOf(one), one])).values()];
}

function proofOf(match: ConditionMatch, draft: Draft, prefer: Preference): Span[] {
  if (match.fact && prefer(match) === 'fact') {
    const passage = draft.passage(match.fact.fact.passage);
    return [name(match.fact.fact.label), framing(': '), draft.value(passage, match.fact.value)];
  }
  const evidence = match.evidence as Evidence;
  if (evidence.passage.kind === 'fact')
    return [name(evidence.passage.name ?? ''), framing(': '), draft.sentence(evidence.passage, 0)];
  return [draft.sentence(evidence.passage, evidence.position)];
}

/** The conditions in the words that carry them: “real time”, not “php”. */
function conditionText(conditions: readonly Condition[]): string {
  return conditions
    .map((condition) => {
      const heavy = condition.terms.filter((term) => !term.light);
      const words = [
        ...(heavy.length > 0 ? heavy : condition.terms).map((term) => term.text),
        ...condition.mentions.map((one) => one.name),
      ];
      return `${condition.negated ? 'not ' : ''}“${words.join(' ')}”`;
    })
    .join(', ');
}

function countWord(n: number): string {
  return (
    ['None', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'][n] ?? String(n)
  );
}

function abstain(
  query: Query,
  matched: readonly SubjectMatch[],
  candidates: readonly Evidence[],
  knowledge: Knowledge,
): Composed {
  const best = [...matched].sort((a, b) => b.score - a.score)[0];
  const reason = `No ${knowledge.lexicon.noun} is said to meet ${conditionText(query.conditions)}${best ? `; the nearest is ${best.subject.id} (${best.score.toFixed(2)})` : ''}.`;
  return composeAbstention(
    query,
    knowledge,
    { answer: false, confidence: 0.4 * (best?.score ?? 0), reason },
    candidates,
  );
}

/** All subjects, with the sentence of the general part that names most of them. */
function everySubject(query: Query, knowledge: Knowledge): Composed {
  const draft = draftFor(knowledge);
  const { subjects } = knowledge.corpus;
  const overview = overviewOf(subjects, knowledge);
  const blocks: Block[] = [];
  const plural = knowledge.lexicon.nounPlural;
  if (query.intent === 'count' || !overview)
    blocks.push({ type: 'paragraph', spans: [framing(`${subjects.length} ${plural}:`)] });
  if (overview)
    blocks.push({ type: 'paragraph', spans: [draft.sentence(overview.passage, overview.position)] });
  if (!overview || overview.named < subjects.length)
    blocks.push({ type: 'list', items: subjects.map((subject) => [name(subject.name)]) });
  return {
    status: 'answered',
    blocks,
    citations: draft.citations,
    confidence: 0.95,
    subjects: subjects.map(({ id }) => id),
    decision: `The question asks for all ${plural}, without a condition.`,
    candidates: [],
  };
}

function overviewOf(
  subjects: readonly Subject[],
  knowledge: Knowledge,
): { passage: Passage; position: number; named: number } | null {
  let best: { passage: Passage; position: number; named: number } | null = null;
  for (const passage of knowledge.generalPassages) {
    for (const [position, sentence] of passage.sentences.entries()) {
      const text = sentence.text.toLowerCase();
      const named = subjects.filter((subject) => text.includes(subject.name.toLowerCase())).length;
      if (named > (best?.named ?? 1)) best = { passage, position, named };
    }
  }
  return best;
}

/** A recommendation without a need: ask what matters. */
function askForNeeds(query: Query, knowledge: Knowledge): Composed {
  const { noun, corpus } = knowledge.lexicon;
  const labels = [
    ...new Set(corpus.subjects.flatMap((subject) => subject.facts.map((fact) => fact.label.toLowerCase()))),
  ].slice(0, 4);
  const examples = labels.length > 0 ? `, for example ${labels.join(', ')}` : '';
  return {
    status: 'clarify',
    blocks: [
      {
        type: 'paragraph',
        spans: [
          framing(
            `My articles name no single best ${noun}. Tell me what matters to you${examples}, and I look for the ${noun} that fits; or compare two by name.`,
          ),
        ],
      },
    ],
    citations: [],
    confidence: 0.5,
    subjects: query.subjects.map(({ subject }) => subject.id),
    decision: 'A recommendation is asked for, and no need is named.',
    candidates: [],
  };
}
