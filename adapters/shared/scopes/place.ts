import { EVERYTHING, type Scope } from '../../../src/knowledge/scope.js';

/**
 * Most different scopes, each with a bot of its own. Ours: a bot takes about as much memory as all articles do that it
 * knows, and whoever has more audiences than this has programs of their own for some.
 */
export const MAX_SCOPES = 32;

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

/** What is seen in a place: as the most specific rule says that names it. */
export function scopeAt({ rules, otherwise }: Rules, place: Place): Scope {
  const [best] = rules
    .filter((rule) => NAMED.every((name) => rule[name] === undefined || rule[name] === place[name]))
    .sort((a, b) => specificity(b) - specificity(a));
  return best?.see ?? otherwise;
}

/** Another number for all that name other things; larger when the narrowest that only one of them names is narrower. */
export const specificity = (rule: Place): number =>
  NAMED.reduce((sum, name, i) => (rule[name] === undefined ? sum : sum + 2 ** (NAMED.length - i)), 0);

/** The different scopes that rules give. */
export const scopesOf = ({ rules, otherwise }: Rules): Scope[] => [otherwise, ...rules.map(({ see }) => see)];
