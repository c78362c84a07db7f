import type { Answer } from '../../src/answer/answer.js';
import { plainText } from '../../src/answer/plain-text.js';
import { misquotations, spansOf } from '../builders.js';

/** What of the promises that hold for every answer one answer breaks. */
export function brokenPromises(answer: Answer, sources: ReadonlyMap<string, string>): string[] {
  const broken = misquotations(answer, sources);
  if (plainText(answer).trim() === '') broken.push('the answer is empty');
  if (answer.blocks.length === 0) broken.push('the answer has no blocks');
  if (!(answer.confidence >= 0 && answer.confidence <= 1))
    broken.push(`its confidence is ${answer.confidence}`);
  const quotes = spansOf(answer.blocks).filter(({ type }) => type === 'quoted').length;
  const shows = answer.status === 'answered' || answer.status === 'closest';
  if (!shows && answer.citations.length > 0) broken.push(`it is ${answer.status} and cites`);
  if (answer.status === 'closest' && quotes === 0) broken.push('it is the closest and quotes nothing');
  return broken;
}
