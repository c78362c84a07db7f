import { TURN, type Turn, type TurnStore } from '../records/turns.js';

/** What a button or menu does; its id, with a number behind a dot where there are several. */
export const ACTIONS = {
  sources: 'sources',
  section: 'section',
  why: 'why',
  helpful: 'helpful',
  unhelpful: 'unhelpful',
  unwanted: 'unwanted',
  outdated: 'outdated',
  wrong: 'wrong',
  incomplete: 'incomplete',
  note: 'note',
  ask: 'ask',
  compare: 'compare',
  person: 'person',
  take: 'take',
  done: 'done',
  agree: 'agree',
  refuse: 'refuse',
  correct: 'correct',
  write: 'write',
  undo: 'undo',
  pick: 'pick',
  share: 'share',
  /** The search field of the App Home, and the button that opens it as a form. */
  search: 'search',
  form: 'form',
} as const;

export type ActionName = keyof typeof ACTIONS;

/** Version of the format of a value; one of another version is refused. */
const VERSION = '1';

/** Longest value that says the turn itself, in characters. Ours: a message has room for a dozen of them. */
const MAX_WRITTEN = 400;

const KEY = /^[\w-]{16}$/;

/** A turn as the value of a button, so that it works after a restart; a long one as the key of the store. */
export function encodeTurn(turn: Turn, turns: TurnStore): string {
  const written = `${VERSION}=${JSON.stringify(turn)}`;
  return written.length <= MAX_WRITTEN ? written : `${VERSION}#${turns.keep(turn)}`;
}

/** A passage that is chosen as the answer to a turn, as the value of a button. */
export function encodePick(passage: string, turn: Turn, turns: TurnStore): string {
  return `${passage} ${encodeTurn(turn, turns)}`;
}

/** The passage and the turn that such a value says; `null` as {@link decodeTurn} has it. */
export function decodePick(value: string, turns: TurnStore): { passage: string; turn: Turn } | null {
  const [, passage, rest] = /^([0-9a-f]{8}) (.+)$/s.exec(value) ?? [];
  const turn = rest === undefined ? null : decodeTurn(rest, turns);
  return passage !== undefined && turn ? { passage, turn } : null;
}

/** The turn that a value says, or `null` when it is of another version, forged, or no longer kept. */
export function decodeTurn(value: string, turns: TurnStore): Turn | null {
  if (value.startsWith(`${VERSION}#`)) return KEY.test(value.slice(2)) ? turns.find(value.slice(2)) : null;
  if (!value.startsWith(`${VERSION}=`)) return null;
  try {
    const { success, data } = TURN.safeParse(JSON.parse(value.slice(2)));
    return success && data.question.trim() !== '' ? data : null;
  } catch {
    return null;
  }
}

/** What an id of an action names, or `null` when it is none of ours. */
export function actionName(id: string): ActionName | null {
  const name = id.split('.')[0] ?? '';
  return Object.hasOwn(ACTIONS, name) ? (name as ActionName) : null;
}
