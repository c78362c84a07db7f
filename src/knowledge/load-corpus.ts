import { buildCorpus } from './build-corpus.js';
import { type Corpus, EMPTY_THESAURUS } from './corpus.js';
import { type ParsedArticle, parseArticle } from './parse-article.js';
import { parseThesaurus } from './parse-thesaurus.js';
import { LEFT_OUT, type Problem } from './problem.js';

interface TextFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Parses articles and thesaurus and joins them to a corpus.
 * What is faulty is left out and told in the problems; the rest is there: of an article with a faulty entry
 * in its front matter its text and its other entries, so that one mistake hides no other.
 * @param parse parses one article; give one that remembers to read again only what changed
 */
export function loadCorpus(
  articles: readonly TextFile[],
  thesaurus: TextFile | null,
  parse: typeof parseArticle = parseArticle,
): { corpus: Corpus; problems: Problem[] } {
  const words = thesaurus
    ? parseThesaurus(thesaurus.path, thesaurus.text)
    : { thesaurus: EMPTY_THESAURUS, problems: [] };
  const parsed = articles.map(({ path, text }) => parse(path, text));
  const readable = parsed.filter(isReadable);
  const built = buildCorpus(readable, words.thesaurus ?? EMPTY_THESAURUS);
  const told = [words, ...parsed, built].flatMap((part) => part.problems);
  // Where others are served, one that is left out keeps none of them back.
  const problems = told.map((one) =>
    one.rule === LEFT_OUT && readable.length === 0 ? { ...one, severity: 'error' as const } : one,
  );
  const empty = readable.filter(({ sections }) => sections.every(({ blocks }) => blocks.length === 0));
  // A page without text among others hides nothing; where there is no other, there is nothing to answer from.
  const severity = empty.length < readable.length ? 'warning' : 'error';
  for (const { file } of empty) {
    const message =
      'The article has no text: nothing can be answered from it. Write a paragraph below its heading.';
    problems.push({ severity, file, line: 1, rule: 'no-text', message });
  }
  return { corpus: built.corpus, problems };
}

/** Whether its text can be told from its front matter. */
function isReadable({ frontMatter, problems }: ParsedArticle): boolean {
  return (
    frontMatter !== null || problems.every(({ severity, rule }) => severity !== 'error' && rule !== LEFT_OUT)
  );
}
