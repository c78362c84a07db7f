import type { GitHttpRequest, GitHttpResponse, HttpClient } from 'isomorphic-git';
import { fetch } from 'undici';
import { DocentError } from '../../src/errors.js';
import { addressRule } from './addresses.js';
import { guardedAgent, isSameHost, refuseNumbers, type WebClientOptions } from './web-client.js';

/** Most that one fetch of a repository may bring, in bytes: it is held in memory. Ours; documentation with its pictures has less. */
const MAX_PACK_BYTES = 512 * 1024 * 1024;
/** How long one request of a fetch may take, in milliseconds. Ours. */
const REQUEST_MS = 600_000;
/** Most redirects that are followed. Ours: a repository that was renamed or moved has one or two. */
const MAX_REDIRECTS = 5;

export interface GitHttp extends HttpClient {
  close(): Promise<void>;
}

/**
 * What isomorphic-git asks a server with: it connects to no address that is refused, sends a token to no other host, and
 * takes no more than fits into memory.
 * @param ask tests give their own
 */
export function createGitHttp(
  { home, privateAddresses, lookup }: Pick<WebClientOptions, 'home' | 'privateAddresses' | 'lookup'>,
  ask: typeof fetch = fetch,
): GitHttp {
  const allows = addressRule(privateAddresses);
  const agent = guardedAgent(allows, lookup);

  async function request(asked: GitHttpRequest, hops = 0): Promise<GitHttpResponse> {
    const { url, method = 'GET', headers = {}, body } = asked;
    refuseNumbers(url, allows);
    const init = { dispatcher: agent, method, headers, signal: AbortSignal.timeout(REQUEST_MS) };
    const sent = body ? { body: Buffer.concat(await all(body)) } : {};
    // Git's own client, too, follows the first request alone.
    const response = await ask(url, { ...init, ...sent, redirect: body ? 'error' : 'manual' });
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      const to = new URL(location, url).href;
      // The token would go on in clear text.
      const isDowngrade = url.startsWith('https:') && !to.startsWith('https:');
      if (!isDowngrade && isSameHost(to, home) && hops < MAX_REDIRECTS)
        return request({ url: to, method, headers }, hops + 1);
      throw new DocentError(
        'other-host',
        `${home} leads to ${to}. Write that address under "url" of the source.`,
      );
    }
    return {
      ...{ url: response.url || url, method },
      statusCode: response.status,
      statusMessage: response.statusText,
      headers: Object.fromEntries(response.headers),
      body: bounded(response.body ?? [], home),
    };
  }

  return {
    async request(asked) {
      try {
        return await request(asked);
      } catch (error) {
        for (let at = error; at instanceof Error; at = at.cause) if (at instanceof DocentError) throw at;
        throw error instanceof Error && error.cause instanceof Error ? error.cause : error;
      }
    },
    close: () => agent.destroy(),
  };
}

async function all(parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Uint8Array[]> {
  const out: Uint8Array[] = [];
  for await (const part of parts) out.push(part);
  return out;
}

/** @throws {DocentError} `too-large` */
async function* bounded(parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, home: string) {
  let bytes = 0;
  for await (const part of parts) {
    bytes += part.byteLength;
    if (bytes > MAX_PACK_BYTES)
      throw new DocentError(
        'too-large',
        `${home} has more than ${MAX_PACK_BYTES / 1024 / 1024} MB. Clone it yourself, and make the clone a source of the kind "folder".`,
      );
    yield part;
  }
}
