import { EVERYTHING } from '../../../src/knowledge/label-words.js';
import type { Scope } from '../../../src/knowledge/scope.js';

/**
 * Most different scopes, each with a bot of its own. Ours: a bot takes about as much memory as all articles do that it
 * knows, and whoever has more audiences than this has programs of their own for some.
 */
export const MAX_SCOPES = 32;

/** A rule calls the token by what follows in the name of its variable in the environment. */
export const TOKEN_VARIABLE = 'DOCENT_API_TOKEN_';

/** Where somebody asks. */
export interface Place {
  /** As rules name it: `discord`, `page`. */
  readonly platform: string;
  /** The ids of the server or workspace, of the channel in it, and of the thread in that. */
  readonly server?: string | undefined;
  readonly channel?: string | undefined;
  readonly thread?: string | undefined;
  /** Whether they talk with the bot alone. */
  readonly direct?: boolean | undefined;
  /** Name of the token by which they came in. */
  readonly token?: string | undefined;
  /** True where nobody can tell in which channel it is: a rule for all of the server may not be the one for that. */
  readonly isUnknown?: boolean;
}

/** What is seen in a place, or in all that are within it. */
export interface Rule extends Place {
  readonly see: Scope;
}

/** Who sees what. */
export interface Rules {
  readonly rules: readonly Rule[];
  /** What is seen where no rule says it. */
  readonly otherwise: Scope;
}

/** Without a file that says otherwise, all is seen everywhere. */
export const NO_RULES: Rules = { rules: [], otherwise: EVERYTHING };

/** What a rule can name, the narrowest first: one that names a narrower place is the more specific one. */
export const NAMED = ['thread', 'channel', 'direct', 'token', 'server', 'platform'] as const;

const NOTHING: Scope = { labels: {}, unlabelled: false };

/** What is seen in a place: as the most specific rule says that names it. */
export function scopeAt({ rules, otherwise }: Rules, place: Place): Scope {
  if (place.isUnknown) return isEverywhere({ rules, otherwise }) ? EVERYTHING : NOTHING;
  const [best] = rules
    .filter((rule) => NAMED.every((name) => rule[name] === undefined || rule[name] === place[name]))
    .sort((a, b) => specificity(b) - specificity(a));
  return best?.see ?? otherwise;
}

/** Another number for all that name other things; larger when the narrowest that only one of them names is narrower. */
const specificity = (rule: Place): number =>
  NAMED.reduce((sum, name, i) => (rule[name] === undefined ? sum : sum + 2 ** (NAMED.length - i)), 0);

/** Whether all is seen everywhere. */
export const isEverywhere = (rules: Rules): boolean => scopesOf(rules).every((scope) => scope === EVERYTHING);

/** The different scopes that rules give. */
export const scopesOf = ({ rules, otherwise }: Rules): Scope[] => [otherwise, ...rules.map(({ see }) => see)];

/** Whether rules say the same, on whatever lines they are written. */
export function isSame(some: Rules, others: Rules): boolean {
  const said = ({ rules, otherwise }: Rules) =>
    JSON.stringify([otherwise, rules.map((rule) => [rule.see, NAMED.map((name) => rule[name])])]);
  return said(some) === said(others);
}
