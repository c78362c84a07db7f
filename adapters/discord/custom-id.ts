import type { Conversation } from '../../src/query/query.js';
import type { Action, TurnAction } from '../chat/actions.js';
import { CONVERSATION, type Turn, type TurnStore } from '../shared/turns.js';
import { MAX_CUSTOM_ID } from './limits.js';

/** Version of the format; an id of another version is refused. */
const VERSION = '1';
const LETTERS = {
  sources: 's',
  section: 'x',
  why: 'w',
  helpful: 'y',
  unhelpful: 'n',
  ask: 'a',
  compare: 'c',
} as const;
const ACTIONS = new Map(Object.entries(LETTERS).map(([type, letter]) => [letter, type as Action['type']]));

/** Between the parts of a conversation, between the parts of such a part, and inside those: see {@link cleanPart}. */
const SEPARATOR = '\u001f';
const BETWEEN = '\u001e';
const INSIDE = '\u001d';
/** An earlier version wrote so many parts, and others: what it leaned on is forgotten, the question is not. */
const EARLIER_PARTS = 5;
const INTENTS = /^[a-z]{1,20}$/;
const KEY = /^[\w-]{16}$/;

/**
 * The state of a button as its `custom_id`, at most {@link MAX_CUSTOM_ID} long, so that it works after a restart:
 * version, letter of the action, and the question (`=`), the question with what it leans on (`~`), or, when that
 * is too long, the key under which the store has it (`#`).
 */
export function encodeAction({ type, turn }: TurnAction, turns: TurnStore): string {
  const start = `${VERSION}${LETTERS[type]}`;
  const written = turn.conversation
    ? `${start}~${[...conversationParts(turn.conversation), cleanPart(turn.question)].join(SEPARATOR)}`
    : `${start}=${cleanPart(turn.question)}`;
  // That the bot asked back has no part of its own.
  const isWhole = written.length <= MAX_CUSTOM_ID && turn.conversation?.askedBack !== true;
  return isWhole ? written : `${start}#${turns.keep(turn)}`;
}

/** The id of the menu that compares a subject with others; it may be too long. */
export const encodeComparison = (subject: string): string => `${VERSION}${LETTERS.compare}:${subject}`;

/** What an id says, or `null` when it is of another version, forged, or its question is no longer kept. */
export function decodeAction(id: string, turns: TurnStore): Action | null {
  if (id.length > MAX_CUSTOM_ID || id[0] !== VERSION) return null;
  const type = ACTIONS.get(id[1] as (typeof LETTERS)[Action['type']]);
  const form = id[2];
  const rest = id.slice(3);
  if (!type || rest === '') return null;
  if (type === 'compare') return form === ':' ? { type, subjects: [rest] } : null;
  const turn = turnOf(form, rest, turns);
  return turn && turn.question.trim() !== '' ? { type, turn } : null;
}

function turnOf(form: string | undefined, rest: string, turns: TurnStore): Turn | null {
  if (form === '=') return { question: rest, conversation: null };
  if (form === '#') return KEY.test(rest) ? turns.find(rest) : null;
  if (form !== '~') return null;
  const parts = rest.split(SEPARATOR);
  const question = parts.pop() ?? '';
  if (parts.length === EARLIER_PARTS - 1) return { question, conversation: null };
  const [subjects, listed, intent, topic, places, ...more] = parts;
  if (subjects === undefined || listed === undefined || intent === undefined) return null;
  if (topic === undefined || places === undefined || more.length > 0 || !INTENTS.test(intent)) return null;
  const { success, data } = CONVERSATION.safeParse({
    subjects: splitAt(BETWEEN, subjects),
    listed: splitAt(BETWEEN, listed),
    intent,
    topic,
    places: splitAt(BETWEEN, places).map((place) => {
      const [document, ...path] = place.split(INSIDE);
      return { document, path };
    }),
  });
  return success ? { question, conversation: data } : null;
}

function conversationParts({ subjects, listed, intent, topic, places }: Conversation): string[] {
  return [
    subjects.map(cleanPart).join(BETWEEN),
    listed.map(cleanPart).join(BETWEEN),
    intent,
    cleanPart(topic),
    places.map(({ document, path }) => [document, ...path].map(cleanPart).join(INSIDE)).join(BETWEEN),
  ];
}

/** Parts of which none is empty. */
function splitAt(separator: string, text: string): string[] {
  return text === '' ? [] : text.split(separator);
}

/** Without the characters that part the id; the bot reads them as blanks anyway. */
function cleanPart(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
