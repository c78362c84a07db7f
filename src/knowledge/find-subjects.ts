import { compact } from '../text/compact.js';
import { inferSubjects } from './infer-subjects.js';
import { listedSubjects, type SubjectSection } from './listed-subjects.js';
import type { ParsedArticle } from './parse-article.js';
import type { Problem } from './problem.js';

/** Of which subjects an article speaks, and where. */
export interface ArticleSubjects {
  readonly article: ParsedArticle;
  readonly subjects: readonly SubjectSection[];
  /** Sections that look like subjects and are none, as their name leads to others too. */
  readonly shared: readonly SubjectSection[];
}

/** Files that a notice names; the rest is counted. */
const MAX_NAMED = 3;

/**
 * Finds the subjects of articles: those of the front matter, and where it has no entry `subjects` those
 * that the shape of the article tells.
 *
 * A name must lead to one subject. Authors who gave it twice are told of an error. Where it was inferred,
 * the section is no subject, and found by its words like any other: many a README has an "API", and an
 * answer about "the API" out of several would mix them up.
 */
export function findSubjects(articles: readonly ParsedArticle[]): {
  found: ArticleSubjects[];
  problems: Problem[];
} {
  const { listed, problems } = listedSubjects(articles);
  const inferred = articles.map((article, i) => (listed[i] ? [] : inferSubjects(article.sections)));
  /** The files that use a name. */
  const users = new Map<string, string[]>();
  for (const [i, { file }] of articles.entries()) {
    for (const subject of [...(listed[i] ?? []), ...(inferred[i] ?? [])])
      for (const key of keysOf(subject)) {
        const files = users.get(key);
        if (files) files.push(file);
        else users.set(key, [file]);
      }
  }
  const isShared = (subject: SubjectSection) =>
    keysOf(subject).some((key) => (users.get(key)?.length ?? 0) > 1);
  const found = articles.map((article, i): ArticleSubjects => {
    const own = inferred[i] ?? [];
    const subjects = listed[i] ?? own.filter((subject) => !isShared(subject));
    return { article, subjects, shared: own.filter(isShared) };
  });
  return { found, problems: [...problems, ...notices(found, users)] };
}

/** What a subject may be mistaken for another by. */
function keysOf({ id, name, aliases }: SubjectSection): string[] {
  return [...new Set([`id ${id}`, ...[name, ...aliases].map((one) => `name ${compact(one)}`)])];
}

/** One for each name, where it stands first. */
function notices(found: readonly ArticleSubjects[], users: ReadonlyMap<string, string[]>): Problem[] {
  const told = new Set<string>();
  return found.flatMap(({ article, shared }) =>
    shared.flatMap((subject): Problem[] => {
      const keys = keysOf(subject);
      if (keys.some((key) => told.has(key))) return [];
      for (const key of keys) told.add(key);
      const files = new Set(keys.flatMap((key) => users.get(key) ?? []));
      files.delete(article.file);
      const message = `"${subject.name}" looks like a subject here and ${places([...files])}, and is taken for none here. To make it one, list it in one article under "subjects:"; "subjects: []" says that an article has none.`;
      const line = article.sections[subject.index]?.lines[0] ?? 1;
      return [{ severity: 'notice', file: article.file, line, rule: 'shared-name', message }];
    }),
  );
}

function places(files: readonly string[]): string {
  if (files.length === 0) return 'in another place of this article';
  const more = files.length - MAX_NAMED;
  return `in ${files.slice(0, MAX_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
