import { stringify } from 'yaml';
import type { Contents } from '../../src/knowledge/contents.js';
import { gapTitle } from './gap-report.js';
import type { Gap } from './gaps.js';

/** Most questions that a stub lists. */
const MAX_QUESTIONS = 20;

/** The beginning of an article that answers a group: its questions in the front matter, as docs/articles.md has it. */
export function stubOf(gap: Gap, contents: Contents): string {
  const title = capital(gapTitle(gap, contents));
  const questions = gap.questions.slice(0, MAX_QUESTIONS);
  const front = stringify({ title, ...(questions.length > 0 ? { questions } : {}) }, { lineWidth: 0 });
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const asked = `Asked ${gap.asked} times by ${gap.people} people, ${day(gap.first)} to ${day(gap.last)}.`;
  const advice =
    questions.length > 0
      ? 'Write the answer in sentences that stand alone, in the words of the questions, and take out the questions that it does not answer.'
      : 'Write the answer in sentences that stand alone, and what it answers under "questions:" above. The texts of questions were not kept; DOCENT_KEEP_QUESTIONS=on keeps them.';
  return `---\n${front}---\n# ${title}\n\n<!-- ${asked} ${advice} -->\n`;
}

const COLUMNS = [
  'group',
  'now',
  'asked',
  'people',
  'unanswered',
  'unhelpful',
  'reserved',
  'first',
  'last',
  'subjects',
  'kinds',
  'terms',
  'questions',
  'scope',
] as const;

/** Groups as CSV (RFC 4180), with a heading. */
export function csvOf(gaps: readonly Gap[]): string {
  const rows = gaps.map((gap) => [
    gap.id,
    gap.now,
    gap.asked,
    gap.people,
    gap.unanswered,
    gap.unhelpful,
    gap.reserved,
    gap.first.toISOString(),
    gap.last.toISOString(),
    gap.subjects.join('; '),
    gap.kinds.join('; '),
    gap.terms.join('; '),
    gap.questions.join('\n'),
    gap.scope ?? '',
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** What people wrote must not be taken for a formula when a spreadsheet opens the file. */
function cell(value: string | number): string {
  const text = typeof value === 'string' ? value.replace(/^[=+\-@\t\r]/, "'$&") : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
