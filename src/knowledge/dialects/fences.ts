import { argumentsIn, textOf } from './arguments.js';
import { type Meaning, meaningOf } from './boxes.js';

/** The line that opens a block of code. */
export interface Fence {
  readonly sign: '`' | '~';
  readonly size: number;
  readonly info: string;
}

/** The fence that a line without white space at its beginning is, or `null`. */
export function fenceIn(text: string): Fence | null {
  const [, signs = '', info = ''] = /^(`{3,}(?=[^`]*$)|~{3,})(.*)$/.exec(text) ?? [];
  return signs === '' ? null : { sign: signs[0] as '`' | '~', size: signs.length, info: info.trim() };
}

/**
 * What stands between fences where it is no code: Sphinx's `{note}`, mdBook's `admonish note`, Obsidian's `ad-note`.
 * @returns `null` for code
 */
export function meaningOfFence({ info }: Fence): Meaning | null {
  const [, role = '', behind = ''] = /^\{([A-Za-z][\w:.-]*)\}\s*(.*)$/.exec(info) ?? [];
  if (role !== '') {
    const meaning = roleMeaning(role, behind);
    return meaning.kind === 'code' ? null : meaning;
  }
  const [, name = '', more = ''] = /^(?:admonish|ad-(?=\w))\s*([\w-]*)(.*)$/.exec(info) ?? [];
  if (name === '' && !info.startsWith('admonish')) return null;
  const args = argumentsIn(more);
  return meaningOf(name === '' ? 'note' : name, { named: args.named, listed: [] }, true);
}

/** Roles of Sphinx that hold Markdown; those of interpreters (`{python}`, `{r, echo=FALSE}`) hold code. */
const MARKDOWN_ROLES =
  /^(?:figure|image|list-table|grid|grid-item|grid-item-card|card|card-carousel|div|container|rst-class|only|ifconfig|glossary|rubric|epigraph|topic|sidebar|margin|tableofcontents|raw|index|deprecated|versionadded|versionchanged|versionremoved|dropdown|tab-set|tab-item|toctree|contents|include|bibliography|seealso|admonition|button-ref|button-link|proof|solution|exercise|theorem|confval|option|myst-example|figure-md)$/;

function roleMeaning(role: string, behind: string): Meaning {
  const title = behind === '' ? [] : [behind];
  const meaning = meaningOf(role, { named: new Map(), listed: title });
  if (meaning.kind === 'box' || meaning.kind === 'hidden') return meaning;
  if (/^(?:image|raw|index|include|button-)/.test(role)) return { kind: 'hidden' };
  if (/^(?:version|deprecated)/.test(role))
    return { kind: 'box', name: role, label: `${role.replace(/^version/, 'version ')} ${behind}`.trim() };
  if (
    /^(?:grid-item-card|card|sidebar|margin|topic|option|confval|exercise|proof)$/.test(role) &&
    behind !== ''
  )
    return { kind: 'box', name: role, label: behind };
  if (MARKDOWN_ROLES.test(role) || (meaning.kind === 'group' && meaning.of !== 'plain'))
    return meaning.kind === 'group' ? meaning : { kind: 'group', of: 'plain', labels: [] };
  return { kind: 'code', language: behind };
}

/** Roles of Sphinx behind which the language stands. */
const CODE_ROLE =
  /^(?:code|code-block|code-cell|sourcecode|prompt|parsed-literal|literalinclude|doctest|eval-rst)$/;

/** What stands behind the fence, its language first: `{code-block} python`, `{ .python .x }` and `hl_lines="1"` have it elsewhere or not. */
export function codeInfo({ info }: Fence): string {
  const [, role = '', behind = ''] = /^\{([A-Za-z][\w:.-]*)(?:[\s,][^}]*)?\}\s*(.*)$/.exec(info) ?? [];
  if (role !== '') return CODE_ROLE.test(role) ? (behind.split(/\s/)[0] ?? '') : role;
  if (info.startsWith('{')) return /^\{\s*\.([\w+#-]+)/.exec(info)?.[1] ?? '';
  return /^[\w-]+=/.test(info) ? '' : info;
}

/** What is written on the tab of code in a group: ` ```sh [npm] `, ` ```bash npm `, `title="npm"`. */
export function labelOfCode({ info }: Fence): string | null {
  const [, bracketed] = /\[([^\]]+)\]/.exec(info) ?? [];
  if (bracketed) return bracketed.trim();
  const title = textOf(argumentsIn(info.replace(/^\S+/, '')), ['title', 'filename', 'label', 'file']);
  if (title !== null) return title;
  const words = info
    .replace(/^\S+/, '')
    .replace(/\{[^}]*\}/g, '')
    .trim();
  const plain =
    words.split(/\s+(?=\w+=|wrap\b|theme:|lines\b|icon\b|expandable\b|highlight\b)/)[0]?.trim() ?? '';
  return plain !== '' && plain.length < 40 && !plain.includes('=') ? plain : null;
}
