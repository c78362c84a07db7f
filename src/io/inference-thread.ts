import { Worker } from 'node:worker_threads';
import {
  type Inference,
  loadInference,
  type PassageText,
  type PassageVectors,
} from '../meaning/inference.js';
import { readModels } from './models.js';

/** What a thread is asked to do. */
export type Job =
  | { readonly kind: 'question'; readonly text: string }
  | { readonly kind: 'passage'; readonly passage: PassageText }
  | { readonly kind: 'score'; readonly text: string; readonly passage: PassageText }
  | {
      readonly kind: 'cover';
      readonly text: string;
      readonly words: readonly string[];
      readonly passage: PassageText;
    };

/** What it says: first whether it could be loaded. */
export type Reply =
  | { readonly ready: true }
  | { readonly ready: false; readonly reason: string }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly reason: string };

export interface WorkerSettings {
  /** Cores that one run may use. */
  readonly threads: number;
}

/** The models at work elsewhere than on the thread that answers. */
export interface InferenceThread extends Inference {
  /** Jobs that wait or run. */
  readonly waiting: number;
  /** Ends the thread; what waits is rejected. */
  close(): Promise<void>;
}

interface Waiting {
  readonly job: Job;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts the models in a thread of their own. Jobs run one at a time in the order they came, but questions before
 * all others: they are short, and somebody waits for each.
 * @throws when they cannot be loaded: the native library is missing or does not run here, a file is damaged
 */
export async function startInference({ threads }: WorkerSettings): Promise<InferenceThread> {
  // As TypeScript, under a test or `npm run dev`, there is no file for the worker.
  if (!import.meta.url.endsWith('.js')) return inThisThread(threads);
  const worker = new Worker(new URL('./inference-worker.js', import.meta.url), {
    workerData: { threads } satisfies WorkerSettings,
  });
  worker.unref();
  const questions: Waiting[] = [];
  const others: Waiting[] = [];
  let running: Waiting | null = null;
  let broken: Error | null = null;
  let id = 0;

  const next = () => {
    if (running) return;
    running = questions.shift() ?? others.shift() ?? null;
    if (running) worker.postMessage({ id: ++id, job: running.job });
  };
  const fail = (error: Error) => {
    broken = error;
    for (const one of [running, ...questions.splice(0), ...others.splice(0)]) one?.reject(error);
    running = null;
  };
  const ready = new Promise<void>((resolve, reject) => {
    worker.on('message', (reply: Reply) => {
      if ('ready' in reply) {
        if (reply.ready) resolve();
        else reject(new Error(reply.reason));
        return;
      }
      const done = running;
      running = null;
      if ('result' in reply) done?.resolve(reply.result as never);
      else done?.reject(new Error(reply.reason));
      next();
    });
    worker.once('error', (error) => {
      fail(error);
      reject(error);
    });
    worker.once('exit', (code) => {
      const error = new Error(`The thread of the models ended with status ${code}.`);
      fail(error);
      reject(error);
    });
  });
  // While something waits for it, the program must not end.
  worker.ref();
  try {
    await ready;
  } catch (error) {
    await worker.terminate();
    throw error;
  } finally {
    worker.unref();
  }

  const ask = <T>(job: Job): Promise<T> => {
    if (broken) return Promise.reject(broken);
    const { promise, resolve, reject } = withResolvers<T>();
    (job.kind === 'question' ? questions : others).push({ job, resolve: resolve as never, reject });
    worker.ref();
    next();
    return promise.finally(() => {
      if (!running && questions.length + others.length === 0) worker.unref();
    });
  };
  return {
    get waiting() {
      return questions.length + others.length + (running ? 1 : 0);
    },
    question: (text) => ask<Float32Array>({ kind: 'question', text }),
    passage: (passage) => ask<PassageVectors>({ kind: 'passage', passage }),
    score: (text, passage) => ask<number>({ kind: 'score', text, passage }),
    cover: (text, words, passage) => ask<number[]>({ kind: 'cover', text, words, passage }),
    async close() {
      await worker.terminate();
    },
  };
}

async function inThisThread(threads: number): Promise<InferenceThread> {
  const inference = await loadInference(await readModels(), threads);
  return { ...inference, waiting: 0, close: async () => {} };
}

/** `Promise.withResolvers`, which Node 20 lacks. */
function withResolvers<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
