import type { Retrieved } from '../retrieval/evidence.js';

/** What is done with what was found. */
export type Decision = 'answered' | 'closest' | 'abstained';

/**
 * An answer is given from this likelihood on that it is right, and from the lower one on as the closest that was
 * found, with a reserve. Chosen where the worth of all answers is highest on articles that the likelihood has not
 * seen: a right answer is worth 1, with a reserve 0.7, none 0 where there is one, −0.3 a wrong one with a reserve,
 * and −1 a wrong one.
 */
export const ANSWERED_FROM = 0.6;
export const CLOSEST_FROM = 0.33;

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
