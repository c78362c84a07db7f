import { LRUCache } from 'lru-cache';
import { createMeaning } from '../../src/meaning/create-meaning.js';
import { DIMENSIONS, type Inference } from '../../src/meaning/inference.js';
import type { Vectors } from '../../src/meaning/vectors.js';
import type { Candidate, Meaning, PassageId } from '../../src/retrieval/ports.js';
import { EXACT_UP_TO } from '../service/meaning.js';
import { idOf, type PassageDocument } from './documents.js';
import { keptOf } from './kept.js';
import type { SearchServer } from './server.js';
import { allHitsOf, type IndexedVersion, sources } from './version.js';

/** Passages whose vectors are kept at hand. Ours: 3 kB each, 10 MB. */
const KEPT_VECTORS = 4_000;

/** Questions whose vectors are: each is asked for twice. */
const KEPT_QUESTIONS = 100;

/** The vectors of a passage, row after row. */
type Rows = Pick<Vectors, 'rows' | 'shares'>;

/** The vectors of all passages, as far as the nearest are looked for among them; `null` where they are too many. */
export type Nearest = { readonly ids: readonly PassageId[]; readonly vectors: Vectors } | null;

/** Loads what the nearest passages are looked for in: 400 bytes a passage, 8 MB at most. */
export async function loadNearest(
  server: SearchServer,
  { index, meta, frame }: IndexedVersion,
): Promise<Nearest> {
  if (!meta.encoded || meta.passages > EXACT_UP_TO) return null;
  const found: Pick<PassageDocument, 'id' | 'document' | 'at' | 'whole' | 'shares'>[] = [];
  for await (const one of allHitsOf<PassageDocument>(server, index, {
    query: { term: { kind: 'passage' } },
    sort: [{ document: 'asc' }, { at: 'asc' }],
    _source: { includes: ['id', 'document', 'at', 'whole', 'shares'] },
  }))
    found.push(one);
  const orderOf = ({ document }: { document: string }) => frame.order.get(document) ?? 0;
  found.sort((a, b) => orderOf(a) - orderOf(b) || a.at - b.at);
  const rows = found.map(({ whole = '', shares = '' }) => rowsOf(whole, shares, 1));
  return { ids: found.map(({ id }) => id), vectors: joinedRows(rows) };
}

/**
 * Meaning by the vectors in the index: of what words found, and of the nearest passages, where there are few enough to
 * look through all, as in the embedded engine.
 */
export function createSearchMeaning(
  server: SearchServer,
  { index }: Pick<IndexedVersion, 'index'>,
  nearest: Nearest,
): (inference: Pick<Inference, 'question'>) => Meaning {
  const kept = new LRUCache<PassageId, Rows>({ max: KEPT_VECTORS });

  async function fetched(ids: readonly PassageId[]): Promise<ReadonlyMap<PassageId, Rows>> {
    const { atHand: rows, missing } = keptOf(kept, ids);
    const found = await sources<Pick<PassageDocument, 'vectors' | 'shares'>>(
      server,
      index,
      missing.map((id) => idOf('passage', id)),
      { only: ['vectors', 'shares'] },
    );
    for (const [i, { vectors, shares } = {}] of found.entries()) {
      if (vectors === undefined || shares === undefined) continue;
      const own = rowsOf(vectors, shares);
      kept.set(missing[i] as PassageId, own);
      rows.set(missing[i] as PassageId, own);
    }
    return rows;
  }

  return ({ question: encode }) => {
    const encoded = new LRUCache<string, Promise<Float32Array>>({ max: KEPT_QUESTIONS });
    const question = (text: string) => {
      const known = encoded.get(text) ?? encode(text);
      encoded.set(text, known);
      known.catch(() => encoded.delete(text));
      return known;
    };
    const near = nearest && createMeaning({ question }, nearest.vectors, nearest.ids);
    return {
      async candidates(query, found) {
        const joined = (await near?.candidates(query, found)) ?? found;
        // How near each is is measured by all of its rows.
        const all = joined.map(({ passage, features }): Candidate => ({ passage, features }));
        const rows = await fetched(all.map(({ passage }) => passage));
        const own = createMeaning({ question }, joinedRows([...rows.values()]), [...rows.keys()], false);
        return own.candidates(query, all);
      },
    };
  };
}

/** @param count of the first rows that are there; all, unless said */
function rowsOf(vectors: string, shares: string, count?: number): Rows {
  return {
    rows: new Int8Array(bytesOf(vectors)),
    shares: new Float32Array(bytesOf(shares)).slice(0, count),
  };
}

function bytesOf(base64: string): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = Buffer.from(base64, 'base64');
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

/** Vectors of passages side by side. What their texts are is known by who asks. */
function joinedRows(passages: readonly Rows[]): Vectors {
  const starts = new Int32Array(passages.length + 1);
  for (const [i, { shares }] of passages.entries()) starts[i + 1] = (starts[i] as number) + shares.length;
  const count = starts[passages.length] as number;
  const out = {
    hashes: [],
    starts,
    rows: new Int8Array(count * DIMENSIONS),
    shares: new Float32Array(count),
  };
  for (const [i, { rows, shares }] of passages.entries()) {
    out.rows.set(rows, (starts[i] as number) * DIMENSIONS);
    out.shares.set(shares, starts[i] as number);
  }
  return out;
}
