import { LRUCache } from 'lru-cache';
import { FIELDS } from '../../src/retrieval/local/minisearch-index.js';
import type { Vocabulary } from '../../src/retrieval/ports.js';
import { idOf, type StemDocument } from './documents.js';
import { keptOf } from './kept.js';
import type { SearchServer } from './server.js';
import { hitsOf, type IndexedVersion, sources } from './version.js';

/** Stems whose counts are kept at hand. Ours: 10 MB. */
const KEPT_STEMS = 50_000;
/** Most stems that a slip or a beginning is held against. Source: OpenSearch, `indices.query.bool.max_clause_count`, 1,024. */
const MOST_LIKE = 1_000;
/** Slips that a word is looked for with: no more are mended, see `respelt`. Lucene looks for as many at most. */
const SLIPS = 2;

/** How often a stem is used. */
export type Counts = Pick<StemDocument, 'holders' | 'counts'>;

const UNUSED: Counts = { holders: 0, counts: { fields: FIELDS.map(() => 0), any: 0 } };

/** A vocabulary that is looked up, and kept at hand as far as it was. */
export interface SearchVocabulary extends Vocabulary {
  counts(stems: readonly string[]): Promise<ReadonlyMap<string, Counts>>;
}

export function createSearchVocabulary(
  server: SearchServer,
  { index, meta }: Pick<IndexedVersion, 'index' | 'meta'>,
): SearchVocabulary {
  const kept = new LRUCache<string, Counts>({ max: KEPT_STEMS });
  const alike = new LRUCache<string, readonly string[]>({ max: KEPT_STEMS / 10 });

  async function counts(stems: readonly string[]): Promise<Map<string, Counts>> {
    const { atHand, missing } = keptOf(kept, stems);
    const found = await sources<StemDocument>(
      server,
      index,
      missing.map((stem) => idOf('stem', stem)),
    );
    for (const [i, stem] of missing.entries()) {
      const one = found[i] ?? UNUSED;
      kept.set(stem, one);
      atHand.set(stem, one);
    }
    return atHand;
  }

  /** Stems of letters alone of which something is so, the most used ones where they are too many; by the alphabet. */
  async function plain(key: string, query: object): Promise<readonly string[]> {
    const known = alike.get(key);
    if (known) return known;
    const hits = await hitsOf<StemDocument>(server, index, {
      size: MOST_LIKE,
      query: { bool: { filter: [query] } },
      sort: [{ holders: 'desc' }],
      _source: ['stem', 'holders', 'counts'],
    });
    const found = hits.map(({ source }) => source);
    for (const { stem, ...one } of found) kept.set(stem, one);
    const stems = found.map(({ stem }) => stem).sort();
    alike.set(key, stems);
    return stems;
  }

  return {
    passages: meta.passages,
    counts,
    async frequencies(stems) {
      const found = [...(await counts(stems))].map(([stem, { holders }]) => [stem, holders] as const);
      return new Map(found.filter(([, holders]) => holders > 0));
    },
    async similar(stem) {
      const like = { value: stem, fuzziness: SLIPS, prefix_length: 1, max_expansions: MOST_LIKE };
      return plain(`~${stem}`, { fuzzy: { plain: like } });
    },
    async beginningWith(letters) {
      const found = await plain(`^${letters}`, { prefix: { plain: letters } });
      return found.filter((stem) => stem.length > letters.length);
    },
  };
}
