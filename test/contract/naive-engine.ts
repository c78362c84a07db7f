import type { Corpus, Passage } from '../../src/knowledge/corpus.js';
import type { QueryTerm } from '../../src/query/query.js';
import type { Engine, StoredPassage } from '../../src/retrieval/ports.js';
import { terms as termsOf } from '../../src/text/tokenize.js';

/**
 * An engine without an index: it reads every passage for every question, has no word at hand, and hands out copies,
 * as an engine on another machine would. What works with it leans on the ports alone.
 */
export function createNaiveEngine(corpus: Corpus): Engine {
  const { passages } = corpus;
  const words = passages.map((passage) => termsOf(textOf(passage, corpus)));
  const vocabulary = [...new Set(words.flat())];
  const holding = (stem: string) => words.filter((list) => list.includes(stem)).length;
  const mean = words.reduce((sum, list) => sum + list.length, 0) / Math.max(1, passages.length);

  /** BM25 over the words of a passage (Robertson and Zaragoza, 2009). */
  const scoreOf = (list: readonly string[], stem: string): number => {
    const times = list.filter((word) => word === stem).length;
    const n = holding(stem);
    const rarity = Math.log(1 + (passages.length - n + 0.5) / (n + 0.5));
    return times === 0
      ? 0
      : (rarity * 2.2 * times) / (times + 1.2 * (0.3 + (0.7 * list.length) / Math.max(1, mean)));
  };
  const shown = (is: (passage: Passage) => boolean) =>
    passages.filter(is).map((passage) => storedPassage(passage, corpus));
  const found = (id: string) => passages.find((passage) => passage.id === id);

  return {
    store: {
      get: async (ids) => ids.flatMap((id) => shown((passage) => passage.id === id)),
      section: async (id) => shown(({ section }) => section === found(id)?.section),
      bySubject: async (subject) => shown((passage) => passage.subject === subject),
      general: async (document) => shown((one) => one.document === document && one.subject === null),
    },
    vocabulary: {
      passages: passages.length,
      frequencies: async (stems) =>
        new Map(stems.map((stem): [string, number] => [stem, holding(stem)]).filter(([, n]) => n > 0)),
      similar: async (stem) =>
        vocabulary.filter(
          (one) => isWord(one) && one[0] === stem[0] && Math.abs(one.length - stem.length) <= 2,
        ),
      beginningWith: async (letters) =>
        vocabulary.filter((one) => isWord(one) && one.length > letters.length && one.startsWith(letters)),
    },
    retriever: {
      async candidates(query, { limit, subjects }) {
        const wanted = stemsOf(query.terms);
        return passages
          .map(({ id, subject }, i) => {
            const admitted = subjects === undefined || subjects.includes(subject ?? '');
            const scores = [...wanted].map(([stem, worth]) => worth * scoreOf(words[i] ?? [], stem));
            return { passage: id, score: admitted ? scores.reduce((sum, one) => sum + one, 0) : 0 };
          })
          .filter(({ score }) => score > 0)
          .sort((a, b) => b.score - a.score)
          .slice(0, limit)
          .map(({ passage, score }) => ({ passage, features: { engine: score } }));
      },
    },
  };
}

/** Words in which slips and shortened forms are looked for. */
const isWord = (stem: string) => /^[a-z]{4,}$/.test(stem);

/** The stems to look for, the person's own worth most. */
function stemsOf(terms: readonly QueryTerm[]): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  const add = (stem: string, worth: number) => out.set(stem, Math.max(worth, out.get(stem) ?? 0));
  for (const { stems, alternatives, pieces } of terms) {
    for (const stem of stems) add(stem, 1);
    for (const other of [...alternatives, ...pieces.flatMap((piece) => piece.alternatives)])
      for (const stem of other.stems) add(stem, 0.3 * other.strength);
  }
  return out;
}

/** All that a passage says, with the headings and labels above it. */
function textOf({ items, section, document }: Passage, corpus: Corpus): string {
  const own = corpus.items.slice(...items);
  const labels = new Set(own.map(({ block }) => corpus.blocks[block]?.label?.text ?? ''));
  const title = corpus.documents.find(({ id }) => id === document)?.title ?? '';
  const above = [title, ...(corpus.sections[section]?.path ?? []), ...labels];
  return [...above, ...own.flatMap(({ name, text }) => [name ?? '', text])].join(' . ');
}

function storedPassage({ id, document, section, subject, items }: Passage, corpus: Corpus): StoredPassage {
  const own = corpus.items.slice(...items);
  const blocks = [...new Set(own.map(({ block }) => block))];
  return structuredClone({
    id,
    document: corpus.documents.find((one) => one.id === document) as StoredPassage['document'],
    section: corpus.sections[section] as StoredPassage['section'],
    subject,
    blocks: blocks.map((block) => ({
      block: corpus.blocks[block] as Corpus['blocks'][number],
      items: own.filter((item) => item.block === block),
    })),
  });
}
