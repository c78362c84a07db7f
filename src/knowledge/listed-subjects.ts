import { compact } from '../text/compact.js';
import type { ParsedArticle } from './parse-article.js';
import type { Problem } from './problem.js';

/** Where an article begins to speak of a subject. */
export interface SubjectSection {
  /** Position among the article's sections. */
  readonly index: number;
  readonly depth: number;
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

/**
 * The subjects that the front matter of articles lists, in reading order.
 * @returns for each article its subjects, or `null` where it has no entry `subjects`; and what is wrong:
 * a subject without a section, an id or a name that an earlier subject has. Such a subject is left out
 */
export function listedSubjects(articles: readonly ParsedArticle[]): {
  listed: (readonly SubjectSection[] | null)[];
  problems: Problem[];
} {
  const problems: Problem[] = [];
  const taken: Taken = { ids: new Map(), names: new Map() };
  const listed = articles.map((article) => {
    const entries = article.frontMatter?.subjects;
    if (!entries) return null;
    const places = placesOf(article);
    const subjects = entries.flatMap((entry, i) => {
      const index = places.get(compact(entry.heading));
      if (index === undefined) {
        problems.push(withoutSection(article, entry, i));
        return [];
      }
      const { id, heading: name, aliases } = entry;
      const depth = article.sections[index]?.depth ?? 2;
      return [{ line: article.entryLines.subjects[i]?.entry ?? 1, index, depth, id, name, aliases }];
    });
    subjects.sort((a, b) => a.index - b.index);
    return subjects.flatMap(({ line, ...subject }) => {
      const clashing = clashes(subject, article.file, line, taken);
      problems.push(...clashing);
      return clashing.length === 0 ? [subject] : [];
    });
  });
  return { listed, problems };
}

/** By its heading the first section below the title that is called so. */
function placesOf({ sections }: ParsedArticle): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [index, { depth, heading }] of sections.entries()) {
    const key = compact(heading);
    if (depth > 1 && !places.has(key)) places.set(key, index);
  }
  return places;
}

function withoutSection(
  article: ParsedArticle,
  { id, heading }: { id: string; heading: string },
  entry: number,
): Problem {
  const headings = article.sections
    .filter((section) => section.depth === 2)
    .map((section) => `"${section.heading}"`);
  const message = `The subject "${id}" names the heading "${heading}", which the article does not have. Add "## ${heading}", or write one of its headings: ${headings.slice(0, 12).join(', ') || 'there are none'}.`;
  const line = article.entryLines.subjects[entry]?.heading ?? 1;
  return { severity: 'error', file: article.file, line, rule: 'subject-without-section', message };
}

/** Ids and names that are given, and to whom. */
interface Taken {
  readonly ids: Map<string, { readonly name: string; readonly file: string }>;
  readonly names: Map<string, SubjectSection>;
}

/** Ids and names that another subject has already: a question could not tell them apart. */
function clashes(subject: SubjectSection, file: string, line: number, { ids, names }: Taken): Problem[] {
  const { id } = subject;
  const same = ids.get(id);
  if (same) {
    const message = `The subject "${id}" is already described in ${same.file} ("${same.name}"). Give one of the two another id, or put both into one section.`;
    return [{ severity: 'error', file, line, rule: 'duplicate-subject', message }];
  }
  ids.set(id, { name: subject.name, file });
  return [...new Set([subject.name, ...subject.aliases])].flatMap((name): Problem[] => {
    const other = names.get(compact(name));
    if (!other || other === subject) {
      names.set(compact(name), subject);
      return [];
    }
    const message = `"${name}" is a name of both "${other.id}" and "${id}". Take it away from one of them in "aliases:".`;
    return [{ severity: 'error', file, line, rule: 'duplicate-alias', message }];
  });
}
