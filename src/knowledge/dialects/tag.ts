import type { Arguments } from './arguments.js';

/** A tag of HTML or of a component: `<div class="x">`, `</Tab>`, `<Badge text="new" />`. */
export interface Tag extends Arguments {
  readonly name: string;
  readonly kind: 'open' | 'close' | 'empty';
  /** Where it ends in the text, behind its `>`. */
  readonly end: number;
}

/** Longest tag that is read, in characters: what is longer was never closed. */
const MAX_LENGTH = 40_000;

/** Most braces in one another. */
const MAX_DEPTH = 60;

const NAME = /<(\/?)([A-Za-z][\w.-]*(?::[\w-]+)?)(?=[\s/>])/y;
const SPACE = /\s*/y;
const ATTRIBUTE = /([^\s=>/"'{}<`]+)(?:\s*=\s*)?/y;
const PLAIN_VALUE = /[^\s"'<>=`{}]+/y;

/** The tag that begins at a place, or `null` where none does or it never ends. */
export function tagAt(text: string, at: number): Tag | null {
  const name = matched(NAME, text, at);
  if (!name) return null;
  const whole = text.slice(0, at + MAX_LENGTH);
  if (whole.indexOf('>', at) < 0) return null;
  const named = new Map<string, string>();
  let place = at + name[0].length;
  while (place < whole.length) {
    place += matched(SPACE, whole, place)?.[0].length ?? 0;
    if (whole[place] === '>')
      return { name: name[2] ?? '', kind: name[1] ? 'close' : 'open', named, listed: [], end: place + 1 };
    if (whole.startsWith('/>', place))
      return { name: name[2] ?? '', kind: 'empty', named, listed: [], end: place + 2 };
    if (whole[place] === '/') place++;
    else if (whole[place] === '{') place = endOfBraces(whole, place);
    else {
      const attribute = matched(ATTRIBUTE, whole, place);
      if (!attribute) return null;
      place += attribute[0].length;
      const value = attribute[0].includes('=') ? valueAt(whole, place) : '';
      if (value === null) return null;
      named.set((attribute[1] ?? '').toLowerCase(), unquoted(value));
      place += value.length;
    }
    if (place < 0) return null;
  }
  return null;
}

function valueAt(text: string, at: number): string | null {
  const first = text[at];
  if (first === '"' || first === "'") {
    const end = text.indexOf(first, at + 1);
    return end < 0 ? null : text.slice(at, end + 1);
  }
  if (first === '{') {
    const end = endOfBraces(text, at);
    return end < 0 ? null : text.slice(at, end);
  }
  return matched(PLAIN_VALUE, text, at)?.[0] ?? null;
}

function unquoted(value: string): string {
  return /^["']/.test(value) ? value.slice(1, -1) : value;
}

/** Where braces end that begin at a place, behind the last; -1 where they do not. Those in texts do not count. */
export function endOfBraces(text: string, at: number): number {
  const piece = text.slice(at, at + MAX_LENGTH);
  let depth = 0;
  for (let i = 0; i < piece.length; i++) {
    const character = piece[i] as string;
    if (character === '{' && ++depth > MAX_DEPTH) return -1;
    if (character === '}' && --depth === 0) return at + i + 1;
    else if (QUOTES.has(character)) {
      const end = piece.indexOf(character, i + 1);
      const line = piece.indexOf('\n', i + 1);
      // An apostrophe in a sentence opens no text: one ends on its line.
      if (end >= 0 && (character === '`' || line < 0 || end < line)) i = end;
    }
  }
  return -1;
}

const QUOTES = new Set(['"', "'", '`']);

function matched(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Whether a word in angle brackets, which nothing ends, is what a reader is to put in: `<your name>`. */
export function isPlaceholder({ kind, named }: Tag): boolean {
  return kind === 'open' && [...named.values()].every((value) => value === '');
}

/** Elements that HTML has in a line of text. */
export const PHRASING: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo br button cite code data del dfn em font i img input ins kbd label mark q rp rt ruby s samp select small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** Elements that only arrange what stands in them. */
export const WRAPPERS: ReadonlySet<string> = new Set(
  'address article aside body center div fieldset figcaption figure footer form header hgroup html legend main nav noscript p picture search section'.split(
    ' ',
  ),
);

/** Elements that show no text of the article. */
export const WITHOUT_TEXT: ReadonlySet<string> = new Set(
  'audio canvas embed head iframe link map math meta object script source style svg template textarea title track video'.split(
    ' ',
  ),
);

/** Elements of which the parts belong together: lists, tables, quotations. */
export const STRUCTURES: ReadonlySet<string> = new Set([
  'blockquote',
  'dl',
  'menu',
  'ol',
  'pre',
  'table',
  'ul',
]);

/** Elements that stand in one of {@link STRUCTURES}. */
export const PARTS: ReadonlySet<string> = new Set(
  'caption col colgroup dd dt li tbody td tfoot th thead tr'.split(' '),
);

const HEADINGS: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

const OTHERS: ReadonlySet<string> = new Set(['details', 'summary', 'hr', 'dialog']);

/** Whether a tag is one of HTML, not of a component. */
export function isHtml({ name, named }: Tag): boolean {
  // Some sites call a component so that shows a path through menus.
  if (name === 'nav' && named.has('to')) return false;
  const small = name.toLowerCase();
  // A component is written with a capital first.
  if (name !== small && name !== name.toUpperCase()) return false;
  return [PHRASING, WRAPPERS, WITHOUT_TEXT, STRUCTURES, PARTS, HEADINGS, OTHERS].some((set) =>
    set.has(small),
  );
}
