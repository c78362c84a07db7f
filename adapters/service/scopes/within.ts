import { LRUCache } from 'lru-cache';
import type { Bot } from '../../../src/bot.js';
import { type Scope, scopeKey } from '../../../src/knowledge/scope.js';
import type { OpenedBot, ScopedBot } from '../open-bot.js';
import { MAX_SCOPES } from './place.js';

/** What was opened last of each scope, whichever edition of the knowledge it was of. */
export type Latest = LRUCache<string, ScopedBot>;

export const createLatest = (): Latest => new LRUCache({ max: MAX_SCOPES });

/**
 * Opens the bots of scopes of one edition, each at the first call. Scopes that see the same share one, and an edit of what a scope
 * does not see leaves it the bot that it had.
 */
export function createWithin(within: OpenedBot['within'], latest: Latest): (scope: Scope) => Promise<Bot> {
  const byScope = new LRUCache<string, Promise<ScopedBot>>({ max: MAX_SCOPES });
  const byVersion = new LRUCache<string, Promise<ScopedBot>>({ max: MAX_SCOPES });

  async function open(scope: Scope): Promise<ScopedBot> {
    const own = within(scope);
    const before = latest.get(scopeKey(scope)) ?? null;
    // One whose passages were being encoded when its edition was replaced waits for them in vain.
    const isSame = before?.version === own.version && before.meaning?.state.now !== 'encoding';
    const one = byVersion.get(own.version) ?? (isSame ? Promise.resolve(before) : own.open(before));
    byVersion.set(own.version, one);
    one.catch(() => byVersion.delete(own.version));
    latest.set(scopeKey(scope), await one);
    return one;
  }

  return async (scope) => {
    const key = scopeKey(scope);
    const one = byScope.get(key) ?? open(scope);
    byScope.set(key, one);
    one.catch(() => byScope.delete(key));
    return (await one).bot;
  };
}
