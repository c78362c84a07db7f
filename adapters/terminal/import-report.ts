import type { Recognised } from '../../src/import/article.js';
import type { Dropped } from '../../src/import/draft.js';
import type { Imported } from '../../src/import/import-source.js';
import type { SourceFile } from '../../src/io/import-files.js';

/** Of each kind of thing that was dropped, so many are shown; `--json` has them all. */
const SAMPLES = 3;
const SAMPLE_LENGTH = 60;

/** What was recognised and what was dropped in one source, a line each. */
export function importedText(file: SourceFile, { format, recognised, dropped, notes }: Imported): string {
  return [
    `${file.name} → ${file.target}: ${format}; ${counts(recognised)}`,
    ...(recognised.subjects.length > 0 ? [`  subjects: ${recognised.subjects.join(', ')}`] : []),
    ...(recognised.aspects.length > 0 ? [`  of each: ${recognised.aspects.join(', ')}`] : []),
    ...notes.map((note) => `  note: ${note}`),
    ...droppedLines(dropped),
  ].join('\n');
}

function counts(recognised: Recognised): string {
  const { headings, paragraphs, points, named, facts, code } = recognised;
  const some = [
    amount(headings, 'heading'),
    amount(paragraphs, 'paragraph'),
    points > 0 && named > 0 ? `${amount(points, 'point')} (${named} named)` : amount(points, 'point'),
    amount(facts, 'fact'),
    amount(code, 'code block'),
  ];
  return some.filter(Boolean).join(', ');
}

function amount(n: number, what: string): string {
  return n === 0 ? '' : `${n} ${what}${n === 1 ? '' : 's'}`;
}

function droppedLines(dropped: readonly Dropped[]): string[] {
  const kinds = new Map<string, string[]>();
  for (const { what, text } of dropped) kinds.set(what, [...(kinds.get(what) ?? []), text]);
  return [...kinds].map(([what, texts]) => {
    const samples = texts.slice(0, SAMPLES).map((text) => `“${shortened(text)}”`);
    const more = texts.length > SAMPLES ? ` and ${texts.length - SAMPLES} more` : '';
    return `  dropped: ${texts.length} × ${what}: ${samples.join(', ')}${more}`;
  });
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > SAMPLE_LENGTH ? `${line.slice(0, SAMPLE_LENGTH - 1)}…` : line;
}
