import { COMPARED_HEADINGS } from '../english/compared.js';
import { compact } from '../text/compact.js';
import { isNoTitle } from './article-title.js';
import { aspectWords } from './aspect-names.js';
import { comparedCells, isFactLabel, rowsAbout } from './compared-table.js';
import { type Counted, countedIn } from './counted-noun.js';
import type { SubjectSection } from './listed-subjects.js';
import { otherNames } from './other-names.js';
import type { ParsedArticle, ParsedSection } from './parse-article.js';
import { slug } from './slug.js';

/** The subjects that the shape of an article tells, and what one is called where its title tells. */
export interface InferredSubjects {
  readonly subjects: readonly SubjectSection[];
  readonly noun: string | null;
}

/** Least share of the sections beside one another that must have what makes them subjects: most of an article is about them. */
const MIN_SHARE = 0.4;

/** How far the sections may be from the number in the title. */
const COUNT_SLIP = 0.34;

/** A section that may be about a subject, with what is told of it below. */
interface Candidate {
  readonly index: number;
  readonly name: string;
  /** Sub-headings without its name, and words that lead to lists. */
  readonly children: Set<string>;
  /** Labels of the rows in its tables of two columns that tell what a thing is like. */
  readonly labels: Set<string>;
  /** How many rows those tables have, whatever their labels tell. */
  rows: number;
}

/**
 * Finds what an article compares: sections side by side, most of the sections there, that share a sub-heading which compares
 * things ("Advantages", "Advantages of Oolong") or the rows of tables of facts, or that a table lines up row by row; where
 * the title counts them, any sub-heading, words that lead to a list in each of them ("Good for:"), or nothing but names
 * that the text calls them by ("Ten ferries", and "aboard the Nightjar" somewhere).
 * Options that each have a "Default" and an "Example", or steps that each have a "Linux" and a "Windows", are none.
 */
export function inferSubjects({ title, sections }: ParsedArticle): InferredSubjects {
  const groups = siblings(sections);
  const text = groups.length > 0 ? textOf(sections) : '';
  const counted = groups.length > 0 ? countedIn(title, text) : null;
  const rowsOf = rowsAbout(sections.flatMap((section) => comparedCells(section).map(({ row }) => row)));
  const isNamed = counted === null ? () => false : namesIn(text);
  const chosen = groups
    .map((group) => comparedIn(group, counted, rowsOf, isNamed))
    .filter((group) => group.length > 1);
  const depths = chosen.map(([first]) => sections[first?.index ?? 0]?.depth ?? 0);
  const top = Math.min(...depths);
  const subjects = chosen
    .filter((_, i) => depths[i] === top)
    .flat()
    .map(({ index, name }): SubjectSection => {
      const section = sections[index] as ParsedSection;
      return {
        index,
        depth: section.depth,
        id: slug(name),
        name,
        aliases: [
          ...namesOf(name).filter((one) => one !== name && isNamed(one)),
          ...otherNames(name, openingOf(section)),
          ...rowsOf(name).filter((row) => compact(row) !== compact(name)),
        ],
      };
    });
  return { subjects, noun: subjects.length > 0 ? (counted?.noun ?? null) : null };
}

