import { compact } from '../text/compact.js';
import { type InferredSubjects, inferSubjects } from './infer-subjects.js';
import { listedSubjects, type SubjectSection } from './listed-subjects.js';
import type { ParsedArticle } from './parse-article.js';
import type { Problem } from './problem.js';

/** An article whose shape may have been read before. */
export interface ReadArticle extends ParsedArticle {
  /** What its shape tells, where that is known. */
  readonly inferred?: InferredSubjects;
}

/** Of which subjects an article speaks, and where. */
export interface ArticleSubjects {
  readonly article: ParsedArticle;
  /** What its shape tells, had it no entry `subjects` and no other article a subject. */
  readonly inferred: InferredSubjects;
  readonly subjects: readonly SubjectSection[];
  /** What one is called, where the article itself tells. */
  readonly noun: string | null;
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
 * answer about "the API" out of several would mix them up. Another name that was inferred gives way to any.
 */
export function findSubjects(articles: readonly ReadArticle[]): {
  found: ArticleSubjects[];
  problems: Problem[];
} {
  const { listed, problems } = listedSubjects(articles);
  const inferred = articles.map((article, i) =>
    listed[i] ? NONE : (article.inferred ?? inferSubjects(article)),
  );
  /** The files that use a name. */
  const users = new Map<string, string[]>();
  for (const [i, { file }] of articles.entries()) {
    const own = (inferred[i] ?? NONE).subjects.map((subject) => ({ ...subject, aliases: [] }));
    for (const subject of [...(listed[i] ?? []), ...own])
      for (const key of keysOf(subject)) {
        const files = users.get(key);
        if (files) files.push(file);
        else users.set(key, [file]);
      }
  }
  const isShared = (subject: SubjectSection) =>
    keysOf({ ...subject, aliases: [] }).some((key) => (users.get(key)?.length ?? 0) > 1);
  const given = new Set<string>();
  const found = articles.map((article, i): ArticleSubjects => {
    const shape = inferred[i] ?? NONE;
    const { subjects: own, noun } = shape;
    const alone = own
      .filter((subject) => !isShared(subject))
      .map((subject) => ({
        ...subject,
        aliases: subject.aliases.filter((alias) => isFree(alias, users, given)),
      }));
    return { article, inferred: shape, subjects: listed[i] ?? alone, noun, shared: own.filter(isShared) };
  });
  return { found, problems: [...problems, ...notices(found, users)] };
}

const NONE: InferredSubjects = { subjects: [], noun: null };

/** Whether nothing else is called so; from then on it is given. */
function isFree(alias: string, users: ReadonlyMap<string, string[]>, given: Set<string>): boolean {
  const key = `name ${compact(alias)}`;
  if (users.has(key) || given.has(key)) return false;
  given.add(key);
  return true;
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
      const keys = keysOf({ ...subject, aliases: [] });
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
