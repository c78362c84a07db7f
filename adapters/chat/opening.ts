import { EVERYTHING } from '../../src/knowledge/label-words.js';
import type { Office } from '../app/operations.js';
import type { StartContext } from '../app/start.js';
import { createLogger, type Logger } from '../process/logger.js';
import type { SharedSettings } from '../process/settings.js';
import { type AnsweredNow, createAnsweredNow } from '../records/answered-now.js';
import { createGapReports } from '../records/gap-report.js';
import type { State } from '../records/state.js';
import { botsByScope } from '../service/scopes/bots-by-scope.js';
import { isEverywhere, type Place } from '../service/scopes/place.js';
import type { Correcting } from './correcting.js';
import { digestOf, type Week } from './digest.js';
import { takeOverAsked } from './earlier-files.js';
import { createWebhookPort } from './handover-webhook.js';
import { createHandovers, type HandoverPort, type Handovers } from './handovers.js';
import { createInbox, type Inbox } from './inbox.js';
import { createKeptRequests, type KeptRequests } from './kept-requests.js';
import { createBar } from './least-likelihood.js';
import { createListening, type Listening, type Mode } from './listening.js';
import { readReasons } from './reasons.js';
import type { Saving } from './saving.js';
import { createUncovered } from './uncovered.js';
import { createWeekly, type DigestPort, type Weekly } from './weekly.js';

/** The log of a platform, as the settings have it. @param secrets what no line of it may show */
export function openLog(
  { write }: Pick<StartContext, 'write'>,
  { DOCENT_LOG_LEVEL: level, DOCENT_LOG_FORMAT: format }: SharedSettings,
  secrets: readonly string[],
): Logger {
  return createLogger({ write, level, format, secrets });
}

/** What was asked of a process and is not answered yet. */
export interface Unanswered {
  /** Messages that the platform gives back. */
  readonly inbox: Inbox;
  /** What it does not. */
  readonly kept: KeptRequests;
}

/** @param name of the process: two have nothing in common */
export function openUnanswered(
  name: string,
  { DOCENT_DATA_DIR: folder, DOCENT_PERSON_KEY: secret }: SharedSettings,
  state: State,
): Unanswered {
  if (folder !== undefined) takeOverAsked({ folder, state }, name, secret);
  return { inbox: createInbox(name, state), kept: createKeptRequests(name, state) };
}

export interface HandoverParts {
  readonly platform: string;
  /** Where the platform itself has people; `null`: nowhere. */
  readonly port: HandoverPort | null;
  readonly state: State;
  readonly log: Logger;
}

/** How questions are handed to people: where the platform has a place for them, else by the webhook of the settings. */
export function openHandovers(
  { platform, port, state, log }: HandoverParts,
  settings: SharedSettings,
): Handovers | null {
  const { DOCENT_HANDOVER_WEBHOOK: webhook } = settings;
  const own = port ?? (webhook === undefined ? null : createWebhookPort(webhook, platform));
  if (own === null) return null;
  return createHandovers({
    ...{ platform, state, log, port: own },
    hours: settings.DOCENT_HANDOVER_HOURS ?? null,
    limit: settings.DOCENT_HANDOVER_LIMIT,
  });
}

/** Correcting answers, as the settings have it; `null` where nobody is trusted to. */
export function openCorrecting(
  { operations }: StartContext,
  trusted: readonly string[],
  correcting: Omit<Correcting, 'corrections'>,
): Correcting | null {
  const corrections = operations?.office?.corrections;
  return corrections && trusted.length > 0 ? { ...correcting, corrections } : null;
}

