import type { Answer } from '../../src/answer/answer.js';
import type { AskOptions, Bot } from '../../src/bot.js';
import { EVERYTHING } from '../../src/knowledge/label-words.js';
import { type Scope, scopeKey } from '../../src/knowledge/scope.js';
import type { Logger } from '../process/logger.js';
import type { Metrics } from '../process/metrics.js';
import type { Pseudonyms } from '../records/pseudonyms.js';
import type { QuestionRecord, Records } from '../records/record.js';
import { held, type LiveBot } from './live-bot.js';
import type { Place } from './scopes/place.js';

/** Most records that wait to be written; with a database that does not answer, further ones are lost. */
const MAX_WAITING = 1_000;

/** Most words that a record keeps of a question: of a page that somebody pasted the first say what it is about. Ours. */
const MAX_TERMS = 48;

/** A bot that counts, logs and records what people ask it. */
export interface ObservedBot extends Omit<Bot, 'ask'> {
  /** @param options with `person`, the platform's id of who asks, it is a question of theirs; without, it leaves no trace */
  ask(message: string, options?: AskOptions & { readonly person?: string | undefined }): Promise<Answer>;
  /**
   * Notes, as a question of a person's, one that was asked without a trace, now that they are given its answer.
   * @param given.ms how long it took to answer
   */
  given(message: string, answer: Answer, given: { readonly person: string; readonly ms: number }): void;
  /** Notes whether the answer to a message helped. */
  vote(message: string, vote: { readonly person: string; readonly helpful: boolean }): void;
  /** The bot with the knowledge that is in service now, for good: see {@link LiveBot.now}. */
  now(): ObservedBot;
  readonly scope: Scope;
  /** The bot that sees what is seen in a place: one for all places that see the same. */
  at(place: Place): Promise<ObservedBot>;
}

/** Where what people ask goes to. */
export interface Observer {
  observe(bot: Bot | LiveBot, platform: string): ObservedBot;
  /** Waits until what was asked is recorded. */
  flush(): Promise<void>;
}

export interface ObserverParts {
  readonly records: Records;
  readonly pseudonyms: Pseudonyms;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Whether records, and whether lines of the log, hold the texts of questions. */
  readonly keepsQuestions: boolean;
  readonly logsQuestions: boolean;
  readonly now?: () => Date;
}

export function createObserver(parts: ObserverParts): Observer {
  const { records, pseudonyms, metrics, log, now = () => new Date() } = parts;
  const waiting = new Set<Promise<unknown>>();

  /** Nobody waits for a record, and none that fails takes an answer away. */
  function inBackground(work: () => Promise<unknown>): void {
    const lost = (error?: unknown) => {
      metrics.recordLost();
      log.error('A record of a question was lost', error === undefined ? {} : { error });
    };
    if (waiting.size >= MAX_WAITING) {
      lost();
      return;
    }
    const one: Promise<unknown> = Promise.resolve()
      .then(work)
      .catch(lost)
      .finally(() => waiting.delete(one));
    waiting.add(one);
  }

  function note(
    { platform, scope }: Observed,
    person: string,
    message: string,
    answer: Answer,
    ms: number,
  ): void {
    const { intent: kind, status, confidence } = answer;
    metrics.question({ platform, kind, status, seconds: ms / 1000 });
    const question = parts.logsQuestions ? { question: message } : {};
    log.info('Question', {
      platform,
      kind,
      status,
      confidence: Number(confidence.toFixed(2)),
      ms: Number(ms.toFixed(1)),
      ...(scope === null ? {} : { scope }),
      ...question,
    });
    inBackground(() =>
      records.add({
        ...contentOf(message, answer, parts.keepsQuestions),
        at: now(),
        ...{ platform, scope },
        person: pseudonyms.person(platform, person),
        key: pseudonyms.question(message, scope),
      }),
    );
  }

  /** @param scope what it sees, where it is held and says so no more */
  function observe(bot: Bot | LiveBot, platform: string, scope: Scope = scopeOf(bot)): ObservedBot {
    const seen = () => recordedAs('scope' in bot ? bot.scope : scope);
    return over(bot, scope, (one, its) => observe(one, platform, its), {
      async ask(message, { person, ...options } = {}) {
        if (person === undefined) return bot.ask(message, options);
        const start = performance.now();
        const answer = await bot.ask(message, options).catch((error) => {
          metrics.failed(platform);
          throw error;
        });
        note({ platform, scope: seen() }, person, message, answer, performance.now() - start);
        return answer;
      },
      given(message, answer, { person, ms }) {
        note({ platform, scope: seen() }, person, message, answer, ms);
      },
      vote(message, { person, helpful }) {
        metrics.vote(platform, helpful);
        const who = pseudonyms.person(platform, person);
        const key = pseudonyms.question(message, seen());
        inBackground(() => records.vote({ platform, person: who, key, helpful }));
      },
    });
  }

  return {
    observe,
    async flush() {
      while (waiting.size > 0) await Promise.all(waiting);
    },
  };
}

/** Where a question was asked, and what is seen there. */
type Observed = Pick<QuestionRecord, 'platform' | 'scope'>;

type Content = Omit<QuestionRecord, keyof Observed | 'at' | 'person' | 'key'>;

function contentOf(message: string, answer: Answer, withText: boolean): Content {
  const { intent: kind, status, confidence, subjects, explanation } = answer;
  return {
    kind,
    status,
    confidence,
    aspect: explanation.aspect,
    subjects,
    terms: explanation.terms
      .filter(({ known }) => known || withText)
      .slice(0, MAX_TERMS)
      .map(({ text }) => text.toLowerCase()),
    helpful: null,
    question: withText ? message : null,
  };
}

/** How records name what was seen; `null`: everything. */
export const recordedAs = (scope: Scope): string | null => (scope === EVERYTHING ? null : scopeKey(scope));

/** Observes nothing; for a bot that is used alone. */
export const NO_OBSERVER: Observer = {
  flush: async () => undefined,
  observe: unobserved,
};

function unobserved(bot: Bot | LiveBot, _platform?: string, scope: Scope = scopeOf(bot)): ObservedBot {
  return over(bot, scope, (one, its) => unobserved(one, undefined, its), {
    ask: (message, { person: _, ...options } = {}) => bot.ask(message, options),
    given: () => undefined,
    vote: () => undefined,
  });
}

const scopeOf = (bot: Bot | LiveBot): Scope => ('scope' in bot ? bot.scope : EVERYTHING);

/**
 * A bot with the articles that another has at the moment.
 * @param observe makes the same of another bot
 */
function over(
  bot: Bot | LiveBot,
  scope: Scope,
  observe: (bot: Bot | LiveBot, scope?: Scope) => ObservedBot,
  own: Pick<ObservedBot, 'ask' | 'given' | 'vote'>,
): ObservedBot {
  const places = new WeakMap<LiveBot, ObservedBot>();
  const observed: ObservedBot = {
    ...own,
    now: () => observe(held(bot), 'scope' in bot ? bot.scope : scope),
    get scope() {
      return 'scope' in bot ? bot.scope : scope;
    },
    async at(place) {
      if (!('at' in bot)) return observed;
      const there = await bot.at(place);
      if (there === bot) return observed;
      const known = places.get(there) ?? observe(there);
      places.set(there, known);
      return known;
    },
    section: (cited) => bot.section(cited),
    article: (id) => bot.article(id),
    search: (text, options) => bot.search(text, options),
    findQuote: (quote) => bot.findQuote(quote),
    get contents() {
      return bot.contents;
    },
  };
  return observed;
}
