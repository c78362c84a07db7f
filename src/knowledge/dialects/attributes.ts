import { isBoxName } from './boxes.js';

/** Attributes in braces, `{#id .class key="value"}`, with or without a colon. */
export interface Attributes {
  readonly ids: readonly string[];
  readonly classes: readonly string[];
  /** Where they end in the text, behind the brace. */
  readonly end: number;
}

/** Longest that is read, in characters. */
const MAX_LENGTH = 1_500;

const START = /\{(?::\s*|\s*(?=[#.]|[\w:@-]+=))/y;
const PART = /(?:#([\w:./-]+)|\.([\w-]+)|[\w:@-]+=(?:"[^"]*"|'[^']*'|[^\s"'{}]+)|([\w-]+))\s*/y;

/** The attributes that begin at a place, or `null`. A word alone is none. */
export function attributesAt(text: string, at: number): Attributes | null {
  START.lastIndex = at;
  const start = START.exec(text);
  if (!start) return null;
  const ids: string[] = [];
  const classes: string[] = [];
  /** Those that are more than a word. */
  let parts = 0;
  let place = at + start[0].length;
  while (place < at + MAX_LENGTH) {
    if (text[place] === '}') return parts > 0 ? { ids, classes, end: place + 1 } : null;
    PART.lastIndex = place;
    const part = PART.exec(text);
    if (!part) return null;
    if (part[1] !== undefined) ids.push(part[1]);
    else if (part[2] !== undefined) classes.push(part[2]);
    if (part[3] === undefined || start[0].includes(':')) parts++;
    place += part[0].length;
  }
  return null;
}

/** The kind of box that classes make of a block: `{: .note }`, `{.is-warning}`, `{: .notice--info}`. */
export function boxOfClasses(classes: readonly string[]): string | null {
  for (const one of classes) {
    const word = one.replace(/^(?:is|alert|notice|callout|admonition)-+/, '').replace(/-title$/, '');
    if (isBoxName(word) && !/^(?:default|primary|secondary|blue|green|red|yellow|orange)$/.test(word))
      return word;
    if (/^(?:notice|callout|admonition|alert)$/.test(one)) return 'note';
  }
  return null;
}
