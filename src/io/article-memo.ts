import { createHash } from 'node:crypto';
import type { ParsedArticle, parseArticle } from '../knowledge/parse-article.js';
import { loadSaved, save } from './saved-file.js';

/** Parsed articles by the hash of their path and text, as they are saved. */
export type SavedArticles = ReadonlyMap<string, ParsedArticle>;

/** Parses articles, but for those that were parsed before. */
export interface ArticleMemo {
  /** As `parseArticle`; what it gives was asked of this very path and text. */
  readonly parse: typeof parseArticle;
  /** All that was asked for, and nothing else: what to save. */
  readonly asked: SavedArticles;
  /** How many articles had to be parsed. */
  readonly parsed: number;
}

/** What a parsed article is kept by: the hash of its path and text. */
export function articleKey(file: string, markdown: string): string {
  return createHash('sha256').update(`${file}\0`).update(markdown).digest('base64');
}

/** @param known what an earlier run {@link ArticleMemo.asked} */
export function createArticleMemo(known: SavedArticles, parse: typeof parseArticle): ArticleMemo {
  const asked = new Map<string, ParsedArticle>();
  let parsed = 0;
  return {
    parse(file, markdown) {
      const key = articleKey(file, markdown);
      let article = known.get(key);
      if (!article) {
        article = parse(file, markdown);
        parsed++;
      }
      asked.set(key, article);
      return article;
    },
    asked,
    get parsed() {
      return parsed;
    },
  };
}

/**
 * The articles that were parsed when this folder was last indexed; empty when none were saved.
 * @param knowledge absolute path of the articles' folder
 */
export async function loadArticles(folder: string, knowledge: string): Promise<SavedArticles> {
  return (await loadSaved<SavedArticles>(folder, knowledge, 'articles')) ?? new Map();
}

/** @returns whether they could be saved; a read-only folder is no reason not to answer */
export function saveArticles(folder: string, knowledge: string, articles: SavedArticles): Promise<boolean> {
  return save(folder, knowledge, 'articles', articles);
}
