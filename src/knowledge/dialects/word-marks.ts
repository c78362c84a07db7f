import { argumentsIn, textOf } from './arguments.js';
import type { Replacement, WordState } from './word-state.js';

const HIGHLIGHT = /==(?=[^\s=])([^=\n]+)==(?!=)/y;
const INSERTED = /\^\^(?=[^\s^])([^^\n]+)\^\^/y;
const KEYS = /\+\+([\w"'][\w\s"'.,;/\\-]*(?:\+[\w"'.,;/\\-]+){0,4})\+\+/y;
const REMARK = /%%[^%\n]+%%/y;
const BLOCK_ID = /\^[A-Za-z\d-]{4,}[ \t]*(?=\n|$)/y;
/** A component of Nuxt in a line of text: `:badge[New]{color="green"}`. */
const COMPONENT = /:[a-z][\w-]*(?:\[([^\]\n]*)\])?\{([^{}\n]*)\}/y;
const ICON = /:(?:material|octicons|fontawesome|simple|twemoji)-[\w-]+:/y;

/** Marks of a sign or two: highlights, keys, remarks, icons. */
export function markReplacement({ text, unshown }: WordState, at: number): Replacement | null {
  const before = text[at - 1] ?? ' ';
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  switch (text[at]) {
    case '=':
    case '^': {
      const marked = before === '=' ? null : (match(HIGHLIGHT) ?? match(INSERTED));
      if (marked) return { text: marked[1] ?? '', end: at + marked[0].length };
      const id = /\s/.test(before) ? match(BLOCK_ID) : null;
      return id ? { text: '', end: at + id[0].length } : null;
    }
    case '+': {
      const keys = /[\w+]/.test(before) ? null : match(KEYS);
      return keys ? { text: keyNames(keys[1] ?? ''), end: at + keys[0].length } : null;
    }
    case '%': {
      const remark = match(REMARK);
      if (!remark) return null;
      unshown.push({ what: 'comment', text: remark[0].slice(2, -2).trim() });
      return { text: '', end: at + remark[0].length };
    }
    default: {
      const component = /[\w:]/.test(before) ? null : match(COMPONENT);
      if (component) {
        const [whole, said, attributes = ''] = component;
        return {
          text: said ?? textOf(argumentsIn(attributes), ['label', 'text', 'title']) ?? '',
          end: at + whole.length,
        };
      }
      const icon = match(ICON);
      return icon
        ? { text: '', end: at + icon[0].length + (text[at + icon[0].length] === ' ' ? 1 : 0) }
        : null;
    }
  }
}

/** `ctrl+alt+del` as keys are labelled: "Ctrl+Alt+Del". */
function keyNames(keys: string): string {
  return keys
    .split('+')
    .map((key) => key.replace(/^["']|["']$/g, '').trim())
    .map((key) => key.charAt(0).toUpperCase() + key.slice(1))
    .join('+');
}
