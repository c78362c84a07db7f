import type { Turn } from '../records/turns.js';
import type { PrivateView } from '../service/presses.js';

/** What a button below an answer does with the question that it belongs to. */
export interface TurnAction {
  readonly type:
    | PrivateView
    | 'helpful'
    | 'unhelpful'
    /** The same below an answer that nobody asked for: it is taken away. */
    | 'unwanted'
    /** Why an answer did not help. */
    | 'outdated'
    | 'wrong'
    | 'incomplete'
    | 'note'
    | 'ask'
    | 'person'
    | 'correct'
    | 'write'
    | 'undo';
  readonly turn: Turn;
}

/** Says of a passage that it is the right answer to a question. */
export interface PickAction {
  readonly type: 'pick';
  readonly turn: Turn;
  /** What the passage is chosen by: eight hexadecimal digits. */
  readonly passage: string;
}

/** Who wrote something says whether it may become an article. */
export interface ConsentAction {
  readonly type: 'agree' | 'refuse';
  /** Names who was asked. */
  readonly whose: string;
}

/** What a button or a menu does. */
export type Action =
  | TurnAction
  | ConsentAction
  | PickAction
  /** Ids of what was chosen to be compared, the one at hand first. */
  | { readonly type: 'compare'; readonly subjects: readonly string[] }
  /** Below a question that was handed to people, by its id. */
  | { readonly type: 'take' | 'done'; readonly handover: string };
