import { LRUCache } from 'lru-cache';
import type { Document } from '../../src/knowledge/corpus.js';
import type { Engine, PassageId, PassageStore, StoredPassage } from '../../src/retrieval/ports.js';
import { idOf, type PassageDocument } from './documents.js';
import { keptOf } from './kept.js';
import { movedBlock, movedItem, movedSection, type Place } from './parts.js';
import { createSearchRetriever } from './retriever.js';
import type { SearchServer } from './server.js';
import { allHitsOf, type IndexedVersion, sources } from './version.js';
import { createSearchVocabulary } from './vocabulary.js';

/** Passages that are kept at hand, with what was analysed of them. Ours: 30 MB. */
const KEPT_PASSAGES = 2_000;

/** An engine whose passages are in an index of OpenSearch. It never holds more of them than it needs. */
export function createSearchEngine(server: SearchServer, version: IndexedVersion): Engine {
  const vocabulary = createSearchVocabulary(server, version);
  return {
    store: createSearchStore(server, version),
    vocabulary,
    retriever: createSearchRetriever(server, version, vocabulary),
  };
}

function createSearchStore(server: SearchServer, { index, frame }: IndexedVersion): PassageStore {
  const kept = new LRUCache<PassageId, StoredPassage>({ max: KEPT_PASSAGES });
  const lists = new LRUCache<string, readonly StoredPassage[]>({
    maxSize: KEPT_PASSAGES,
    sizeCalculation: ({ length }) => length + 1,
  });
  const orderOf = ({ document }: PassageDocument) => frame.order.get(document) ?? 0;

  function passageFrom({ id, document, subject, passage }: PassageDocument): StoredPassage {
    const known = kept.get(id);
    if (known) return known;
    const by = frame.places.get(document) as Place;
    const made = {
      id,
      document: frame.corpus.documents[frame.order.get(document) ?? -1] as Document,
      section: movedSection(passage.section, by),
      subject: subject ?? null,
      blocks: passage.blocks.map(({ block, items }) => ({
        block: movedBlock(block, by),
        items: items.map((item) => movedItem(item, by)),
      })),
    };
    kept.set(id, made);
    return made;
  }

  /** The same by a name, as subjects are asked for again and again. */
  async function listed(
    name: string,
    find: () => Promise<StoredPassage[]>,
  ): Promise<readonly StoredPassage[]> {
    const known = lists.get(name);
    if (known) return known;
    const found = await find();
    lists.set(name, found);
    return found;
  }

  /** All passages of which something is so, in reading order. */
  async function where(filter: readonly object[], not: readonly object[] = []): Promise<StoredPassage[]> {
    const found: PassageDocument[] = [];
    for await (const one of allHitsOf<PassageDocument>(server, index, {
      query: { bool: { filter: [...filter], must_not: [...not] } },
      sort: [{ document: 'asc' }, { at: 'asc' }],
      _source: { includes: [...READ] },
    }))
      found.push(one);
    return found.sort((a, b) => orderOf(a) - orderOf(b) || a.at - b.at).map(passageFrom);
  }

  async function get(ids: readonly PassageId[]): Promise<StoredPassage[]> {
    const { atHand, missing } = keptOf(kept, ids);
    const wanted = missing.map((id) => idOf('passage', id));
    for (const one of await sources<PassageDocument>(server, index, wanted, { without: ENCODED }))
      if (one) atHand.set(one.id, passageFrom(one));
    return ids.flatMap((id) => atHand.get(id) ?? []);
  }

  return {
    get,
    async section(id) {
      const only = ['document', 'section'] as const;
      const [found] = await sources<PassageDocument>(server, index, [idOf('passage', id)], { only });
      if (!found) return [];
      const { document, section } = found;
      return where([{ term: { document } }, { term: { section } }]);
    },
    bySubject: (subject) => listed(`subject ${subject}`, () => where([{ term: { subject } }])),
    general: (document) =>
      listed(`general ${document}`, () =>
        where([{ term: { document } }, IS_PASSAGE], [{ exists: { field: 'subject' } }]),
      ),
  };
}

const IS_PASSAGE = { term: { kind: 'passage' } };
/** What a passage is made of again, and what only meaning needs. */
const READ = ['id', 'document', 'at', 'subject', 'passage'] as const;
const ENCODED = ['vectors', 'shares', 'whole'] as const;
