import type { Bot } from '../../src/bot.js';

/** A bot whose knowledge may be exchanged while it answers. A question is answered from the knowledge that it met. */
export interface LiveBot extends Bot {
  /**
   * The bot with the knowledge that is in service now, for good: what is asked of it and what is shown with the
   * answer come from one and the same.
   */
  now(): Bot;
}

/** @returns the bot, and what puts another in its place */
export function createLiveBot(first: Bot): { readonly bot: LiveBot; readonly swap: (next: Bot) => void } {
  let current = first;
  return {
    bot: {
      now: () => current,
      ask: (message, options) => current.ask(message, options),
      section: (cited) => current.section(cited),
      article: (id) => current.article(id),
      search: (text, options) => current.search(text, options),
      findQuote: (quote) => current.findQuote(quote),
      get contents() {
        return current.contents;
      },
    },
    swap(next) {
      current = next;
    },
  };
}

/** The same for a bot whose knowledge is never exchanged. */
export function held(bot: Bot | LiveBot): Bot {
  return 'now' in bot ? bot.now() : bot;
}
