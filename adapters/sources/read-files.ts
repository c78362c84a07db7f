import { mkdir, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { DocentError } from '../../src/errors.js';
import type { Metadata } from '../../src/import/draft.js';
import { listSources } from '../../src/io/import-files.js';
import { isWithin } from '../../src/io/within.js';
import { clone, headOf, type Reach } from './clone.js';
import { createGitHttp } from './git-http.js';
import { type Item, NO_VALIDATORS, type ReadContext, type Reading } from './reading.js';
import { type FolderSource, type GitSource, readSecret } from './sources-file.js';

/**
 * What a folder holds that can be imported.
 * @throws {DocentError} `listing` when a part of it cannot be looked into: what is there would seem to be gone
 */
export async function readFolder(source: FolderSource, { knowledge }: ReadContext): Promise<Reading> {
  const { path, link, name } = source;
  if (isWithin(resolve(knowledge), path))
    throw new DocentError(
      'listing',
      `The folder "${path}" is in that of the knowledge, and read anyway. Take the source "${name}" out.`,
    );
  if (!(await stat(path).catch(() => null))?.isDirectory())
    throw new DocentError('listing', `There is no folder "${path}". Mount it, or name another under "path".`);
  return listed(path, resolve(knowledge), null, (file) => ({
    ...publisherOf(source),
    ...(link ? { url: linkTo(link, file) } : {}),
  }));
}

/**
 * What a branch of a repository holds.
 * @returns `null` when it is at the commit that all is of that is known
 * @throws {DocentError} `no-repository`, `no-secret`, `private-address`, `too-large`, `listing`
 */
export async function readRepository(source: GitSource, context: ReadContext): Promise<Reading | null> {
  const { url, branch = null, path = null, link } = source;
  const { fetched, progress, lookup } = context;
  const token = source.token && (await readSecret(source.token, context.environment));
  const http = createGitHttp({ ...source, home: url, ...(lookup ? { lookup } : {}) });
  const reach: Reach = {
    http,
    advice: token ? 'What was read before stays.' : 'A private one needs a "token".',
    ...(token ? { onAuth: () => ({ username: source.user, password: token }) } : {}),
  };
  try {
    const head = await headOf(url, branch, reach);
    if (head.commit === context.version) return null;
    await mkdir(fetched, { recursive: true });
    const { folder, commit } = await clone({ url, ref: branch, path }, fetched, { ...reach, progress });
    const template = link ?? viewerOf(url, head.ref.replace(/^refs\/(?:heads|tags)\//, ''));
    const inside = relative(fetched, folder).split(sep).join('/');
    return await listed(folder, resolve(context.knowledge), commit, (file) => ({
      ...publisherOf(source),
      // A page of one's own site is named by its place in the documentation, one of the host's by that in the repository.
      ...(template ? { url: linkTo(template, link || inside === '' ? file : `${inside}/${file}`) } : {}),
    }));
  } finally {
    await http.close();
  }
}

const publisherOf = ({ publisher }: FolderSource | GitSource): Partial<Metadata> =>
  publisher ? { publisher } : {};

async function listed(
  folder: string,
  out: string,
  version: string | null,
  givenOf: (name: string) => Partial<Metadata>,
): Promise<Reading> {
  const { files, leftOut, unusable } = await listSources([folder], out).catch((cause: Error) => {
    throw new DocentError(
      'listing',
      `The folder "${folder}" cannot be looked through: ${cause.message}. Mend its permissions; until then what was read before stays.`,
      { cause },
    );
  });
  const [missing] = unusable;
  if (missing) throw new DocentError('listing', `"${missing.name}" ${missing.message}`);
  const items = files.map(
    ({ name, target, path, root }): Item => ({
      ...{ key: name, name, validators: NO_VALIDATORS },
      target: soundTarget(target),
      given: givenOf(name),
      file: { path, root },
    }),
  );
  const reasons = new Map<string, number>();
  for (const { reason } of leftOut) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const places = new Map(items.map(({ name, target }) => [name, target]));
  return { items, failed: [], leftOut: reasons, version, places };
}

/** A folder that is named like an article would be an error in the knowledge. */
export function soundTarget(target: string): string {
  return target.replace(/\.md(?=\/)/gi, '-md');
}

/** The address at which people read a file. */
export function linkTo(template: string, file: string): string {
  const page = file.replace(/\.\w+$/, '').replace(/(?:^|\/)(?:index|_index|readme)$/i, '');
  return encodeURI(template).replace(/%7B(path|page)%7D/g, (_, what) =>
    (what === 'path' ? file : page).split('/').map(encodeURIComponent).join('/'),
  );
}

/** How the usual hosts show a file of a branch; `null` for others. */
export function viewerOf(url: string, branch: string): string | null {
  const { hostname, origin, pathname } = new URL(url);
  const repository = origin + pathname.replace(/\/?(?:\.git)?\/?$/, '');
  const ref = branch.split('/').map(encodeURIComponent).join('/');
  if (hostname === 'github.com') return `${repository}/blob/${ref}/{path}`;
  if (/(?:^|\.)gitlab\./.test(hostname)) return `${repository}/-/blob/${ref}/{path}`;
  if (hostname === 'codeberg.org') return `${repository}/src/branch/${ref}/{path}`;
  return null;
}
