import { type Answer, framing } from '../../../src/answer/answer.js';
import type { Bot } from '../../../src/bot.js';
import { EVERYTHING } from '../../../src/knowledge/label-words.js';
import { type Scope, scopeKey, scopeText } from '../../../src/knowledge/scope.js';
import { createLiveBot, type LiveBot } from '../live-bot.js';
import { type Place, type Rules, scopeAt, scopesOf } from './place.js';

/** Knowledge whose articles some places see and others do not. */
export interface Scoped {
  readonly bot: Bot;
  within(scope: Scope): Promise<Bot>;
}

/** Answers each place from what is seen there. */
export interface ScopedKnowledge {
  /** Sees what is seen where no rule says it, as rules have it now; by {@link LiveBot.at} the bot of every place. */
  readonly bot: LiveBot;
  readonly rules: Rules;
  /**
   * Opens what is in use of other knowledge, or as other rules have it; until it is put in service what was there answers.
   * @returns what puts it in service
   */
  prepare(knowledge: Scoped, rules: Rules): Promise<() => void>;
}

interface InUse {
  readonly scope: Scope;
  readonly bot: LiveBot;
  readonly swap: (next: Bot) => void;
}

export async function createScopedKnowledge(first: Scoped, rules: Rules): Promise<ScopedKnowledge> {
  let [knowledge, current] = [first, rules];
  /** By their keys the scopes that somebody asked in since rules gave them. */
  const inUse = new Map<string, InUse>();
  const own = createLiveBot(await openIn(first, rules.otherwise), { scope: () => current.otherwise, at });

  async function use(scope: Scope): Promise<InUse> {
    for (;;) {
      const key = scopeKey(scope);
      const known = inUse.get(key);
      if (known) return known;
      const of = knowledge;
      const bot = key === scopeKey(current.otherwise) ? own.bot.now() : await openIn(of, scope);
      // What came into service meanwhile knows nothing of this scope yet.
      if (of !== knowledge) continue;
      if (!inUse.has(key)) inUse.set(key, { scope, ...createLiveBot(bot, { scope: () => scope, at }) });
    }
  }

  /** Who holds what this gives sees the same for good, whatever other rules have seen there. */
  async function at(place: Place): Promise<LiveBot> {
    return (await use(scopeAt(current, place))).bot;
  }

  return {
    bot: own.bot,
    get rules() {
      return current;
    },
    async prepare(next, nextRules) {
      const named = new Set(scopesOf(nextRules).map(scopeKey));
      const wanted = [...inUse].filter(([key]) => named.has(key));
      const opened = await Promise.all(
        wanted.map(async ([key, one]) => [key, one, await openIn(next, one.scope)] as const),
      );
      const otherwise = scopeKey(nextRules.otherwise);
      const fallback =
        opened.find(([key]) => key === otherwise)?.[2] ?? (await openIn(next, nextRules.otherwise));
      return () => {
        [knowledge, current] = [next, nextRules];
        inUse.clear();
        for (const [key, one, bot] of opened) {
          one.swap(bot);
          inUse.set(key, one);
        }
        own.swap(fallback);
      };
    },
  };
}

async function openIn(knowledge: Scoped, scope: Scope): Promise<Bot> {
  return scope === EVERYTHING ? knowledge.bot : saying(scope, await knowledge.within(scope));
}

/** The same bot; who asks what it knows about is told that it is what is seen there. */
function saying(scope: Scope, bot: Bot): Bot {
  return { ...bot, ask: async (...asked) => withScope(await bot.ask(...asked), scope) };
}

function withScope(answer: Answer, scope: Scope): Answer {
  if (answer.intent !== 'topics') return answer;
  const text = `Here I answer from ${scopeText(scope)}.`;
  return { ...answer, blocks: [...answer.blocks, { type: 'paragraph', spans: [framing(text)] }] };
}
