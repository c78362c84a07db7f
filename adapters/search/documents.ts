import { createHash } from 'node:crypto';
import type { Corpus, Document, Passage } from '../../src/knowledge/corpus.js';
import { DIMENSIONS } from '../../src/meaning/inference.js';
import type { Vectors } from '../../src/meaning/vectors.js';
import type { LocalIndex } from '../../src/retrieval/local/local-index.js';
import { FIELDS, type IndexedPassage } from '../../src/retrieval/local/minisearch-index.js';
import { createStore } from '../../src/retrieval/local/store.js';
import type { StoredPassage } from '../../src/retrieval/ports.js';
import { stem } from '../../src/text/stem.js';
import { tokenize } from '../../src/text/tokenize.js';
import { writeFrame } from './frame.js';
import {
  movedBlock,
  movedItem,
  movedSection,
  opposite,
  type Part,
  partsOf,
  type Text,
  textOf,
} from './parts.js';

/** What is kept of a passage. Sections, blocks and items are counted from the beginning of its article, so that it stays the same while other articles change. */
export interface PassageDocument extends IndexedPassage {
  readonly kind: 'passage';
  readonly id: string;
  readonly document: string;
  /** Its number among the passages of its article. */
  readonly at: number;
  readonly section: number;
  /** Left out where it is about none. */
  readonly subject?: string;
  /** All stems by which it is found, each once. */
  readonly words: readonly string[];
  readonly passage: Pick<StoredPassage, 'section' | 'blocks'>;
  /** Rows of its vectors and one over their lengths, see {@link Vectors}, and the first row by itself; Base64. */
  readonly vectors?: string;
  readonly shares?: string;
  readonly whole?: string;
}

/** What is known of a stem. */
export interface StemDocument {
  readonly kind: 'stem';
  readonly stem: string;
  /** The stem where it is of letters alone: what slips and beginnings are looked for in. */
  readonly plain?: string;
  /** Passages that hold it, function words and all. */
  readonly holders: number;
  /** Passages that it finds in each of {@link FIELDS}, and in any. */
  readonly counts: { readonly fields: readonly number[]; readonly any: number };
}

/** An article as a whole. */
export interface ArticleDocument {
  readonly kind: 'article';
  readonly document: string;
  /** Stems of its words. */
  readonly holds: readonly string[];
  readonly article: Text;
}

export interface FrameDocument {
  readonly kind: 'frame';
  readonly part: number;
  readonly frame: string;
}

export type IndexDocument = PassageDocument | StemDocument | ArticleDocument | FrameDocument;

/** What is put into an index. */
export interface Built {
  readonly corpus: Corpus;
  readonly index: LocalIndex;
  /** `null`: it is answered by words alone. */
  readonly vectors: Vectors | null;
}

/** Characters of the frame in one document. Ours: a node takes 100 MB at once, and a small one is sooner done. */
const FRAME_PART = 4_000_000;

const PLAIN = /^[a-z]{4,}$/;

/** The id that a document has in the index: paths may be longer than ids. */
export const idOf = (kind: IndexDocument['kind'], name: string): string =>
  `${kind}-${createHash('sha256').update(name).digest('base64url').slice(0, 27)}`;

/** All documents of an index with their ids, one after the other. */
export async function* documentsOf(
  built: Built,
): AsyncGenerator<readonly [id: string, document: IndexDocument]> {
  const { corpus, index } = built;
  const counts = new Map<string, { fields: number[]; any: number }>();
  for await (const one of passagesOf(built)) {
    count(one, counts);
    yield [idOf('passage', one.id), one];
  }
  for (const one of index.stems()) yield [idOf('stem', one), stemDocument(one, index, counts)];
  for (const [document, part] of partsOf(corpus))
    yield [idOf('article', document), articleDocument(document, part, corpus)];
  const frame = await writeFrame(corpus);
  for (let part = 0; part * FRAME_PART < frame.length; part++)
    yield [
      idOf('frame', String(part)),
      { kind: 'frame', part, frame: frame.slice(part * FRAME_PART, (part + 1) * FRAME_PART) },
    ];
}

