import { compact } from '../text/compact.js';
import type { Corpus, Section, Subject } from './corpus.js';
import type { Problem } from './problem.js';

/** An aspect that this share of a document's subjects has is missed where it is absent. */
const EXPECTED_SHARE = 0.66;

/**
 * What an author may want to know of a sound corpus: where answers will be poorer than they need be.
 * @returns warnings, in reading order
 */
export function checkCorpus(corpus: Corpus): Problem[] {
  const problems: Problem[] = [];
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
  return problems.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
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
