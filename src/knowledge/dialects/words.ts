import type { Line } from './page.js';
import { bracesReplacement } from './word-braces.js';
import { linkReplacement, targetReplacement } from './word-links.js';
import { markReplacement } from './word-marks.js';
import { endOfCode, matchedAt, type Replacement, type WordState, wordState } from './word-state.js';
import { tagReplacement } from './word-tags.js';

/** A piece of running text without what its page does not show. */
export interface Words {
  /** With as many line breaks as before. */
  readonly text: string;
  /** Ids that were written in it. */
  readonly ids: readonly string[];
  readonly unshown: readonly { readonly what: string; readonly text: string }[];
}

/** Signs that something may begin with. */
const SIGNS = /[\\`<{[!:=^+%h\]]/g;

/**
 * Takes out of running text what templates, components and wikis write into it, and leaves what a reader sees. Code stays as it is.
 * @param text lines of one paragraph, point, heading or row
 * @param kind `spared` where tags of templates stand for themselves, `html` where those of HTML do
 * @param defined what references may name, if it is known: others lead to pages that only the site's generator knows
 */
export function plainWords(
  text: string,
  isMdx: boolean,
  kind: Line['kind'] = 'text',
  defined: ReadonlySet<string> | null = null,
): Words {
  const state = wordState(text, isMdx, kind, defined);
  let out = '';
  let at = 0;
  SIGNS.lastIndex = 0;
  for (let match = SIGNS.exec(text); match; match = SIGNS.exec(text)) {
    const found = replacementAt(state, match.index);
    if (found === null) continue;
    // A break inside what goes away stays, for the lines below it.
    const breaks = breaksIn(text.slice(match.index, found.end)) - breaksIn(found.text);
    out += text.slice(at, match.index) + found.text + '\n'.repeat(Math.max(0, breaks));
    at = found.end;
    SIGNS.lastIndex = at;
  }
  out += text.slice(at);
  return { text: state.isHeading ? withoutEmoji(out) : out, ids: state.ids, unshown: state.unshown };
}

function breaksIn(text: string): number {
  return text.includes('\n') ? text.split('\n').length - 1 : 0;
}

function replacementAt(state: WordState, at: number): Replacement | null {
  const { text, kind } = state;
  const sign = text[at];
  if (sign === '<') return tagReplacement(state, at);
  if (sign === '{') return bracesReplacement(state, at);
  if (kind === 'html') return null;
  switch (sign) {
    case '\\':
      return { text: text.slice(at, at + 2), end: at + 2 };
    case '`': {
      const end = endOfCode(state, at);
      return { text: text.slice(at, end), end };
    }
    case '[':
    case '!':
      return linkReplacement(state, at);
    case ']':
      return targetReplacement(state, at);
    case 'h':
      return matchedAt(ADDRESS, text, at);
    default:
      return markReplacement(state, at);
  }
}

/** An address outside of brackets, up to what ends it; templates may stand in it. */
const ADDRESS = /https?:\/\/[^\s<>{}`[\]]*/y;

/** A heading without the names of emoji: "## :rocket: Start". */
function withoutEmoji(heading: string): string {
  return heading
    .replace(/(^|\s):[a-z\d_+-]*[a-z][a-z\d_+-]*:(?=\s|$)/g, '$1')
    .replace(/^([\s>]*#{1,6}\s)\s+/, '$1');
}
