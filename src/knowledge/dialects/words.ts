import { argumentsIn, textOf } from './arguments.js';
import { attributesAt } from './attributes.js';
import type { Line } from './page.js';
import { endOfBraces, isHtml, isPlaceholder, PHRASING, type Tag, tagAt, WITHOUT_TEXT } from './tag.js';
import { shownBy } from './tags.js';
import { shownByTemplate, templateAt, templateEnd } from './templates.js';

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
  const isHeading = kind !== 'html' && /^[\s>]*#{1,6}\s/.test(text);
  const ids: string[] = [];
  const unshown: { what: string; text: string }[] = [];
  const state = {
    text,
    isMdx,
    kind,
    isHeading,
    defined,
    ids,
    unshown,
    runs: runsOf(text),
    ends: endsIn(text),
  };
  let out = '';
  let at = 0;
  SIGNS.lastIndex = 0;
  for (let match = SIGNS.exec(text); match; match = SIGNS.exec(text)) {
    const found =
      kind !== 'html' || match[0] === '{' || match[0] === '<' ? replacementAt(state, match.index) : null;
    if (found === null) continue;
    // A break inside what goes away stays, for the lines below it.
    const breaks = text.slice(match.index, found.end).split('\n').length - found.text.split('\n').length;
    out += text.slice(at, match.index) + found.text + '\n'.repeat(Math.max(0, breaks));
    at = found.end;
    SIGNS.lastIndex = at;
  }
  out += text.slice(at);
  return { text: isHeading ? withoutEmoji(out) : out, ids, unshown };
}

interface State {
  readonly text: string;
  readonly isMdx: boolean;
  readonly kind: Line['kind'];
  readonly isHeading: boolean;
  readonly defined: ReadonlySet<string> | null;
  readonly ids: string[];
  readonly unshown: { what: string; text: string }[];
  /** Where the next run of as many backticks begins, by place of a run. */
  readonly runs: ReadonlyMap<number, number>;
  /** Where the last end of each tag begins, and that of comments. */
  readonly ends: ReadonlyMap<string, number>;
}

interface Replacement {
  readonly text: string;
  readonly end: number;
}

const kept = (text: string, from: number, end: number): Replacement => ({ text: text.slice(from, end), end });

function replacementAt(state: State, at: number): Replacement | null {
  const { text } = state;
  switch (text[at]) {
    case '\\':
      return kept(text, at, at + 2);
    case '`':
      return kept(text, at, endOfCode(state, at));
    case '<':
      return tagReplacement(state, at);
    case '{':
      return bracesReplacement(state, at);
    case '[':
    case '!':
      return linkReplacement(state, at);
    case ']':
      return text[at + 1] === '(' ? targetReplacement(state, at) : null;
    case 'h':
      return matchedAt(ADDRESS, text, at);
    default:
      return markReplacement(state, at);
  }
}

/** An address outside of brackets, up to what ends it; templates may stand in it. */
const ADDRESS = /https?:\/\/[^\s<>{}`[\]]*/y;

function matchedAt(pattern: RegExp, text: string, at: number): Replacement | null {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match ? { text: match[0], end: at + match[0].length } : null;
}

/** For every run of backticks the place of the next one as long. */
function runsOf(text: string): Map<number, number> {
  const next = new Map<number, number>();
  const last = new Map<number, number>();
  const runs = [...text.matchAll(/`+/g)];
  for (const { 0: run, index } of runs.reverse()) {
    const other = last.get(run.length);
    if (other !== undefined) next.set(index, other);
    last.set(run.length, index);
  }
  return next;
}

function endsIn(text: string): Map<string, number> {
  const ends = new Map<string, number>();
  for (const { 1: name = '-->', index } of text.matchAll(/<\/([A-Za-z][\w.:-]*)|-->/g)) ends.set(name, index);
  return ends;
}

function isEnded({ ends }: State, name: string, from: number): boolean {
  return (ends.get(name) ?? -1) >= from;
}

function endOfCode({ text, runs }: State, at: number): number {
  let behind = at;
  while (text[behind] === '`') behind++;
  const other = runs.get(at);
  return other === undefined ? behind : other + behind - at;
}

