import { EVERYTHING } from '../../../src/knowledge/label-words.js';
import { scopeKey } from '../../../src/knowledge/scope.js';
import type { LiveBot } from '../live-bot.js';
import type { LiveKnowledge } from '../reload.js';

/** What opens the bot of each of all that rules give but for everything, by what that is told apart by. */
export function botsByScope({
  scoped,
  rules: { rules, otherwise },
}: Pick<LiveKnowledge, 'scoped' | 'rules'>): ReadonlyMap<string, () => Promise<LiveBot>> {
  const openers = [
    [otherwise, async () => scoped] as const,
    ...rules.map((rule) => [rule.see, () => scoped.at(rule)] as const),
  ];
  return new Map(openers.filter(([see]) => see !== EVERYTHING).map(([see, open]) => [scopeKey(see), open]));
}
