import { isFunctionWord, isNegation } from '../text/function-words.js';
import { namesIn } from '../text/names.js';
import { stem } from '../text/stem.js';
import { tokenize } from '../text/tokenize.js';
import type { Corpus, Item, Passage } from './corpus.js';

/** What a text says in words that decide: nearness in meaning does not tell these apart. */
export interface Said {
  /** Stems of the words that carry content, names among them and numbers not. */
  readonly words: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  readonly negates: boolean;
}

/** Reads texts of a corpus for what decides. What is a name is told by how all of its texts write it. */
export function createSaid({ items, sections, documents }: Corpus): {
  ofText(text: string): Said;
  /** Of the title and the headings above a passage. */
  ofPlace(passage: Passage): Said;
  /** Of the heading that it stands under, or the title where there is none. */
  ofHeading(passage: Passage): Said;
} {
  const isName = namesIn(items.map(({ text }) => text));
  const titles = new Map(documents.map(({ id, title }) => [id, title]));
  const known = new Map<string, Said>();
  const ofText = (text: string) => saidIn(text, isName);
  const kept = (text: string): Said => {
    const said = known.get(text) ?? ofText(text);
    known.set(text, said);
    return said;
  };
  const above = ({ section, document }: Passage) => [
    titles.get(document) ?? '',
    ...(sections[section]?.path ?? []),
  ];
  return {
    ofText,
    ofPlace: (passage) => kept(above(passage).join(' ')),
    ofHeading: (passage) => kept(above(passage).at(-1) ?? ''),
  };
}

/** Reads one text. @param isName tells names from other words */
export function saidIn(text: string, isName: (word: string) => boolean): Said {
  const [words, names, numbers] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let negates = false;
  for (const { text: word, parts } of tokenize(text)) {
    const number = /^v?(\d.*)/.exec(/^\d+-\p{L}/u.test(word) ? (parts[0] as string) : word)?.[1];
    if (negation(word)) negates = true;
    else if (number !== undefined) numbers.add(number);
    else if (!isFunctionWord(word)) {
      words.add(stem(word));
      if (/\d/.test(word) || isName(word)) names.add(stem(word));
    }
  }
  return { words, names, numbers, negates };
}

/** "No", "never", "cannot", "doesn't". */
function negation(word: string): boolean {
  return isNegation(word) || word === 'cannot' || (word.endsWith('nt') && isFunctionWord(word));
}

/** Those of one set that are in none of the others. */
export function missing(of: ReadonlySet<string>, ...from: readonly ReadonlySet<string>[]): string[] {
  return [...of].filter((one) => !from.some((set) => set.has(one)));
}

/** The sentences of a passage that are prose, each with its place among all sentences of the passage. */
export function sentencesIn(
  { items: all }: Corpus,
  { items: [from, to] }: Passage,
): { readonly at: number; readonly text: string; readonly item: Item }[] {
  let at = 0;
  return all.slice(from, to).flatMap((item) =>
    item.sentences.flatMap(({ text }) => {
      const place = at++;
      return item.kind === 'paragraph' || item.kind === 'point' ? [{ at: place, text, item }] : [];
    }),
  );
}
