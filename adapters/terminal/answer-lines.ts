import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Answer } from '../../src/answer/answer.js';
import { plainText } from '../../src/answer/plain-text.js';
import type { Bot } from '../../src/bot.js';
import type { Conversation } from '../../src/query/query.js';

/** Most earlier turns that are read of a line's `context`. */
const MAX_CONTEXT = 20;

/** One answer of the JSON Lines format, version 1; see `docs/json-lines.md`. */
export interface AnswerLine {
  readonly id: unknown;
  readonly status: Answer['status'];
  readonly text: string;
  readonly subjects: readonly string[];
  readonly confidence: number;
  readonly citations: readonly {
    document: string;
    section: string;
    subject: string | null;
    lines: readonly [number, number];
    quote: string;
  }[];
  readonly ms: number;
}

/**
 * Answers questions in JSON Lines, one line for each line read, in order, as they come.
 * A line that is not a question, or at which the bot fails, gives a line with `error`; the run goes on.
 */
export async function answerLines(bot: Bot, input: Readable, output: Writable): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    const result = JSON.stringify(await answerLine(bot, line));
    if (!output.write(`${result}\n`)) await new Promise((resolve) => output.once('drain', resolve));
  }
}

async function answerLine(bot: Bot, line: string): Promise<AnswerLine | { id: unknown; error: string }> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { id: null, error: 'The line is not valid JSON. Write one object a line: {"id": "1", "q": "…"}.' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { id: null, error: 'The line is no JSON object. Write {"id": "1", "q": "…"}.' };
  const { id = null, q, context = [] } = value as { id?: unknown; q?: unknown; context?: unknown };
  if (typeof q !== 'string') return { id, error: '"q" is missing or no text. Write {"id": "1", "q": "…"}.' };
  if (!Array.isArray(context) || context.some((turn) => typeof turn !== 'string'))
    return { id, error: '"context" must be a list of texts, the earlier turns of the user.' };
  const start = performance.now();
  try {
    let conversation: Conversation | null = null;
    for (const turn of context.slice(-MAX_CONTEXT) as string[])
      conversation = (await bot.ask(turn, { conversation })).conversation;
    const answer = await bot.ask(q, { conversation });
    return lineOf(id, answer, performance.now() - start);
  } catch (error) {
    return { id, error: faultText(error) };
  }
}

/** What is said of a question at which the bot itself failed. */
export function faultText(error: unknown): string {
  return `The question could not be answered because of a fault in Docent: ${String(error)}. Report it together with the question.`;
}

/** An answer as the JSON Lines format has it. */
export function lineOf(id: unknown, answer: Answer, ms: number): AnswerLine {
  return {
    id,
    status: answer.status,
    text: plainText(answer),
    subjects: answer.subjects,
    confidence: Math.round(answer.confidence * 1000) / 1000,
    citations: answer.citations.map(({ document, section, subject, lines, quote }) => ({
      document,
      section,
      subject,
      lines,
      quote,
    })),
    ms: Math.round(ms * 1000) / 1000,
  };
}
