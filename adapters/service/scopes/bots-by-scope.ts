import { EVERYTHING } from '../../../src/knowledge/label-words.js';
import { covers, type Scope, scopeKey } from '../../../src/knowledge/scope.js';
import type { LiveBot } from '../live-bot.js';
import type { LiveKnowledge } from '../reload.js';

/**
 * What opens the bot of each of all that rules give but for everything, by what that is told apart by.
 * @param seen only those that see nothing that this does not
 */
export function botsByScope(
  { scoped, rules: { rules, otherwise } }: Pick<LiveKnowledge, 'scoped' | 'rules'>,
  seen: Scope = EVERYTHING,
): ReadonlyMap<string, () => Promise<LiveBot>> {
  const openers = [
    [otherwise, async () => scoped] as const,
    ...rules.map((rule) => [rule.see, () => scoped.at(rule)] as const),
  ].filter(([see]) => see !== EVERYTHING && covers(seen, see));
  return new Map(openers.map(([see, open]) => [scopeKey(see), open]));
}
