import { aspectNames } from './aspect-names.js';
import type { Aspect, Corpus, Document, Fact, Passage, Section, Subject, Thesaurus } from './corpus.js';
import { findSubjects } from './find-subjects.js';
import type { SubjectSection } from './listed-subjects.js';
import type { ParsedArticle } from './parse-article.js';
import type { Problem } from './problem.js';

/** What one subject is called where the article does not say. */
export const DEFAULT_NOUN = 'topic';

/** Values of a table's cell are separated by this. */
const VALUE_SEPARATOR = /\s*;\s+/;

/**
 * Joins parsed articles to a corpus: numbers sections and passages, finds which section is about which
 * subject and which sub-heading names which aspect.
 *
 * Subjects are those of the front matter. An article that has no entry `subjects` has a subject wherever
 * sections that lie side by side share a sub-heading ("Advantages" under each) or each open with a table of
 * facts, and no other section of the knowledge does so under the same name.
 * @returns the corpus and what is wrong with it (a subject without a section, a name used twice)
 */
export function buildCorpus(
  articles: readonly ParsedArticle[],
  thesaurus: Thesaurus,
): { corpus: Corpus; problems: Problem[] } {
  const { found, problems } = findSubjects(articles);
  const documents: Document[] = [];
  const sections: Section[] = [];
  const passages: Passage[] = [];
  const subjects: Subject[] = [];
  const aspects = new Map<string, { name: string; subjects: Set<string> }>();

  for (const { article, subjects: own, shared } of found) {
    const [noun = DEFAULT_NOUN, ...otherNouns] = [article.frontMatter?.noun ?? []].flat();
    documents.push(documentOf(article, noun));
    const aspectOf = aspectNames(article, [...own, ...shared]);
    let subject: (SubjectSection & { facts: Fact[] }) | null = null;
    for (const [index, parsed] of article.sections.entries()) {
      const starts = own.find((entry) => entry.index === index);
      if (starts) {
        subject = { ...starts, facts: [] };
        const names = [...new Set([starts.name, ...starts.aliases])];
        subjects.push({
          id: starts.id,
          name: starts.name,
          names,
          noun,
          otherNouns,
          document: article.file,
          section: sections.length,
          facts: subject.facts,
        });
      } else if (subject && parsed.depth <= subject.depth) subject = null;
      const aspect = subject && !starts ? (aspectOf.get(index) ?? null) : null;
      if (aspect && subject) {
        const entry = aspects.get(aspect.id) ?? { name: aspect.name, subjects: new Set() };
        entry.subjects.add(subject.id);
        aspects.set(aspect.id, entry);
      }
      const section: Section = {
        id: sections.length,
        document: article.file,
        heading: parsed.heading,
        path: parsed.path,
        lines: parsed.lines,
        subject: subject?.id ?? null,
        aspect: aspect?.id ?? null,
      };
      sections.push(section);
      for (const passage of parsed.passages) {
        const id = passages.length;
        passages.push({
          ...passage,
          id,
          document: article.file,
          section: section.id,
          subject: section.subject,
          aspect: section.aspect,
        });
        if (passage.kind === 'fact' && subject) {
          subject.facts.push({
            label: passage.name ?? '',
            values: passage.text.split(VALUE_SEPARATOR),
            passage: id,
          });
        }
      }
    }
  }
  const aspectList: Aspect[] = [...aspects].map(([id, { name, subjects: ids }]) => ({
    id,
    name,
    subjects: [...ids],
  }));
  return { corpus: { documents, sections, passages, subjects, aspects: aspectList, thesaurus }, problems };
}

function documentOf(article: ParsedArticle, noun: string): Document {
  const front = article.frontMatter;
  const source = front?.source;
  return {
    id: article.file,
    title: article.title,
    source: source ? { name: source.name, url: source.url ?? null, author: source.author ?? null } : null,
    licence: front?.licence ?? null,
    noun,
    questions: (front?.questions ?? []).map((text, i) => ({
      text,
      line: article.entryLines.questions[i] ?? 1,
    })),
  };
}
