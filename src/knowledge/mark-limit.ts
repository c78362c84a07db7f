import type { gfmTable } from 'micromark-extension-gfm-table';
import { MAX_NESTING } from './nesting.js';

/** What is added to micromark. */
type Extension = ReturnType<typeof gfmTable>;
type Construct = Extract<NonNullable<NonNullable<Extension['text']>[number]>, { tokenize: unknown }>;
type Tokenize = Construct['tokenize'];
type Context = ThisParameterType<Tokenize>;
type State = ReturnType<Tokenize>;

/**
 * Most marks that are read in one paragraph, heading or cell; those behind them stand for themselves. Ours: a
 * paragraph of prose has some dozens, one of nothing but badges a few hundred. The parser looks back through all
 * that it has read of a text at each bracket and star, so its time grows with the square of their number (128 KB of
 * them took minutes); up to this limit that is a fraction of a second.
 */
export const MAX_MARKS = 2_000;

/** Signs that something may begin or end with, within text. */
const MARKS = [...'!&*<[\\]_`~'].map((sign) => sign.charCodeAt(0));
const BACKTICK = '`'.charCodeAt(0);
const EXCLAMATION = '!'.charCodeAt(0);
const OPENING = '['.charCodeAt(0);
const CLOSING = ']'.charCodeAt(0);

/** Codes below it, of which none is a character's, are the ends of lines. Source: micromark-util-symbol, codes. */
const TAB = -2;

/** What a text has had so far. */
interface Seen {
  marks: number;
  /** Brackets that are open: pictures lie inside one another, and all that is inside is gone through for each. */
  depth: number;
}

/** A text is parsed by a context of its own. */
const seen = new WeakMap<Context, Seen>();

const tokenize: Tokenize = function (effects, ok, nok) {
  const text = seen.get(this) ?? { marks: 0, depth: 0 };
  seen.set(this, text);
  text.marks++;
  const asData: State = (code) => {
    effects.enter('data');
    effects.consume(code);
    effects.exit('data');
    return ok;
  };
  /** In one run: runs beside one another are joined at a cost that grows with all that was read. */
  const restOfLine: State = (code) => {
    if (code !== null && code >= TAB) {
      effects.consume(code);
      return restOfLine;
    }
    effects.exit('data');
    return ok(code);
  };
  return (code) => {
    if (text.marks > MAX_MARKS) {
      effects.enter('data');
      return restOfLine(code);
    }
    if (code === CLOSING) text.depth = Math.max(0, text.depth - 1);
    if (code === EXCLAMATION) return picture(code);
    if (code !== OPENING) return nok(code);
    if (text.depth >= MAX_NESTING) return asData(code);
    text.depth++;
    return nok(code);
  };

  function picture(code: Parameters<State>[0]): State {
    effects.enter('data');
    effects.consume(code);
    effects.exit('data');
    return (next) => {
      // What opens too many is text, sign and bracket; the bracket is asked about by itself.
      if (next === OPENING && text.depth >= MAX_NESTING) return ok(next);
      if (next === OPENING) text.depth++;
      return nok(next);
    };
  }
};

/** A run of backticks begins at its first. Source: micromark-core-commonmark, code-text.js, which counts on it. */
const previous: NonNullable<Construct['previous']> = function (code) {
  return code !== BACKTICK || this.events.at(-1)?.[1].type === 'characterEscape';
};

/** Joins the rest of a line to what is before it. */
const resolveTo: NonNullable<Construct['resolveTo']> = (events) => {
  const [before, , own] = events.slice(-3);
  const isJoined = before?.[0] === 'exit' && before[1].type === 'data' && own?.[1].type === 'data';
  if (!isJoined) return events;
  before[1].end = own[1].end;
  events.length -= 2;
  return events;
};

/** Bounds what the marks of one text may cost. It must be the last of the extensions, which is asked first. */
export function markLimit(): Extension {
  const construct: Construct = { name: 'markLimit', tokenize, resolveTo };
  const text = Object.fromEntries(MARKS.map((code) => [code, construct]));
  return { text: { ...text, [BACKTICK]: { ...construct, previous } } };
}
