import { readModels } from '../../src/io/models.js';
import { type Inference, loadInference, type PassageText } from '../../src/meaning/inference.js';

/** What a process of the pool is asked: to encode a passage, to read it with a question, or to look for its words. */
export interface ModelJob {
  readonly id: number;
  readonly passage: PassageText;
  readonly question?: string;
  readonly words?: readonly string[];
}

const loaded: Promise<Inference> = readModels().then((files) => loadInference(files, 1));

process.on('message', async ({ id, ...job }: ModelJob) => {
  process.send?.({ id, result: await run(await loaded, job) });
});

function run(inference: Inference, { passage, question, words }: Omit<ModelJob, 'id'>): Promise<unknown> {
  if (question === undefined) return inference.passage(passage);
  return words ? inference.cover(question, words, passage) : inference.score(question, passage);
}
