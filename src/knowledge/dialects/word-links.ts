import { attributesAt } from './attributes.js';
import { shownByTemplate, templateAt } from './templates.js';
import { matchedAt, type Replacement, type WordState } from './word-state.js';

const WIKI = /(!?)\[\[([^[\]\n]+)\]\](?![([])/y;
const ANCHOR = /\[\](?:\([^()\s]*\))?(?=\{)/y;

/** What begins with a bracket: links of wikis, references, anchors. */
export function linkReplacement(state: WordState, at: number): Replacement | null {
  const { text } = state;
  const wiki = matchedWiki(text, at);
  if (wiki) return wiki;
  const reference = referenceReplacement(state, at);
  if (reference) return reference;
  const anchor = matchedAt(ANCHOR, text, at);
  const attributes = anchor && attributesAt(text, anchor.end);
  if (!anchor || !attributes) return null;
  state.ids.push(...attributes.ids);
  return { text: '', end: attributes.end };
}

/** Longest words of a reference, in characters. */
const MAX_REFERENCE = 300;

/** `[words][id]` of which the id is defined nowhere shows its words. */
function referenceReplacement({ text, defined }: WordState, at: number): Replacement | null {
  if (defined === null || text[at] !== '[' || /[\w!\]]/.test(text[at - 1] ?? ' ')) return null;
  const end = endOfBrackets(text, at);
  const id = end === null || text[end] !== '[' ? null : endOfBrackets(text, end);
  if (end === null || id === null) return null;
  const [words, name] = [text.slice(at + 1, end - 1), text.slice(end + 1, id - 1)];
  if (!/\p{L}/u.test(words) || !/\p{L}/u.test(name) || defined.has(referenceKey(name))) return null;
  return { text: words, end: id };
}

/** How names of references are compared. Source: CommonMark 0.31, Matches. */
export function referenceKey(name: string): string {
  return name.replace(/\s+/g, ' ').trim().toLowerCase();
}

/** Behind the bracket that ends what begins at a place, which holds no other and no end of a line's code. */
function endOfBrackets(text: string, at: number): number | null {
  for (let i = at + 1; i < Math.min(text.length, at + MAX_REFERENCE); i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '`') {
      const end = text.indexOf('`', i + 1);
      if (end < 0 || end > at + MAX_REFERENCE) return null;
      i = end;
    } else if (text[i] === '[') return null;
    else if (text[i] === ']') return i + 1;
  }
  return null;
}

function matchedWiki(text: string, at: number): Replacement | null {
  WIKI.lastIndex = at;
  const match = WIKI.exec(text);
  if (!match) return null;
  const [whole, embeds, inner = ''] = match;
  // In a shell that is a test.
  if (/^\s|\s$|^[\d\s,.:;"']*$/.test(inner)) return null;
  const end = at + whole.length;
  if (embeds) return { text: '', end };
  const [page = '', words] = inner.split(/\\?\|/);
  if (words === undefined)
    return {
      text: escaped(
        page
          .replace(/^#+\^?/, '')
          .replace(/#+\^?/g, ' > ')
          .replace(/\.md$/, ''),
      ),
      end,
    };
  // GitHub's wikis write the words first.
  const isSwapped =
    /^(?:https?:\/\/\S+|[\p{Lu}\d][^\s]*-[^\s]*)$/u.test(words.trim()) && /\s/.test(page.trim());
  return { text: escaped((isSwapped ? page : words).trim()), end };
}

const escaped = (text: string): string => text.replace(/[[\]]/g, '\\$&');

/** Longest target of a link, in characters. */
const MAX_TARGET = 2_000;

/** Where a link leads: nothing in it is text but tags of templates. */
export function targetReplacement({ text, kind }: WordState, at: number): Replacement | null {
  if (text[at + 1] !== '(') return null;
  let out = '](';
  let depth = 1;
  let place = at + 2;
  for (; place < text.length && depth > 0 && place < at + MAX_TARGET; place++) {
    const sign = text[place] ?? '';
    if (sign === '\n' || sign === '`') break;
    const template = sign === '{' && kind !== 'spared' ? templateAt(text, place) : null;
    if (template) {
      out += shownByTemplate(template).replace(/\s/g, '%20');
      place = template.end - 1;
      continue;
    }
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    out += sign;
  }
  return depth === 0 ? { text: out, end: place } : null;
}
