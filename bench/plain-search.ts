import MiniSearch from 'minisearch';
import type { Corpus } from '../src/knowledge/corpus.js';

export type PlainSearch = MiniSearch<PlainPassage>;

interface PlainPassage {
  readonly id: number;
  readonly text: string;
  readonly name: string;
  readonly heading: string;
}

const OPTIONS = { fields: ['text', 'name', 'heading'] };

/** MiniSearch with its default options over the passages of a corpus: no stems, no synonyms, no answer. */
export function plainSearch(corpus: Corpus): PlainSearch {
  const engine = new MiniSearch<PlainPassage>(OPTIONS);
  engine.addAll(
    corpus.passages.map(({ items: [from, to], section }, id) => {
      const items = corpus.items.slice(from, to);
      return {
        id,
        text: items.map(({ text }) => text).join(' '),
        name: items.map(({ name }) => name ?? '').join(' '),
        heading: corpus.sections[section]?.path.join(' ') ?? '',
      };
    }),
  );
  return engine;
}

export function loadPlainSearch(saved: string): PlainSearch {
  return MiniSearch.loadJSON<PlainPassage>(saved, OPTIONS);
}
