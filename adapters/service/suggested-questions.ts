import type { Answer } from '../../src/answer/answer.js';

/** Questions that an answer suggests, each once. */
export function suggestedQuestions({ suggestions }: Pick<Answer, 'suggestions'>): string[] {
  return [...new Set(suggestions?.questions)];
}
