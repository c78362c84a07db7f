import { EVERYTHING } from '../../../src/knowledge/label-words.js';
import { covers, type Scope, scopeKey } from '../../../src/knowledge/scope.js';
import type { LiveBot } from '../live-bot.js';
import type { LiveKnowledge } from '../reload.js';

/**
 * The bots of all that rules give but for everything, by what each is told apart by.
 * @param seen only those that see nothing that this does not
 */
export async function botsByScope(
  { scoped, rules }: Pick<LiveKnowledge, 'scoped' | 'rules'>,
  seen: Scope = EVERYTHING,
): Promise<ReadonlyMap<string, LiveBot>> {
  const within = rules.rules.filter(({ see }) => covers(seen, see));
  const others = await Promise.all(within.map((rule) => scoped.at(rule)));
  const bots = covers(seen, scoped.scope) ? [scoped, ...others] : others;
  return new Map(bots.filter(({ scope }) => scope !== EVERYTHING).map((bot) => [scopeKey(bot.scope), bot]));
}
