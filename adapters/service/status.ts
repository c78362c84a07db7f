import type { Status } from '../../src/answer/answer.js';

/** Whether an answer gives what the articles say, with a reserve or without. */
export function isGiven({ status }: { readonly status: Status }): boolean {
  return status === 'answered' || status === 'closest';
}
