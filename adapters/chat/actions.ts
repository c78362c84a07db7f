import type { PrivateView } from '../shared/presses.js';
import type { Turn } from '../shared/turns.js';

/** What a button below an answer does with the question that it belongs to. */
export interface TurnAction {
  readonly type: PrivateView | 'helpful' | 'unhelpful' | 'ask' | 'person';
  readonly turn: Turn;
}

/** What a button or a menu does. */
export type Action =
  | TurnAction
  /** Ids of what was chosen to be compared, the one at hand first. */
  | { readonly type: 'compare'; readonly subjects: readonly string[] }
  /** Below a question that was handed to people, by its id. */
  | { readonly type: 'take' | 'done'; readonly handover: string };
