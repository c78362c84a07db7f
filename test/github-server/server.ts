import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A pair of keys as GitHub makes them for apps. */
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
export const PRIVATE_KEY = privateKey;
export const APP = '12';
export const INSTALLATION = '34';
export const REPOSITORY = 'teas/handbook';
const TOKEN = 'ghs_a-token-of-this-test';

interface Pull {
  readonly title: string;
  readonly head: string;
  readonly base: string;
  readonly html_url: string;
}

/**
 * As much of GitHub's API as a pull request takes, on 127.0.0.1: one repository, one app, its installation.
 * Source: https://docs.github.com/rest
 */
export class GithubServer {
  readonly branches = new Map([['main', 'a'.repeat(40)]]);
  /** Files by branch and path. */
  readonly files = new Map<string, string>();
  readonly pulls: Pull[] = [];
  /** What is answered in place of what fits, once; `done`: after it was carried out. */
  readonly troubles: { readonly on: RegExp; readonly status: number; readonly done?: boolean }[] = [];
  readonly #http = createServer((request, response) => void this.#handle(request, response));

  static async start(): Promise<GithubServer> {
    const server = new GithubServer();
    await new Promise<void>((resolve) => server.#http.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.#http.closeAllConnections();
      server.#http.close();
    });
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const url = new URL(request.url ?? '/', 'http://localhost');
    const at = `${request.method} ${decodeURIComponent(url.pathname)}`;
    const trouble = this.troubles.findIndex(({ on }) => on.test(at));
    const [bad] = trouble < 0 ? [] : this.troubles.splice(trouble, 1);
    const body = text === '' ? {} : JSON.parse(text);
    const [status, content] =
      bad && !bad.done ? [bad.status, {}] : this.#reply(at, url, body, request.headers.authorization ?? '');
    response.writeHead(bad?.status ?? status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(bad ? { message: 'Trouble' } : content));
  }

  #reply(at: string, url: URL, body: Record<string, string>, authorization: string): [number, unknown] {
    const [, what = ''] = authorization.split(' ');
    if (at === `POST /app/installations/${INSTALLATION}/access_tokens`)
      return isSigned(what) ? [201, { token: TOKEN, expires_at: '2099-01-01T00:00:00Z' }] : [401, {}];
    if (what !== TOKEN)
      return isSigned(what) ? [404, { message: 'Not Found' }] : [401, { message: 'Bad credentials' }];
    const own = `/repos/${REPOSITORY}`;
    if (at === `GET ${own}`) return [200, { default_branch: 'main' }];
    if (at === `GET ${own}/git/ref/heads/main`) return [200, { object: { sha: this.branches.get('main') } }];
    if (at === `POST ${own}/git/refs`) {
      const branch = String(body.ref).replace('refs/heads/', '');
      if (this.branches.has(branch)) return [422, { message: 'Reference already exists' }];
      this.branches.set(branch, String(body.sha));
      return [201, {}];
    }
    if (at === `GET ${own}/pulls`) {
      const head = url.searchParams.get('head')?.split(':')[1];
      return [200, this.pulls.filter((pull) => pull.head === head)];
    }
    if (at === `POST ${own}/pulls`) {
      if (this.pulls.some(({ head }) => head === body.head))
        return [422, { message: 'A pull request already exists' }];
      const { title = '', head = '', base = '' } = body;
      this.pulls.push({
        title,
        head,
        base,
        html_url: `https://github.com/${REPOSITORY}/pull/${this.pulls.length + 1}`,
      });
      return [201, this.pulls.at(-1)];
    }
    const [, method, path] = new RegExp(`^(GET|PUT) ${own}/contents/(.+)$`).exec(at) ?? [];
    const file = `${body.branch ?? url.searchParams.get('ref')} ${path}`;
    if (method === 'GET')
      return this.files.has(file) ? [200, { sha: 'b'.repeat(40) }] : [404, { message: 'Not Found' }];
    if (method === 'PUT') {
      // A file that is there is written over only by who names what it is.
      if (this.files.has(file) && body.sha === undefined) return [422, { message: '"sha" was not supplied' }];
      this.files.set(file, Buffer.from(String(body.content), 'base64').toString('utf8'));
      return [201, {}];
    }
    return [404, { message: 'Not Found' }];
  }
}

/** Whether a JSON Web Token is signed by the app. Source: RFC 7515; GitHub, Generating a JSON Web Token */
function isSigned(token: string): boolean {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = (() => {
    try {
      return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { iss?: unknown };
    } catch {
      return {};
    }
  })();
  const signed = Buffer.from(`${header}.${payload}`);
  const key = createPublicKey(publicKey);
  return String(claims.iss) === APP && verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'));
}
