import { distinctSubjects } from '../query/entities.js';
import type { Intent } from '../query/intents/table.js';
import type { Query, Wish } from '../query/query.js';
import { isKnownToTables } from '../subjects/refine-conditions.js';
import { type Block, framing } from './answer.js';
import { composeAbstention } from './compose-abstain.js';
import { composeAspect } from './compose-aspect.js';
import { composeChat } from './compose-chat.js';
import { composeCompare } from './compose-compare.js';
import { composeCount } from './compose-count.js';
import { composeDefinition } from './compose-definition.js';
import { composeFact, reserve } from './compose-fact.js';
import { composeFind } from './compose-find.js';
import { askedRow } from './compose-row.js';
import { BARE, type Composed, type Knowledge } from './context.js';
import { ANSWERED_FROM, CLOSEST_FROM } from './decide.js';

/** What looks like a comparison or a list, but is about one subject, is answered as a fact from this likelihood on. */
const SURELY_A_FACT = 0.6;

/** An answer and the question as it was read for it. */
export interface Reply {
  readonly query: Query;
  readonly composed: Composed;
}

/**
 * Writes the answer to a question from the passages of the knowledge. Where the question may stand by itself or lean
 * on the turn before, that reading is taken whose answer is likelier right.
 */
export async function compose(query: Query, knowledge: Knowledge): Promise<Reply> {
  const alone = await composeRead(query, knowledge);
  if (!query.leaning || alone.composed.status === 'answered' || alone.composed.status === 'chat')
    return alone;
  const leaning = await composeRead(query.leaning, knowledge);
  return isGiven(leaning) && leaning.composed.confidence > alone.composed.confidence ? leaning : alone;
}

function isGiven({ composed: { status } }: Reply): boolean {
  return status === 'answered' || status === 'closest';
}

async function composeRead(asked: Query, knowledge: Knowledge): Promise<Reply> {
  const composed = once(asked, await COMPOSERS[asked.intent](asked, knowledge), knowledge);
  const { intent, conditions } = composed.wish ?? asked;
  const query = { ...asked, intent, conditions };
  if (!query.reading || composed.status === 'chat') return { query, composed };
  const reading: Block = { type: 'paragraph', spans: [framing(`Reading this as: ${query.reading}`)] };
  return { query, composed: { ...composed, blocks: [reading, ...composed.blocks] } };
}

/** The same; a second question back in a row is none: what is not known then is said. */
function once(query: Query, composed: Composed, knowledge: Knowledge): Composed {
  if (composed.status !== 'clarify' || !query.askedBack) return composed;
  return composeAbstention(query, knowledge, { ...composed, reason: composed.decision });
}

type Composer = (query: Query, knowledge: Knowledge) => Composed | Promise<Composed>;

/** What writes the answer to each kind of question. */
const COMPOSERS: Readonly<Record<Intent, Composer>> = {
  greeting: composeChat,
  thanks: composeChat,
  farewell: composeChat,
  identity: composeChat,
  help: composeChat,
  topics: composeChat,
  empty: composeChat,
  list: composeFound,
  recommend: composeFound,
  count: (query, knowledge) => {
    const [subject] = distinctSubjects(query.subjects);
    return subject && query.aspect
      ? composeCount(query.aspect, subject, knowledge)
      : composeFound(query, knowledge);
  },
  compare: async (query, knowledge) => {
    if (distinctSubjects(query.subjects).length === 1 && query.terms.length > 1) {
      // "How good is the routing of X compared to plain Y" may be a question about X alone.
      const fact = await composeFact({ ...query, intent: 'fact' }, knowledge);
      if (fact.status === 'answered' && fact.confidence >= SURELY_A_FACT) return fact;
    }
    return composeCompare(query, knowledge);
  },
  aspect: (query, knowledge) => {
    const subjects = distinctSubjects(query.subjects);
    return query.aspect && subjects.length > 0
      ? composeAspect(query.aspect, subjects, knowledge)
      : composeFact(query, knowledge);
  },
  definition: async (query, knowledge) => {
    const [subject, another] = distinctSubjects(query.subjects);
    if (another) return composeCompare(query, knowledge);
    if (!subject) return composeFact(query, knowledge);
    // "X, everybody at work talks about it, what is that": the rest may ask for more, or be talk.
    const asksMore = query.terms.some((term) => !term.light) || askedRow(query) !== null;
    const fact = asksMore ? await composeFact(query, knowledge) : null;
    return fact?.status === 'answered' ? fact : composeDefinition(query, subject, knowledge);
  },
  fact: composeFactOrList,
  meaning: composeFactOrList,
};

