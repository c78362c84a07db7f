import { hostname } from 'node:os';
import type { Context } from 'hono';
import { type Counters, createCounters } from '../process/counters.js';
import type { Logger } from '../process/logger.js';
import type { Metrics } from '../process/metrics.js';
import { createRateLimit, type RateLimit } from '../process/rate-limit.js';
import { createState, type State } from '../records/state.js';
import { createTurnStore } from '../records/turns.js';
import { createDeskParts, type DeskParts, deskAt } from '../service/desk-parts.js';
import type { ObservedBot } from '../service/observed.js';
import type { Place } from '../service/scopes/place.js';
import { type Brand, readBrand } from './brand.js';
import { ANY_HOST, type NamedToken, type WebSettings } from './config.js';
import {
  LOGINS_PER_MINUTE,
  OPERATOR_REQUESTS_PER_MINUTE,
  PAGE_REQUESTS_PER_MINUTE,
  READS_PER_QUESTION,
} from './limits.js';
import { createReasonLimit, type ReasonLimit } from './reasons.js';

/** What is counted. */
export type Count = 'tooFast' | 'failed';

/** All that answering on the web takes; tests give parts of their own. Routes read it anew for every request. */
export interface WebDesk extends Omit<DeskParts, 'rateLimit'> {
  /** Of what asks, of what only reads, of attempts to log in, of what operators ask for, and of all the rest. */
  readonly questionLimit: RateLimit;
  readonly readLimit: RateLimit;
  readonly loginLimit: RateLimit;
  readonly operatorLimit: RateLimit;
  readonly pageLimit: RateLimit;
  readonly reasonLimit: ReasonLimit;
  /** Where it is kept why an answer did not help, and whether with the question. */
  readonly state: State;
  readonly keepsQuestions: boolean;
  readonly log: Logger;
  readonly counters: Counters<Count>;
  readonly access: Access;
  readonly brand: Brand;
  /** Names the state of the articles in service; `null` where it has no name. */
  readonly knowledge: () => string | null;
  readonly widget: WidgetAccess;
}

/** The desk that sees what is seen where a request comes from. */
export type DeskOf = (c: Context) => Promise<WebDesk>;

/** Which pages may have the widget, and how often one address may ask in it. */
export interface WidgetAccess extends Pick<Access, 'origins' | 'token'> {
  readonly questionLimit: RateLimit;
  readonly readLimit: RateLimit;
}

/** Who may come in, and how they are told apart. */
export interface Access {
  /** The bearer token that the API asks for, if it does. */
  readonly token: string | null;
  /** Other tokens that open it, by which it is told apart who sees what. */
  readonly tokens: readonly NamedToken[];
  /** Origins of other sites whose pages may use the API. */
  readonly origins: readonly string[];
  /** How many proxies in front are trusted to say who asks. */
  readonly proxies: number;
  /** Names that a request may call the server by, in small letters, without the port; `null` for any. */
  readonly hosts: readonly string[] | null;
}

/**
 * A desk as the settings have it.
 * @throws {DocentError} `bad-settings` when the logo cannot be shown
 */
export function createWebDesk(
  bot: ObservedBot,
  settings: WebSettings,
  log: Logger,
  metrics?: Metrics,
  state?: State,
): WebDesk {
  const rate = settings.DOCENT_WEB_RATE;
  const limitOf = (perMinute: number) =>
    createRateLimit({ perPerson: perMinute, perChannel: Number.MAX_SAFE_INTEGER });
  return {
    // In memory only: nothing that was asked is written to disk.
    ...createDeskParts(bot, settings, undefined, createTurnStore(state)),
    questionLimit: limitOf(rate),
    readLimit: limitOf(rate * READS_PER_QUESTION),
    loginLimit: limitOf(LOGINS_PER_MINUTE),
    operatorLimit: limitOf(OPERATOR_REQUESTS_PER_MINUTE),
    pageLimit: limitOf(PAGE_REQUESTS_PER_MINUTE),
    reasonLimit: createReasonLimit(),
    state: state ?? createState(),
    keepsQuestions: settings.DOCENT_KEEP_QUESTIONS === 'on',
    log,
    counters: createCounters<Count>(metrics?.counting('web', ['failed'])),
    access: accessOf(settings),
    widget: {
      origins: settings.DOCENT_WIDGET_ORIGINS,
      token: settings.DOCENT_WIDGET_TOKEN ?? null,
      questionLimit: limitOf(settings.DOCENT_WIDGET_RATE),
      readLimit: limitOf(settings.DOCENT_WIDGET_RATE * READS_PER_QUESTION),
    },
    brand: readBrand(settings),
    knowledge: () => bot.contents.version,
  };
}

/** The desk that sees what is seen in a place. */
export async function webDeskAt<D extends Pick<WebDesk, 'bot' | 'turns' | 'conversations' | 'knowledge'>>(
  desk: D,
  place: Place,
): Promise<D> {
  const own = await deskAt(desk, place);
  return own === desk ? desk : { ...own, knowledge: () => own.bot.contents.version };
}

function accessOf(settings: WebSettings): Access {
  return {
    token: settings.DOCENT_API_TOKEN ?? null,
    tokens: settings.named,
    origins: settings.DOCENT_CORS_ORIGIN,
    proxies: settings.DOCENT_WEB_PROXIES,
    hosts: hostsOf(settings),
  };
}

/** The names that it is called by: its own, and those of the settings. */
function hostsOf({ DOCENT_WEB_HOST: host, DOCENT_WEB_HOSTS: named }: WebSettings): string[] | null {
  if (named.includes(ANY_HOST)) return null;
  return [...new Set([...named, 'localhost', host, hostname()])].map((name) => name.toLowerCase());
}

/** Whether an address is reached from this machine alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
