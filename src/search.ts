import type { Citation } from './answer/answer.js';
import type { Knowledge } from './answer/context.js';
import { type Item, itemsText, type LineRange, pathText } from './knowledge/corpus.js';
import type { KnownWords } from './query/known-words.js';
import { withKnownWords } from './query/known-words.js';
import { understand } from './query/understand.js';
import type { Evidence } from './retrieval/evidence.js';
import { find } from './retrieval/find.js';
import type { StoredPassage } from './retrieval/ports.js';
import { stem } from './text/stem.js';

export interface SearchOptions {
  /** The last word may be half typed. Then words alone are looked for, since the next key searches anew. */
  readonly typing?: boolean;
}

/** A passage that may answer. */
export interface FoundPassage extends Pick<Citation, 'document' | 'title' | 'section' | 'subject' | 'url'> {
  /** Of the whole passage. */
  readonly lines: LineRange;
  /** What it says, an item a line, the name of a point or the label of a row before it. */
  readonly text: string;
  /** The sentence in it that was ranked first, word for word, and where it stands. */
  readonly quote: { readonly text: string; readonly lines: LineRange };
  /** Likelihood, 0 to 1, that it is the right one of those that were looked at. */
  readonly probability: number;
  readonly foundBy: Evidence['foundBy'];
}

export interface Found {
  /** Calibrated, 0 to 1: that the first of them answer the question. */
  readonly likelihood: number;
  /** Best first, at most six. */
  readonly passages: readonly FoundPassage[];
}

/** Finds passages as a question does, and gives them as they are in place of an answer. */
export async function search(
  text: string,
  knowledge: Knowledge,
  options: SearchOptions = {},
): Promise<Found> {
  const { typing = false } = options;
  const { lexicon, weights, finding } = knowledge;
  const { store, vocabulary, retriever } = knowledge.engine;
  const query = await withKnownWords(vocabulary, (known) =>
    understand(typing ? completed(text, known) : text, lexicon, known),
  );
  const engine = typing ? { store, vocabulary, retriever } : knowledge.engine;
  const { evidence, likelihood } = await find(query, engine, weights, finding);
  return { likelihood, passages: evidence.map(foundOf) };
}

const LAST_WORD = /[\p{L}\p{N}]+$/u;

/** Letters of an ending that is half typed, as in "oxidat" of "oxidation", and least letters before it. Ours. */
const ENDING = 4;
const BEFORE_ENDING = 4;

/** The text with the word that it ends in the middle of as most passages go on with it. */
function completed(text: string, known: KnownWords): string {
  const last = LAST_WORD.exec(text)?.[0].toLowerCase() ?? '';
  if (last === '' || known.isKnown(stem(last))) return text;
  const [first, ...others] = known.beginningWith(last);
  const commonest = others.reduce(
    (best, one) => (known.frequencyRarity(one) < known.frequencyRarity(best) ? one : best),
    first ?? withoutEnding(last, known),
  );
  return text.replace(LAST_WORD, commonest);
}

/** A word without as much of its end as makes a known stem of it; the word, when nothing does. */
function withoutEnding(word: string, known: KnownWords): string {
  for (let length = word.length - 1; length >= Math.max(BEFORE_ENDING, word.length - ENDING); length--)
    if (known.isKnown(word.slice(0, length))) return word.slice(0, length);
  return word;
}

function foundOf({ passage, line, probability, foundBy }: Evidence): FoundPassage {
  const { document, section, subject } = passage;
  const items = itemsOf(passage);
  const { text = line.item.text, lines = line.item.lines } = line.item.sentences[line.sentence] ?? {};
  const whole: LineRange = [
    Math.min(...items.map((item) => item.lines[0])),
    Math.max(...items.map((item) => item.lines[1])),
  ];
  return {
    document: document.id,
    title: document.title,
    section: pathText(section, document),
    subject,
    url: document.source?.url ?? null,
    lines: whole,
    text: itemsText(items),
    quote: { text, lines },
    probability,
    foundBy,
  };
}

function itemsOf({ blocks }: StoredPassage): Item[] {
  return blocks.flatMap(({ items }) => items);
}
