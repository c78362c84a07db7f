import type { Wish } from '../query.js';
import { intentFeatures } from './features.js';
import { INTENTS, type Intent, isAdmissible, isChat } from './table.js';
import { CONSTANTS, FEATURES, WORDS } from './weights.js';

type Named = Exclude<Intent, 'empty'>;

/** How likely a message wants which kind of answer. */
export type Likelihoods = Readonly<Record<Named, number>>;

const NAMES = Object.keys(INTENTS) as Named[];

/** Below this likelihood a message is no small talk: who asks must not be greeted. */
const CHAT_FROM = 0.5;

/** The learned weights, read when the first message comes. */
let model: Model | null = null;
interface Model {
  readonly words: ReadonlySet<string>;
  /** Pairs of an intent's number and a weight, by feature. */
  readonly features: ReadonlyMap<string, readonly (readonly [number, number])[]>;
}

function readModel(): Model {
  const lines = FEATURES.trim().split('\n');
  return {
    words: new Set(WORDS.trim().split(/\s/)),
    features: new Map(
      lines.map((line) => {
        const [feature = '', weights = ''] = line.split('|');
        return [
          feature,
          weights.split(' ').map((pair) => {
            const [intent, tenths] = pair.split(':');
            return [Number(intent), Number(tenths) / 10] as const;
          }),
        ];
      }),
    ),
  };
}

/**
 * The likelihood of every intent that is admissible, 1 in all (softmax of a linear model, learned by `npm run train`).
 * @param shape lower case, with SUBJ and NOUN for what the articles name
 * @param kinds whether the articles say what their subjects are called
 */
export function recogniseIntents(shape: string, kinds: boolean): Likelihoods {
  model ??= readModel();
  const odds = NAMES.map((name, i) =>
    isAdmissible(name, shape, kinds) ? (CONSTANTS[i] as number) : Number.NEGATIVE_INFINITY,
  );
  for (const feature of intentFeatures(shape, model.words))
    for (const [intent, weight] of model.features.get(feature) ?? [])
      odds[intent] = (odds[intent] as number) + weight;
  const most = Math.max(...odds);
  const shares = odds.map((value) => Math.exp(value - most));
  const all = shares.reduce((sum, share) => sum + share, 0);
  return Object.fromEntries(NAMES.map((name, i) => [name, (shares[i] as number) / all])) as Likelihoods;
}

/** Below this likelihood nobody asks for subjects. */
const WISH_FROM = 0.1;

/** What is recognised of a message. */
export interface Recognised {
  readonly intent: Named;
  /** Whether it asks what a word means. */
  readonly meaning: boolean;
  /** The likelier way in which it is after subjects, and how likely it is in either. */
  readonly wish: Pick<Wish, 'intent' | 'likelihood'> | null;
}

/**
 * The likeliest kind of answer. What a word means is asked like any other fact, and whether an aspect is asked for
 * is told by what the articles name.
 */
export function recogniseIntent(shape: string, kinds: boolean): Recognised {
  const { definition, meaning, aspect, fact, ...others } = recogniseIntents(shape, kinds);
  const told = { fact: meaning + aspect + fact, definition, ...others };
  let intent: Named = 'fact';
  for (const [name, likelihood] of Object.entries(told) as [keyof typeof told, number][])
    if (likelihood > told[intent as keyof typeof told] && (likelihood >= CHAT_FROM || !isChat(name)))
      intent = name;
  const { list, recommend } = others;
  const likelihood = list + recommend;
  const wished = list > recommend ? 'list' : 'recommend';
  return {
    intent,
    meaning: meaning > aspect + fact,
    wish: likelihood < WISH_FROM ? null : { intent: wished, likelihood },
  };
}
