import { LRUCache } from 'lru-cache';
import { createMeaning } from '../../src/meaning/create-meaning.js';
import { DIMENSIONS, type Inference } from '../../src/meaning/inference.js';
import type { Vectors } from '../../src/meaning/vectors.js';
import type { Meaning, PassageId } from '../../src/retrieval/ports.js';
import { idOf, type PassageDocument } from './documents.js';
import type { SearchServer } from './server.js';
import { type IndexedVersion, sources } from './version.js';

/** Passages whose vectors are kept at hand. Ours: 3 kB each, 10 MB. */
const KEPT_VECTORS = 4_000;

/** The vectors of a passage, row after row. */
type Rows = Pick<Vectors, 'rows' | 'shares'>;

/**
 * Meaning that judges what words found, by the vectors in the index. The nearest of all passages do not join them, as in
 * an embedded index with many.
 */
export function createSearchMeaning(
  server: SearchServer,
  { index }: Pick<IndexedVersion, 'index'>,
): (inference: Pick<Inference, 'question'>) => Meaning {
  const kept = new LRUCache<PassageId, Rows>({ max: KEPT_VECTORS });

  async function rowsOf(ids: readonly PassageId[]): Promise<ReadonlyMap<PassageId, Rows>> {
    const missing = ids.filter((id) => !kept.has(id));
    const fetched = await sources<Pick<PassageDocument, 'vectors' | 'shares'>>(
      server,
      index,
      missing.map((id) => idOf('passage', id)),
      { only: ['vectors', 'shares'] },
    );
    const rows = new Map(ids.flatMap((id) => (kept.has(id) ? [[id, kept.get(id) as Rows] as const] : [])));
    for (const [i, { vectors, shares } = {}] of fetched.entries()) {
      if (vectors === undefined || shares === undefined) continue;
      const own = { rows: new Int8Array(bytesOf(vectors)), shares: new Float32Array(bytesOf(shares)) };
      kept.set(missing[i] as PassageId, own);
      rows.set(missing[i] as PassageId, own);
    }
    return rows;
  }

  return (inference) => ({
    async candidates(query, found) {
      const rows = await rowsOf(found.map(({ passage }) => passage));
      return createMeaning(inference, joinedRows([...rows.values()]), [...rows.keys()], false).candidates(
        query,
        found,
      );
    },
  });
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
