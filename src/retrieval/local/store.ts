import type { Corpus, Passage, Section } from '../../knowledge/corpus.js';
import type { PassageStore, StoredPassage } from '../ports.js';

/** Passages of a corpus in memory. */
export function createStore(corpus: Corpus): PassageStore {
  const { passages } = corpus;
  const positions = new Map(passages.map(({ id }, i) => [id, i]));
  const documents = new Map(corpus.documents.map((document) => [document.id, document]));
  const subjects = new Map<string, number[]>();
  const general = new Map<string, number[]>();
  const ofSection = new Map<number, number[]>();
  for (const [i, { subject, section, document }] of passages.entries()) {
    note(ofSection, section, i);
    note(subject === null ? general : subjects, subject ?? document, i);
  }
  /** Made when asked for, and kept: what was analysed of a passage is kept with it. */
  const made: StoredPassage[] = [];
  const at = (i: number): StoredPassage => {
    let one = made[i];
    if (!one) {
      one = storedPassage(passages[i] as Passage, corpus, documents);
      made[i] = one;
    }
    return one;
  };
  return {
    async get(ids) {
      return ids.flatMap((id) => {
        const i = positions.get(id);
        return i === undefined ? [] : [at(i)];
      });
    },
    async section(id) {
      const i = positions.get(id);
      return i === undefined ? [] : (ofSection.get((passages[i] as Passage).section) ?? []).map(at);
    },
    async bySubject(subject) {
      return (subjects.get(subject) ?? []).map(at);
    },
    async general(document) {
      return (general.get(document) ?? []).map(at);
    },
  };
}

function note<K>(map: Map<K, number[]>, key: K, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function storedPassage(
  { id, document, section, subject, items: [from, to] }: Passage,
  corpus: Corpus,
  documents: ReadonlyMap<string, Corpus['documents'][number]>,
): StoredPassage {
  const blocks: { block: Corpus['blocks'][number]; items: Corpus['items'][number][] }[] = [];
  for (let i = from; i < to; i++) {
    const item = corpus.items[i] as Corpus['items'][number];
    const last = blocks[blocks.length - 1];
    if (last?.block.id === item.block) last.items.push(item);
    else blocks.push({ block: corpus.blocks[item.block] as Corpus['blocks'][number], items: [item] });
  }
  return {
    id,
    document: documents.get(document) as Corpus['documents'][number],
    section: corpus.sections[section] as Section,
    subject,
    blocks,
  };
}
