import type { Kind, Subject } from '../knowledge/corpus.js';
import type { Condition, Query } from '../query/query.js';
import { holdAgainst } from '../subjects/hold-against.js';
import type { SubjectMatch } from '../subjects/match-subjects.js';
import { refineConditions } from '../subjects/refine-conditions.js';
import { measureSuits, suited } from '../subjects/suit.js';
import { SUITS } from '../subjects/weights.js';
import { type Block, framing } from './answer.js';
import { composeAbstention, echoed } from './compose-abstain.js';
import { composeList } from './compose-list.js';
import { composeOverview } from './compose-overview.js';
import { askForNeeds, composeRecommendation } from './compose-recommend.js';
import type { Composed, Knowledge } from './context.js';
import { conditionText } from './wording.js';

/**
 * Answers questions after subjects: all that meet the conditions, how many, or which fits best.
 * @returns `null` when the question may be read in another way: it names a subject, and no other subject meets the conditions
 */
export async function composeFind(query: Query, knowledge: Knowledge): Promise<Composed | null> {
  const kinds = query.kinds.length > 0 ? query.kinds : knowledge.outline.kinds;
  const [first] = kinds;
  if (!first) return null;
  if (query.conditions.length === 0) {
    const subjects = subjectsOf(first, knowledge);
    return query.intent === 'recommend'
      ? askForNeeds(query, first, subjects)
      : composeOverview(query, first, subjects, knowledge);
  }
  let refused: Composed | null = null;
  for (const kind of kinds) {
    const found = await findAmong(kind, query, knowledge);
    if (found?.status === 'answered') return found;
    refused ??= found;
  }
  return refused;
}

/** The subjects of a kind, or those of them that the question is about. */
function subjectsOf({ subjects }: Kind, { lexicon }: Knowledge): Subject[] {
  return subjects.flatMap((id) => lexicon.subjects.get(id) ?? []);
}

async function findAmong(kind: Kind, query: Query, knowledge: Knowledge): Promise<Composed | null> {
  const subjects = subjectsOf(kind, knowledge).filter(({ id }) => query.among?.includes(id) ?? true);
  if (subjects.length === 0) return null;
  const conditions = refineConditions(query.conditions, subjects, (stem) => query.ordinary.has(stem));
  return findBy(conditions, kind, subjects, query, knowledge);
}

async function findBy(
  conditions: readonly Condition[],
  kind: Kind,
  subjects: readonly Subject[],
  whole: Query,
  knowledge: Knowledge,
): Promise<Composed | null> {
  const query = { ...whole, conditions };
  const { engine } = knowledge;
  const known = engine.meaning ? knownOf(conditions) : [];
  if (known.length > 0 && wordsIn(known) < wordsIn(conditions)) {
    // The question as a whole says by its meaning what words say that the articles do not know.
    const found = await findBy(known, kind, subjects, query, knowledge);
    return found?.status === 'answered' ? tellingUnknown(found, conditions, query.question) : found;
  }
  const byWords = await holdAgainst(conditions, subjects, query, engine);
  const measured = await measureSuits(query, byWords, engine);
  const matched = measured ? suited(measured, SUITS) : byWords;
  if (query.intent === 'recommend') {
    const recommended = composeRecommendation(query, matched);
    if (recommended) return recommended;
  } else {
    const hits = matched.filter((one) => one.all);
    if (hits.length > 0) return composeList(query, hits, kind);
  }
  const needed = neededOf(conditions);
  if (needed.length > 0 && wordsIn(needed) < wordsIn(conditions)) {
    const found = await findBy(needed, kind, subjects, query, knowledge);
    return found?.status === 'answered' ? tellingUnknown(found, conditions, query.question) : found;
  }
  return query.subjects.length > 0 ? null : abstain(query, kind, matched, knowledge);
}

/** An answer that says of which words of the conditions the articles know nothing, so that nobody thinks they are met. */
function tellingUnknown(found: Composed, conditions: readonly Condition[], question: string): Composed {
  const unknown = conditions.flatMap(({ terms, bound }) =>
    bound === null ? terms.filter((term) => !term.light && !term.known) : [],
  );
  const words = echoed(unknown, question).map((word) => `“${word}”`);
  if (words.length === 0) return found;
  const said: Block = {
    type: 'paragraph',
    spans: [framing(`My articles say nothing about ${words.join(' or ')}.`)],
  };
  return { ...found, blocks: [...found.blocks, said] };
}

/** Those also without what may be left out. */
function neededOf(conditions: readonly Condition[]): Condition[] {
  return knownOf(conditions.filter(({ spare }) => !spare));
}

/** The conditions without words that the articles do not know beside ones that they do. */
function knownOf(conditions: readonly Condition[]): Condition[] {
  return conditions.flatMap((condition) => {
    if (condition.bound !== null) return [condition];
    const terms = condition.terms.filter((term) => term.light || term.known);
    const carries = condition.mentions.length > 0 || terms.some((term) => !term.light);
    return carries ? [{ ...condition, terms, text: textOf(condition, terms) }] : [];
  });
}

function textOf({ terms, text }: Condition, kept: Condition['terms']): string {
  return kept.length === terms.length ? text : kept.map((term) => term.text).join(' ');
}

function wordsIn(conditions: readonly Condition[]): number {
  return conditions.reduce(
    (sum, { terms, mentions, bound }) => sum + (bound === null ? terms.length + mentions.length : 1),
    0,
  );
}

function abstain(query: Query, kind: Kind, matched: readonly SubjectMatch[], knowledge: Knowledge): Composed {
  const best = [...matched].sort((a, b) => b.score - a.score)[0];
  const near = best ? `; the nearest is ${best.subject.id} (${best.score.toFixed(2)})` : '';
  const reason = `No ${kind.noun} is said to meet ${conditionText(query.conditions)}${near}.`;
  return composeAbstention(query, knowledge, { confidence: 0.4 * (best?.score ?? 0), reason, evidence: [] });
}
