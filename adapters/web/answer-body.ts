import { randomUUID } from 'node:crypto';
import { turnOf } from '../records/turns.js';
import { lineOf } from '../terminal/answer-lines.js';
import type { WebDesk } from './desk.js';
import { searchedFor } from './searched.js';

/** What asking takes, by whatever protocol. */
export type AnswerDesk = Pick<WebDesk, 'bot' | 'turns' | 'conversations' | 'knowledge'>;

export interface Asked {
  readonly question: string;
  /** Id of the conversation that it goes on with; a new one without. */
  readonly conversation?: string | undefined;
  /** Whose question it is; without, nobody's. */
  readonly person?: string | undefined;
}

/** Asks the bot. The answer is as `docent answer` gives it, with what a page needs to show it. */
export async function answerBody(
  desk: AnswerDesk,
  { question, conversation: conversationId = randomUUID(), person }: Asked,
) {
  const conversation = desk.conversations.get(conversationId);
  // What is put in the place of the knowledge meanwhile is not what answered.
  const bot = desk.bot.now();
  const knowledge = desk.knowledge();
  const start = performance.now();
  const given = await bot.ask(question, { conversation, person });
  const ms = performance.now() - start;
  desk.conversations.set(conversationId, given.conversation);
  const { id: _, ...line } = lineOf(null, given, ms);
  return {
    id: desk.turns.of(person).keep(turnOf(given, question, conversation)),
    conversation: conversationId,
    ...line,
    intent: given.intent,
    reading: given.reading,
    verified: given.verified,
    leans: given.explanation.leans,
    title: given.title,
    blocks: given.blocks,
    suggestions: given.suggestions,
    citations: given.citations,
    searched: searchedFor(given, bot.contents),
    knowledge,
  };
}
