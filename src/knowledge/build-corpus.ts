import { aspectNames } from './aspect-names.js';
import { type ComparedCell, comparedCells, isFactLabel, rowsAbout } from './compared-table.js';
import type {
  Aspect,
  Block,
  Corpus,
  Document,
  Fact,
  Item,
  Kind,
  Passage,
  Section,
  Subject,
  Thesaurus,
  Verification,
} from './corpus.js';
import { passagesOf } from './cut-passages.js';
import { otherEntries } from './entries.js';
import { type ArticleSubjects, findSubjects, type ReadArticle } from './find-subjects.js';
import type { FrontMatter } from './front-matter.js';
import type { SubjectSection } from './listed-subjects.js';
import type { ParsedBlock, ParsedItem } from './parse-blocks.js';
import type { Problem } from './problem.js';
import type { Steps } from './steps.js';
import { upkeepOf } from './upkeep.js';

/** What one subject is called where the article does not say. */
export const DEFAULT_NOUN = 'topic';

/** Values of a table's cell are separated by this. */
const VALUE_SEPARATOR = /\s*;\s+/;

export interface BuiltCorpus {
  readonly corpus: Corpus;
  readonly problems: Problem[];
  readonly articles: JoinedArticle[];
}

/**
 * Joins parsed articles to a corpus: numbers sections, blocks and items, cuts passages, finds which section is
 * about which subject and which sub-heading names which aspect.
 *
 * Subjects are those of the front matter. An article that has no entry `subjects` has a subject wherever
 * sections that lie side by side share sub-headings, each open with a table of facts or are lined up by one, and no other of
 * the knowledge does so under the same name.
 * A step for each article.
 * @returns the corpus and what is wrong with it (a subject without a section, a name used twice); and the articles, as
 * they can be joined again
 */
export function* buildInSteps(articles: readonly ReadArticle[], thesaurus: Thesaurus): Steps<BuiltCorpus> {
  const { found, problems } = findSubjects(articles.map(withoutSubjects));
  yield;
  const documents: Document[] = [];
  const sections: Section[] = [];
  const blocks: Block[] = [];
  const items: Item[] = [];
  const passages: Passage[] = [];
  const subjects: Subject[] = [];
  const kinds = new Map<string, { otherNouns: Set<string>; subjects: string[] }>();
  const aspects = new Map<string, { name: string; subjects: Set<string> }>();

  for (const { article, subjects: own, noun: inferred, shared } of found) {
    const told = [article.frontMatter?.noun ?? DEFAULT_NOUN].flat();
    const [noun = DEFAULT_NOUN, ...otherNouns] =
      inferred !== null && told[0] === DEFAULT_NOUN ? [inferred] : told;
    const document = documentOf(article);
    documents.push(document);
    const firstSection = sections.length;
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
      for (const { items: inner, lead, kind, label, columns, lines } of parsed.blocks) {
        const id = blocks.length;
        blocks.push({
          id,
          section: section.id,
          kind,
          label,
          lead: lead === null ? null : firstBlock + lead,
          items: [items.length, items.length + inner.length],
          columns,
          lines,
        });
        for (const item of inner) {
          if (item.kind === 'fact' && subject) subject.facts.push(factOf(item, document, section));
          if (subject && isLabelled(item)) points.push({ subject, item, section });
          // Each written out, which is several times as quick as to copy what is there.
          items.push({
            id: items.length,
            block: id,
            section: section.id,
            document: article.file,
            subject: section.subject,
            aspect: section.aspect,
            kind: item.kind,
            name: item.name,
            text: item.text,
            sentences: item.sentences,
            level: item.level,
            number: item.number,
            row: item.row,
            language: item.language,
            lines: item.lines,
          });
        }
      }
    }
    for (const { subject: one, item, section } of sharedPoints(points, ofArticle.length))
      if (!one.facts.some(({ label }) => label === item.name))
        one.facts.push(factOf(item, document, section));
    // A table that lines subjects up says of each what a table of its own would.
    const aboutThem = subjectsByRow(
      linedUp.map(({ cell }) => cell.row),
      ofArticle,
    );
    for (const { cell, section } of linedUp) {
      const { column: label, row, item } = cell;
      const [one, another] = aboutThem.get(row) ?? [];
      if (one && !another) one.facts.push({ ...factOf(item, document, section), label });
    }
    // A verified answer is found by its questions, so that it never stands in for what others ask.
    if (document.verified === null)
      for (const passage of passagesOf(sections.slice(firstSection), blocks, items)) passages.push(passage);
    yield;
  }
  const corpus: Corpus = {
    documents,
    sections,
    blocks,
    items,
    passages,
    kinds: [...kinds].map(
      ([noun, { otherNouns, subjects: ids }]): Kind => ({ noun, otherNouns: [...otherNouns], subjects: ids }),
    ),
    subjects,
    aspects: [...aspects].map(([id, { name, subjects: ids }]): Aspect => ({ id, name, subjects: [...ids] })),
    thesaurus,
  };
  return { corpus, problems, articles: joinedFrom(corpus, found) };
}

function subjectsByRow<T extends { readonly name: string }>(
  rows: readonly string[],
  subjects: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const rowsOf = rowsAbout(rows);
  const out = new Map<string, T[]>();
  for (const subject of subjects)
    for (const row of rowsOf(subject.name)) out.set(row, [...(out.get(row) ?? []), subject]);
  return out;
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

/** An article that was joined to a corpus, and holds no text beside it. */
export type JoinedArticle = ReadArticle;

/** The articles that a corpus was built of, their blocks read from it when they are asked for. */
function joinedFrom(corpus: Corpus, found: readonly ArticleSubjects[]): JoinedArticle[] {
  let position = 0;
  return found.map(({ article, inferred }): JoinedArticle => {
    const sections = article.sections.map(({ heading, depth, path, lines }) => {
      const section = corpus.sections[position++] as Section;
      return {
        heading,
        depth,
        path,
        lines,
        get blocks() {
          return parsedBlocks(corpus, section);
        },
      };
    });
    const { file, title, frontMatter, entryLines, problems } = article;
    return { file, title, frontMatter, entryLines, sections, problems, inferred };
  });
}

/** The blocks of a section as they were parsed. */
function parsedBlocks(corpus: Corpus, { blocks: [first, end] }: Section): ParsedBlock[] {
  return corpus.blocks.slice(first, end).map(({ kind, label, columns, lines, lead, items }) => ({
    kind,
    label,
    columns,
    lines,
    lead: lead === null ? null : lead - first,
    items: corpus.items.slice(...items),
  }));
}

function documentOf(article: ReadArticle): Document {
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
    upkeep: upkeepOf(front),
  };
}

function verificationOf(entry: FrontMatter['verified']): Verification | null {
  if (!entry) return null;
  const { by, on, review_by: reviewBy = null, quote = null } = entry;
  return { by, on, reviewBy, quote };
}

/** A verified answer is about none of the things that articles tell of. */
function withoutSubjects(article: ReadArticle): ReadArticle {
  const { frontMatter: front } = article;
  return front?.verified ? { ...article, frontMatter: { ...front, subjects: [] } } : article;
}
