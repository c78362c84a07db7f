import { sentenceKinds } from '../text/sentence-kinds.js';
import { stem } from '../text/stem.js';
import { formOf, writtenTerms } from '../text/tokenize.js';
import { unspokenWords } from '../text/unspoken.js';
import type { StoredPassage } from './ports.js';
import { numberOf, numbersOf } from './stem-numbers.js';

/** A sentence, or the code, in stems. */
export interface Line {
  /** Numbers of its stems, in order. */
  readonly terms: Int32Array;
  /** How the word of each is written, see `formOf` and `NAME_BIT`. */
  readonly forms: Uint16Array;
  /** What it holds, see `sentenceKinds`. */
  readonly kinds: number;
  /** Position of its item in the passage, and of itself in the item. */
  readonly item: number;
  readonly sentence: number;
  readonly length: number;
}

/** A passage in stems: what ranking reads. */
export interface Analyzed {
  readonly lines: readonly Line[];
  /** For each block the positions of its lines, the second not included. */
  readonly blocks: readonly (readonly [number, number])[];
  /** For each item its name. */
  readonly names: readonly Int32Array[];
  /** For each block its label and the sentence that introduces it from outside the passage. */
  readonly labels: readonly Int32Array[];
  readonly heading: Int32Array;
  /** Headings above. */
  readonly path: Int32Array;
  readonly title: Int32Array;
  /** Number of words. */
  readonly size: number;
}

const memo = new WeakMap<StoredPassage, Analyzed>();

/** A passage in stems; worked out once while the passage is kept in memory. */
export function analyzed(passage: StoredPassage): Analyzed {
  let known = memo.get(passage);
  if (!known) {
    known = analyze(passage);
    memo.set(passage, known);
  }
  return known;
}

function analyze({ blocks, section, document }: StoredPassage): Analyzed {
  const lines: Line[] = [];
  const ranges: [number, number][] = [];
  const names: Int32Array[] = [];
  const labels: Int32Array[] = [];
  let size = 0;
  for (const { block, items } of blocks) {
    const from = lines.length;
    for (const item of items) {
      item.sentences.forEach(({ text }, sentence) => {
        const line = lineOf(text, names.length, sentence);
        size += line.terms.length;
        lines.push(line);
      });
      names.push(numbersOf(item.name ?? ''));
    }
    ranges.push([from, lines.length]);
    labels.push(numbersOf(block.label?.text ?? ''));
  }
  const above = section.path.slice(0, -1);
  return {
    lines,
    blocks: ranges,
    names,
    labels,
    heading: numbersOf(section.heading),
    path: numbersOf(above.join(' . ')),
    title: numbersOf(document.title),
    size,
  };
}

function lineOf(text: string, item: number, sentence: number): Line {
  const written = writtenTerms(text);
  const unspoken = unspokenWords(text);
  return {
    terms: Int32Array.from([...written.terms, ...unspoken.map(stem)], numberOf),
    forms: Uint16Array.from([...written.forms, ...unspoken.map(formOf)]),
    kinds: sentenceKinds(text),
    item,
    sentence,
    length: written.terms.length,
  };
}
