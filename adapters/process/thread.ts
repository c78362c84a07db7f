import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, type ResourceLimits, Worker } from 'node:worker_threads';
import { DocentError } from '../../src/errors.js';

/** What is called in another thread: plain data goes in and comes out. */
// biome-ignore lint/suspicious/noExplicitAny: of a method with narrower parameters no other type is a supertype
export type Methods = Readonly<Record<string, (...args: any[]) => Promise<unknown>>>;

interface Call {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** Asks a thread to end by itself. */
interface End {
  readonly end: true;
}

interface Failure {
  readonly message: string;
  /** Of a {@link DocentError}. */
  readonly code?: string;
}

type Said =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: Failure }
  | { readonly told: unknown };

export interface ThreadOptions {
  readonly workerData: unknown;
  /** Hears what the thread tells without being asked. */
  readonly told?: (message: unknown) => void;
  readonly resourceLimits?: ResourceLimits;
  /** After so long without a call the thread ends, in milliseconds; the next call starts another. */
  readonly idleMs?: number;
  /** After so long without a sign of it while it is called it is ended, in milliseconds: it hangs, and another may not. */
  readonly stuckMs?: number;
  /**
   * How long a thread that is to end may take to do so by itself, in milliseconds; without, it is ended at once. What
   * runs native code must: when it comes back to a thread that was ended meanwhile, the whole process is aborted.
   */
  readonly graceMs?: number;
}

/** A module that runs in a thread of its own. */
export interface Thread<M extends Methods> {
  readonly methods: M;
  /** From now on it ends when it has not been called for so long, in milliseconds; see {@link ThreadOptions.idleMs}. */
  retire(idleMs: number): void;
  /** Ends the thread, and with it what is called of it; without its grace, if it is known to be busy with nothing that needs one. */
  end(options?: { readonly atOnce?: boolean }): Promise<void>;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Calls the methods that a module serves by {@link serveThread}, in a thread that the first call starts. When the
 * thread ends, what was asked of it is rejected, and the next call starts another.
 * @param names of the methods
 */
export function createThread<M extends Methods>(
  module: URL,
  names: readonly (keyof M & string)[],
  {
    workerData,
    told = () => undefined,
    resourceLimits = {},
    idleMs: idleAtFirst,
    stuckMs,
    graceMs = 0,
  }: ThreadOptions,
): Thread<M> {
  let worker: Worker | null = null;
  let waiting = new Map<number, Waiting>();
  let calls = 0;
  /** Until it ends because it has nothing to do, or because it gives no sign. */
  let timer: NodeJS.Timeout | undefined;
  let idleMs = idleAtFirst;

  function start(): Worker {
    const own = new Worker(module, { workerData, resourceLimits });
    const asked = new Map<number, Waiting>();
    [worker, waiting] = [own, asked];
    own.on('message', (said: Said) => {
      if (asked.size > 0) expect(own);
      if ('told' in said) return told(said.told);
      const one = asked.get(said.id);
      asked.delete(said.id);
      if ('failure' in said) one?.reject(errorOf(said.failure));
      else one?.resolve(said.result);
      if (asked.size === 0) rest(own);
    });
    const ended = (error: Error) => {
      if (worker === own) {
        worker = null;
        clearTimeout(timer);
      }
      for (const { reject } of asked.values()) reject(error);
      asked.clear();
    };
    own.on('error', ended);
    own.on('exit', (code) => ended(new Error(`The thread ended with status ${code}.`)));
    return own;
  }

  /** A thread without work keeps the process from nothing, and does not last. */
  function rest(own: Worker): void {
    if (worker !== own) return;
    own.unref();
    clearTimeout(timer);
    if (idleMs !== undefined) timer = setTimeout(() => void end(own), idleMs).unref();
  }

  /** Waits for a sign of a thread that has work. */
  function expect(own: Worker): void {
    if (worker !== own || stuckMs === undefined) return;
    clearTimeout(timer);
    timer = setTimeout(() => void own.terminate(), stuckMs).unref();
  }

  /** What is called from now on is another thread's. */
  async function end(own: Worker, atOnce = false): Promise<void> {
    if (worker === own) worker = null;
    if (graceMs > 0 && !atOnce) {
      const ended = new Promise<void>((resolve) => own.once('exit', () => resolve()));
      own.postMessage({ end: true } satisfies End);
      own.ref();
      await Promise.race([ended, sleep(graceMs, undefined, { ref: false })]);
    }
    await own.terminate();
  }

  function call(method: string, args: readonly unknown[]): Promise<unknown> {
    const own = worker ?? start();
    if (waiting.size === 0) {
      clearTimeout(timer);
      expect(own);
    }
    own.ref();
    return new Promise((resolve, reject) => {
      const id = calls++;
      waiting.set(id, { resolve, reject });
      own.postMessage({ id, method, args } satisfies Call);
    });
  }

  const methods = Object.fromEntries(names.map((name) => [name, (...args: unknown[]) => call(name, args)]));
  return {
    methods: methods as unknown as M,
    retire(afterMs) {
      idleMs = afterMs;
      if (worker && waiting.size === 0) rest(worker);
    },
    async end({ atOnce = false } = {}) {
      clearTimeout(timer);
      if (worker) await end(worker, atOnce);
    },
  };
}

/**
 * In the thread: does what is called, side by side.
 * @param ending what is done before a thread that has a grace ends by itself
 */
export function serveThread(methods: Methods, ending: () => Promise<void> = async () => undefined): void {
  parentPort?.on('message', (asked: Call | End) => {
    if ('end' in asked) {
      ending().finally(() => process.exit());
      return;
    }
    const { id, method, args } = asked;
    const say = (said: Said) => parentPort?.postMessage(said);
    Promise.resolve(methods[method]?.(...args)).then(
      (result) => say({ id, result }),
      (error: unknown) => say({ id, failure: failureOf(error) }),
    );
  });
}

/** In the thread: tells who started it something that was not asked for. */
export function tellFromThread(told: unknown): void {
  parentPort?.postMessage({ told } satisfies Said);
}

function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof DocentError ? { message, code: error.code } : { message };
}

const errorOf = ({ message, code }: Failure): Error =>
  code === undefined ? new Error(message) : new DocentError(code, message);