/** Saving what people wrote, as the settings have it; `null` where nobody is trusted to. */
export function openSaving(
  { operations }: StartContext,
  trusted: readonly string[],
  { platform, state }: Pick<HandoverParts, 'platform' | 'state'>,
  { DOCENT_KEEP_QUESTIONS: keeps }: Pick<SharedSettings, 'DOCENT_KEEP_QUESTIONS'>,
  saving: Pick<Saving, 'trusted' | 'command'>,
): Saving | null {
  const drafts = operations?.office?.drafts;
  if (!drafts || trusted.length === 0) return null;
  return {
    ...saving,
    drafts,
    uncovered: createUncovered(platform, { state, keepsQuestions: keeps === 'on' }),
  };
}

/** Where the bot answers without being asked, as the settings have it and as it was set by command. */
export async function openListening(
  { operations }: Pick<StartContext, 'operations'>,
  { platform, state, log }: Omit<HandoverParts, 'port'>,
  settings: SharedSettings,
  rooms: ReadonlyMap<string, Mode>,
): Promise<Listening> {
  const listening = createListening({
    ...{ platform, state, log, rooms },
    waitMs: settings.DOCENT_LISTEN_WAIT * 1000,
    bar: createBar({
      set: settings.DOCENT_LISTEN_LIKELIHOOD,
      voted: async () => (await operations?.office?.records.voted()) ?? [],
      failed: (error) => log.warn('Votes could not be read; the likelihood stays as it was', { error }),
    }),
    counted: (outcome) => operations?.metrics.post(platform, outcome),
  });
  await listening.load();
  return listening;
}

/** How long a digest asks kept questions of the articles again, in milliseconds, and most corrections that it looks at. Ours. */
const ASK_FOR_MS = 5_000;
const MAX_CORRECTIONS = 1_000;
const WEEK_MS = 7 * 86_400_000;

/** How those who look after the articles are told of each week; `null` where no place is set for that. */
export function openWeekly(
  { operations }: Pick<StartContext, 'operations'>,
  { platform, port, state, log }: Omit<HandoverParts, 'port'> & { readonly port: DigestPort | null },
  { DOCENT_DIGEST_TIME: time }: Pick<SharedSettings, 'DOCENT_DIGEST_TIME'>,
): Weekly | null {
  const office = operations?.office;
  if (!office || port === null || time === null) return null;
  const answeredNow = createAnsweredNow(office.pseudonyms, { patienceMs: ASK_FOR_MS });
  return createWeekly({
    ...{ platform, time, port, state, log },
    digest: async (to, place) => digestOf(await weekAt(place, to, { office, state, answeredNow })),
  });
}

interface WeekSources {
  readonly office: Office;
  readonly state: State;
  readonly answeredNow: AnsweredNow;
}

/** What there is to say of a week where it is said: of articles that are seen there, and of what was asked where nothing else is. */
async function weekAt(place: Place, to: Date, { office, state, answeredNow }: WeekSources): Promise<Week> {
  const { books, records } = office;
  const live = await office.knowledge();
  const all = live.bot.now();
  const { scope, contents } = isEverywhere(live.rules) ? live.bot : await live.scoped.at(place);
  const bots = botsByScope(live, scope);
  const seen = scope === EVERYTHING ? undefined : [...bots.keys()];
  const onReport = createGapReports({ books, answeredNow, bot: () => all, scoped: async () => bots });
  const { gaps, groups } = await onReport(7, (report) => report.page('open', 1, seen), to);
  const since = to.getTime() - WEEK_MS;
  const isOfWeek = (at: number) => at >= since && at < to.getTime();
  const corrections = await records.corrections(MAX_CORRECTIONS);
  const reasons = await readReasons(state, since);
  const isSeen = (document: string) => !seen || contents.documents.some(({ id }) => id === document);
  const isAskedHere = (asked: string | null) => !seen || (asked !== null && seen.includes(asked));
  return {
    ...{ contents, to, gaps, groups },
    corrections: corrections.filter(({ at, entry }) => isOfWeek(at.getTime()) && isSeen(entry)),
    reasons: reasons.filter((one) => isOfWeek(one.at) && isAskedHere(one.scope)),
  };
}