/** Sections below the same heading and of the same level, each list in reading order. */
function siblings(sections: readonly ParsedSection[]): Candidate[][] {
  const groups = new Map<string, Candidate[]>();
  /** Candidates that are still open at a place, the deepest last. */
  const open: { depth: number; candidate: Candidate }[] = [];
  for (const [index, section] of sections.entries()) {
    while (open.length > 0 && (open.at(-1)?.depth ?? 0) >= section.depth) open.pop();
    const above = open.at(-1);
    const all = labelsOf(section);
    const labels = all.filter(isFactLabel).map((label) => label.toLowerCase());
    if (above && section.depth === above.depth + 1) {
      const words = aspectWords(section.heading, [above.candidate.name]);
      if (words !== '') above.candidate.children.add(words);
      for (const label of labels) above.candidate.labels.add(label);
      above.candidate.rows += all.length;
    }
    if (section.depth < 2) continue;
    const candidate = {
      index,
      name: subjectName(section.heading),
      children: new Set(leadsIn(section)),
      labels: new Set(labels),
      rows: all.length,
    };
    const key = `${section.depth} ${section.path.slice(0, -1).join('\n')}`;
    const group = groups.get(key);
    if (group) group.push(candidate);
    else groups.set(key, [candidate]);
    open.push({ depth: section.depth, candidate });
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/**
 * Those of a group that share what subjects share.
 * @param rowsOf which rows of the article's tables a name is about
 * @param isNamed whether the text calls something by a name
 */
function comparedIn(
  group: readonly Candidate[],
  counted: Counted | null,
  rowsOf: (name: string) => readonly string[],
  isNamed: (name: string) => boolean,
): Candidate[] {
  const isEnough = (users: readonly unknown[]) =>
    users.length > 1 && users.length >= MIN_SHARE * group.length;
  const found = new Set<Candidate>();
  for (const word of new Set(group.flatMap(({ children }) => [...children]))) {
    const users = group.filter(({ children }) => children.has(word));
    const isCounted = counted !== null && isAbout(users.length, counted.amount);
    if (isEnough(users) && (COMPARED_HEADINGS.has(word) || isCounted))
      for (const user of users) found.add(user);
  }
  const labels = [...new Set(group.flatMap((candidate) => [...candidate.labels]))];
  const shared = labels.filter((label) => isEnough(group.filter((candidate) => candidate.labels.has(label))));
  const withFacts = group.filter((candidate) => {
    const own = shared.filter((label) => candidate.labels.has(label));
    const isEntry = candidate.name.split(/\s+/).length <= MAX_ENTRY_WORDS;
    return isEntry && own.length > 0 && own.length >= Math.min(MIN_LABELS, candidate.rows);
  });
  if (isEnough(withFacts)) for (const one of withFacts) found.add(one);
  const linedUp = group.filter(({ name }) => rowsOf(name).length > 0);
  if (isEnough(linedUp) && linedUp.length >= MIN_ROWS) for (const one of linedUp) found.add(one);
  const named = group.filter(({ name }) => namesOf(name).some(isNamed));
  if (isEnough(named) && counted !== null && isAbout(named.length, counted.amount))
    for (const one of named) found.add(one);
  return group.filter((candidate) => found.has(candidate) && isName(candidate.name));
}

/** What a heading calls a thing: "The Mornie, or Morrasay Ferry" has two names. */
function namesOf(heading: string): string[] {
  return heading.split(/,? or (?=(?:the )?\p{Lu})/u).map((name) => name.replace(/^the /i, '').trim());
}

/** Words with capitals that begin no sentence: up to so many are a name. */
const MAX_NAME_WORDS = 4;
const NAMED = /(?<=[\p{Ll}\p{N},;] )\p{Lu}[\p{L}\p{N}’'-]*(?: \p{Lu}[\p{L}\p{N}’'-]*)*/gu;

/** Tells what a text calls by a name: what it writes with capitals in the middle of a sentence, more often than without. */
function namesIn(text: string): (name: string) => boolean {
  const named = new Map<string, number>();
  const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const [phrase] of text.matchAll(NAMED)) {
    const words = phrase.split(' ').map(compact);
    for (let length = 1; length <= Math.min(MAX_NAME_WORDS, words.length); length++)
      count(named, words.slice(0, length).join(' '));
  }
  const plain = new Map<string, number>();
  for (const [word] of text.matchAll(/(?<![\p{L}\p{N}])\p{Ll}[\p{L}\p{N}’'-]*/gu))
    count(plain, compact(word));
  return (name) => {
    const key = name.split(/\s+/).map(compact).join(' ');
    return (named.get(key) ?? 0) > (plain.get(key) ?? 0);
  };
}

/** Two rows of a table that are called as two headings may be chance. */
const MIN_ROWS = 3;

/** One row that two longer tables share may be chance. */
const MIN_LABELS = 2;

/** Most words of what has an entry of facts. */
const MAX_ENTRY_WORDS = 5;

function isAbout(found: number, amount: number): boolean {
  return Math.abs(found - amount) <= COUNT_SLIP * amount;
}

/** Whether a heading may name a thing: not code, a question, a release, or the number of a part. */
function isName(heading: string): boolean {
  if (isNoTitle(heading) || /[?`{}[\]<>=|$\\]|^[/.-]|\(\)|::/.test(heading)) return false;
  return /\p{L}/u.test(heading) && compact(heading).length > 1 && heading.split(/\s+/).length <= MAX_WORDS;
}

/** Most words of a name. */
const MAX_WORDS = 8;

/** Words that lead to a list: "good for". */
function leadsIn({ blocks }: ParsedSection): string[] {
  return blocks.flatMap(({ kind, lead }) => {
    const text = kind === 'list' && lead !== null ? (blocks[lead]?.items[0]?.text ?? '') : '';
    const words = aspectWords(text, []);
    return words !== '' && words.split(' ').length <= MAX_LEAD_WORDS ? [words] : [];
  });
}

/** A longer lead is a sentence. */
const MAX_LEAD_WORDS = 4;

function labelsOf(section: ParsedSection): string[] {
  return section.blocks
    .filter(({ kind, columns }) => kind === 'table' && columns.length === 2)
    .flatMap(({ items }) => items.map(({ name }) => name ?? ''));
}

function openingOf({ blocks }: ParsedSection): string {
  const [first] = blocks;
  return first?.kind === 'paragraph' && first.label === null
    ? (first.items[0]?.sentences[0]?.text ?? '')
    : '';
}

function textOf(sections: readonly ParsedSection[]): string {
  return sections
    .flatMap(({ blocks }) => blocks.flatMap(({ items }) => items.map(({ text }) => text)))
    .join('\n');
}

/** A heading without the number it begins with: "7. Green tea" is about "Green tea". */
function subjectName(heading: string): string {
  return heading.replace(/^\s*(?:\d+[.)]|#\d+)\s*/, '') || heading;
}
