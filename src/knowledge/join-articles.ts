import { type BuiltCorpus, buildInSteps, type JoinedArticle } from './build-corpus.js';
import { EMPTY_THESAURUS, type Thesaurus } from './corpus.js';
import type { ParsedArticle } from './parse-article.js';
import { LEFT_OUT, type Problem } from './problem.js';
import { atOnce, type Steps } from './steps.js';

/** The thesaurus as its file tells it; `null` where that is faulty. */
export interface ReadThesaurus {
  readonly thesaurus: Thesaurus | null;
  readonly problems: readonly Problem[];
}

export const NO_THESAURUS: ReadThesaurus = { thesaurus: EMPTY_THESAURUS, problems: [] };

/**
 * Joins articles and thesaurus to a corpus.
 * What is faulty is left out and told in the problems; the rest is there: of an article with a faulty entry
 * in its front matter its text and its other entries, so that one mistake hides no other.
 * @returns also the articles, as they can be joined again, with others
 */
export function joinArticles(parsed: readonly ParsedArticle[], words: ReadThesaurus): BuiltCorpus {
  return atOnce(joinInSteps(parsed, words));
}

/** The same as {@link joinArticles}, a step for each article. */
export function* joinInSteps(parsed: readonly ParsedArticle[], words: ReadThesaurus): Steps<BuiltCorpus> {
  const readable = parsed.filter(isReadable);
  const built = yield* buildInSteps(readable, words.thesaurus ?? EMPTY_THESAURUS);
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
  const joined = built.articles.values();
  const articles = parsed.map((article) =>
    isReadable(article) ? (joined.next().value as JoinedArticle) : article,
  );
  return { corpus: built.corpus, problems, articles };
}

/** Whether its text can be told from its front matter. */
function isReadable({ frontMatter, problems }: ParsedArticle): boolean {
  return (
    frontMatter !== null || problems.every(({ severity, rule }) => severity !== 'error' && rule !== LEFT_OUT)
  );
}
