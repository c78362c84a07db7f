import type { Bot } from '../../src/bot.js';
import type { Contents } from '../../src/knowledge/contents.js';
import { cleanMessage } from '../../src/query/clean-question.js';
import type { AnsweredNow } from './answered-now.js';
import type { GapBooks, KeyedText, Part, PartPage, Size } from './gap-books.js';
import { type Gap, isReserved } from './gaps.js';

const DAY_MS = 86_400_000;
/** What people asked and did not get in a time. */
export interface GapReport {
  readonly from: Date;
  readonly to: Date;
  readonly size: Size;
  /** Questions of which it is not known yet whether they are answered by now. */
  readonly unasked: number;
  /** Questions that were asked again and at which the bot fails. */
  readonly failed: readonly string[];
  /** Questions that are grouped by words for now: by meaning the next time. */
  readonly unencoded: number;
  /** @param scopes as {@link GapBooks.page} takes them */
  page(part: Part, page: number, scopes?: readonly (string | null)[]): Promise<PartPage>;
  csv(): Promise<string>;
  /** @returns `null` when there is no such group */
  gap(id: string): Promise<Gap | null>;
}

export interface GapSources {
  readonly books: GapBooks;
  readonly answeredNow: AnsweredNow;
  readonly bot: () => AskedBot;
  /** What opens the bots of the scopes that rules give, by the keys of these: one that nobody asked is not opened. */
  readonly scoped?: () => Promise<ReadonlyMap<string, () => Promise<AskedBot>>>;
}

type AskedBot = Pick<Bot, 'ask' | 'contents'>;

/** Settles when the last report that was asked for over some books is told. */
const told = new WeakMap<GapBooks, Promise<unknown>>();

/**
 * Opens reports, one at a time over the same books, whoever asks for them: these hold one.
 * @returns what does something with the report over the last days
 */
export function createGapReports(
  sources: GapSources,
): <T>(days: number, work: (report: GapReport) => Promise<T>, to?: Date) => Promise<T> {
  const { books } = sources;
  return (days, work, to = new Date()) => {
    const last = told.get(books) ?? Promise.resolve();
    const now = last.then(async () => work(await openReport(sources, days, to)));
    told.set(
      books,
      now.catch(() => undefined),
    );
    return now;
  };
}

async function openReport(
  { books, answeredNow, bot: current, scoped = async () => new Map() }: GapSources,
  days: number,
  to: Date,
): Promise<GapReport> {
  const all = current();
  const openers = await scoped();
  const from = new Date(to.getTime() - days * DAY_MS);
  const listed = new Map<string, KeyedText>();
  for (const scope of [null, ...openers.keys()])
    for (const [key, text] of await answeredNow.authored(all.contents, scope))
      listed.set(key, [key, text, scope]);
  const { authored, texts, size, unencoded } = await books.open({ from, to }, [...listed.keys()]);
  const unmet = new Set(authored);
  const again = [...listed.values()].filter(([key]) => unmet.has(key));
  const questions = [...again, ...texts];
  const asked = new Set(questions.map(([, , scope]) => scope));
  const bots = new Map<string | null, AskedBot>([[null, all]]);
  for (const [scope, open] of openers) if (asked.has(scope)) bots.set(scope, await open());
  const { answered, unasked, failed } = await answeredNow.ask(questions, bots);
  return {
    ...{ from, to, size, unasked, failed, unencoded },
    page: (part, page, scopes) => books.page(answered, part, page, scopes),
    csv: () => books.csv(answered),
    gap: (id) => books.gap(answered, id),
  };
}

/** What a group is about, in a few words: the names of its subjects and the words that were asked most. */
export function gapTitle({ subjects, terms, kinds }: Gap, contents: Contents): string {
  const names = subjects.slice(0, 2).map((id) => contents.subjects.find((one) => one.id === id)?.name ?? id);
  const words = terms.slice(0, 3).join(', ');
  const about = [names.join(' and '), words].filter((part) => part !== '').join(': ');
  return about === '' ? (kinds[0] ?? '') : about;
}

/** Most questions at which the bot fails that are named. */
const MAX_NAMED = 3;

/** Says at which questions the bot fails; nothing when there are none. */
export function failedNote({ failed }: Pick<GapReport, 'failed'>): string {
  if (failed.length === 0) return '';
  const named = failed.slice(0, MAX_NAMED).map((question) => `“${cleanMessage(question)}”`);
  const more = failed.length > MAX_NAMED ? ` and ${failed.length - MAX_NAMED} more` : '';
  return `Docent fails at ${failed.length} of the kept questions, asked again: ${named.join(', ')}${more}. Report it together with the question.`;
}

/** What a title does not say of a group: what of it is answered by now, and what was with a reserve. */
export function gapNotes(gap: Gap): string[] {
  return [
    ...(gap.reserved > 0 && !isReserved(gap) ? [`${gap.reserved} answered with a reserve`] : []),
    ...(gap.scope === null ? [] : [`asked where this is seen: ${gap.scope}`]),
    ...(gap.now === 'partly' ? ['partly answered by now'] : []),
  ];
}
