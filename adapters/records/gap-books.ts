import { csvOf } from './gap-files.js';
import {
  type Gap,
  type GapOptions,
  type Grouped,
  gapOf,
  groupByScope,
  isReserved,
  scopeOf,
  stateOf,
} from './gaps.js';
import { createQuestionVectors, type VectorOptions } from './question-vectors.js';
import { MAX_READ, MAX_TEXT_READ, type Records } from './record.js';

/** Groups of a kind that are shown on a page. */
const GROUPS_ON_PAGE = 50;
/** Most questions of a group that are told of where groups are listed. */
const MAX_QUESTIONS = 20;
/** Most words and subjects of a group that are told of. */
const MAX_ABOUT = 20;
/** Most different questions that are asked again, those of the most asked groups. */
const MAX_ASKED_AGAIN = 5_000;

/**
 * The kinds of groups, each listed by itself: of which something had no answer or one that did not help; of which all
 * was answered, if with a reserve; all of which the articles answer by now.
 */
export const PARTS = ['open', 'reserved', 'answered'] as const;
export type Part = (typeof PARTS)[number];

/** A time that a report is over. */
export interface Time {
  readonly from: Date;
  readonly to: Date;
}

/** A question by its key, as it is asked again, and what was seen where it was asked; `null`: everything. */
export type KeyedText = readonly [key: string, text: string, scope: string | null];

/** What a report was opened on. */
export interface OpenedBooks {
  /** Those of the given keys under which something was not met. */
  readonly authored: readonly string[];
  /** Kept texts that may be answered by now, the most asked groups' first. */
  readonly texts: readonly KeyedText[];
  readonly size: Size;
  /** Questions that are grouped by words for now, since they have no vector yet. */
  readonly unencoded: number;
}

/** How much there is, and how much of it is read. */
export interface Size {
  /** Records of the time. */
  readonly all: number;
  readonly read: number;
  /** When the first was that is read. */
  readonly since: Date;
}

/** Groups of a kind, and how many of them there are; those of a page, with at most a few questions each. */
export interface PartPage {
  readonly groups: number;
  readonly page: number;
  readonly pages: number;
  readonly gaps: readonly Gap[];
}

/**
 * Reads and groups what was not met, and tells of it in pieces: the report that was opened last. It may lie in
 * another thread, so plain data goes in and comes out.
 */
export type GapBooks = {
  open(time: Time, authored: readonly string[]): Promise<OpenedBooks>;
  /**
   * @param answered keys of questions that are answered by now
   * @param page from 1 on; of one behind the last, that
   * @param scopes of groups that were asked where one of these was seen; without, of all
   */
  page(
    answered: readonly string[],
    part: Part,
    page: number,
    scopes?: readonly (string | null)[],
  ): Promise<PartPage>;
  csv(answered: readonly string[]): Promise<string>;
  /** @returns `null` when there is no such group */
  gap(answered: readonly string[], id: string): Promise<Gap | null>;
};

export interface BooksOptions extends VectorOptions {
  /** More than a page shows where all of them are printed. */
  readonly groupsOnPage?: number;
}

/** Books in this thread. */
export function createGapBooks(
  records: Pick<Records, 'unmet' | 'countUnmet' | 'vectors' | 'keepVectors'>,
  { groupsOnPage = GROUPS_ON_PAGE, ...encoding }: BooksOptions,
): GapBooks {
  const meaning = createQuestionVectors(records, encoding);
  let time: Time = { from: new Date(0), to: new Date(0) };
  let groups: readonly Grouped[] = [];
  return {
    async open(wanted, authored) {
      const read = await records.unmet(wanted.from);
      // As long as all are read nobody needs to count.
      const all = read.length < MAX_READ ? read.length : await records.countUnmet(wanted.from);
      time = wanted;
      const { vectors, missing } = await meaning.of(read);
      groups = groupByScope(read, { vectors });
      const known = new Set(read.map(({ key }) => key));
      return {
        authored: authored.filter((key) => known.has(key)),
        texts: textsOf(groups),
        size: { all, read: read.length, since: read[0]?.at ?? wanted.from },
        unencoded: missing,
      };
    },
    async page(answered, part, page, scopes) {
      const done = new Set(answered);
      const own = groups.filter(
        (group) => (scopes?.includes(scopeOf(group)) ?? true) && partOf(group, done) === part,
      );
      const pages = Math.max(1, Math.ceil(own.length / groupsOnPage));
      const at = Math.min(Math.max(1, page), pages);
      const shown = own.slice((at - 1) * groupsOnPage, at * groupsOnPage);
      const gaps = shown.map((group) => toldOf(group, { ...time, answered: done }));
      return { groups: own.length, page: at, pages, gaps };
    },
    async csv(answered) {
      const done = new Set(answered);
      return csvOf(groups.map((group) => toldOf(group, { ...time, answered: done })));
    },
    async gap(answered, id) {
      const found = groups.find((group) => group.id === id);
      return found ? toldOf(found, { ...time, answered: new Set(answered) }) : null;
    },
  };
}

function partOf(group: Grouped, answered: ReadonlySet<string>): Part {
  if (stateOf(group, answered) === 'answered') return 'answered';
  return isReserved(group) ? 'reserved' : 'open';
}

/** An answer that did not help is no better for being given again; a text that was cut is another question. */
export function textsOf(groups: readonly Grouped[]): KeyedText[] {
  const texts: KeyedText[] = [];
  for (const { questions } of groups)
    for (const { key, records } of questions) {
      const text = records.at(-1)?.question ?? null;
      if (text === null || text.length > MAX_TEXT_READ) continue;
      if (records.some(({ helpful }) => helpful === false)) continue;
      texts.push([key, text, records[0]?.scope ?? null]);
      if (texts.length === MAX_ASKED_AGAIN) return texts;
    }
  return texts;
}

/** A group may have thousands of questions and words, of which a few tell what it is about. */
function toldOf(group: Grouped, options: GapOptions): Gap {
  const gap = gapOf(group, options, MAX_QUESTIONS);
  return {
    ...gap,
    subjects: gap.subjects.slice(0, MAX_ABOUT),
    terms: gap.terms.slice(0, MAX_ABOUT),
  };
}
