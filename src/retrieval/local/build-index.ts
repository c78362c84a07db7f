import type { Corpus, Passage } from '../../knowledge/corpus.js';
import { isFunctionWord, isNegation } from '../../text/function-words.js';
import { stem } from '../../text/stem.js';
import { terms, tokenize } from '../../text/tokenize.js';
import { authoredPlaces } from './authored-places.js';
import { type IndexedPassage, MiniSearchIndex } from './minisearch-index.js';

/** What the local engine is made of beside the corpus. Plain data, but for the index, which saves itself. */
export interface LocalIndex {
  /** For each stem the number of passages that hold it, in their text, names or headings. */
  readonly counts: ReadonlyMap<string, number>;
  readonly search: MiniSearchIndex;
}

/** A {@link LocalIndex} as plain data. */
export interface SavedLocalIndex {
  readonly counts: ReadonlyMap<string, number>;
  readonly search: string;
}

export function saveIndex({ counts, search }: LocalIndex): SavedLocalIndex {
  return { counts, search: search.save() };
}

export function loadIndex({ counts, search }: SavedLocalIndex): LocalIndex {
  return { counts, search: MiniSearchIndex.load(search) };
}

/** Reads a corpus into an index. Time and space grow with the number of words. */
export function buildIndex(corpus: Corpus): LocalIndex {
  const counts = new Map<string, number>();
  const lastIn = new Map<string, number>();
  const indexed = corpus.passages.map((passage, id): IndexedPassage => {
    const texts = textsOf(passage, corpus);
    const fields = Object.fromEntries(
      Object.entries(texts).map(([field, text]) => {
        const stems = terms(text);
        for (const one of stems) {
          if (lastIn.get(one) === id) continue;
          lastIn.set(one, id);
          counts.set(one, (counts.get(one) ?? 0) + 1);
        }
        return [field, contentStems(text)];
      }),
    );
    return { ...(fields as Record<keyof typeof texts, string>), id, question: '' };
  });
  const questions = authoredPlaces(corpus, counts);
  const complete = indexed.map((one) => {
    const asked = questions.get(one.id);
    return asked ? { ...one, question: asked.map(contentStems).join(' ') } : one;
  });
  return { counts, search: MiniSearchIndex.build(complete) };
}

/** The texts of a passage by the field that they are indexed in. */
function textsOf({ items: [from, to], section, document }: Passage, corpus: Corpus) {
  const items = corpus.items.slice(from, to);
  const labels = new Set(items.map(({ block }) => corpus.blocks[block]?.label?.text ?? ''));
  const { path = [], heading = '' } = corpus.sections[section] ?? {};
  return {
    text: items.map(({ text }) => text).join(' . '),
    name: [...items.map(({ name }) => name ?? ''), ...labels].filter(Boolean).join(' . '),
    heading: path.length > 0 ? heading : '',
    path: [titles(corpus).get(document) ?? '', ...path.slice(0, -1)].join(' . '),
  };
}

const memo = new WeakMap<Corpus, ReadonlyMap<string, string>>();

function titles(corpus: Corpus): ReadonlyMap<string, string> {
  let known = memo.get(corpus);
  if (!known) {
    known = new Map(corpus.documents.map(({ id, title }) => [id, title]));
    memo.set(corpus, known);
  }
  return known;
}

/** Stems without function words; with them where a text has no others. */
function contentStems(text: string): string {
  const out: string[] = [];
  for (const token of tokenize(text)) {
    for (const part of token.parts)
      if (token.capitals || !isFunctionWord(part) || isNegation(part)) out.push(stem(part));
    if (token.parts.length > 1) out.push(stem(token.joined));
  }
  return out.length > 0 ? out.join(' ') : terms(text).join(' ');
}
