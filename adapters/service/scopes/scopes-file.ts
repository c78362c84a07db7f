import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { DocentError } from '../../../src/errors.js';
import { EVERYTHING } from '../../../src/knowledge/label-words.js';
import { scopeSchema } from '../../../src/knowledge/labels.js';
import { parseYaml } from '../../../src/knowledge/parse-yaml.js';
import { type Scope, scopeKey } from '../../../src/knowledge/scope.js';
import { PLATFORMS } from '../../platforms.js';
import type { Environment } from '../../process/settings.js';
import { MAX_SCOPES, NAMED, NO_RULES, type Rule, type Rules, scopesOf, TOKEN_VARIABLE } from './place.js';
import { hasScopes, NO_SCOPES, scopesPath } from './scopes-path.js';

/** What rules may name where, but for the chat platforms, which say it themselves. */
const ELSEWHERE: Readonly<Record<string, readonly (keyof typeof FIELDS)[]>> = {
  page: [],
  widget: [],
  api: ['token'],
  mcp: ['token'],
};

/** As YAML has it; a number of more than 15 digits is another by then. */
const id = (what: string) =>
  z.preprocess(
    (written) => (Number.isSafeInteger(written) ? String(written) : written),
    z
      .string({ error: `must be ${what}, in quotation marks: as a number it is rounded` })
      .trim()
      .min(1, `is empty; write ${what}`),
  );

/** What names a place in a rule. */
const FIELDS = {
  server: id('the id of a server or workspace'),
  channel: id('the id of a channel'),
  thread: id('the id of a thread'),
  direct: z.literal(true, { error: 'must be true, or left out' }),
  token: z
    .string({ error: 'must be a name' })
    .regex(/^[A-Z][A-Z0-9_]{0,39}$/, 'must be a name of capital letters, digits and _'),
};

const unlabelled = z.boolean({ error: 'must be true or false' }).default(true);

const ruleSchema = z.strictObject(
  {
    platform: z.enum([...PLATFORMS.map(({ name }) => name), ...Object.keys(ELSEWHERE)], {
      error: `must be one of ${[...PLATFORMS.map(({ name }) => name), ...Object.keys(ELSEWHERE)].join(', ')}`,
    }),
    server: FIELDS.server.optional(),
    channel: FIELDS.channel.optional(),
    thread: FIELDS.thread.optional(),
    direct: FIELDS.direct.optional(),
    token: FIELDS.token.optional(),
    see: scopeSchema,
    unlabelled,
  },
  { error: 'must be a block with "platform:" and "see:"' },
);

const fileSchema = z.strictObject(
  {
    default: z
      .strictObject({ see: scopeSchema, unlabelled }, { error: 'must be a block with "see:"' })
      .optional(),
    rules: z.array(ruleSchema, { error: 'must be a list of rules' }).default([]),
  },
  { error: 'must have "default:" and "rules:"' },
);

/** What is seen where nothing says it: articles without labels. */
const NO_LABELS = { see: {}, unlabelled: true };

/** Where labels stand. */
const LABELS = ['default.see', 'rules.*.see'];

type Written = z.infer<typeof ruleSchema>;

/**
 * Who sees what. Without a file all is seen everywhere.
 * @throws {DocentError} `bad-scopes`: a {@link BadScopes} of every fault, with its line and what to write instead; or that a file that is named is not there
 */
export async function readRules(environment: Environment): Promise<ReadRules> {
  const file = scopesPath(environment);
  if (file === null || !hasScopes(environment)) return { ...NO_RULES, rules: [], line: null };
  let yaml: string;
  try {
    yaml = await readFile(file, 'utf8');
  } catch (cause) {
    throw new DocentError(
      'bad-scopes',
      `"${file}", which says what is seen where, cannot be read: ${(cause as Error).message}. Write it as docs/knowledge-by-channel.md shows, or set DOCENT_SCOPES to another path, or to ${NO_SCOPES} where all may be seen everywhere.`,
      { cause },
    );
  }
  const rules = parseRules(yaml, file);
  const withoutToken = rules.rules.filter(
    ({ token }) => token !== undefined && !environment[`${TOKEN_VARIABLE}${token}`],
  );
  if (withoutToken.length > 0)
    throw new BadScopes(
      file,
      withoutToken.map(({ token, line }) => ({
        line,
        message: `There is no token "${token}". Set ${TOKEN_VARIABLE}${token} to one (openssl rand -hex 32), or take the rule out.`,
      })),
    );
  return rules;
}

