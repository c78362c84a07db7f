import PQueue from 'p-queue';
import { readModels } from '../../src/io/models.js';
import { type Inference, loadInference } from '../../src/meaning/inference.js';
import { createThread, type Methods } from './thread.js';

/** How long the models may take to come to an end, in milliseconds; ours, they take 0.1 s for a passage. */
const GRACE_MS = 5_000;

/** What the thread is asked for: what the models do, and to load them. */
export type InferenceMethods = Inference & Methods & { load(): Promise<void> };

/** Models that do one job at a time. */
export interface Turns extends Inference {
  /** The same for jobs that nobody waits for: they come after all others. */
  readonly patient: Inference;
}

/** The models at work elsewhere than on the thread that answers. */
export interface InferenceThread extends Turns {
  /** Ends the thread; what waits is rejected. */
  close(): Promise<void>;
}

/**
 * Starts the models in a thread of their own. Jobs run one at a time in the order they came, but questions before
 * all others: they are short, and somebody waits for each. Last come those that are patient.
 * @throws when they cannot be loaded: the native library is missing or does not run here, a file is damaged
 */
export async function startInference(): Promise<InferenceThread> {
  // As TypeScript, under a test or `npm run dev`, there is no file for the thread.
  if (!import.meta.url.endsWith('.js'))
    return { ...inTurn(await loadInference(await readModels())), close: async () => undefined };
  const { methods, end } = createThread<InferenceMethods>(
    new URL('./inference-worker.js', import.meta.url),
    ['load', 'question', 'passage', 'score', 'cover'],
    { workerData: null, graceMs: GRACE_MS },
  );
  try {
    await methods.load();
  } catch (error) {
    await end();
    throw error;
  }
  return { ...inTurn(methods), close: end };
}

/** Which job comes next; of jobs of one priority that which came first. */
const PRIORITY = { question: 2, other: 1, patient: 0 } as const;

/** Hands jobs on one at a time, questions first. */
export function inTurn(inference: Inference): Turns {
  const queue = new PQueue({ concurrency: 1 });
  const queued =
    <A extends unknown[], R>(priority: number, ask: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      queue.add(() => ask(...args), { priority, throwOnTimeout: true });
  const { question, other, patient } = PRIORITY;
  return {
    question: queued(question, inference.question),
    passage: queued(other, inference.passage),
    score: queued(other, inference.score),
    cover: queued(other, inference.cover),
    patient: {
      question: queued(patient, inference.question),
      passage: queued(patient, inference.passage),
      score: queued(patient, inference.score),
      cover: queued(patient, inference.cover),
    },
  };
}
