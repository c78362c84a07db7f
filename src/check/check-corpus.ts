import type { Corpus, Item, Section, Subject } from '../knowledge/corpus.js';
import { byPlace, type Problem } from '../knowledge/problem.js';
import { largestArticle, sizeAdvice } from '../knowledge/size.js';
import { compact } from '../text/compact.js';
import { contradictions } from './contradictions.js';
import type { Likeness } from './likeness.js';
import { nearDuplicates } from './near-duplicates.js';
import { opposed } from './opposed.js';
import { sameMeaning } from './same-meaning.js';
import { verifiedAnswers } from './verified-answers.js';

/** An aspect that this share of a document's subjects has is missed where it is absent. */
const EXPECTED_SHARE = 0.66;

/**
 * What an author may want to know of a sound corpus: where answers will be poorer than they need be.
 * @param likeness of its passages; without, repetitions and contradictions are told by words alone
 * @returns warnings, in reading order
 */
export function checkCorpus(corpus: Corpus, likeness: Likeness | null = null): Problem[] {
  const problems: Problem[] = [];
  const message = sizeAdvice(corpus.passages.length);
  if (message !== null)
    problems.push({
      severity: 'warning',
      file: largestArticle(corpus),
      line: 1,
      rule: 'large-knowledge',
      message,
    });
  const warn = (section: Section | undefined, rule: string, message: string) => {
    if (section)
      problems.push({ severity: 'warning', file: section.document, line: section.lines[0], rule, message });
  };
  const filled = new Set(corpus.blocks.map(({ section }) => section));
  for (const section of corpus.sections) {
    // Sub-sections follow their section at once.
    const next = corpus.sections[section.id + 1];
    const below = next?.document === section.document && next.path.length > section.path.length;
    const empty = !filled.has(section.id);
    if (empty && !below && section.path.length > 0) {
      warn(
        section,
        'empty-section',
        `Nothing stands below "${section.heading}". Write a paragraph, or take the heading out.`,
      );
    }
  }
  for (const subject of corpus.subjects) {
    const section = corpus.sections[subject.section];
    const opening = corpus.blocks.some(
      ({ section: own, kind }) => own === subject.section && kind === 'paragraph',
    );
    if (!opening) {
      warn(
        section,
        'no-opening',
        `"${subject.name}" has no opening paragraph, so "What is ${subject.name}?" has no answer. Begin the section with what it is.`,
      );
    }
    for (const aspect of missingAspects(subject, corpus)) {
      warn(
        section,
        'missing-aspect',
        `"${subject.name}" has no "${aspect}", which most others have: comparisons say "not stated". Add it if there is something to say.`,
      );
    }
    for (const label of missingFacts(subject, corpus)) {
      warn(
        section,
        'missing-fact',
        `"${subject.name}" has no row "${label}", which all others have: comparisons say "not stated". Add it if it is known.`,
      );
    }
    const seen = new Set<string>();
    for (const name of subject.names) {
      const key = compact(name);
      if (seen.has(key)) {
        warn(
          section,
          'needless-alias',
          `"${name}" is understood anyway: case, spaces, dots and hyphens do not matter. Take it out of "aliases:".`,
        );
      }
      seen.add(key);
    }
  }
  problems.push(
    ...contradictions(corpus),
    ...repetitions(corpus, likeness),
    ...oppositions(corpus, likeness),
    ...longItems(corpus),
    ...longSections(corpus),
    ...verifiedAnswers(corpus),
  );
  return problems.sort(byPlace);
}

const warning = (item: Item, rule: string, message: string): Problem => ({
  severity: 'warning',
  file: item.document,
  line: item.lines[0],
  rule,
  message,
});