interface Fault {
  readonly line: number;
  readonly message: string;
}

/** What is wrong in the file, each with its line. */
export class BadScopes extends DocentError {
  readonly faults: readonly Fault[];

  constructor(file: string, faults: readonly Fault[]) {
    const lines = faults.map(({ line, message }) => `  ${file}:${line}: ${message}`);
    super(
      'bad-scopes',
      `What is seen where is not as it should be (docs/knowledge-by-channel.md shows it):\n${lines.join('\n')}`,
    );
    this.faults = faults;
  }
}

/** Rules, each with the line on which it is written. */
export interface ReadRules extends Rules {
  readonly rules: readonly (Rule & { readonly line: number })[];
  /** Where it is written what is seen where no rule says it; `null`: nowhere. */
  readonly line: number | null;
}

/** @throws {BadScopes} */
export function parseRules(yaml: string, file: string): ReadRules {
  const { value, problems, lineOf } = parseYaml(yaml, fileSchema, file, 1, 'scopes', LABELS);
  const faults = problems.map(({ line, message }) => ({ line, message }));
  const written = problems.length === 0 ? (value?.rules ?? []) : [];
  const rules = written.map((rule, i) => ({ ...ruleOf(rule), line: lineOf(['rules', i]) }));
  for (const [i, rule] of rules.entries()) {
    const fault = faultIn(rule) ?? sameAs(rule, rules.slice(0, i));
    if (fault !== null) faults.push({ line: rule.line, message: fault });
  }
  const all: ReadRules = {
    rules,
    otherwise: scopeOf(value?.default ?? NO_LABELS),
    line: value?.default === undefined ? null : lineOf(['default']),
  };
  const count = new Set(scopesOf(all).map(scopeKey)).size;
  if (count > MAX_SCOPES)
    faults.push({
      line: 1,
      message: `There are ${count} different sets of labels that are seen; at most ${MAX_SCOPES} can be, as each has an index of its own. Let places that are alike see the same.`,
    });
  if (faults.length === 0) return all;
  throw new BadScopes(file, faults);
}

const scopeOf = ({ see, unlabelled: own }: Pick<Written, 'see' | 'unlabelled'>): Scope =>
  see === EVERYTHING ? EVERYTHING : { labels: see, unlabelled: own };

function ruleOf({ see, unlabelled: own, ...place }: Written): Rule {
  return { ...place, see: scopeOf({ see, unlabelled: own }) };
}

/** What a rule names that its platform does not have. */
function faultIn(rule: Rule): string | null {
  const platform = PLATFORMS.find(({ name }) => name === rule.platform);
  const known: readonly string[] = platform
    ? [...platform.places, 'direct']
    : (ELSEWHERE[rule.platform] ?? []);
  const named = NAMED.filter((name) => name !== 'platform' && rule[name] !== undefined);
  const foreign = named.find((name) => !known.includes(name));
  if (foreign === undefined) {
    const isTorn = rule.direct && (rule.channel !== undefined || rule.thread !== undefined);
    return isTorn
      ? '"direct" is for direct messages, which are in no channel. Take one of the two out.'
      : null;
  }
  const names = known.length === 0 ? 'nothing but its platform' : known.join(', ');
  return `"${foreign}" means nothing on ${rule.platform}: a rule names there ${names}.`;
}

function sameAs(rule: Rule, others: readonly (Rule & { readonly line: number })[]): string | null {
  const same = others.find((other) => NAMED.every((name) => other[name] === rule[name]));
  return same ? `This names the same place as the rule in line ${same.line}. Take one of the two out.` : null;
}
