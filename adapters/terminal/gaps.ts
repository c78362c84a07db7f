import type { Bot } from '../../src/bot.js';
import { DocentError } from '../../src/errors.js';
import { createAnsweredNow } from '../shared/records/answered-now.js';
import { csvOf, stubOf } from '../shared/records/gap-files.js';
import { gapReport, gapTitle } from '../shared/records/gap-report.js';
import { type Gap, periodDays } from '../shared/records/gaps.js';
import { openRecords } from '../shared/records/open-records.js';
import type { Terminal } from './cli.js';

export interface GapsOptions {
  readonly days?: number;
  readonly csv?: boolean;
  readonly stub?: string;
}

/** Unless told otherwise, when records are kept without an end. */
const DEFAULT_DAYS = 90;
const SPARKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** `docent gaps`: what people asked and did not get. @throws {DocentError} what opening records throws, `no-group` */
export async function gaps(bot: Bot, options: GapsOptions, terminal: Terminal): Promise<void> {
  const { records, pseudonyms, settings } = await openRecords(terminal.env);
  const write = (text: string) => terminal.stdout.write(text);
  try {
    const days = options.days ?? (settings.DOCENT_RETENTION_DAYS || DEFAULT_DAYS);
    const report = await gapReport({ records, bot, answeredNow: createAnsweredNow(pseudonyms) }, days);
    if (options.stub !== undefined) write(stubOf(groupOf(report.gaps, options.stub), bot.corpus));
    else if (options.csv) write(csvOf(report.gaps));
    else write(reportText(report, bot.corpus));
  } finally {
    await records.close();
  }
}

function groupOf(groups: readonly Gap[], id: string): Gap {
  const found = groups.find((group) => group.id === id.toLowerCase());
  if (found) return found;
  const ids = groups.slice(0, 5).map((group) => group.id);
  throw new DocentError(
    'no-group',
    `There is no group "${id}". ${ids.length > 0 ? `The most asked are ${ids.join(', ')}; ` : ''}\`docent gaps\` lists them all.`,
  );
}

function reportText(
  { from, to, gaps: groups }: Awaited<ReturnType<typeof gapReport>>,
  corpus: Bot['corpus'],
): string {
  const since = from.toISOString().slice(0, 10);
  if (groups.length === 0) return `Since ${since}, no question was left without an answer that helped.\n`;
  const period = periodDays({ from, to }) === 1 ? 'by day' : 'by week';
  const heading = ['group ', 'asked', 'people', 'not helpful', period.padEnd(groups[0]?.counts.length ?? 0)];
  const lines = (some: readonly Gap[]) => some.map((gap) => lineOf(gap, corpus)).join('');
  const open = groups.filter(({ now }) => now !== 'answered');
  const answered = groups.filter(({ now }) => now === 'answered');
  const total = groups.reduce((sum, { asked }) => sum + asked, 0);
  return [
    `Since ${since}, ${count(total, 'question')} had no answer or one that did not help, in ${count(groups.length, 'group')}.\n`,
    `\n${heading.join('  ')}  about\n${lines(open)}`,
    answered.length > 0 ? `\nThe articles answer these by now:\n${lines(answered)}` : '',
    open.length > 0
      ? `\n\`docent gaps --stub ${open[0]?.id}\` prints the beginning of an article for a group.\n`
      : '',
  ].join('');
}

function lineOf(gap: Gap, corpus: Bot['corpus']): string {
  const [example, ...more] = gap.questions;
  const rest = more.length > 0 ? ` and ${more.length} more` : '';
  const partly = gap.now === 'partly' ? ' (partly answered by now)' : '';
  const about = `${gapTitle(gap, corpus)}${example === undefined ? '' : ` – “${shorten(example)}”${rest}`}${partly}`;
  const numbers = [
    String(gap.asked).padStart(5),
    String(gap.people).padStart(6),
    String(gap.unhelpful).padStart(11),
  ];
  return `${[gap.id, ...numbers, sparkline(gap.counts).padEnd('by week'.length), about].join('  ')}\n`;
}

function sparkline(counts: readonly number[]): string {
  const most = Math.max(1, ...counts);
  return counts
    .map((count) => (count === 0 ? '·' : (SPARKS[Math.ceil((count / most) * SPARKS.length) - 1] ?? '')))
    .join('');
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
