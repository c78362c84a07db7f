import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { DocentError } from '../../../src/errors.js';
import type { OpenPull } from './publishing.js';
import type { PullSettings } from './pull-settings.js';

/** Longest wait for an answer of GitHub's, in milliseconds. Ours: who presses waits for some of them. */
const REQUEST_TIMEOUT_MS = 10_000;
/** What branches are called, before the name of the file. */
const BRANCHES = 'docent/';
const APPS = 'https://github.com/settings/apps';

type Octokit = import('@octokit/core').Octokit;

/**
 * Publishes drafts as pull requests, each under a branch that bears the name of its file: whatever is pressed twice or
 * broke off in between, there is one.
 */
export function createPulls(settings: PullSettings): OpenPull {
  const { repository, folder } = settings;
  const [owner = '', repo = ''] = repository.split('/');
  const own = { owner, repo };
  let client: Promise<Octokit> | null = null;
  /** Loaded, with its library, when the first draft is published. */
  const octokitNow = () => {
    client ??= createClient(settings);
    client.catch(() => {
      client = null;
    });
    return client;
  };

  async function known(octokit: Octokit, branch: string): Promise<string | null> {
    const head = `${owner}:${branch}`;
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls', { ...own, head, state: 'all' });
    return data[0]?.html_url ?? null;
  }

  return async ({ path, text, title, by }) => {
    const branch = `${BRANCHES}${basename(path, '.md')}`;
    const file = folder === '' ? path : `${folder}/${path}`;
    try {
      const octokit = await octokitNow();
      const before = await known(octokit, branch);
      if (before !== null) return before;
      const base = (await octokit.request('GET /repos/{owner}/{repo}', own)).data.default_branch;
      const { data: tip } = await octokit.request('GET /repos/{owner}/{repo}/git/ref/{ref}', {
        ...{ ...own, ref: `heads/${base}` },
      });
      // A branch that is there already is one that this was broken off at.
      await octokit
        .request('POST /repos/{owner}/{repo}/git/refs', {
          ...own,
          ref: `refs/heads/${branch}`,
          sha: tip.object.sha,
        })
        .catch(unless(422));
      const there = await octokit
        .request('GET /repos/{owner}/{repo}/contents/{path}', { ...own, path: file, ref: branch })
        .catch(unless(404));
      const sha = there && 'sha' in there.data ? { sha: there.data.sha } : {};
      const content = Buffer.from(text).toString('base64');
      const message = `${title}, in the words of ${by}`;
      await octokit.request('PUT /repos/{owner}/{repo}/contents/{path}', {
        ...{ ...own, path: file, branch, message, content, ...sha },
      });
      const body = 'What a person wrote in a chat, and agreed to have as an article.';
      const made = await octokit
        .request('POST /repos/{owner}/{repo}/pulls', { ...own, title, head: branch, base, body })
        .catch(unless(422));
      const address = made?.data.html_url ?? (await known(octokit, branch));
      if (!address) throw new Error(`there is no pull request for the branch ${branch}`);
      return address;
    } catch (error) {
      throw explained(error, settings);
    }
  };
}

/** Looks whether the repository can be reached. @throws {DocentError} `drafts-key`, `drafts-refused`, `drafts-unreachable` */
export async function reachRepository(settings: PullSettings): Promise<void> {
  const [owner = '', repo = ''] = settings.repository.split('/');
  try {
    await (await createClient(settings)).request('GET /repos/{owner}/{repo}', { owner, repo });
  } catch (error) {
    throw explained(error, settings);
  }
}

/** What an error says that is no fault. */
const unless =
  (status: number) =>
  (error: unknown): null => {
    if (statusOf(error) !== status) throw error;
    return null;
  };

/** What GitHub answered; an error without an answer bears a status all the same. */
const statusOf = (error: unknown): number | null => {
  const { status, response } = error as { status?: unknown; response?: unknown };
  return typeof status === 'number' && response !== undefined ? status : null;
};

/** A client that acts as the installation of the app. */
async function createClient({ app, installation, keyFile, api }: PullSettings): Promise<Octokit> {
  const privateKey = await readFile(keyFile, 'utf8').catch((cause) => {
    throw new DocentError(
      'drafts-key',
      `The private key of the GitHub App cannot be read: ${cause.message}. Let DOCENT_DRAFTS_KEY_FILE name it; ${APPS}, "Edit", "Private keys", makes one.`,
      { cause },
    );
  });
  const [{ App }, { Octokit }] = await Promise.all([import('@octokit/app'), import('@octokit/core')]);
  const request = {
    fetch: (url: string, init: RequestInit) =>
      fetch(url, { ...init, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) }),
  };
  const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const client = Octokit.defaults({ baseUrl: api, request, log: silent });
  const octokit = await new App({
    appId: app,
    privateKey,
    Octokit: client,
    log: silent,
  }).getInstallationOctokit(Number(installation));
  return octokit;
}

const ignore = (): void => undefined;

/** An error of GitHub's, or on the way to it, as one that says what to do. */
function explained(error: unknown, { repository, app, installation, api }: PullSettings): DocentError {
  if (error instanceof DocentError) return error;
  const { message } = error as Error;
  const refused = (what: string) => new DocentError('drafts-refused', what, { cause: error });
  const isForToken = /access_tokens/.test(String((error as { request?: { url?: string } }).request?.url));
  switch (statusOf(error)) {
    case 401:
      return refused(
        `GitHub does not take the key: DOCENT_DRAFTS_APP (${app}) must be the App ID, and DOCENT_DRAFTS_KEY_FILE a private key of that app. ${APPS}, "Edit", shows both.`,
      );
    case 403:
    case 404:
      return refused(
        isForToken
          ? `The app ${app} has no installation ${installation}. https://github.com/settings/installations, "Configure": its number is at the end of the address, for DOCENT_DRAFTS_INSTALLATION.`
          : `The app may not write to ${repository}: ${message}. ${APPS}, "Edit", "Permissions & events": Contents and Pull requests, "Read and write"; and https://github.com/settings/installations, "Configure", "Repository access": the repository.`,
      );
    case null:
      return new DocentError(
        'drafts-unreachable',
        /PEM|key|decoder|asn1/i.test(message)
          ? `DOCENT_DRAFTS_KEY_FILE is no private key (PEM) of a GitHub App: ${message}. ${APPS}, "Edit", "Private keys", "Generate a private key".`
          : `GitHub cannot be reached at ${api}: ${message}. Press Publish again in a while; look at https://www.githubstatus.com.`,
        { cause: error },
      );
    default:
      return refused(`GitHub answered ${statusOf(error)}: ${message}. Press Publish again in a while.`);
  }
}
