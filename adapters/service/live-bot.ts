import type { Bot } from '../../src/bot.js';
import { EVERYTHING } from '../../src/knowledge/label-words.js';
import type { Scope } from '../../src/knowledge/scope.js';
import type { Place } from './scopes/place.js';

/** A bot whose knowledge may be exchanged while it answers. A question is answered from the knowledge that it met. */
export interface LiveBot extends Bot {
  /**
   * The bot with the knowledge that is in service now, for good: what is asked of it and what is shown with the
   * answer come from one and the same.
   */
  now(): Bot;
  /** What it sees of the articles. */
  readonly scope: Scope;
  /** The bot that sees what is seen in a place. */
  at(place: Place): Promise<LiveBot>;
}

/** @returns the bot, and what puts another in its place. @param scoped what it sees, where that is not everything everywhere */
export function createLiveBot(
  first: Bot,
  scoped?: { readonly scope: () => Scope; readonly at: LiveBot['at'] },
): { readonly bot: LiveBot; readonly swap: (next: Bot) => void } {
  let current = first;
  const bot: LiveBot = {
    now: () => current,
    get scope() {
      return scoped?.scope() ?? EVERYTHING;
    },
    at: (place) => scoped?.at(place) ?? Promise.resolve(bot),
    ask: (message, options) => current.ask(message, options),
    section: (cited) => current.section(cited),
    article: (id) => current.article(id),
    search: (text, options) => current.search(text, options),
    findQuote: (quote) => current.findQuote(quote),
    get contents() {
      return current.contents;
    },
  };
  return {
    bot,
    swap(next) {
      current = next;
    },
  };
}

/** The same for a bot whose knowledge is never exchanged. */
export function held(bot: Bot | LiveBot): Bot {
  return 'now' in bot ? bot.now() : bot;
}
