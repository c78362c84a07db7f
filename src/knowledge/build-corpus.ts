import { aspectNames } from './aspect-names.js';
import { type ComparedCell, comparedCells, isFactLabel, isRowOf } from './compared-table.js';
import type {
  Aspect,
  Block,
  Corpus,
  Document,
  Fact,
  Item,
  Kind,
  Section,
  Subject,
  Thesaurus,
  Verification,
} from './corpus.js';
import { passagesOf } from './cut-passages.js';
import { findSubjects } from './find-subjects.js';
import { type FrontMatter, otherEntries } from './front-matter.js';
import type { SubjectSection } from './listed-subjects.js';
import type { ParsedArticle } from './parse-article.js';
import type { ParsedItem } from './parse-blocks.js';
import type { Problem } from './problem.js';

/** What one subject is called where the article does not say. */
export const DEFAULT_NOUN = 'topic';

/** Values of a table's cell are separated by this. */
const VALUE_SEPARATOR = /\s*;\s+/;

/**
 * Joins parsed articles to a corpus: numbers sections, blocks and items, cuts passages, finds which section is
 * about which subject and which sub-heading names which aspect.
 *
 * Subjects are those of the front matter. An article that has no entry `subjects` has a subject wherever
 * sections that lie side by side share sub-headings, each open with a table of facts or are lined up by one, and no other of
 * the knowledge does so under the same name.
 * @returns the corpus and what is wrong with it (a subject without a section, a name used twice)
 */
export function buildCorpus(
  articles: readonly ParsedArticle[],
  thesaurus: Thesaurus,
): { corpus: Corpus; problems: Problem[] } {
  const { found, problems } = findSubjects(articles.map(withoutSubjects));
  const documents: Document[] = [];
  const sections: Section[] = [];
  const blocks: Block[] = [];
  const items: Item[] = [];
  const subjects: Subject[] = [];
  const kinds = new Map<string, { otherNouns: Set<string>; subjects: string[] }>();
  const aspects = new Map<string, { name: string; subjects: Set<string> }>();

  for (const { article, subjects: own, noun: inferred, shared } of found) {
    const told = [article.frontMatter?.noun ?? DEFAULT_NOUN].flat();
    const [noun = DEFAULT_NOUN, ...otherNouns] =
      inferred !== null && told[0] === DEFAULT_NOUN ? [inferred] : told;
    const document = documentOf(article);
    documents.push(document);
    const aspectOf = aspectNames(article, [...own, ...shared]);
    let subject: (SubjectSection & { facts: Fact[] }) | null = null;
    const ofArticle: (SubjectSection & { facts: Fact[] })[] = [];
    const linedUp: { cell: ComparedCell; section: Section }[] = [];
    const points: LabelledPoint[] = [];
    for (const [index, parsed] of article.sections.entries()) {
      const starts = own.find((entry) => entry.index === index);
      if (starts) {
        subject = { ...starts, facts: [] };
        ofArticle.push(subject);
        subjects.push({
          id: starts.id,
          name: starts.name,
          names: [...new Set([starts.name, ...starts.aliases])],
          noun,
          document: article.file,
          section: sections.length,
          facts: subject.facts,
        });
        const kind = kinds.get(noun) ?? { otherNouns: new Set(), subjects: [] };
        for (const other of otherNouns) kind.otherNouns.add(other);
        kind.subjects.push(starts.id);
        kinds.set(noun, kind);
      } else if (subject && parsed.depth <= subject.depth) subject = null;
      const aspect = subject && !starts ? (aspectOf.get(index) ?? null) : null;
      if (aspect && subject) {
        const entry = aspects.get(aspect.id) ?? { name: aspect.name, subjects: new Set() };
        entry.subjects.add(subject.id);
        aspects.set(aspect.id, entry);
      }
      const firstBlock = blocks.length;
      const section: Section = {
        id: sections.length,
        document: article.file,
        heading: parsed.heading,
        path: parsed.path,
        lines: parsed.lines,
        subject: subject?.id ?? null,
        aspect: aspect?.id ?? null,
        blocks: [firstBlock, firstBlock + parsed.blocks.length],
      };
      sections.push(section);
      if (!subject) linedUp.push(...comparedCells(parsed).map((cell) => ({ cell, section })));
      for (const { items: inner, lead, ...block } of parsed.blocks) {
        const id = blocks.length;
        blocks.push({
          ...block,
          id,
          section: section.id,
          lead: lead === null ? null : firstBlock + lead,
          items: [items.length, items.length + inner.length],
        });
        for (const item of inner) {
          const place = { block: id, section: section.id, document: article.file };
          const of = { subject: section.subject, aspect: section.aspect };
          if (item.kind === 'fact' && subject) subject.facts.push(factOf(item, document, section));
          if (subject && isLabelled(item)) points.push({ subject, item, section });
          items.push({ ...item, id: items.length, ...place, ...of });
        }
      }
    }
    for (const { subject: one, item, section } of sharedPoints(points, ofArticle.length))
      if (!one.facts.some(({ label }) => label === item.name))
        one.facts.push(factOf(item, document, section));
    // A table that lines subjects up says of each what a table of its own would.
    for (const { cell, section } of linedUp) {
      const { column: label, row, item } = cell;
      const [one, another] = ofArticle.filter(({ name }) => isRowOf(row, name));
      if (one && !another) one.facts.push({ ...factOf(item, document, section), label });
    }
  }
  const verified = new Set(documents.filter((one) => one.verified !== null).map(({ id }) => id));
  const corpus: Corpus = {
    documents,
    sections,
    blocks,
    items,
    // A verified answer is found by its questions, so that it never stands in for what others ask.
    passages: passagesOf(sections, blocks, items).filter(({ document }) => !verified.has(document)),
    kinds: [...kinds].map(
      ([noun, { otherNouns, subjects: ids }]): Kind => ({ noun, otherNouns: [...otherNouns], subjects: ids }),
    ),
    subjects,
    aspects: [...aspects].map(([id, { name, subjects: ids }]): Aspect => ({ id, name, subjects: [...ids] })),
    thesaurus,
  };
  return { corpus, problems };
}

