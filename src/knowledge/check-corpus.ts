import { compact } from '../text/compact.js';
import type { Corpus, Fact, Passage, Section, Subject } from './corpus.js';
import { nearDuplicates } from './near-duplicates.js';
import type { Problem } from './problem.js';
import { largestArticle, sizeAdvice } from './size.js';

/** An aspect that this share of a document's subjects has is missed where it is absent. */
const EXPECTED_SHARE = 0.66;

/**
 * What an author may want to know of a sound corpus: where answers will be poorer than they need be.
 * @returns warnings, in reading order
 */
export function checkCorpus(corpus: Corpus): Problem[] {
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
  const filled = new Set(corpus.passages.map((passage) => passage.section));
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
    const opening = corpus.passages.some(
      (passage) => passage.section === subject.section && passage.kind === 'paragraph',
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
  problems.push(...contradictions(corpus), ...repetitions(corpus), ...longPassages(corpus));
  return problems.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

const warning = (passage: Passage, rule: string, message: string): Problem => ({
  severity: 'warning',
  file: passage.document,
  line: passage.lines[0],
  rule,
  message,
});

/** Rows of one subject that have the same label and say different things. */
function contradictions({ subjects, passages }: Corpus): Problem[] {
  return subjects.flatMap(({ name, facts }) => {
    const first = new Map<string, Fact>();
    return facts.flatMap((fact) => {
      const key = compact(fact.label);
      const other = first.get(key);
      if (!other) {
        first.set(key, fact);
        return [];
      }
      const said = (one: Fact) => one.values.map(compact).sort().join(';');
      if (said(other) === said(fact)) return [];
      const row = passages[fact.passage] as Passage;
      const line = (passages[other.passage] as Passage).lines[0];
      const message = `"${fact.label}" of "${name}" is "${fact.values.join('; ')}" here and "${other.values.join('; ')}" in line ${line}. Keep what is true, or give one row another label.`;
      return [warning(row, 'contradiction', message)];
    });
  });
}

function repetitions(corpus: Corpus): Problem[] {
  return nearDuplicates(corpus).map(([first, again]) => {
    const where = first.document === again.document ? '' : `${first.document}, `;
    const message = `This says nearly what ${where}line ${first.lines[0]} says. Say it once, so that answers do not repeat it and cite one place.`;
    return warning(again, 'near-duplicate', message);
  });
}

/** Longest passage that is cited well, in characters: of a longer one a reader of an answer sees a small part. */
const LONG_PASSAGE = 1200;

function longPassages({ passages }: Corpus): Problem[] {
  return passages
    .filter(({ kind, text }) => kind !== 'code' && text.length > LONG_PASSAGE)
    .map((passage) =>
      warning(
        passage,
        'long-passage',
        `This passage has ${passage.text.length} characters; answers show a few sentences of it, and a citation leads to all of it. Break it into paragraphs of one thought each.`,
      ),
    );
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
