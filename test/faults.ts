import type { Answer } from '../src/answer/answer.js';
import { plainText } from '../src/answer/plain-text.js';
import { type Built, misquotations } from './builders.js';

/** What no answer may be, whatever was asked. */
export function faultsOf(answer: Answer, { sources }: Built, message: string): string[] {
  const text = plainText(answer);
  const faults = misquotations(answer, sources);
  if (text.trim() === '') faults.push('the answer is empty');
  if (!(answer.confidence >= 0 && answer.confidence <= 1)) faults.push(`confidence ${answer.confidence}`);
  if (text.length > 2600) faults.push(`the answer has ${text.length} characters`);
  if (/\p{Surrogate}/u.test(text)) faults.push('half a character is said back');
  // What the articles do not say of a subject cannot be quoted.
  const { conditions } = answer.explanation;
  const byAbsence = conditions.some((condition) => condition.startsWith('not '));
  const quotes = answer.status === 'answered' || answer.status === 'closest';
  if (quotes ? answer.citations.length === 0 && !byAbsence : answer.citations.length > 0)
    faults.push(`${answer.status} with ${answer.citations.length} citations`);
  for (const alive of ['@everyone', '@here', '<@', '<!', '<#', '<script', '\u202e', '\u0000', '\u001b'])
    if (text.includes(alive)) faults.push(`"${alive}" is said back`);
  if (JSON.stringify(answer.conversation).length > 2000) faults.push('the conversation grows');
  return faults.map((fault) => `${fault} – asked: ${JSON.stringify(message.slice(0, 200))}`);
}
