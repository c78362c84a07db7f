/**
 * @import { Turn } from './conversation.js'
 */

/** Where a conversation is kept, in this tab; the number changes with the shape of what is kept. */
const KEY = 'docent-conversation-1';
/** Most turns that are kept: a tab may have some five million characters, an answer has up to twenty thousand. */
const MAX_TURNS = 50;

/** @typedef {{ begun: string | null, conversation: string | null, turns: Turn[] }} Kept */

/** @param {Kept} conversation */
export function keep({ turns, ...rest }) {
  try {
    if (turns.length === 0) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify({ ...rest, turns: turns.slice(-MAX_TURNS) }));
  } catch {
    // Full, or closed to this page: what was kept would be an earlier conversation.
    sessionStorage.removeItem(KEY);
  }
}

/** @returns {Kept | null} */
export function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
  } catch {
    return null;
  }
}
