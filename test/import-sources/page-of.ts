import type { Corpus, Item } from '../../src/knowledge/corpus.js';

/** An article of subjects as plain text copied off a web page: no markup, numbers before the subjects, points in three styles. */
export function pageOf(corpus: Corpus): string {
  const lines = ['top of page', corpus.documents[0]?.title ?? ''];
  let subjects = 0;
  for (const section of corpus.sections) {
    const items = corpus.items.filter((item) => item.section === section.id);
    const subject = corpus.subjects.find((one) => one.section === section.id);
    const owner = corpus.subjects.find((one) => one.id === section.subject);
    if (subject) lines.push(`${++subjects}. ${subject.name}`);
    else if (section.aspect && owner)
      lines.push(subjects % 2 ? `${section.heading} of ${owner.name}` : `${owner.name} ${section.heading}`);
    else if (section.path.length > 0 && items.length > 0) lines.push(section.heading);
    const facts = items.filter(({ kind }) => kind === 'fact');
    if (facts.length > 0) lines.push(facts.map(({ name, text }) => `${name}\t${text}`).join('\n'));
    lines.push(...items.filter(({ kind }) => kind !== 'fact').map((item, i) => lineOf(item, i, subjects)));
  }
  return `${[...lines, 'The Barn', 'bottom of page'].join('\n\n')}\n`;
}

function lineOf({ kind, name, text }: Item, i: number, style: number): string {
  if (kind !== 'point') return text;
  const named = name === null ? text : `${name}${style % 3 ? ' –' : ':'} ${text}`;
  return style % 4 ? `  ${i + 1}. ${named}` : `  • ${named}`;
}