function tagReplacement(state: State, at: number): Replacement | null {
  const { text, ids, kind } = state;
  if (text.startsWith('<!', at) || text.startsWith('<?', at)) {
    // One that never ends is text, which a parser takes long to find out.
    const end = isEnded(state, '-->', at) ? text.indexOf('-->', at) : -1;
    if (end < 0 || !text.startsWith('<!--', at)) return { text: shownSign(kind), end: at + 1 };
    note(state, 'comment', text.slice(at + 4, end));
    return { text: '', end: end + 3 };
  }
  const tag = tagAt(text, at);
  if (!tag) {
    const isFragment = state.isMdx && (text.startsWith('<>', at) || text.startsWith('</>', at));
    return isFragment ? { text: '', end: text.indexOf('>', at) + 1 } : null;
  }
  const name = tag.name.toLowerCase();
  const anchors = [tag.named.get('id') ?? '', (name === 'a' && tag.named.get('name')) || ''];
  ids.push(...anchors.filter((id) => id !== ''));
  if (isHtml(tag) && kind === 'html') return kept(text, at, tag.end);
  if (isHtml(tag)) {
    if (/^(?:code|samp|pre|tt)$/.test(name) && tag.kind === 'open' && isEnded(state, tag.name, tag.end))
      return kept(text, at, text.indexOf(`</${tag.name}`, tag.end));
    if (PHRASING.has(name)) return { text: plainTag(tag, name), end: tag.end };
    // What a reader is to put in may be called like an element: <title>.
    if (WITHOUT_TEXT.has(name) && isPlaceholder(tag) && !isEnded(state, tag.name, tag.end))
      return { text: shownSign(kind) + text.slice(at + 1, tag.end), end: tag.end };
    return { text: /^(?:td|th|li|dd|dt|p|div|hr|tr)$/.test(name) ? ' ' : '', end: tag.end };
  }
  if (tag.kind === 'close') return { text: '', end: tag.end };
  if (tag.kind === 'open' && isEnded(state, tag.name, tag.end)) return { text: '', end: tag.end };
  if (isPlaceholder(tag)) return { text: shownSign(kind) + text.slice(at + 1, tag.end), end: tag.end };
  const shown = shownBy(tag);
  if (shown === null) note(state, 'component', text.slice(at, tag.end));
  return { text: shown ?? '', end: tag.end };
}

/** An angle bracket that is one, and no beginning of a tag. */
function shownSign(kind: Line['kind']): string {
  return kind === 'html' ? '&lt;' : '\\<';
}

/** A tag that any parser of Markdown takes for one. */
function plainTag({ kind, named }: Tag, name: string): string {
  if (kind === 'close') return `</${name}>`;
  const attributes = ['href', 'src', 'alt'].flatMap((one) => {
    const value = named.get(one);
    return value === undefined || value.startsWith('{')
      ? []
      : [` ${one}="${value.replace(/"/g, '&quot;').replace(/\n\s*/g, ' ')}"`];
  });
  return `<${name}${attributes.join('')}${kind === 'empty' ? ' /' : ''}>`;
}

function note({ unshown }: State, what: string, text: string): void {
  if (text.trim() !== '') unshown.push({ what, text: text.trim() });
}

