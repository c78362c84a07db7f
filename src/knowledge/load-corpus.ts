import { buildCorpus } from './build-corpus.js';
import { type Corpus, EMPTY_THESAURUS } from './corpus.js';
import { parseArticle } from './parse-article.js';
import { parseThesaurus } from './parse-thesaurus.js';
import type { Problem } from './problem.js';

interface TextFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Parses articles and thesaurus and joins them to a corpus.
 * What is faulty is left out and told in the problems; the rest is there.
 * @param parse parses one article; give one that remembers to read again only what changed
 */
export function loadCorpus(
  articles: readonly TextFile[],
  thesaurus: TextFile | null,
  parse: typeof parseArticle = parseArticle,
): { corpus: Corpus; problems: Problem[] } {
  const problems: Problem[] = [];
  const words = thesaurus
    ? parseThesaurus(thesaurus.path, thesaurus.text)
    : { thesaurus: EMPTY_THESAURUS, problems: [] };
  problems.push(...words.problems);
  const parsed = articles.map(({ path, text }) => parse(path, text));
  for (const article of parsed) {
    problems.push(...article.problems);
    if (article.problems.some((problem) => problem.severity === 'error')) continue;
    if (!article.sections.some((section) => section.passages.length > 0)) {
      const message =
        'The article has no text: nothing can be answered from it. Write a paragraph below its heading.';
      problems.push({ severity: 'error', file: article.file, line: 1, rule: 'no-text', message });
    }
  }
  const faulty = new Set(problems.filter(({ severity }) => severity === 'error').map(({ file }) => file));
  const sound = parsed.filter(({ file }) => !faulty.has(file));
  const built = buildCorpus(sound, words.thesaurus ?? EMPTY_THESAURUS);
  problems.push(...built.problems);
  return { corpus: built.corpus, problems };
}
