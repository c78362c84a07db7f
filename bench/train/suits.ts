/**
 * Learns how likely a subject is one of those that a question wants (`src/subjects/weights.ts`), from questions
 * after lists and recommendations.
 */
import { writeFileSync } from 'node:fs';
import type { Subject } from '../../src/knowledge/corpus.js';
import { understandInContext } from '../../src/query/follow-up.js';
import { withKnownWords } from '../../src/query/known-words.js';
import { namesOf } from '../../src/retrieval/features.js';
import { holdAgainst } from '../../src/subjects/hold-against.js';
import { refineConditions } from '../../src/subjects/refine-conditions.js';
import {
  LISTED_FROM,
  type Measured,
  measureSuits,
  SUIT_MEASURES,
  type SuitWeights,
  suitOf,
} from '../../src/subjects/suit.js';
import { learnedWith, suitsFingerprint } from './fingerprint.js';
import { fitLogistic } from './fit.js';
import { type QuestionSet, type Row, subjectIs } from './sets.js';

/** Kinds of questions after subjects, and of those that no subject answers. */
const AFTER_SUBJECTS = /^(?:list|filter|recommend)$/;
const AFTER_NONE = /^(?:unknown|outside|adversarial)$/;
/** What one of these counts beside one that is. */
const OF_NONE = 1;
const NAMES = namesOf(SUIT_MEASURES);
const L2 = 1e-2;

type Label = 'wanted' | 'unwanted' | 'open';

/** A question and its subjects, each with whether it is wanted. */
interface Wish {
  readonly set: QuestionSet;
  readonly row: Row;
  readonly subjects: readonly { readonly measured: Measured; readonly label: Label }[];
}

/** Learns, prints how questions on bodies that the weights have not seen come out, and writes the weights. */
export async function trainSuits(sets: readonly QuestionSet[], write: boolean): Promise<void> {
  const wishes: Wish[] = [];
  for (const set of sets) for (const row of set.rows) wishes.push(...(await wishOf(row, set)));
  const bodies = [...new Set(wishes.map(({ set }) => set.body))];
  const unseen = new Map(bodies.map((body) => [body, learn(wishes.filter(({ set }) => set.body !== body))]));
  const suitsIn = ({ set, subjects }: Wish) =>
    subjects.map(({ measured }) => suitOf(measured, unseen.get(set.body) as SuitWeights));
  const asked = wishes.filter(({ subjects }) => subjects.some(({ label }) => label === 'wanted'));
  const none = wishes.filter((wish) => !asked.includes(wish));
  const refused = none.filter((wish) => Math.max(...suitsIn(wish)) < LISTED_FROM);
  const recommended = asked.filter(({ row }) => row.kind === 'recommend');
  const first = recommended.filter((wish) => {
    const suits = suitsIn(wish);
    return wish.subjects[suits.indexOf(Math.max(...suits))]?.label === 'wanted';
  });
  const listed = asked.filter(({ row }) => row.kind !== 'recommend');
  const whole = listed.filter((wish) => {
    const suits = suitsIn(wish);
    return wish.subjects.every(
      ({ label, measured }, i) =>
        label === 'open' ||
        (measured.match.all || (suits[i] as number) >= LISTED_FROM) === (label === 'wanted'),
    );
  });
  console.log(
    `suits, cross-fitted: first of ${recommended.length} recommendations right ${first.length}; whole lists ${whole.length} of ${listed.length}; refused ${refused.length} of ${none.length} that none answers`,
  );
  if (!write) return;
  const weights = learn(wishes);
  writeFileSync(
    new URL('../../src/subjects/weights.ts', import.meta.url),
    `${learnedWith(await suitsFingerprint())}
import type { SuitWeights } from './suit.js';

/** Learned for telling which subjects suit a question. */
export const SUITS: SuitWeights = {
${(['constant', ...NAMES] as const).map((name) => `  ${name}: ${Number(weights[name].toFixed(3))},`).join('\n')}
};
`,
  );
  console.log('wrote src/subjects/weights.ts');
}

/** A question after subjects, where the set says which are wanted. */
async function wishOf(row: Row, set: QuestionSet): Promise<Wish[]> {
  const { lexicon, engine, corpus } = set;
  const { kind: asked = '' } = row;
  const ofNone = AFTER_NONE.test(asked);
  if (!(ofNone || AFTER_SUBJECTS.test(asked)) || (row.context?.length ?? 0) > 0) return [];
  const query = await withKnownWords(engine.vocabulary, (known) =>
    understandInContext(row.q, null, lexicon, known),
  );
  const kind = query.kinds[0] ?? corpus.kinds[0];
  const subjects = kind?.subjects.flatMap((id) => lexicon.subjects.get(id) ?? []) ?? [];
  const labels = subjects.map((subject) => (ofNone ? 'unwanted' : labelOf(subject, row)));
  if (ofNone ? query.subjects.length > 0 || !query.wish : !labels.includes('wanted')) return [];
  const wished = query.wish?.conditions ?? query.conditions;
  const conditions = refineConditions(wished, subjects, (stem) => query.ordinary.has(stem));
  const measured = await measureSuits(query, await holdAgainst(conditions, subjects, query, engine), engine);
  if (!measured) return [];
  return [{ set, row, subjects: measured.map((one, i) => ({ measured: one, label: labels[i] as Label })) }];
}

/** Whether a subject is wanted; open where an answer may name it or not. */
function labelOf(subject: Subject, { must, any, mustNot, cite, kind }: Row): Label {
  const named = (patterns: readonly string[]) =>
    patterns.some((pattern) =>
      subject.names.some((name) => (new RegExp(pattern, 'i').exec(name)?.[0].length ?? 0) > 1),
    );
  if (named(mustNot)) return 'unwanted';
  if (named(must) || (cite !== undefined && subjectIs(subject, cite))) return 'wanted';
  return named(any) || kind === 'list' ? 'open' : 'unwanted';
}

/** A question counts the same, however many subjects there are. */
function learn(wishes: readonly Wish[]): SuitWeights {
  const judged = wishes.flatMap(({ subjects, set, row }) =>
    subjects.flatMap(({ measured: { measures }, label }) =>
      label === 'open'
        ? []
        : [
            {
              values: Float64Array.from(NAMES, (name) => measures[name]),
              right: label === 'wanted',
              weight: (set.weight * (AFTER_NONE.test(row.kind ?? '') ? OF_NONE : 1)) / subjects.length,
            },
          ],
    ),
  );
  const [constant = 0, ...rest] = fitLogistic(judged, NAMES.length, L2);
  return Object.fromEntries([
    ['constant', constant],
    ...NAMES.map((name, i) => [name, rest[i] ?? 0]),
  ]) as SuitWeights;
}
