import { EVERYTHING } from '../../../src/knowledge/label-words.js';
import { scopeKey } from '../../../src/knowledge/scope.js';
import type { LiveBot } from '../live-bot.js';
import type { LiveKnowledge } from '../reload.js';

/** The bots of all that rules give but for everything, by what each is told apart by. */
export async function botsByScope({
  scoped,
  rules,
}: Pick<LiveKnowledge, 'scoped' | 'rules'>): Promise<ReadonlyMap<string, LiveBot>> {
  const bots = [scoped, ...(await Promise.all(rules.rules.map((rule) => scoped.at(rule))))];
  return new Map(bots.filter(({ scope }) => scope !== EVERYTHING).map((bot) => [scopeKey(bot.scope), bot]));
}
