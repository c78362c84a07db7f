import type { Corpus } from './corpus.js';
import { joinArticles, NO_THESAURUS } from './join-articles.js';
import { parseArticle } from './parse-article.js';
import { parseThesaurus } from './parse-thesaurus.js';
import type { Problem } from './problem.js';

interface TextFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Parses articles and thesaurus and joins them to a corpus; what is faulty is left out, as {@link joinArticles} does.
 * @param parse parses one article; give one that remembers to read again only what changed
 */
export function loadCorpus(
  articles: readonly TextFile[],
  thesaurus: TextFile | null,
  parse: typeof parseArticle = parseArticle,
): { corpus: Corpus; problems: Problem[] } {
  const words = thesaurus ? parseThesaurus(thesaurus.path, thesaurus.text) : NO_THESAURUS;
  const parsed = articles.map(({ path, text }) => parse(path, text));
  const { corpus, problems } = joinArticles(parsed, words);
  return { corpus, problems };
}
