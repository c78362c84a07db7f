import { attributesAt } from './attributes.js';
import { endOfBraces } from './tag.js';
import { shownByTemplate, type Template, templateAt, templateEnd } from './templates.js';
import { endOfCode, isEnded, note, type Replacement, type WordState } from './word-state.js';

/** What begins with a brace: roles of Sphinx, comments, tags of templates, attributes, code of MDX. */
export function bracesReplacement(state: WordState, at: number): Replacement | null {
  const { text, isMdx, kind } = state;
  const role = roleReplacement(state, at);
  if (role) return role;
  if (text.startsWith('{/*', at)) {
    if (!isEnded(state, '*/}', at)) return null;
    const end = text.indexOf('*/}', at);
    note(state, 'comment', text.slice(at + 3, end));
    return { text: '', end: end + 3 };
  }
  const template = kind === 'spared' ? null : templateAt(text, at);
  if (template && !(template.kind === 'comment' && attributesAt(text, at)))
    return templateReplacement(state, template);
  if (kind === 'spared') return null;
  return (
    (kind === 'html' ? null : attributesReplacement(state, at)) ?? (isMdx ? expression(state, at) : null)
  );
}

function templateReplacement(state: WordState, template: Template): Replacement {
  const { text } = state;
  const isSparing = /^(?:raw|verbatim)$/.test(template.name) && !template.closes;
  const end = isSparing ? templateEnd(text.slice(template.end), template.name) : null;
  if (end) {
    const [from, to] = end;
    return { text: spared(text.slice(template.end, template.end + from)), end: template.end + to };
  }
  const shown = shownByTemplate(template);
  if (template.kind === 'escaped') return { text: spared(shown), end: template.end };
  const what = template.kind === 'expression' ? 'template expression' : 'template tag';
  if (shown === '' && !template.closes) note(state, what, template.inner);
  return { text: shown, end: template.end };
}

/** Attributes behind something, or at the end of a line; braces elsewhere are text. */
function attributesReplacement({ text, isHeading, ids }: WordState, at: number): Replacement | null {
  const attributes = attributesAt(text, at);
  if (!attributes) return null;
  const before = text[at - 1] ?? '';
  const isBehind = /[)\]`*_:]/.test(before);
  const isLast = /^[ \t#]*(?:\n|$)/.test(text.slice(attributes.end, attributes.end + MAX_MARKS));
  const isNamed = attributes.classes.length + attributes.ids.length > 0 || text[at + 1] === ':';
  const isApart = /^\s?$/.test(before) && attributes.ids.length === 0;
  if (!isBehind && !(isLast && (isNamed || isHeading)) && !(isApart && isNamed)) return null;
  ids.push(...attributes.ids);
  return { text: '', end: attributes.end };
}

/** Most number signs and spaces at the end of a heading. */
const MAX_MARKS = 200;

/** Templates that stand for themselves, so that nobody reads them as templates again. */
function spared(text: string): string {
  return text.replace(/\{(?=[{%#])/g, '\\{');
}

/** `{' '}` and `{"text"}` are text; other code in braces is not shown. */
function expression(state: WordState, at: number): Replacement | null {
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
function roleReplacement(state: WordState, at: number): Replacement | null {
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
