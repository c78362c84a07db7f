import { FIELDS, SEARCH } from '../../src/retrieval/local/minisearch-index.js';

/** Raised by whoever changes what documents of the index look like: those of another shape are not read. */
export const SHAPE = 1;

const { k, b, d } = SEARCH.bm25;

/**
 * BM25+ as the embedded index has it, as near as Lucene comes: its length of a field counts repeated words, in eight
 * bits. Rarity comes with the query, as it is of all passages, not of a part of the index.
 */
const SIMILARITY = `
  double mean = (double) field.sumTotalTermFreq / Math.max(1, field.docCount);
  double length = ${1 - b} + ${b} * doc.length / mean;
  return query.boost * (${d} + doc.freq * ${k + 1} / (doc.freq + ${k} * length));`;

/** Stems are made here, by the same code as those of questions; the engine takes them as they are. */
const STEMS = { type: 'text', analyzer: 'whitespace', index_options: 'freqs', similarity: 'docent' } as const;
/** Kept and given back, and never looked into. */
const KEPT = { type: 'object', enabled: false } as const;
const KEPT_TEXT = { type: 'keyword', index: false, doc_values: false } as const;
const LOOKED_UP = { type: 'keyword', doc_values: false } as const;

export const PROPERTIES = {
  kind: { type: 'keyword' },
  hash: { type: 'keyword', index: false },
  // Of a passage, and where it stands.
  id: KEPT_TEXT,
  document: { type: 'keyword' },
  at: { type: 'integer' },
  section: { type: 'integer' },
  subject: { type: 'keyword' },
  ...Object.fromEntries(FIELDS.map((field) => [field, STEMS])),
  words: LOOKED_UP,
  passage: KEPT,
  vectors: { type: 'binary' },
  shares: { type: 'binary' },
  whole: { type: 'binary' },
  // Of a stem.
  stem: KEPT_TEXT,
  plain: LOOKED_UP,
  holders: { type: 'integer' },
  counts: KEPT,
  // Of an article.
  holds: LOOKED_UP,
  article: KEPT,
  // Of the frame.
  part: { type: 'integer' },
  frame: KEPT_TEXT,
} as const;

export function indexSettings(shards: number): Record<string, unknown> {
  return {
    number_of_shards: shards,
    number_of_replicas: 0,
    // Nobody looks into an index before it is whole.
    refresh_interval: -1,
    similarity: { docent: { type: 'scripted', script: { source: SIMILARITY } } },
  };
}
