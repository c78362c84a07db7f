import { createHash } from 'node:crypto';
import type { ReadArticle } from '../knowledge/find-subjects.js';
import type { ReadThesaurus } from '../knowledge/join-articles.js';
import type { ParsedSection } from '../knowledge/parse-article.js';
import { slimSection } from '../knowledge/slim-section.js';
import type { ArticleIndex } from '../retrieval/local/index-article.js';
import { loadLog, type Parts, type SavedLog, saveLog } from './saved-log.js';

/** An article as it was parsed and indexed; without an index where it could not be read. */
export interface KnownArticle {
  readonly article: ReadArticle;
  readonly index: ArticleIndex | null;
}

/** All that is needed of a folder to answer from it, each file by its {@link fileKey}. */
export interface KnownFiles {
  readonly articles: ReadonlyMap<string, KnownArticle>;
  readonly thesaurus: ReadonlyMap<string, ReadThesaurus>;
}

export const NOTHING_KNOWN: KnownFiles = { articles: new Map(), thesaurus: new Map() };

/** What a file is kept by: the hash of its path and text. */
export function fileKey(path: string, text: string): string {
  return createHash('sha256').update(`${path}\0`).update(text).digest('base64');
}

/**
 * What was made of files of a folder when it was last opened, for those that are as they were.
 * @param knowledge absolute path of the articles' folder
 * @param keys of the files that it holds now
 */
export async function loadKnown(
  folder: string,
  knowledge: string,
  keys: ReadonlySet<string>,
): Promise<{ known: KnownFiles; log: SavedLog | null }> {
  const words = new Map<string, string>();
  const partOf = (said: unknown) =>
    Array.isArray(said) ? said.map(slimSection) : revived(said as Head, words);
  const entryOf = ([head, ...sections]: readonly unknown[]) =>
    joined(head as Head, sections as ParsedSection[][]);
  const { values, log } = await loadLog(folder, knowledge, 'articles', keys, partOf, entryOf);
  const articles = new Map<string, KnownArticle>();
  const thesaurus = new Map<string, ReadThesaurus>();
  for (const [key, value] of values)
    if ('article' in value) articles.set(key, value);
    else thesaurus.set(key, value);
  return { known: { articles, thesaurus }, log };
}

/** What is saved first of an entry: the sections of an article come behind it. */
type Head =
  | ReadThesaurus
  | { readonly article: Omit<ReadArticle, 'sections'>; readonly index: ArticleIndex | null };

/** @returns what is saved now, or `null` when it could not be saved */
export function saveKnown(
  folder: string,
  knowledge: string,
  { articles, thesaurus }: KnownFiles,
  log: SavedLog | null,
): Promise<SavedLog | null> {
  const keys = [...thesaurus.keys(), ...articles.keys()];
  const partsFor = (key: string): Parts => {
    const known = articles.get(key);
    return known ? partsOf(known) : [thesaurus.get(key)];
  };
  return saveLog(folder, knowledge, 'articles', keys, partsFor, log);
}

/** Items of sections that are saved together; ours, some 100 KB. */
const ITEMS_A_PART = 500;

function* partsOf({ article: { sections, ...article }, index }: KnownArticle): Generator<unknown> {
  yield { article, index } satisfies Head;
  let part: ParsedSection[] = [];
  let items = 0;
  for (const section of sections) {
    const one = plain(section);
    part.push(one);
    items += 1 + one.blocks.reduce((sum, block) => sum + block.items.length, 0);
    if (items < ITEMS_A_PART) continue;
    yield part;
    [part, items] = [[], 0];
  }
  if (part.length > 0) yield part;
}

/** As it was parsed: what joining it to others added is left out. */
function plain({ heading, depth, path, lines, blocks }: ParsedSection): ParsedSection {
  return {
    ...{ heading, depth, path, lines },
    blocks: blocks.map(({ items, ...block }) => ({
      ...block,
      items: items.map(({ kind, name, text, sentences, level, number, row, language, lines: own }) => ({
        ...{ kind, name, text, sentences, level, number, row, language, lines: own },
      })),
    })),
  };
}

function joined(head: Head, parts: readonly ParsedSection[][]): KnownArticle | ReadThesaurus {
  if (!('article' in head)) return head;
  return { article: { ...head.article, sections: parts.flat() }, index: head.index };
}

/** One string for each stem, and numbers that do not keep in memory what they were read from. */
function revived(head: Head, words: Map<string, string>): Head {
  if (!('article' in head) || !head.index) return head;
  const { index } = head;
  const stems = index.stems.map((stem) => {
    const known = words.get(stem);
    if (known === undefined) words.set(stem, stem);
    return known ?? stem;
  });
  return { article: head.article, index: { ...index, stems, holders: index.holders.slice() } };
}
