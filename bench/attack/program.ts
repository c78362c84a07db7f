import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NotTried } from './attack.js';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** A small corpus that all attacks but those on large ones are made on. */
export const TEAS = join(ROOT, 'test/fixtures/teas');
/** The built program. */
export const PROGRAM = join(ROOT, 'dist/adapters/terminal/main.js');
const INSIDE = fileURLToPath(new URL('./inside.mjs', import.meta.url));
/** How long a start may take, in milliseconds: articles may be what is attacked with. */
const START_PATIENCE_MS = 300_000;
/** How often its memory is looked at, in milliseconds. */
const LOOKED_EVERY_MS = 200;
/** How long a neighbour waits for an answer, in milliseconds. */
const NEIGHBOUR_PATIENCE_MS = 30_000;

/** What the program says of itself; memory in megabytes. */
export interface Looked {
  readonly rssMb: number;
  readonly heapMb: number;
  readonly externalMb: number;
  /** Longest time that its main thread stood still since it was asked last, in milliseconds. */
  readonly stallMs: number;
}

export interface StartOptions {
  readonly knowledge?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Bounds of the shell for it: `-n 1024`. */
  readonly ulimit?: string;
  /** What it is waited for; without it, the address of the page. */
  readonly until?: RegExp;
}

/** Settings of every program under attack: nothing is refused as too fast unless that is what is looked at. */
export function environmentOf(folder: string, knowledge = TEAS): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    MEANING: 'words',
    KNOWLEDGE_DIR: knowledge,
    DOCENT_CACHE_DIR: join(folder, 'cache'),
    DOCENT_DATA_DIR: join(folder, 'data'),
    DOCENT_WEB: 'on',
    DOCENT_WEB_PORT: '0',
    DOCENT_WEB_RATE: '1000000',
    DOCENT_RATE_PER_PERSON: '100000',
    DOCENT_RATE_PER_CHANNEL: '100000',
    DOCENT_LOG_FORMAT: 'json',
  };
}

/** The built program, started as a process of its own. */
export class Program {
  readonly ended: Promise<{ status: number | null; signal: NodeJS.Signals | null }>;
  readonly #child: ChildProcess;
  #log = '';
  #hasEnded = false;
  /** Most memory that was seen of it and the processes that it started, in megabytes. */
  mostMb = 0;

  constructor(environment: Readonly<Record<string, string>>, ulimit?: string) {
    const command = [process.execPath, '--expose-gc', '--import', INSIDE, PROGRAM, 'start'];
    const [file = '', ...args] = ulimit
      ? ['sh', '-c', `ulimit ${ulimit}; exec "$@"`, 'sh', ...command]
      : command;
    this.#child = spawn(file, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#log += text;
    });
    const looking = setInterval(() => {
      this.mostMb = Math.max(this.mostMb, this.#treeMb());
    }, LOOKED_EVERY_MS);
    this.ended = new Promise((resolve) =>
      this.#child.once('close', (status, signal) => {
        clearInterval(looking);
        this.#hasEnded = true;
        resolve({ status, signal });
      }),
    );
  }

  get log(): string {
    return this.#log;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Where the page is. */
  get address(): string {
    return /Docent answers at (http:\/\/[\w.:[\]]+)/.exec(this.#log)?.[1] ?? '';
  }

  /** Waits until the log says something. @throws when it ends before, or does not say it in time */
  async says(what: RegExp, withinMs = START_PATIENCE_MS): Promise<void> {
    const end = performance.now() + withinMs;
    while (!what.test(this.#log)) {
      if (this.#hasEnded) throw new Error(`The program ended. It said: ${this.#log.slice(-2000)}`);
      if (performance.now() > end)
        throw new Error(
          `The program did not say ${what} in ${withinMs / 1000} s, but: ${this.#log.slice(-2000)}`,
        );
      await pause(20);
    }
  }

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.address}${path}`, { redirect: 'manual', ...init });
  }

  ask(
    question: string,
    more: object = {},
    signal = AbortSignal.timeout(NEIGHBOUR_PATIENCE_MS),
  ): Promise<Response> {
    return this.fetch('/api/v1/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question, ...more }),
      signal,
    });
  }

  /** @param collect whether its garbage is collected first */
  look(collect = false): Promise<Looked> {
    return new Promise((resolve, reject) => {
      this.#child.once('message', (looked) => resolve(looked as Looked));
      this.#child.send({ collect }, (error) => error && reject(error));
    });
  }

  /** Most memory that it held so far, in megabytes. Source: proc_pid_status(5) */
  get peakMb(): number {
    return Number(/VmHWM:\s+(\d+)/.exec(this.#proc('status'))?.[1]) / 1024;
  }

  get descriptors(): number {
    try {
      return readdirSync(`/proc/${this.pid}/fd`).length;
    } catch {
      throw new NotTried('there is no /proc that tells of the program');
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Ends it as an operator does, and by force when it does not listen. @returns how long it took, in milliseconds */
  async stop(withinMs = 30_000): Promise<{ ms: number; status: number | null }> {
    const start = performance.now();
    this.kill('SIGTERM');
    const force = setTimeout(() => this.kill('SIGKILL'), withinMs);
    const { status } = await this.ended;
    clearTimeout(force);
    return { ms: performance.now() - start, status };
  }

  /** Memory of it and of the processes that it started, in megabytes; 0 where nothing tells. */
  #treeMb(): number {
    try {
      const children = this.#proc(`task/${this.pid}/children`).trim().split(' ').filter(Boolean);
      return [String(this.pid), ...children].reduce((sum, pid) => sum + residentMb(pid), 0);
    } catch {
      return 0;
    }
  }

  #proc(file: string): string {
    try {
      return readFileSync(`/proc/${this.pid}/${file}`, 'utf8');
    } catch {
      throw new NotTried('there is no /proc that tells of the program');
    }
  }
}

/** @throws when the process is gone */
function residentMb(pid: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** What a neighbour saw who went on asking. */
export interface Seen {
  readonly asked: number;
  readonly failed: number;
  readonly slowestMs: number;
}

/** Asks an ordinary question over and over, however long answers take. */
export function neighbour(
  program: Program,
  everyMs = 100,
  question = 'what is oolong?',
): () => Promise<Seen> {
  const under: Promise<void>[] = [];
  let failed = 0;
  let slowestMs = 0;
  const timer = setInterval(() => {
    const start = performance.now();
    under.push(
      program
        .ask(question)
        .then(async (response) => {
          await response.text();
          if (!response.ok) failed++;
        })
        .catch(() => void failed++)
        .then(() => {
          slowestMs = Math.max(slowestMs, performance.now() - start);
        }),
    );
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await Promise.all(under);
    return { asked: under.length, failed, slowestMs };
  };
}
