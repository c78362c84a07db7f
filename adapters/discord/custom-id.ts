import type { Conversation } from '../../src/query/query.js';
import type { Turn, TurnStore } from '../shared/turns.js';
import { MAX_CUSTOM_ID } from './limits.js';

/** What a button or menu does. */
export type Action =
  | { readonly type: 'sources' | 'why' | 'helpful' | 'unhelpful' | 'ask'; readonly turn: Turn }
  | { readonly type: 'compare'; readonly subject: string };

/** Version of the format; an id of another version is refused. */
const VERSION = '1';
const LETTERS = { sources: 's', why: 'w', helpful: 'y', unhelpful: 'n', ask: 'a', compare: 'c' } as const;
const ACTIONS = new Map(Object.entries(LETTERS).map(([type, letter]) => [letter, type as Action['type']]));

/** Between the parts of a conversation; questions never hold it, see {@link cleanPart}. */
const SEPARATOR = '\u001f';
const INTENTS = /^[a-z]{1,20}$/;
const KEY = /^[\w-]{16}$/;

/**
 * The state of a button as its `custom_id`, at most {@link MAX_CUSTOM_ID} long, so that it works after a restart:
 * version, letter of the action, and the question (`=`), the question with what it leans on (`~`), or, when that
 * is too long, the key under which the store has it (`#`).
 */
export function encodeAction(action: Action, turns: TurnStore): string {
  const start = `${VERSION}${LETTERS[action.type]}`;
  if (action.type === 'compare') return `${start}:${action.subject}`;
  const { turn } = action;
  const written = turn.conversation
    ? `${start}~${[...conversationParts(turn.conversation), turn.question].map(cleanPart).join(SEPARATOR)}`
    : `${start}=${cleanPart(turn.question)}`;
  return written.length <= MAX_CUSTOM_ID ? written : `${start}#${turns.keep(turn)}`;
}

/** What an id says, or `null` when it is of another version, forged, or its question is no longer kept. */
export function decodeAction(id: string, turns: TurnStore): Action | null {
  if (id.length > MAX_CUSTOM_ID || id[0] !== VERSION) return null;
  const type = ACTIONS.get(id[1] as (typeof LETTERS)[Action['type']]);
  const form = id[2];
  const rest = id.slice(3);
  if (!type || rest === '') return null;
  if (type === 'compare') return form === ':' ? { type, subject: rest } : null;
  const turn = turnOf(form, rest, turns);
  return turn && turn.question.trim() !== '' ? { type, turn } : null;
}

function turnOf(form: string | undefined, rest: string, turns: TurnStore): Turn | null {
  if (form === '=') return { question: rest, conversation: null };
  if (form === '#') return KEY.test(rest) ? turns.find(rest) : null;
  if (form !== '~') return null;
  const [subjects, intent, aspect, topic, question, ...more] = rest.split(SEPARATOR);
  if (subjects === undefined || intent === undefined || aspect === undefined) return null;
  if (topic === undefined || question === undefined || more.length > 0 || !INTENTS.test(intent)) return null;
  return {
    question,
    conversation: {
      subjects: subjects === '' ? [] : subjects.split(','),
      intent: intent as Conversation['intent'],
      aspect: aspect === '' ? null : aspect,
      topic,
    },
  };
}

function conversationParts({ subjects, intent, aspect, topic }: Conversation): string[] {
  return [subjects.join(','), intent, aspect ?? '', topic];
}

/** Without the characters that part the id; the bot reads them as blanks anyway. */
function cleanPart(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
