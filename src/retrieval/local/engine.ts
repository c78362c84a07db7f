import type { Corpus } from '../../knowledge/corpus.js';
import type { Engine } from '../ports.js';
import type { LocalIndex } from './build-index.js';
import { createRetriever } from './retriever.js';
import { createStore } from './store.js';
import { createVocabulary } from './vocabulary.js';

/** An engine in this process: passages in memory, found by the full-text index, which must be built from the corpus. */
export function createLocalEngine(corpus: Corpus, index: LocalIndex): Engine {
  return {
    store: createStore(corpus),
    vocabulary: createVocabulary(index),
    retriever: createRetriever(corpus, index),
  };
}
