import fs, { existsSync } from 'node:fs';
import { copyFile, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { AuthCallback, HttpClient, ServerRef } from 'isomorphic-git';
import { DocentError } from '../../src/errors.js';
import { listSources } from '../../src/io/import-files.js';
import { isWithin } from '../../src/io/within.js';

/** Where in a repository documentation is. */
export interface RepositoryPlace {
  readonly url: string;
  /** Branch or tag; `null` for the main branch. */
  readonly ref: string | null;
  /** Folder; `null` for where documentation usually is. */
  readonly path: string | null;
}

/** Folders in which repositories keep their documentation, likeliest first. */
const USUAL_FOLDERS = ['docs', 'doc', 'documentation', 'website/docs', 'site/docs', 'content', 'wiki'];

/** What stands between a repository and a branch in the addresses of GitHub, GitLab, and Forgejo (Codeberg). */
const TREE = /^(.+?)\/(?:tree|-\/tree|src\/branch)\/([^/]+)(?:\/(.+?))?\/?$/;

export function isAddress(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

/** Whether an address can only be that of a repository. */
export function isRepository(address: string): boolean {
  const { hostname, pathname } = new URL(address);
  return (
    /^(?:github\.com|bitbucket\.org|codeberg\.org)$|(?:^|\.)gitlab\./.test(hostname) ||
    /\.git\/?$/.test(pathname) ||
    TREE.test(pathname)
  );
}

/** Reads the address of a repository, or of a folder in it as one's browser shows it. */
export function repositoryOf(address: string): RepositoryPlace {
  const { origin, pathname } = new URL(address);
  const [, repository = pathname, ref = null, path = null] = TREE.exec(pathname) ?? [];
  return {
    url: origin + repository.replace(/\/$/, ''),
    ref: ref === null ? null : decodeURIComponent(ref),
    path: path === null ? null : decodeURIComponent(path),
  };
}

/** How a repository is reached; without, as everybody would, at any address. */
export interface Reach {
  readonly http?: HttpClient;
  readonly onAuth?: AuthCallback;
  /** What else can be done where it cannot be fetched: a sentence. */
  readonly advice?: string;
}

export interface CloneOptions extends Reach {
  /** Most bytes of its files; tests give their own. */
  readonly maxBytes?: number;
  /** Is told of files, so many of so many. */
  readonly progress?: (done: number, all: number) => void;
}

/** A repository as it was fetched. */
export interface Cloned {
  /** The folder of its documentation. */
  readonly folder: string;
  /** SHA-1 of what was fetched. */
  readonly commit: string;
}

/**
 * Fetches the last state of a repository into a folder, without its history.
 * @throws {DocentError} `no-repository` when it cannot be fetched, or has no such folder; `too-large`
 */
export async function clone(
  { url, ref, path }: RepositoryPlace,
  folder: string,
  { progress = () => undefined, maxBytes = MAX_FILES_BYTES, ...reach }: CloneOptions = {},
): Promise<Cloned> {
  const { git, http } = await gitWith(reach);
  let commit: string;
  try {
    await git.clone({
      ...{ fs, http, dir: folder, url, depth: 1, singleBranch: true, noTags: true, noCheckout: true },
      ...(ref === null ? {} : { ref }),
      ...(reach.onAuth ? { onAuth: reach.onAuth } : {}),
      onProgress: ({ loaded, total }) => progress(loaded, total ?? 0),
    });
    commit = await git.resolveRef({ fs, dir: folder, ref: 'HEAD' });
    await writeFiles(git, folder, commit, maxBytes);
  } catch (cause) {
    throw whyNot(url, ref, cause as GitError, reach);
  }
  if (path === null) return { folder: await documentationIn(folder), commit };
  const named = resolve(folder, path);
  if (!isWithin(folder, named) || !(await stat(named).catch(() => null))?.isDirectory())
    throw new DocentError(
      'no-repository',
      `There is no folder "${path}" in ${url}. Name another, or leave it out.`,
    );
  return { folder: named, commit };
}

/** What a branch or tag of a repository is at now. */
export interface Head {
  /** Full name: `refs/heads/main`. */
  readonly ref: string;
  /** SHA-1; of a tag, that of what it names. */
  readonly commit: string;
}

/**
 * Asks what a branch or tag is at, without fetching anything of it.
 * @param ref `null` for the main branch
 * @throws {DocentError} `no-repository`
 */
export async function headOf(url: string, ref: string | null, reach: Reach = {}): Promise<Head> {
  const { git, http } = await gitWith(reach);
  let refs: ServerRef[];
  try {
    const asked = { symrefs: true, peelTags: true };
    const onAuth = reach.onAuth ? { onAuth: reach.onAuth } : {};
    refs = await git.listServerRefs({ http, url, ...asked, ...onAuth });
  } catch (cause) {
    throw whyNot(url, ref, cause as GitError, reach);
  }
  const names = ref === null ? ['HEAD'] : [ref, `refs/heads/${ref}`, `refs/tags/${ref}`];
  const found = refs.find((one) => names.includes(one.ref));
  if (!found)
    throw whyNot(url, ref, Object.assign(new Error('it is empty.'), { code: 'NotFoundError' }), reach);
  return { ref: found.target ?? found.ref, commit: found.peeled ?? found.oid };
}

async function gitWith(reach: Reach) {
  const [{ default: git }, { default: http }] = await Promise.all([
    import('isomorphic-git'),
    import('isomorphic-git/http/node'),
  ]);
  return { git, http: reach.http ?? http };
}

type Git = Awaited<ReturnType<typeof gitWith>>['git'];

/** Most that the files of a repository may have, in bytes, unpacked. Ours: four times what may be fetched of it, packed. */
const MAX_FILES_BYTES = 2 * 1024 * 1024 * 1024;

/** The mode of a link in a tree. Source: https://git-scm.com/docs/git-fast-import, "filemodify". */
const LINK_MODE = 0o120000;

/**
 * Writes the files of a commit. Nothing is written, or read, outside of the folder, whatever a tree calls its entries and
 * wherever its links lead: a link becomes a copy of the file of the repository that it leads to, or nothing.
 * @throws {DocentError} `too-large`
 */
async function writeFiles(git: Git, folder: string, commit: string, maxBytes: number): Promise<void> {
  let bytes = 0;
  const add = (more: number) => {
    bytes += more;
    if (bytes > maxBytes)
      throw new DocentError(
        'too-large',
        `The files of the repository have more than ${maxBytes / 1024 / 1024} MB, unpacked. ${ADVICE}`,
      );
  };
  const links: { readonly path: string; readonly to: string }[] = [];
  await git.walk({
    ...{ fs, dir: folder, cache: {}, trees: [git.TREE({ ref: commit })] },
    // One file after the other is in memory.
    async iterate(walk, children) {
      const found: unknown[] = [];
      for (const child of children) found.push(await walk(child));
      return found;
    },
    map: async (name, [entry]) => {
      const path = resolve(folder, name);
      // Walked no further: its own folder, and what an honest tree does not have.
      if (!entry || !isWithin(folder, path) || name.split('/').includes('.git')) return null;
      if ((await entry.type()) !== 'blob') return undefined;
      const content = await entry.content();
      if (!content) return undefined;
      add(content.length);
      if ((await entry.mode()) === LINK_MODE)
        links.push({ path, to: resolve(dirname(path), Buffer.from(content).toString('utf8')) });
      else {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, content);
      }
      return undefined;
    },
  });
  for (const { path, to } of links) {
    if (!isWithin(folder, to) || isWithin(join(folder, '.git'), to)) continue;
    const info = await stat(to).catch(() => null);
    if (!info?.isFile()) continue;
    add(info.size);
    await mkdir(dirname(path), { recursive: true });
    await copyFile(to, path);
  }
}

/** What isomorphic-git throws: https://isomorphic-git.org/docs/en/errors */
interface GitError extends Error {
  readonly code?: string;
  readonly data?: { readonly statusCode?: number; readonly what?: string };
}

const ADVICE = 'Or clone it yourself, and name the folder.';

function whyNot(
  url: string,
  ref: string | null,
  cause: GitError,
  { advice = ADVICE, onAuth }: Reach,
): DocentError {
  if (cause instanceof DocentError) return cause;
  const reason = reasonText(url, ref, cause, onAuth !== undefined);
  return new DocentError('no-repository', `${reason} ${advice}`, { cause });
}

function reasonText(
  url: string,
  ref: string | null,
  { code, data, message }: GitError,
  hasToken: boolean,
): string {
  const status = data?.statusCode;
  if (code === 'HttpError' && (status === 401 || status === 403 || status === 404))
    return hasToken
      ? `The token does not open ${url} (HTTP ${status}). Make one that may read this repository.`
      : `There is no public repository at ${url}. Name its address as for \`git clone\`.`;
  if (code === 'HttpError' || code === 'SmartHttpError')
    return `${url} does not answer as a repository does${status ? ` (HTTP ${status})` : ''}. Name its address as for \`git clone\`.`;
  if (code === 'NotFoundError' && ref !== null) return `${url} has no branch or tag "${ref}". Name another.`;
  return `${url} cannot be fetched: ${message.replace(/\.$/, '')}.`;
}

/** The usual folder that has something to import; else all of it. */
async function documentationIn(folder: string): Promise<string> {
  for (const name of USUAL_FOLDERS) {
    const own = join(folder, name);
    if (existsSync(own) && (await listSources([own], folder)).files.length > 0) return own;
  }
  return folder;
}
