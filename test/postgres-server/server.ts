import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../free-port.js';

/** Where Debian and Ubuntu put what is not in the path, a folder for each version. */
const DEBIAN = '/usr/lib/postgresql';
/** Who runs it where the tests are run by root, which `initdb` refuses; Debian's package makes the user. */
const ORDINARY_USER = 'postgres';
/** Longest that it may take to be there, in milliseconds; usually it is half a second. */
const START_MS = 60_000;
/** A free port that was found may be taken by the time it is used. */
const TRIES = 2;

/** A PostgreSQL of its own on a loopback port, in a temporary folder. */
export interface PostgresServer {
  /** As DOCENT_DATABASE_URL has it. */
  readonly url: string;
  readonly version: string;
  /** Makes an empty database. @returns its address */
  database(): Promise<string>;
  /** Ends every connection and starts again, at the same address. @param awayMs how long it is away at least */
  restart(awayMs?: number): Promise<void>;
  stop(): Promise<void>;
}

interface Programs {
  readonly folder: string;
  /** Ids of the user that runs it; `null`: who runs the tests. */
  readonly user: { readonly uid: number; readonly gid: number } | null;
}

let found: Promise<Programs> | null = null;

/** @returns why there can be no server here, with what to do; `null` where there can */
export function whyNoPostgres(): Promise<string | null> {
  found ??= findPrograms();
  return found.then(
    () => null,
    (error: Error) =>
      `there is no PostgreSQL: ${error.message}. "apt-get install -y --no-install-recommends postgresql" brings it`,
  );
}

async function findPrograms(): Promise<Programs> {
  const folder = foldersOf(process.env.PATH ?? '').find((one) =>
    ['initdb', 'postgres'].every((name) => mayRun(join(one, name))),
  );
  if (folder === undefined)
    throw new Error(`neither the path nor ${DEBIAN} has "initdb" and "postgres" together`);
  if (process.getuid?.() !== 0) return { folder, user: null };
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (what) => Number(await said('id', [what, ORDINARY_USER]))),
  );
  return { folder, user: { uid: uid as number, gid: gid as number } };
}

function foldersOf(path: string): string[] {
  let versions: string[] = [];
  try {
    versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  } catch {
    // It is another system's.
  }
  return [...path.split(delimiter), ...versions.map((version) => join(DEBIAN, version, 'bin'))];
}

function mayRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What a program prints. @throws when it cannot be run or fails, with what it said last */
async function said(program: string, args: readonly string[], options = {}): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const [out, all]: [string[], string[]] = [[], []];
  child.stdout?.on('data', (text) => out.push(String(text)));
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => all.push(String(text)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', () => reject(new Error(`"${program}" cannot be run`)));
    child.once('close', (status) => resolve(status));
  });
  if (code !== 0) throw new Error(`"${program}" ended with ${code}: ${all.join('').trim().slice(-300)}`);
  return out.join('').trim();
}

/** @throws when it cannot be made or does not start */
export async function startPostgres(): Promise<PostgresServer> {
  found ??= findPrograms();
  const programs = await found;
  const folder = await mkdtemp(join(tmpdir(), 'docent-postgres-'));
  const run = { cwd: folder, ...(programs.user ?? {}), env: { ...process.env, HOME: folder } };
  const data = join(folder, 'data');
  let running: ChildProcess | null = null;
  const end = async () => {
    // "Fast": what is under way is ended, and so is every connection.
    if (running && running.exitCode === null) {
      const ended = once(running, 'exit');
      running.kill('SIGINT');
      await ended;
    }
    running = null;
  };
  try {
    if (programs.user) await chown(folder, programs.user.uid, programs.user.gid);
    const own = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
    await said(join(programs.folder, 'initdb'), ['-D', data, ...own], run);
    let port = 0;
    const begin = async () => {
      // What outlives a crash of the machine is not what is tested.
      const quick = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
      const set = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, ...quick];
      const args = ['-D', data, '-p', String(port), ...set.flatMap((one) => ['-c', one])];
      running = spawn(join(programs.folder, 'postgres'), args, { ...run, stdio: ['ignore', 'pipe', 'pipe'] });
      await ready(running, addressOf(port));
    };
    for (let left = TRIES; ; left--) {
      port = await freePort();
      try {
        await begin();
        break;
      } catch (error) {
        await end();
        if (left === 1) throw error;
      }
    }
    const url = addressOf(port);
    const [{ server_version: version }] = (await asked(url, 'show server_version')) as [
      { server_version: string },
    ];
    let databases = 0;
    return {
      url,
      version,
      async database() {
        const name = `docent_${++databases}`;
        await asked(url, `create database ${name}`);
        return url.replace(/postgres$/, name);
      },
      async restart(awayMs = 0) {
        await end();
        await wait(awayMs);
        await begin();
      },
      async stop() {
        await end();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await end();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

const addressOf = (port: number): string => `postgres://postgres@127.0.0.1:${port}/postgres`;

/** What a statement gives, over a connection of its own. */
export async function asked(url: string, statement: string): Promise<object[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(statement)).rows as object[];
  } finally {
    await client.end();
  }
}

/** Waits until it takes connections. @throws when it ends before, or takes too long, with what it said last */
async function ready(child: ChildProcess, url: string): Promise<void> {
  const words: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => words.push(String(text)));
  const until = performance.now() + START_MS;
  for (;;) {
    if (child.exitCode !== null || performance.now() > until)
      throw new Error(`PostgreSQL does not start: ${words.join('').trim().slice(-1_000)}`);
    try {
      await asked(url, 'select 1');
      return;
    } catch {
      await wait(20);
    }
  }
}
