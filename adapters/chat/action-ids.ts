import type { Conversation } from '../../src/query/query.js';
import { CONVERSATION, type Turn, type TurnStore } from '../records/turns.js';
import type { Action, ConsentAction, PickAction, TurnAction } from './actions.js';
import type { EncodeAction } from './platform.js';

/** Version of the format; an id of another version is refused. */
const VERSION = '1';
const LETTERS = {
  sources: 's',
  section: 'x',
  why: 'w',
  helpful: 'y',
  unhelpful: 'n',
  unwanted: 'r',
  outdated: 'o',
  wrong: 'g',
  incomplete: 'l',
  note: 'm',
  ask: 'a',
  correct: 'k',
  write: 'e',
  undo: 'u',
  pick: 'i',
  compare: 'c',
  person: 'p',
  take: 't',
  done: 'd',
  agree: 'v',
  refuse: 'f',
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
/** A keyed hash, which names a hand-over or a person. */
const NAMED = /^[\w-]{22}$/;
/** What a passage is chosen by, which stands before the rest of an id. */
const PASSAGE = /^[0-9a-f]{8}/;

/** The state of buttons as short texts, for platforms that have no other place for it. */
export interface ActionIds {
  /**
   * So that it works after a restart: version, letter of the action, and the question (`=`), the question with what it
   * leans on (`~`), or, when that does not fit, the key under which the store has it (`#`).
   */
  readonly encode: EncodeAction;
  /** The id of what compares a subject with others; `null` when it does not fit. */
  readonly encodeComparison: (subjects: readonly string[]) => string | null;
  /** The id of what is done about a question that was handed to people. */
  readonly encodeHandover: (type: 'take' | 'done', handover: string) => string;
  /** The id of what who wrote something says of its becoming an article. */
  readonly encodeConsent: (type: ConsentAction['type'], whose: string) => string;
  /** What an id says, or `null` when it is of another version, forged, or its question is no longer kept. */
  readonly decode: (id: string, turns: TurnStore) => Action | null;
}

/** @param fits whether a platform takes an id for short enough; 27 characters must be */
export function createActionIds(fits: (id: string) => boolean): ActionIds {
  return {
    encode(action: TurnAction | PickAction, turns) {
      const { type, turn } = action;
      const start = `${VERSION}${LETTERS[type]}${'passage' in action ? action.passage : ''}`;
      const written = turn.conversation
        ? `${start}~${[...conversationParts(turn.conversation), cleanPart(turn.question)].join(SEPARATOR)}`
        : `${start}=${cleanPart(turn.question)}`;
      // That the bot asked back, and what was seen where it was asked, have no part of their own.
      const isWhole = fits(written) && turn.conversation?.askedBack !== true && turn.scope === undefined;
      return isWhole ? written : `${start}#${turns.keep(turn)}`;
    },
    encodeComparison(subjects) {
      const id = `${VERSION}${LETTERS.compare}:${subjects.join(' ')}`;
      return fits(id) ? id : null;
    },
    encodeHandover: (type, handover) => `${VERSION}${LETTERS[type]}:${handover}`,
    encodeConsent: (type, whose) => `${VERSION}${LETTERS[type]}:${whose}`,
    decode(id, turns) {
      if (!fits(id) || id[0] !== VERSION) return null;
      const type = ACTIONS.get(id[1] as (typeof LETTERS)[Action['type']]);
      const passage = type === 'pick' ? (PASSAGE.exec(id.slice(2))?.[0] ?? null) : '';
      if (!type || passage === null) return null;
      const form = id[2 + passage.length];
      const rest = id.slice(3 + passage.length);
      if (rest === '') return null;
      if (type === 'take' || type === 'done')
        return form === ':' && NAMED.test(rest) ? { type, handover: rest } : null;
      if (type === 'agree' || type === 'refuse')
        return form === ':' && NAMED.test(rest) ? { type, whose: rest } : null;
      if (type === 'compare') return form === ':' ? { type, subjects: rest.split(' ') } : null;
      const turn = turnOf(form, rest, turns);
      if (!turn || turn.question.trim() === '') return null;
      return type === 'pick' ? { type, turn, passage } : { type, turn };
    },
  };
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
