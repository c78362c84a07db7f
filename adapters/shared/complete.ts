import { LRUCache } from 'lru-cache';
import type { Bot } from '../../src/bot.js';
import type { Subject } from '../../src/knowledge/corpus.js';
import { suggestedQuestions } from './offers.js';

/** Completes what a person is typing. */
export interface Completer {
  /**
   * Questions that the bot answers without a reserve, best first; what the authors wrote comes before what is put
   * together.
   */
  questions(typed: string, limit: number): Promise<string[]>;
  /** Subjects whose name goes on with what is typed, without those already chosen. */
  subjects(typed: string, limit: number, without?: readonly string[]): string[];
}

interface Candidate {
  readonly text: string;
  readonly words: readonly string[];
  readonly order: number;
}

/** Pairs of subjects are put together only for so many; there are n × n of them. */
const MAX_PAIRED = 25;
/** How many candidates are remembered as answered or not. */
const MAX_CHECKED = 5_000;

/** A completer for what a bot knows; it begins anew when the bot is given another corpus. */
export function createCompleter(bot: Pick<Bot, 'ask' | 'corpus'>): Completer {
  let known = { corpus: bot.corpus, completer: completerOf(bot) };
  const now = (): Completer => {
    if (known.corpus !== bot.corpus) known = { corpus: bot.corpus, completer: completerOf(bot) };
    return known.completer;
  };
  return {
    questions: (typed, limit) => now().questions(typed, limit),
    subjects: (typed, limit, without) => now().subjects(typed, limit, without),
  };
}

function completerOf(bot: Pick<Bot, 'ask' | 'corpus'>): Completer {
  const candidates = candidatesOf(bot);
  const checked = new LRUCache<string, boolean>({ max: MAX_CHECKED });
  const isAnswered = async (text: string): Promise<boolean> => {
    const known = checked.get(text);
    if (known !== undefined) return known;
    const answered = (await bot.ask(text)).status === 'answered';
    checked.set(text, answered);
    return answered;
  };
  return {
    async questions(typed, limit) {
      const words = wordsOf(typed);
      const ranked = candidates
        .map((one) => ({ one, score: scoreOf(one, words) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || a.one.order - b.one.order);
      const offered: string[] = [];
      for (const { one } of ranked) {
        if (offered.length === limit) break;
        if (await isAnswered(one.text)) offered.push(one.text);
      }
      if (offered.length > 0 || words.length === 0) return offered;
      // Nothing begins like that: it may be misspelt or said in other words, which the bot itself understands.
      const answer = await bot.ask(typed);
      const own = answer.status === 'answered' ? [answer.explanation.question] : [];
      return [...new Set([...own, ...suggestedQuestions(answer)])].slice(0, limit);
    },
    subjects(typed, limit, without = []) {
      const wanted = typed.trim().toLowerCase();
      const taken = new Set(without.map((name) => name.trim().toLowerCase()));
      const score = (subject: Subject): number => {
        const names = subject.names.map((name) => name.toLowerCase());
        if (names.some((name) => taken.has(name))) return 0;
        if (names.some((name) => name.startsWith(wanted))) return 2;
        return names.some((name) => name.includes(wanted)) ? 1 : 0;
      };
      return bot.corpus.subjects
        .map((subject, order) => ({ subject, order, points: score(subject) }))
        .filter(({ points }) => points > 0)
        .sort((a, b) => b.points - a.points || a.order - b.order)
        .slice(0, limit)
        .map(({ subject }) => subject.name);
    },
  };
}

function candidatesOf({ corpus }: Pick<Bot, 'corpus'>): Candidate[] {
  const authored = corpus.documents.flatMap((document) => document.questions.map(({ text }) => text));
  const definitions = corpus.subjects.map(({ name }) => `What is ${name}?`);
  const aspects = corpus.aspects.flatMap((aspect) =>
    corpus.subjects
      .filter(({ id }) => aspect.subjects.includes(id))
      .map(({ name }) => `${aspect.name} of ${name}`),
  );
  const paired = corpus.subjects.slice(0, MAX_PAIRED);
  const pairs = paired.flatMap((one, i) =>
    paired.slice(i + 1).map((other) => `Compare ${one.name} and ${other.name}`),
  );
  const seen = new Set<string>();
  return [...authored, ...definitions, ...aspects, ...pairs]
    .filter((text) => !seen.has(text.toLowerCase()) && seen.add(text.toLowerCase()))
    .map((text, order) => ({ text, words: wordsOf(text), order }));
}

/** Every word that was typed must begin a word of the candidate; words in the same order count more. */
function scoreOf({ words }: Candidate, typed: readonly string[]): number {
  let score = 1;
  let after = -1;
  for (const word of typed) {
    const next = words.findIndex((own, i) => i > after && own.startsWith(word));
    const any = next >= 0 ? next : words.findIndex((own) => own.startsWith(word));
    if (any < 0) return 0;
    score += next === after + 1 ? 2 : next >= 0 ? 1 : 0.5;
    after = any;
  }
  return score;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}#+.]*[\p{L}\p{N}#+]/gu) ?? [];
}
