import fs, { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
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

/**
 * Fetches the last state of a repository into a folder, without its history.
 * @param progress is told of files, so many of so many
 * @returns the folder of its documentation
 * @throws {DocentError} `no-repository` when it cannot be fetched, or has no such folder
 */
export async function clone(
  { url, ref, path }: RepositoryPlace,
  folder: string,
  progress: (done: number, all: number) => void = () => undefined,
): Promise<string> {
  const [{ default: git }, { default: http }] = await Promise.all([
    import('isomorphic-git'),
    import('isomorphic-git/http/node'),
  ]);
  try {
    await git.clone({
      ...{ fs, http, dir: folder, url, depth: 1, singleBranch: true, noTags: true },
      ...(ref === null ? {} : { ref }),
      onProgress: ({ loaded, total }) => progress(loaded, total ?? 0),
    });
  } catch (cause) {
    throw new DocentError('no-repository', whyNot(url, ref, cause as GitError), { cause });
  }
  if (path === null) return documentationIn(folder);
  const named = resolve(folder, path);
  if (!isWithin(folder, named) || !(await stat(named).catch(() => null))?.isDirectory())
    throw new DocentError(
      'no-repository',
      `There is no folder "${path}" in ${url}. Name another, or leave it out.`,
    );
  return named;
}

/** What isomorphic-git throws: https://isomorphic-git.org/docs/en/errors */
interface GitError extends Error {
  readonly code?: string;
  readonly data?: { readonly statusCode?: number; readonly what?: string };
}

const ADVICE = 'Or clone it yourself, and name the folder.';

function whyNot(url: string, ref: string | null, { code, data, message }: GitError): string {
  const status = data?.statusCode;
  if (code === 'HttpError' && (status === 401 || status === 403 || status === 404))
    return `There is no public repository at ${url}. Name its address as for \`git clone\`. ${ADVICE}`;
  if (code === 'HttpError' || code === 'SmartHttpError')
    return `${url} does not answer as a repository does${status ? ` (HTTP ${status})` : ''}. Name its address as for \`git clone\`. ${ADVICE}`;
  if (code === 'NotFoundError' && ref !== null)
    return `${url} has no branch or tag "${ref}". Name another with --branch. ${ADVICE}`;
  return `${url} cannot be fetched: ${message} ${ADVICE}`;
}

/** The usual folder that has something to import; else all of it. */
async function documentationIn(folder: string): Promise<string> {
  for (const name of USUAL_FOLDERS) {
    const own = join(folder, name);
    if (existsSync(own) && (await listSources([own], folder)).files.length > 0) return own;
  }
  return folder;
}
