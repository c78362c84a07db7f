import { availableParallelism } from 'node:os';
import { readKnowledge } from '../../src/io/read-knowledge.js';
import { createLocalEngine } from '../../src/retrieval/local/engine.js';
import { createIndexer, faulty } from '../service/index-files.js';
import { type MeaningOptions, openMeaning } from '../service/meaning.js';
import type { Built } from './documents.js';

/** Knowledge that is ready to be put into an index. */
export interface PreparedKnowledge extends Built {
  /** SHA-256 of it. */
  readonly hash: string;
}

/**
 * Reads a folder, and encodes its passages unless words are wanted alone. What was made of it before is used again, so
 * it goes on where it was interrupted.
 * @throws {DocentError} as `openBot`
 */
export async function prepareKnowledge(
  folder: string,
  options: Pick<MeaningOptions, 'environment' | 'warn' | 'progress'>,
): Promise<PreparedKnowledge> {
  const files = await readKnowledge(folder);
  if (files.problems.length > 0) throw faulty(files.problems, folder);
  const indexer = createIndexer(options.environment);
  const models = await openMeaning({ ...options, cores: availableParallelism(), eager: false });
  try {
    const { corpus, index, save } = await indexer.index(files, folder);
    await save();
    const meaning = models.attach(createLocalEngine(corpus, index), corpus, files.folder);
    await meaning.settled;
    return { corpus, index, vectors: meaning.vectors, hash: files.hash };
  } finally {
    indexer.close();
    await models.close();
  }
}
