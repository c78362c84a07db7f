import { type Tag, tagAt } from './tag.js';

/** An element of HTML, or a piece of text with its line, counted from that of the HTML. */
export type HtmlNode =
  | { readonly text: string; readonly line: number }
  | { readonly name: string; readonly tag: Tag | null; readonly line: number; readonly children: HtmlNode[] };

export type HtmlElement = Extract<HtmlNode, { name: string }>;

/** Which open elements a beginning ends, and within which. Source: HTML standard, Optional tags. */
const ENDS: ReadonlyMap<string, readonly [ended: readonly string[], within: readonly string[]]> = new Map([
  [
    'li',
    [
      ['li', 'p'],
      ['ul', 'ol', 'menu'],
    ],
  ],
  ['dt', [['dt', 'dd', 'p'], ['dl']]],
  ['dd', [['dt', 'dd', 'p'], ['dl']]],
  ['tr', [['tr', 'td', 'th', 'p'], ['table']]],
  [
    'td',
    [
      ['td', 'th', 'p'],
      ['tr', 'table'],
    ],
  ],
  [
    'th',
    [
      ['td', 'th', 'p'],
      ['tr', 'table'],
    ],
  ],
  ['tbody', [['thead', 'tbody', 'tr', 'td', 'th'], ['table']]],
  ['tfoot', [['thead', 'tbody', 'tr', 'td', 'th'], ['table']]],
  ['p', [['p'], ['td', 'th', 'li', 'dd', 'div', 'blockquote']]],
]);

/** Elements without an end. Source: HTML standard, Void elements. */
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/** Deepest elements in one another: tags beyond are left out. */
const MAX_DEPTH = 60;

/** Reads a piece of HTML that is sound enough to be shown: ends that are missing are put in, those without a beginning left out. */
export function htmlElements(html: string): HtmlNode[] {
  const root: HtmlElement = { name: '', tag: null, line: 0, children: [] };
  const open: HtmlElement[] = [root];
  let line = 0;
  let at = 0;
  const add = (text: string) => {
    for (const [i, piece] of text.split('\n').entries()) {
      if (i > 0) line++;
      const value = i > 0 ? `\n${piece}` : piece;
      if (value !== '') open.at(-1)?.children.push({ text: value, line });
    }
  };
  for (let next = html.indexOf('<'); next >= 0; next = html.indexOf('<', at)) {
    const comment = html.startsWith('<!--', next) ? html.indexOf('-->', next) : -1;
    const tag = comment >= 0 ? null : tagAt(html, next);
    if (!tag && comment < 0) {
      add(html.slice(at, next + 1));
      at = next + 1;
      continue;
    }
    add(html.slice(at, next));
    at = tag ? tag.end : comment + 3;
    if (tag) place(open, tag, line);
    line += html.slice(next, at).split('\n').length - 1;
  }
  add(html.slice(at));
  return root.children;
}

function place(open: HtmlElement[], tag: Tag, line: number): void {
  const name = tag.name.toLowerCase();
  if (tag.kind === 'close') {
    const at = open.map((element) => element.name).lastIndexOf(name);
    if (at > 0) open.length = at;
    return;
  }
  const [ended, within] = ENDS.get(name) ?? [[], []];
  for (let at = open.length - 1; at > 0 && !within.includes(open[at]?.name ?? ''); at--)
    if (ended.includes(open[at]?.name ?? '')) open.length = at;
  const element: HtmlElement = { name, tag, line, children: [] };
  open.at(-1)?.children.push(element);
  if (tag.kind === 'open' && !VOID.has(name) && open.length < MAX_DEPTH) open.push(element);
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['copy', '©'],
  ['reg', '®'],
  ['trade', '™'],
  ['times', '×'],
  ['middot', '·'],
  ['bull', '•'],
  ['rarr', '→'],
  ['larr', '←'],
  ['uarr', '↑'],
  ['darr', '↓'],
  ['check', '✓'],
  ['le', '≤'],
  ['ge', '≥'],
  ['ne', '≠'],
  ['deg', '°'],
  ['shy', ''],
  ['zwj', ''],
  ['emsp', ' '],
  ['ensp', ' '],
  ['thinsp', ' '],
]);

/** A text of HTML with its character references read. */
export function decoded(text: string): string {
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi,
    (whole, hex?: string, number?: string, name?: string) => {
      if (name !== undefined) return NAMED.get(name.toLowerCase()) ?? whole;
      const code = hex === undefined ? Number(number) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
