import { compact } from '../text/compact.js';
import { tokenize } from '../text/tokenize.js';
import type { Aspect, Corpus, Document, Fact, Passage, Section, Subject, Thesaurus } from './corpus.js';
import type { ParsedArticle, ParsedSection } from './parse-article.js';
import type { Problem } from './problem.js';

/** What one subject is called where the article does not say. */
export const DEFAULT_NOUN = 'topic';

/** Values of a table's cell are separated by this. */
const VALUE_SEPARATOR = /\s*;\s+/;

/**
 * Joins parsed articles to a corpus: numbers sections and passages, finds which section is about which
 * subject and which sub-heading names which aspect.
 *
 * Subjects are those of the front matter. An article that lists none has a subject wherever sections that
 * lie side by side share a sub-heading ("Advantages" under each) or each open with a table of facts.
 * @returns the corpus and what is wrong with it (a subject without a section, a name used twice)
 */
export function buildCorpus(
  articles: readonly ParsedArticle[],
  thesaurus: Thesaurus,
): { corpus: Corpus; problems: Problem[] } {
  const problems: Problem[] = [];
  const documents: Document[] = [];
  const sections: Section[] = [];
  const passages: Passage[] = [];
  const subjects: Subject[] = [];
  const aspects = new Map<string, { name: string; subjects: Set<string> }>();

  for (const article of articles) {
    const noun = article.frontMatter?.noun ?? DEFAULT_NOUN;
    documents.push(documentOf(article, noun));
    const found = subjectSections(article, problems);
    const aspectOf = aspectNames(article, found);
    let subject: (SubjectSection & { facts: Fact[] }) | null = null;
    for (const [index, parsed] of article.sections.entries()) {
      const starts = found.find((entry) => entry.index === index);
      if (starts) {
        subject = { ...starts, facts: [] };
        const names = [...new Set([starts.name, ...starts.aliases])];
        subjects.push({
          id: starts.id,
          name: starts.name,
          names,
          noun,
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
  problems.push(...clashes(subjects, articles));
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

interface SubjectSection {
  /** Position among the article's sections. */
  readonly index: number;
  readonly depth: number;
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

function subjectSections(article: ParsedArticle, problems: Problem[]): SubjectSection[] {
  const listed = article.frontMatter?.subjects ?? [];
  if (listed.length === 0)
    return article.frontMatter === null && article.problems.length > 0 ? [] : inferSubjects(article.sections);
  const out: SubjectSection[] = [];
  for (const [i, entry] of listed.entries()) {
    const index = article.sections.findIndex(
      (section) => section.depth > 1 && compact(section.heading) === compact(entry.heading),
    );
    if (index < 0) {
      const headings = article.sections
        .filter((section) => section.depth === 2)
        .map((section) => `"${section.heading}"`);
      const message = `The subject "${entry.id}" names the heading "${entry.heading}", which the article does not have. Add "## ${entry.heading}", or write one of its headings: ${headings.slice(0, 12).join(', ') || 'there are none'}.`;
      problems.push({
        severity: 'error',
        file: article.file,
        line: article.entryLines.subjects[i]?.heading ?? 1,
        rule: 'subject-without-section',
        message,
      });
      continue;
    }
    out.push({
      index,
      depth: article.sections[index]?.depth ?? 2,
      id: entry.id,
      name: entry.heading,
      aliases: entry.aliases,
    });
  }
  return out.sort((a, b) => a.index - b.index);
}

/** Sections side by side that share a sub-heading, or that each hold a table of facts. */
function inferSubjects(sections: readonly ParsedSection[]): SubjectSection[] {
  interface Candidate {
    index: number;
    parent: string;
    children: string[];
    hasFacts: boolean;
  }
  const candidates: Candidate[] = [];
  /** Candidates that are still open at a place, the deepest last. */
  const open: { depth: number; candidate: Candidate; names: readonly string[] }[] = [];
  for (const [index, section] of sections.entries()) {
    while (open.length > 0 && (open[open.length - 1]?.depth ?? 0) >= section.depth) open.pop();
    const hasFacts = section.passages.some((passage) => passage.kind === 'fact');
    const above = open[open.length - 1];
    if (above && section.depth === above.depth + 1) {
      const words = aspectWords(section.heading, above.names);
      if (words !== '') above.candidate.children.push(words);
      above.candidate.hasFacts ||= hasFacts;
    }
    if (section.depth < 2) continue;
    const parent = `${section.depth} ${section.path.slice(0, -1).join('\n')}`;
    const candidate: Candidate = { index, parent, children: [], hasFacts };
    candidates.push(candidate);
    open.push({ depth: section.depth, candidate, names: [subjectName(section.heading)] });
  }
  // How many candidates of one parent have facts, and how many a child of one name.
  const shared = new Map<string, number>();
  const marksOf = ({ parent, children, hasFacts }: Candidate) => [
    ...(hasFacts ? [`${parent}\nfacts`] : []),
    ...[...new Set(children)].map((child) => `${parent}\nchild ${child}`),
  ];
  for (const one of candidates)
    for (const mark of marksOf(one)) shared.set(mark, (shared.get(mark) ?? 0) + 1);
  const chosen = candidates.filter((one) => marksOf(one).some((mark) => (shared.get(mark) ?? 0) > 1));
  const top = chosen.reduce((least, one) => Math.min(least, sections[one.index]?.depth ?? 9), 9);
  return chosen
    .filter((one) => sections[one.index]?.depth === top)
    .map(({ index }) => {
      const section = sections[index] as ParsedSection;
      const name = subjectName(section.heading);
      return { index, depth: section.depth, id: slug(name), name, aliases: [] };
    });
}

/** A heading without the number it begins with: "7. Green tea" is about "Green tea". */
function subjectName(heading: string): string {
  return heading.replace(/^\s*(?:\d+[.)]|#\d+)\s*/, '') || heading;
}

/** Which of the sections below a subject names an aspect that another subject has too; by position. */
function aspectNames(
  article: ParsedArticle,
  subjects: readonly SubjectSection[],
): Map<number, { id: string; name: string }> {
  const headings: { index: number; subject: number; words: string }[] = [];
  for (const [s, subject] of subjects.entries()) {
    for (let i = subject.index + 1; i < article.sections.length; i++) {
      const section = article.sections[i] as ParsedSection;
      if (section.depth <= subject.depth) break;
      if (!section.passages.some((passage) => passage.kind !== 'fact')) continue;
      const words = aspectWords(section.heading, [subject.name, ...subject.aliases]);
      if (words !== '') headings.push({ index: i, subject: s, words });
    }
  }
  const users = new Map<string, Set<number>>();
  for (const { words, subject } of headings)
    users.set(words, (users.get(words) ?? new Set<number>()).add(subject));
  const shared = new Set([...users].filter(([, own]) => own.size > 1).map(([words]) => words));
  const out = new Map<number, { id: string; name: string }>();
  for (const { index, words } of headings) {
    const match = shared.has(words)
      ? words
      : [...shared].find((aspect) => words.endsWith(` ${aspect}`) || words.startsWith(`${aspect} `));
    if (match) out.set(index, { id: slug(match), name: match.charAt(0).toUpperCase() + match.slice(1) });
  }
  return out;
}

const JOINING_WORDS = new Set(['of', 'in', 'for', 'the', 'with', 'from', 'by', 'a', 'an']);

/** A sub-heading without the subject's name: "Advantages of Green tea" and "Green Tea Advantages" are both "advantages". */
function aspectWords(heading: string, names: readonly string[]): string {
  const words = tokenize(heading).map((token) => token.text);
  const forms = new Set(
    names.flatMap((name) => [compact(name), ...tokenize(name).map((token) => token.joined)]),
  );
  const kept: string[] = [];
  for (let i = 0; i < words.length; ) {
    let taken = 0;
    for (let n = Math.min(5, words.length - i); n > 0 && taken === 0; n--)
      if (forms.has(compact(words.slice(i, i + n).join('')))) taken = n;
    if (taken === 0) kept.push(words[i] as string);
    i += Math.max(1, taken);
  }
  while (kept.length > 0 && JOINING_WORDS.has(kept[kept.length - 1] as string)) kept.pop();
  while (kept.length > 0 && JOINING_WORDS.has(kept[0] as string)) kept.shift();
  return kept.join(' ');
}

function slug(text: string): string {
  return (
    tokenize(text)
      .map((token) => token.joined.replace(/#/g, '-sharp').replace(/\+/g, '-plus'))
      .join('-') || 'subject'
  );
}

/** Ids and names that two subjects share: a question could not tell them apart. */
function clashes(subjects: readonly Subject[], articles: readonly ParsedArticle[]): Problem[] {
  const problems: Problem[] = [];
  const ids = new Map<string, Subject>();
  const names = new Map<string, { subject: Subject; name: string }>();
  const articleOf = new Map(articles.map((article) => [article.file, article]));
  for (const subject of subjects) {
    const article = articleOf.get(subject.document);
    const entry = article?.frontMatter?.subjects.findIndex((one) => one.id === subject.id) ?? -1;
    const line = article?.entryLines.subjects[entry]?.entry ?? 1;
    const same = ids.get(subject.id);
    if (same) {
      const message = `The subject "${subject.id}" is already described in ${same.document} ("${same.name}"). Give one of the two another id, or put both into one section.`;
      problems.push({ severity: 'error', file: subject.document, line, rule: 'duplicate-subject', message });
      continue;
    }
    ids.set(subject.id, subject);
    for (const name of subject.names) {
      const key = compact(name);
      const other = names.get(key);
      if (other && other.subject !== subject) {
        const message = `"${name}" is a name of both "${other.subject.id}" and "${subject.id}". Take it away from one of them in "aliases:".`;
        problems.push({ severity: 'error', file: subject.document, line, rule: 'duplicate-alias', message });
      } else names.set(key, { subject, name });
    }
  }
  return problems;
}