function bracesReplacement(state: State, at: number): Replacement | null {
  const { text, isMdx, kind, isHeading, ids } = state;
  const isSpared = kind === 'spared';
  const role = roleReplacement(state, at);
  if (role) return role;
  if (text.startsWith('{/*', at)) {
    const end = text.indexOf('*/}', at);
    if (end < 0) return null;
    note(state, 'comment', text.slice(at + 3, end));
    return { text: '', end: end + 3 };
  }
  const template = isSpared ? null : templateAt(text, at);
  if (template && !(template.kind === 'comment' && attributesAt(text, at))) {
    const end =
      /^(?:raw|verbatim)$/.test(template.name) && !template.closes
        ? templateEnd(text.slice(template.end), template.name)
        : null;
    if (end) {
      const [from, to] = end;
      return { text: spared(text.slice(template.end, template.end + from)), end: template.end + to };
    }
    const shown = shownByTemplate(template);
    if (template.kind === 'escaped') return { text: spared(shown), end: template.end };
    if (shown === '' && !template.closes)
      note(state, template.kind === 'expression' ? 'template expression' : 'template tag', template.inner);
    return { text: shown, end: template.end };
  }
  if (kind === 'html') return isMdx ? expression(state, at) : null;
  if (isSpared) return null;
  const before = text[at - 1] ?? '';
  const isBehind = /[)\]`*_:]/.test(before);
  const attributes = attributesAt(text, at);
  if (attributes) {
    const isLast = /^[ \t#]*(?:\n|$)/.test(text.slice(attributes.end, attributes.end + 200));
    const isNamed = attributes.classes.length + attributes.ids.length > 0 || text[at + 1] === ':';
    const isApart = /^\s?$/.test(before);
    if (
      isBehind ||
      (isLast && (isNamed || isHeading)) ||
      (isApart && isNamed && attributes.ids.length === 0)
    ) {
      ids.push(...attributes.ids);
      return { text: '', end: attributes.end };
    }
  }
  return isMdx ? expression(state, at) : null;
}

/** Templates that stand for themselves, so that nobody reads them as templates again. */
function spared(text: string): string {
  return text.replace(/\{(?=[{%#])/g, '\\{');
}

/** `{' '}` and `{"text"}` are text; other code in braces is not shown. */
function expression(state: State, at: number): Replacement | null {
  const { text } = state;
  const end = endOfBraces(text, at);
  if (end < 0) return null;
  const [, literal, other] = /^\{\s*(?:(["'])[^"'\\]*\1|`([^`$\\]*)`)\s*\}$/.exec(text.slice(at, end)) ?? [];
  if (literal !== undefined) return { text: text.slice(at, end).replace(/^\{\s*["']|["']\s*\}$/g, ''), end };
  if (other !== undefined) return { text: other, end };
  note(state, 'MDX expression', text.slice(at + 1, end - 1));
  return { text: '', end };
}

const ROLE = /\{([a-z][\w:.+-]*)\}(?=`)/y;
/** Roles whose text is no code. */
const WORD_ROLES =
  /^(?:ref|numref|doc|any|term|download|link|guilabel|menuselection|kbd|abbr|dfn|sub|sup|eq|cite.*|index|strong|emphasis|fas?|octicon|material.*|bdg.*|button.*|user|issue|pr|rfc|pep|u|del|s|span)$/;

/** Sphinx: `` {ref}`words <target>` `` shows its words. */
function roleReplacement(state: State, at: number): Replacement | null {
  const { text } = state;
  ROLE.lastIndex = at;
  const role = ROLE.exec(text);
  if (!role) return null;
  const from = at + role[0].length;
  const end = endOfCode(state, from);
  const signs = /^`+/.exec(text.slice(from, from + 20))?.[0].length ?? 1;
  if (end <= from + 2 * signs) return null;
  const inner = text.slice(from + signs, end - signs);
  if (/^(?:octicon|fas?|fab|material.*)$/.test(role[1] ?? '')) return { text: '', end };
  const words = /^([^<>]+?)\s*<[^<>]+>$/.exec(inner)?.[1] ?? inner.replace(/^[~!]/, '');
  const name = role[1] ?? '';
  if (!WORD_ROLES.test(name.replace(/^.*:/, '')) && words === inner)
    return { text: text.slice(from, end), end };
  return { text: name === 'menuselection' ? words.replace(/\s*-->\s*/g, ' > ') : words, end };
}

const WIKI = /(!?)\[\[([^[\]\n]+)\]\](?![([])/y;
const ANCHOR = /\[\](?:\([^()\s]*\))?(?=\{)/y;

function linkReplacement(state: State, at: number): Replacement | null {
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
function referenceReplacement({ text, defined }: State, at: number): Replacement | null {
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

/** Where a link leads: nothing in it is text but tags of templates. */
function targetReplacement({ text, kind }: State, at: number): Replacement | null {
  let out = '](';
  let depth = 1;
  let place = at + 2;
  for (; place < text.length && depth > 0 && place < at + 2_000; place++) {
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

const HIGHLIGHT = /==(?=[^\s=])([^=\n]+)==(?!=)/y;
const INSERTED = /\^\^(?=[^\s^])([^^\n]+)\^\^/y;
const KEYS = /\+\+([\w"'][\w\s"'.,;/\\-]*(?:\+[\w"'.,;/\\-]+){0,4})\+\+/y;
const REMARK = /%%[^%\n]+%%/y;
const BLOCK_ID = /\^[A-Za-z\d-]{4,}[ \t]*(?=\n|$)/y;
/** A component of Nuxt in a line of text: `:badge[New]{color="green"}`. */
const COMPONENT = /:[a-z][\w-]*(?:\[([^\]\n]*)\])?\{([^{}\n]*)\}/y;
const ICON = /:(?:material|octicons|fontawesome|simple|twemoji)-[\w-]+:/y;

/** Marks of a sign or two: highlights, keys, remarks, icons. */
function markReplacement({ text, unshown }: State, at: number): Replacement | null {
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

/** A heading without the names of emoji: "## :rocket: Start". */
function withoutEmoji(heading: string): string {
  return heading
    .replace(/(^|\s):[a-z\d_+-]*[a-z][a-z\d_+-]*:(?=\s|$)/g, '$1')
    .replace(/^([\s>]*#{1,6}\s)\s+/, '$1');
}