/** Items that repeat an earlier one, each told once however often it was said before. */
function repetitions(corpus: Corpus, likeness: Likeness | null): Problem[] {
  const told = new Set<Item>();
  const sections = new Set<string>();
  const byWords = nearDuplicates(corpus).flatMap(([first, again]) => {
    sections.add(`${first.section} ${again.section}`);
    if (told.has(again)) return [];
    told.add(again);
    const message = `This says nearly what ${placeOf(first, again)} says. Say it once, so that answers do not repeat it and cite one place.`;
    return [warning(again, 'near-duplicate', message)];
  });
  const byMeaning = (likeness ? sameMeaning(corpus, likeness) : []).flatMap(([first, again]) => {
    const pair = `${first.section} ${again.section}`;
    if (told.has(again) || sections.has(pair)) return [];
    told.add(again);
    sections.add(pair);
    const message = `This says in other words what ${placeOf(first, again)} says. Say it once, or say in each what it is of, so that answers do not repeat it.`;
    return [warning(again, 'same-meaning', message)];
  });
  return [...byWords, ...byMeaning];
}

/** Sentences that an earlier one may contradict, each told once. */
function oppositions(corpus: Corpus, likeness: Likeness | null): Problem[] {
  const told = new Set<Item>();
  return (likeness ? opposed(corpus, likeness) : []).flatMap(([first, again, numbers]) => {
    if (told.has(again)) return [];
    told.add(again);
    const message = `This says nearly what ${placeOf(first, again)} says, with another number (${numbers}). If both speak of the same thing, keep what is true; if not, name in each what it is of.`;
    return [warning(again, 'maybe-contradiction', message)];
  });
}

/** Where an item stands, as seen from another. */
function placeOf(item: Item, from: Item): string {
  return `${item.document === from.document ? '' : `${item.document}, `}line ${item.lines[0]}`;
}

/** Longest passage that is cited well, in characters: of a longer one a reader of an answer sees a small part. */
const LONG_PASSAGE = 1200;

function longItems({ items }: Corpus): Problem[] {
  return items
    .filter(({ kind, text }) => kind !== 'code' && text.length > LONG_PASSAGE)
    .map((item) =>
      warning(
        item,
        'long-passage',
        `This passage has ${item.text.length} characters; answers show a few sentences of it, and a citation leads to all of it. Break it into paragraphs of one thought each.`,
      ),
    );
}

/**
 * Longest section that is cited well, in characters of text: about two pages, three screens. A citation names
 * the heading, and who follows it looks for the sentence from there.
 */
const LONG_SECTION = 6000;

function longSections({ sections, items }: Corpus): Problem[] {
  const lengths = new Map<number, number>();
  for (const { kind, section, text } of items)
    if (kind === 'paragraph' || kind === 'point')
      lengths.set(section, (lengths.get(section) ?? 0) + text.length);
  return sections
    .filter(({ id }) => (lengths.get(id) ?? 0) > LONG_SECTION)
    .map(({ id, document, heading, lines }) => {
      const name = heading === '' ? 'What stands before the first heading' : `"${heading}"`;
      const message = `${name} has ${lengths.get(id)} characters below one heading, and a citation names the heading. Put sub-headings in.`;
      return { severity: 'warning', file: document, line: lines[0], rule: 'long-section', message };
    });
}

function missingAspects(subject: Subject, corpus: Corpus): string[] {
  const peers = corpus.subjects.filter((other) => other.document === subject.document);
  return corpus.aspects
    .filter((aspect) => !aspect.subjects.includes(subject.id))
    .filter(
      (aspect) =>
        peers.filter((peer) => aspect.subjects.includes(peer.id)).length >= EXPECTED_SHARE * peers.length,
    )
    .map(({ name }) => name);
}

/** A row that so many other subjects have, all of them, is missed where it is absent. */
const MISSED_BESIDE = 3;

/** Fewer than all would be no sign: a row is left out where nothing is known. */
function missingFacts(subject: Subject, corpus: Corpus): string[] {
  const [first, ...others] = corpus.subjects
    .filter((other) => other.document === subject.document && other !== subject)
    .map(({ facts }) => new Map(facts.map(({ label }) => [compact(label), label])));
  if (!first || others.length + 1 < MISSED_BESIDE) return [];
  const own = new Set(subject.facts.map(({ label }) => compact(label)));
  return [...first]
    .filter(([key]) => !own.has(key) && others.every((labels) => labels.has(key)))
    .map(([, label]) => label);
}
