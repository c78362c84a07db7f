import type { Bot } from '../../../src/bot.js';
import type { AnsweredNow } from './answered-now.js';
import { type Gap, groupGaps, isReserved } from './gaps.js';
import type { Records } from './record.js';

const DAY_MS = 86_400_000;

/** What people asked and did not get in a time. */
export interface GapReport {
  readonly from: Date;
  readonly to: Date;
  readonly gaps: readonly Gap[];
}

export interface GapSources {
  readonly records: Pick<Records, 'unmet'>;
  readonly answeredNow: AnsweredNow;
  readonly bot: Pick<Bot, 'ask' | 'corpus'>;
}

/** @param days how far it goes back from `to` */
export async function gapReport(sources: GapSources, days: number, to = new Date()): Promise<GapReport> {
  const from = new Date(to.getTime() - days * DAY_MS);
  const records = await sources.records.unmet(from);
  const answered = await sources.answeredNow(records, sources.bot);
  return { from, to, gaps: groupGaps(records, { from, to, answered }) };
}

/** What a group is about, in a few words: the names of its subjects and the words that were asked most. */
export function gapTitle({ subjects, terms, kinds }: Gap, corpus: Bot['corpus']): string {
  const names = subjects.slice(0, 2).map((id) => corpus.subjects.find((one) => one.id === id)?.name ?? id);
  const words = terms.slice(0, 3).join(', ');
  const about = [names.join(' and '), words].filter((part) => part !== '').join(': ');
  return about === '' ? (kinds[0] ?? '') : about;
}

/** The groups of a report as they are shown, each kind by itself. */
export interface ShownGaps {
  /** Something of them had no answer, or one that did not help. */
  readonly open: readonly Gap[];
  /** All of them was answered, if with a reserve. */
  readonly reserved: readonly Gap[];
  /** The articles answer all of them by now. */
  readonly answered: readonly Gap[];
}

export function shownGaps(gaps: readonly Gap[]): ShownGaps {
  const open = gaps.filter(({ now }) => now !== 'answered');
  return {
    open: open.filter((gap) => !isReserved(gap)),
    reserved: open.filter(isReserved),
    answered: gaps.filter(({ now }) => now === 'answered'),
  };
}

/** What a title does not say of a group: what of it is answered by now, and what was with a reserve. */
export function gapNotes(gap: Gap): string[] {
  return [
    ...(gap.reserved > 0 && !isReserved(gap) ? [`${gap.reserved} answered with a reserve`] : []),
    ...(gap.now === 'partly' ? ['partly answered by now'] : []),
  ];
}
