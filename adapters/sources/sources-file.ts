import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Cron } from 'croner';
import { z } from 'zod';
import { DocentError } from '../../src/errors.js';
import { labelsSchema } from '../../src/knowledge/labels.js';
import { parseYaml } from '../../src/knowledge/parse-yaml.js';
import type { Environment } from '../process/settings.js';
import { isAddressOrRange } from './addresses.js';
import { NO_SOURCES, sourcesPath } from './sources-path.js';

/** Every half hour. Ours: a documentation that changes more often has a webhook, and no server minds two visits an hour. */
export const DEFAULT_SCHEDULE = '*/30 * * * *';
/** Most pages of a site unless told, and at most. Ours: at five a second the first take seven minutes, the others an hour. */
export const DEFAULT_PAGES = 2_000;
const MAX_PAGES = 20_000;
/** Requests in a second unless told. Ours: as search engines do to a site that says nothing. */
const DEFAULT_RATE = 5;

const text = (what: string) =>
  z
    .string({ error: `must be a text: ${what}` })
    .trim()
    .min(1, `is empty; write ${what}`);

const webUrl = (what: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be ${what}, an address that begins with https://` })
    .refine(
      (url) => !URL.canParse(url) || /^[^:]+:\/\/[^@/?#]*(?:[/?#]|$)/.test(url),
      'must be without a name or password; a token goes under "token", from the environment or a file',
    );

/** Where a secret comes from; the file itself never holds one. */
const secret = (what: string) =>
  z
    .strictObject(
      {
        env: text('the name of an environment variable').optional(),
        file: text('the path of a file').optional(),
      },
      { error: `must be { env: NAME } or { file: PATH }, which holds ${what}` },
    )
    .refine(
      ({ env, file }) => (env === undefined) !== (file === undefined),
      `must be { env: NAME } or { file: PATH }, one of the two`,
    );

const common = {
  schedule: text('when to sync, as cron has it')
    .refine(isSchedule, 'must be as cron has it: "*/30 * * * *" is every half hour, "0 6 * * *" at six')
    .default(DEFAULT_SCHEDULE),
  publisher: text('who published the facts, for the citations').optional(),
  /** For whom all of its articles are: docs/knowledge-by-channel.md. */
  labels: labelsSchema.optional(),
};

/** Template of the address at which people read a file. */
const link = text('the address at which people read a file, with {path} or {page} in it')
  .regex(/^https?:\/\/\S+$/, 'must be an address that begins with https://')
  .regex(
    /\{(?:path|page)\}/,
    'must have {path} (guide/install.md) or {page} (guide/install) in it, where the name of the file goes',
  )
  .optional();

const privateAddresses = z
  .array(
    z
      .string({ error: 'must be an address of numbers' })
      .refine(isAddressOrRange, 'must be an address or range of numbers: 10.1.2.3, 192.168.0.0/16, ::1'),
    { error: 'must be a list of addresses or ranges, such as [10.0.0.0/8]' },
  )
  .default([]);

const folder = z.strictObject({
  kind: z.literal('folder'),
  path: text('the folder, as seen from this file'),
  link,
  ...common,
});

const git = z
  .strictObject({
    kind: z.literal('git'),
    url: webUrl('the address of the repository, as for `git clone`'),
    branch: text('a branch or tag').optional(),
    path: text('a folder in the repository').optional(),
    token: secret('a token that may read the repository').optional(),
    /** Name that goes with the token; GitHub and GitLab take any. */
    user: text('the name that goes with the token').default('x-access-token'),
    webhook: secret('the secret that the webhook signs with').optional(),
    link,
    privateAddresses,
    ...common,
  })
  .refine(({ url, token }) => !token || isSafeForTokens(url), {
    path: ['url'],
    error: 'must begin with https://, as a token is sent to it',
  });

const site = z.strictObject({
  kind: z.literal('site'),
  url: webUrl('the address that all pages are below'),
  sitemap: z
    .union([webUrl('the sitemap'), z.array(webUrl('a sitemap')).min(1)], {
      error: 'must be an address, or a list of them, that begins with https://',
    })
    .transform((one) => (typeof one === 'string' ? [one] : one))
    .optional(),
  pages: z
    .array(text('the address of a page'), { error: 'must be a list of addresses' })
    .min(1, 'is empty; list pages, or leave it out for the sitemap')
    .optional(),
  maxPages: z
    .int({ error: 'must be a whole number' })
    .min(1, 'must be at least 1')
    .max(MAX_PAGES, `must be at most ${MAX_PAGES}`)
    .default(DEFAULT_PAGES),
  requestsPerSecond: z
    .number({ error: 'must be a number' })
    .min(0.1, 'must be at least 0.1')
    .max(100, 'must be at most 100')
    .default(DEFAULT_RATE),
  privateAddresses,
  ...common,
});

const KINDS = { folder, git, site };
type Kind = keyof typeof KINDS;

/** Names are folders, and parts of addresses. */
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;

export type FolderSource = z.infer<typeof folder> & Named;
export type GitSource = z.infer<typeof git> & Named;
export type SiteSource = z.infer<typeof site> & Named;
/** A source as `sources.yaml` has it; paths in it are absolute. */
export type Source = FolderSource | GitSource | SiteSource;
export type Secret = NonNullable<GitSource['token']>;

interface Named {
  readonly name: string;
}

/**
 * The sources to sync from.
 * @returns none where there is no such file, unless it is named
 * @throws {DocentError} `bad-sources`: every fault, with its line and what to write instead
 */
export async function readSources(environment: Environment): Promise<readonly Source[]> {
  const file = sourcesPath(environment);
  if (file === null) return [];
  let yaml: string;
  try {
    yaml = await readFile(file, 'utf8');
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    if (isMissing && !environment.DOCENT_SOURCES?.trim()) return [];
    const why = isMissing ? 'is not there' : `cannot be read: ${(cause as Error).message}`;
    throw new DocentError(
      'bad-sources',
      `The file of sources "${file}" ${why}. Write it as docs/sources.md shows, or set DOCENT_SOURCES to another path, or to ${NO_SOURCES} for none.`,
      { cause },
    );
  }
  return parseSources(yaml, file);
}

/** @throws {DocentError} `bad-sources` */
export function parseSources(yaml: string, file: string): readonly Source[] {
  const faults: { readonly line: number; readonly message: string }[] = [];
  const { value, problems, lineOf } = parseYaml(yaml, z.unknown(), file, 1, 'sources', ['*.labels']);
  for (const { line, message } of problems) faults.push({ line, message });
  const sources: Source[] = [];
  const entries = value ?? {};
  if (typeof entries !== 'object' || Array.isArray(entries))
    faults.push({
      line: 1,
      message: 'must have an entry for each source: a name, and indented below it its "kind"',
    });
  else
    for (const [name, entry] of Object.entries(entries)) {
      const own = sourceOf(name, entry);
      if ('source' in own) sources.push(withPaths(own.source, dirname(file)));
      else
        for (const { path, message } of own.faults) faults.push({ line: lineOf([name, ...path]), message });
    }
  if (faults.length > 0)
    throw new DocentError(
      'bad-sources',
      `The sources are not as they should be, so nothing is synced (docs/sources.md shows them):\n${faults
        .map(({ line, message }) => `  ${file}:${line}: ${message.replace(/\.?$/, '.')}`)
        .join('\n')}`,
    );
  return sources;
}

interface EntryFault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function sourceOf(
  name: string,
  entry: unknown,
): { readonly source: Source } | { readonly faults: readonly EntryFault[] } {
  const named = `"${name}"`;
  if (!NAME.test(name)) {
    const message = `${named} is no name for a source: write up to 40 small letters, digits and hyphens`;
    return { faults: [{ path: [], message }] };
  }
  const kind = (entry as { kind?: unknown } | null)?.kind;
  if (typeof kind !== 'string' || !Object.hasOwn(KINDS, kind)) {
    const given = kind === undefined ? 'has no "kind"' : `has an unknown "kind": ${JSON.stringify(kind)}`;
    const message = `${named} ${given}. Write ${Object.keys(KINDS).join(', ')}`;
    return { faults: [{ path: kind === undefined ? [] : ['kind'], message }] };
  }
  const schema = KINDS[kind as Kind];
  const parsed = schema.safeParse(entry);
  if (parsed.success) return { source: { ...parsed.data, name } as Source };
  return {
    faults: parsed.error.issues.flatMap((issue): EntryFault[] => {
      if (issue.code === 'unrecognized_keys') {
        const known = issue.path.length === 0 ? `. Known here: ${Object.keys(schema.shape).join(', ')}` : '';
        return issue.keys.map((key) => ({
          path: [...issue.path, key],
          message: `${named} has an unknown entry "${[...issue.path, key].join('.')}"${known}`,
        }));
      }
      const path = issue.path.map(String).join('.');
      const isMissing = issue.code === 'invalid_type' && !issue.path.reduce(within, entry);
      return [
        {
          path: issue.path,
          message: `"${path}" of ${named} ${isMissing ? 'is missing: it ' : ''}${issue.message}`,
        },
      ];
    }),
  };
}

const within = (at: unknown, step: PropertyKey): unknown =>
  (at as Record<PropertyKey, unknown> | undefined)?.[step];

function withPaths(source: Source, base: string): Source {
  const placed = (one: Secret | undefined) =>
    one?.file === undefined ? one : { ...one, file: resolve(base, one.file) };
  if (source.kind === 'folder') return { ...source, path: resolve(base, source.path) };
  if (source.kind === 'git')
    return { ...source, token: placed(source.token), webhook: placed(source.webhook) };
  return source;
}

function isSchedule(pattern: string): boolean {
  try {
    return new Cron(pattern, { paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
}

/** Whether nobody on the way reads what is sent to it. */
function isSafeForTokens(url: string): boolean {
  if (!URL.canParse(url)) return true;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

/**
 * A secret, from where the file says that it is.
 * @throws {DocentError} `no-secret`
 */
export async function readSecret({ env, file }: Secret, environment: Environment): Promise<string> {
  const value =
    env === undefined ? await readFile(file ?? '', 'utf8').catch(() => '') : (environment[env] ?? '');
  if (value.trim() !== '') return value.trim();
  throw new DocentError(
    'no-secret',
    env === undefined
      ? `The secret in "${file}" cannot be read, or is empty. Write it there, readable for who runs Docent.`
      : `The environment variable ${env} is not set. Set it, in the environment or in .env, to the secret.`,
  );
}
