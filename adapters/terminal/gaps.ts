import type { Bot } from '../../src/bot.js';
import { DocentError } from '../../src/errors.js';
import type { Contents } from '../../src/knowledge/contents.js';
import { EVERYTHING } from '../../src/knowledge/label-words.js';
import { scopeKey } from '../../src/knowledge/scope.js';
import type { Environment } from '../process/settings.js';
import { createAnsweredNow } from '../records/answered-now.js';
import { createGapBooks, PARTS } from '../records/gap-books.js';
import { stubOf } from '../records/gap-files.js';
import { createGapReports, failedNote, type GapReport, gapNotes, gapTitle } from '../records/gap-report.js';
import { type Gap, isReserved, periodDays } from '../records/gaps.js';
import { openRecords } from '../records/open-records.js';
import { encoderFor } from '../records/question-encoder.js';
import type { OpenedBot } from '../service/open-bot.js';
import { scopesOf } from '../service/scopes/place.js';
import { hasScopes } from '../service/scopes/scopes-path.js';
import { createLatest, createWithin } from '../service/scopes/within.js';
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
export async function gaps(
  opened: Pick<OpenedBot, 'bot' | 'within'>,
  options: GapsOptions,
  terminal: Terminal,
): Promise<void> {
  const { bot } = opened;
  const { records, pseudonyms, settings } = await openRecords(terminal.env);
  const write = (text: string) => terminal.stdout.write(text);
  try {
    const days = options.days ?? (settings.DOCENT_RETENTION_DAYS || DEFAULT_DAYS);
    const onReport = createGapReports({
      books: createGapBooks(records, {
        groupsOnPage: Number.MAX_SAFE_INTEGER,
        start: encoderFor(terminal.env),
        waits: true,
      }),
      bot: () => bot,
      scoped: () => scopedBots(opened, terminal.env),
      answeredNow: createAnsweredNow(pseudonyms),
    });
    await onReport(days, async (report) => {
      if (options.stub !== undefined) write(stubOf(await groupOf(report, options.stub), bot.contents));
      else if (options.csv) write(await report.csv());
      else write(await reportText(report, bot.contents));
    });
  } finally {
    await records.close();
  }
}

/** What opens the bots of all that rules give but for everything. */
async function scopedBots(
  { within }: Pick<OpenedBot, 'within'>,
  environment: Environment,
): Promise<Map<string, () => Promise<Bot>>> {
  if (!hasScopes(environment)) return new Map();
  const { readRules } = await import('../service/scopes/scopes-file.js');
  const botOf = createWithin(within, createLatest());
  const scopes = scopesOf(await readRules(environment)).filter((scope) => scope !== EVERYTHING);
  return new Map(scopes.map((scope) => [scopeKey(scope), () => botOf(scope)]));
}

async function groupOf(report: GapReport, id: string): Promise<Gap> {
  const found = await report.gap(id.toLowerCase());
  if (found) return found;
  const ids = (await report.page('open', 1)).gaps.slice(0, 5).map((group) => group.id);
  throw new DocentError(
    'no-group',
    `There is no group "${id}". ${ids.length > 0 ? `The most asked are ${ids.join(', ')}; ` : ''}\`docent gaps\` lists them all.`,
  );
}

async function reportText(report: GapReport, contents: Contents): Promise<string> {
  const { from, to, size } = report;
  const since = from.toISOString().slice(0, 10);
  const period = periodDays({ from, to }) === 1 ? 'by day' : 'by week';
  const parts = await Promise.all(PARTS.map(async (part) => (await report.page(part, 1)).gaps));
  const [open = [], reserved = [], answered = []] = parts;
  const groups = parts.flat();
  const heading = ['group ', 'asked', 'people', 'not helpful', period.padEnd(groups[0]?.counts.length ?? 0)];
  const part = (title: string, some: readonly Gap[]) =>
    some.length === 0 ? '' : `${title}${some.map((gap) => lineOf(gap, contents)).join('')}`;
  return [
    `Since ${since}, ${told(groups)}.\n`,
    size.read < size.all
      ? `Of ${size.all} records in this time the last ${size.read} are told of, from ${size.since.toISOString().slice(0, 16)}Z on.\n`
      : '',
    report.failed.length === 0 ? '' : `${failedNote(report)}\n`,
    groups.length === 0 ? '' : `\n${heading.join('  ')}  about\n`,
    part('', open),
    part('\nAnswered with a reserve, and nobody said that it helped:\n', reserved),
    part('\nThe articles answer these by now:\n', answered),
    open.length > 0
      ? `\n\`docent gaps --stub ${open[0]?.id}\` prints the beginning of an article for a group.\n`
      : '',
  ].join('');
}

/** How many questions were not answered, and how many with a reserve only. */
function told(groups: readonly Gap[]): string {
  const lacking = groups.filter((gap) => !isReserved(gap));
  const unmet = lacking.reduce((sum, { asked, reserved }) => sum + asked - reserved, 0);
  const reserved = groups.reduce((sum, gap) => sum + gap.reserved, 0);
  const first =
    unmet === 0
      ? 'no question was left without an answer that helped'
      : `${count(unmet, 'question')} had no answer or one that did not help, in ${count(lacking.length, 'group')}`;
  return reserved === 0 ? first : `${first}; ${count(reserved, 'question')} had one with a reserve`;
}

function lineOf(gap: Gap, contents: Contents): string {
  const [example, ...more] = gap.questions;
  const others = more.length + gap.moreQuestions;
  const rest = others > 0 ? ` and ${others} more` : '';
  const notes = gapNotes(gap).map((note) => ` (${note})`);
  const about = `${gapTitle(gap, contents)}${example === undefined ? '' : ` – “${shorten(example)}”${rest}`}${notes.join('')}`;
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