function factOf({ name, text, lines }: ParsedItem, document: Document, section: Section): Fact {
  return { label: name ?? '', values: text.split(VALUE_SEPARATOR), place: { document, section }, lines };
}

/** A point of a list such as "**Price:** 60 €" in the section of a subject. */
interface LabelledPoint {
  readonly subject: { readonly facts: Fact[] };
  readonly item: ParsedItem;
  readonly section: Section;
}

/** A point says no more than a cell of a table up to this length, in characters. */
const CELL_LENGTH = 80;

function isLabelled({ kind, level, name, text, sentences }: ParsedItem): boolean {
  const isCell = text.length <= CELL_LENGTH && sentences.length === 1;
  return kind === 'point' && level === 0 && name !== null && isFactLabel(name) && isCell;
}

/** Share of the subjects whose lists must have a point of the same label for these to be rows of a table in all but form. */
const POINT_SHARE = 0.6;
/** One label that all have may be a habit of the author. */
const MIN_POINT_LABELS = 2;

function sharedPoints(points: readonly LabelledPoint[], subjects: number): readonly LabelledPoint[] {
  const users = new Map<string, Set<unknown>>();
  for (const { item, subject } of points)
    users.set(item.name ?? '', (users.get(item.name ?? '') ?? new Set()).add(subject));
  const labels = [...users].filter(([, { size }]) => size > 1 && size >= POINT_SHARE * subjects);
  if (labels.length < MIN_POINT_LABELS) return [];
  const shared = new Set(labels.map(([label]) => label));
  return points.filter(({ item }) => shared.has(item.name ?? ''));
}

function documentOf(article: ParsedArticle): Document {
  const front = article.frontMatter;
  const source = front?.source;
  return {
    id: article.file,
    title: article.title,
    source: source ? { name: source.name, url: source.url ?? null, author: source.author ?? null } : null,
    licence: front?.licence ?? null,
    facts: front ? otherEntries(front) : {},
    questions: (front?.questions ?? []).map((text, i) => ({
      text,
      line: article.entryLines.questions[i] ?? 1,
    })),
    verified: verificationOf(front?.verified),
  };
}

function verificationOf(entry: FrontMatter['verified']): Verification | null {
  if (!entry) return null;
  const { by, on, review_by: reviewBy = null, quote = null } = entry;
  return { by, on, reviewBy, quote };
}

/** A verified answer is about none of the things that articles tell of. */
function withoutSubjects(article: ParsedArticle): ParsedArticle {
  const { frontMatter: front } = article;
  return front?.verified ? { ...article, frontMatter: { ...front, subjects: [] } } : article;
}
