import { aspectWords } from './aspect-names.js';
import type { SubjectSection } from './listed-subjects.js';
import type { ParsedSection } from './parse-article.js';
import { slug } from './slug.js';

/** Sections side by side that share a sub-heading, or that each hold a table of facts. */
export function inferSubjects(sections: readonly ParsedSection[]): SubjectSection[] {
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
    const hasFacts = section.blocks.some((block) => block.kind === 'table');
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