/** For each field the sum of the lengths of all passages, in different stems: what a mean length is made of. */
export function lengthsIn(index: LocalIndex): number[] {
  const sums = FIELDS.map(() => 0);
  for (const passage of index.indexed())
    for (const [i, field] of FIELDS.entries())
      sums[i] = (sums[i] as number) + new Set(stemsIn(passage[field])).size;
  return sums;
}

/** The stems of a field. */
export const stemsIn = (text: string): string[] => (text === '' ? [] : text.split(' '));

async function* passagesOf({ corpus, index, vectors }: Built): AsyncGenerator<PassageDocument> {
  const parts = partsOf(corpus);
  const store = createStore(corpus);
  const numbers = new Map<string, number>();
  let position = 0;
  for (const indexed of index.indexed()) {
    const { id, document, subject } = corpus.passages[position] as Passage;
    const [stored] = await store.get([id]);
    const passage = partOf(stored as StoredPassage, parts.get(document) as Part);
    const at = (numbers.get(document) ?? 0) + 1;
    numbers.set(document, at);
    yield {
      kind: 'passage',
      ...{ id, document, at, section: passage.section.id },
      ...(subject === null ? {} : { subject }),
      ...indexed,
      words: [...new Set(FIELDS.flatMap((field) => stemsIn(indexed[field])))],
      passage,
      ...(vectors ? vectorsOf(position, vectors) : {}),
    };
    position++;
  }
}

/** The same, counted from the beginning of its article. */
function partOf({ section, blocks }: StoredPassage, { from }: Part): PassageDocument['passage'] {
  const by = opposite(from);
  return {
    section: movedSection(section, by),
    blocks: blocks.map(({ block, items }) => ({
      block: movedBlock(block, by),
      items: items.map((item) => movedItem(item, by)),
    })),
  };
}

/** What is kept of the vectors of a passage. */
function vectorsOf(
  position: number,
  { rows, shares, starts }: Vectors,
): Pick<PassageDocument, 'vectors' | 'shares' | 'whole'> {
  const [from, to] = [starts[position] as number, starts[position + 1] as number];
  const row = from * DIMENSIONS;
  return {
    vectors: base64(rows.slice(row, to * DIMENSIONS)),
    shares: base64(shares.slice(from, to)),
    whole: base64(rows.slice(row, row + DIMENSIONS)),
  };
}

const base64 = ({ buffer }: Int8Array | Float32Array): string => Buffer.from(buffer).toString('base64');

function count(passage: PassageDocument, counts: Map<string, { fields: number[]; any: number }>): void {
  const of = (one: string) => {
    const known = counts.get(one) ?? { fields: FIELDS.map(() => 0), any: 0 };
    counts.set(one, known);
    return known;
  };
  for (const one of passage.words) of(one).any++;
  for (const [i, field] of FIELDS.entries())
    for (const one of new Set(stemsIn(passage[field]))) {
      const { fields } = of(one);
      fields[i] = (fields[i] as number) + 1;
    }
}

function stemDocument(
  one: string,
  index: LocalIndex,
  counts: ReadonlyMap<string, StemDocument['counts']>,
): StemDocument {
  return {
    kind: 'stem',
    stem: one,
    ...(PLAIN.test(one) ? { plain: one } : {}),
    holders: index.count(one),
    counts: counts.get(one) ?? { fields: FIELDS.map(() => 0), any: 0 },
  };
}

function articleDocument(document: Document['id'], part: Part, corpus: Corpus): ArticleDocument {
  const article = textOf(corpus, part);
  const words = new Set<string>();
  const hold = (text: string) => {
    for (const one of partStems(text)) words.add(one);
  };
  for (const { heading } of article.sections) hold(heading);
  for (const { label, columns } of article.blocks) hold([label?.text ?? '', ...columns].join(' . '));
  for (const { name, text } of article.items) hold(`${name ?? ''} . ${text}`);
  return { kind: 'article', document, holds: [...words], article };
}

/** Stems of a text's words, of a compound those of its parts: it may be cut or joined where it is quoted. */
export function partStems(text: string): Set<string> {
  return new Set(tokenize(text).flatMap(({ parts }) => parts.map(stem)));
}
