import { readModels } from '../../src/io/models.js';
import { type Inference, loadInference, type PassageText } from '../../src/meaning/inference.js';

/** What a process of {@link ModelPool} is asked: to encode a passage, or to read it with a question. */
export interface ModelJob {
  readonly id: number;
  readonly passage: PassageText;
  readonly question?: string;
}

const loaded: Promise<Inference> = readModels().then((files) => loadInference(files, 1));

process.on('message', async ({ id, passage, question }: ModelJob) => {
  const inference = await loaded;
  const result =
    question === undefined ? await inference.passage(passage) : await inference.score(question, passage);
  process.send?.({ id, result });
});