/**
 * The passage that answers; for words that name what tables say, the subjects that have it: "php mit"; and where no
 * passage surely answers what may be a wish, the subjects that meet it.
 */
async function composeFactOrList(query: Query, knowledge: Knowledge): Promise<Composed> {
  if (query.keywords && namesFacts(query, knowledge)) {
    const found = await composeFind({ ...query, intent: 'list' }, knowledge);
    if (found?.status === 'answered') return found;
  }
  const fact = await composeFact(query, knowledge);
  const { wish } = query;
  const isWhole = query.subjects.length === 0 && query.leaning === null && !query.defines;
  if (fact.status === 'answered' || !wish || wish.conditions.length === 0 || !isWhole) return fact;
  const { intent, conditions } = wish;
  const find = await composeFind({ ...query, intent, conditions }, knowledge);
  const found = likelier(find, fact, wish, knowledge.leastLikelihood);
  return found === fact ? fact : { ...found, wish };
}

/** Subjects that meet conditions, or what is written about the matter where none is said to. */
async function composeFound(query: Query, knowledge: Knowledge): Promise<Composed> {
  const asFact: Query = { ...query, intent: 'fact' };
  if (query.kinds.length > 0) {
    const found = await composeFind(query, knowledge);
    return found ? reserved(found, found.confidence) : composeFact(asFact, knowledge);
  }
  const { leastLikelihood: least } = knowledge;
  if (query.subjects.length > 0) {
    // "Which engine is under X" says of no kind of subjects that one is wanted.
    const fact = await composeFact(asFact, knowledge);
    if (fact.status === 'answered' && fact.confidence >= SURELY_A_FACT) return fact;
    return likelier(await composeFind(query, knowledge), fact, query.wish, least);
  }
  const found = await composeFind(query, knowledge);
  // Where no passage could be likelier, none is looked for.
  const surely = likelier(found, SUREST, query.wish, least);
  if (found?.status === 'answered' && surely !== SUREST) return surely;
  return likelier(found, await composeFact(asFact, knowledge), query.wish, least);
}

/** Stands for a passage that surely answers. */
const SUREST: Composed = {
  ...BARE,
  status: 'answered',
  blocks: [],
  confidence: 1,
  subjects: [],
  decision: '',
};

/**
 * Of subjects that were found and a passage that likelier answers, by how likely either is wanted and right.
 * @param least likelihood that the one who runs the bot asks for
 */
function likelier(found: Composed | null, fact: Composed, wish: Wish | null, least: number): Composed {
  if (found?.status !== 'answered') return found?.status === 'clarify' ? found : fact;
  const wanted = wish?.likelihood ?? 1;
  const right = wanted * found.confidence;
  if (right < CLOSEST_FROM || right < (1 - wanted) * fact.confidence) return fact;
  return reserved(found, right, least);
}

/** The same with a reserve where it is not likely enough right. */
function reserved(found: Composed, right: number, least = 0): Composed {
  return found.status === 'answered' && right < Math.max(ANSWERED_FROM, least)
    ? { ...found, status: 'closest', confidence: right, blocks: [reserve(), ...found.blocks] }
    : found;
}

/** Whether it names several things, and one of them is what some row of the subjects' tables says. */
function namesFacts(query: Query, knowledge: Knowledge): boolean {
  return (
    (query.conditions.length > 1 || query.conditions.some(({ bound }) => bound !== null)) &&
    knowledge.outline.kinds.some((kind) => {
      const subjects = kind.subjects.flatMap((id) => knowledge.lexicon.subjects.get(id) ?? []);
      return query.conditions.some((condition) => isKnownToTables(condition, subjects));
    })
  );
}
