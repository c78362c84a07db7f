import type { Retrieved } from '../retrieval/evidence.js';

/** What is done with what was found. */
export type Decision = 'answered' | 'closest' | 'abstained';

/**
 * An answer is given from this likelihood on that it is right, and from the lower one on as the closest that was
 * found, with a reserve. Chosen on articles that the likelihood has not seen. The worth of all answers hardly changes
 * from 0.5 to 0.7 (a right one 1, with a reserve 0.7, none 0 where there is one, −0.3 a wrong one with a reserve, −1 a
 * wrong one); below 0.5 wrong ones grow, above it every third reply has a reserve, and nobody reads it any more.
 */
export const ANSWERED_FROM = 0.5;
export const CLOSEST_FROM = 0.28;

/** Decides from the likelihood alone. @param least likelihood that the one who runs the bot asks for */
export function decide({ evidence, likelihood }: Retrieved, least: number): Decision {
  if (evidence.length === 0) return 'abstained';
  if (likelihood >= Math.max(ANSWERED_FROM, least)) return 'answered';
  return likelihood >= CLOSEST_FROM ? 'closest' : 'abstained';
}

/** What decided, in one sentence. */
export function reasonFor({ likelihood, evidence }: Retrieved, decision: Decision): string {
  if (evidence.length === 0) return 'No passage holds any word of the question.';
  const share = `What is closest answers the question with a likelihood of ${likelihood.toFixed(2)}`;
  switch (decision) {
    case 'answered':
      return `${share}.`;
    case 'closest':
      return `${share}: too little to give it without a reserve.`;
    case 'abstained':
      return `${share}: too little to give it.`;
  }
}
