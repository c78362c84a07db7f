import { execFileSync, spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './builders.js';

/** Files of a repository by their paths, for each branch; the first branch is the main one. */
export type Branches = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface GitServer {
  readonly url: string;
  /** Puts files in place on a branch, and takes those away that are `null`. */
  commit(repository: string, branch: string, files: Readonly<Record<string, string | null>>): Promise<void>;
  /** Unpacks an archive of tar, links and all, and commits what is new. */
  unpack(repository: string, branch: string, archive: Buffer): Promise<void>;
  /** While it is set, what comes without it is refused. */
  token: string | null;
  /** While it is set, a fetch is answered with this status. */
  failsWith: number | null;
  /** Requests that came. */
  asked: number;
}

/** Makes repositories of files and serves them on loopback as git's own server does. @returns its address */
export async function serveRepositories(repositories: Readonly<Record<string, Branches>>): Promise<string> {
  return (await startGitServer(repositories)).url;
}

/** The same, of which more can be had than its address. */
export async function startGitServer(repositories: Readonly<Record<string, Branches>>): Promise<GitServer> {
  const root = await temporaryFolder();
  for (const [name, branches] of Object.entries(repositories))
    await makeRepository(join(root, name), branches);
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    git.asked++;
    const [, password] = atob(request.headers.authorization?.replace('Basic ', '') ?? '').split(':');
    if (git.token !== null && password !== git.token) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return;
    }
    if (git.failsWith !== null && request.method === 'POST') {
      response.writeHead(git.failsWith).end();
      return;
    }
    const backend = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: pathname,
        QUERY_STRING: String(searchParams),
        REQUEST_METHOD: request.method ?? 'GET',
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    request.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on('data', (chunk) => chunks.push(chunk));
    backend.once('close', () => {
      const all = Buffer.concat(chunks);
      const end = all.indexOf('\r\n\r\n');
      const headers = all
        .subarray(0, end)
        .toString('latin1')
        .split('\r\n')
        .map((line) => line.split(': '));
      const fields = headers.map(([name = '', ...value]) => [name, value.join(': ')] as const);
      const status = fields.find(([name]) => name === 'Status')?.[1] ?? '200';
      response.writeHead(Number.parseInt(status, 10), Object.fromEntries(fields));
      response.end(all.subarray(end + 4));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const git: GitServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ token: null, failsWith: null, asked: 0 },
    async unpack(name, branch, archive) {
      gitIn(join(root, name), 'checkout', branch);
      gitIn(join(root, name), 'rm', '-r', 'docs');
      execFileSync('tar', ['-x'], { cwd: join(root, name), input: archive });
      await git.commit(name, branch, {});
    },
    async commit(name, branch, files) {
      const folder = join(root, name);
      gitIn(folder, 'checkout', branch);
      for (const [path, text] of Object.entries(files)) {
        if (text === null) await rm(join(folder, path), { force: true });
        else {
          await mkdir(dirname(join(folder, path)), { recursive: true });
          await writeFile(join(folder, path), text);
        }
      }
      gitIn(folder, 'add', '--all');
      gitIn(folder, 'commit', '--allow-empty', '--message', 'pages');
    },
  };
  return git;
}

function gitIn(folder: string, ...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
    cwd: folder,
    stdio: 'ignore',
  });
}

async function makeRepository(folder: string, branches: Branches): Promise<void> {
  await mkdir(folder, { recursive: true });
  const git = (...args: string[]) => gitIn(folder, ...args);
  const [main = 'main'] = Object.keys(branches);
  git('init', '--initial-branch', main);
  for (const [branch, files] of Object.entries(branches)) {
    if (branch !== main) git('checkout', '-b', branch);
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    git('add', '--all');
    git('commit', '--message', 'pages');
  }
  git('checkout', main);
}
