import { parentPort, workerData } from 'node:worker_threads';
import { type Inference, loadInference } from '../meaning/inference.js';
import type { Job, Reply, WorkerSettings } from './inference-thread.js';
import { readModels } from './models.js';

/** Runs the models in a thread of its own, job after job. */
const { threads } = workerData as WorkerSettings;
const port = parentPort;
if (!port) throw new Error('This module runs as a worker.');

const loaded: Promise<Inference> = readModels().then((files) => loadInference(files, threads));
loaded.then(
  () => port.postMessage({ ready: true } satisfies Reply),
  (error: Error) => port.postMessage({ ready: false, reason: error.message } satisfies Reply),
);

port.on('message', async ({ id, job }: { id: number; job: Job }) => {
  try {
    const inference = await loaded;
    port.postMessage({ id, result: await run(inference, job) } satisfies Reply);
  } catch (error) {
    port.postMessage({ id, reason: (error as Error).message } satisfies Reply);
  }
});

function run(inference: Inference, job: Job): Promise<unknown> {
  switch (job.kind) {
    case 'question':
      return inference.question(job.text);
    case 'passage':
      return inference.passage(job.passage);
    case 'score':
      return inference.score(job.text, job.passage);
    case 'cover':
      return inference.cover(job.text, job.words, job.passage);
  }
}
