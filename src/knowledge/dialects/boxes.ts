import { type Arguments, textOf, textsOf } from './arguments.js';

/** What a pair of tags or marks is for whoever reads the page. */
export type Meaning =
  /** A box, a tab or a folded part. `label` is what is written on it. */
  | { readonly kind: 'box'; readonly name: string; readonly label: string | null }
  /** It only holds or arranges others; `labels` are those of the tabs in it, in order. */
  | { readonly kind: 'group'; readonly of: Group; readonly labels: readonly string[] }
  /** Its content is code. */
  | { readonly kind: 'code'; readonly language: string }
  /** Its content is not shown. */
  | { readonly kind: 'hidden' };

/** What a group holds: tabs, tabs that begin with a heading, blocks of code that are tabs, anything. */
export type Group = 'tabs' | 'headed' | 'code' | 'plain';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const TABS = words('tab tabitem tabstab tabpanel tabset-tab codegroupitem codetab');
const TAB_GROUPS = words(
  'tabs tabset tabgroup tabbed tabview codetabs configtabs synctabs tabbedcontent langtabs',
);
const CODE_GROUPS = words('codegroup codeblocks codeblockgroup requestexample responseexample');
const FOLDED = words(
  'details accordion accordionitem expand expandable expander dropdown collapse collapsible collapsed spoiler toggle foldable disclosure faqitem faq question',
);
/** Boxes of which the kind is an argument. */
const BOXES_OF_A_KIND = words(
  'admonition alert aside box callout hint infobox message notice notification customcontainer containerbox banner',
);
/** Boxes by their own name. */
const BOXES = words(
  'note tip info information warning warn danger caution important success check error bug example quote attention seealso todo abstract summary failure help tldr nb experimental beta deprecated',
);
const GROUPS = words(
  'steps stepper columns column col row grid griditem cards cardgrid cardgroup accordions accordiongroup frame container center div section wrapper raw vpre zone moniker fragment preview pageinfo block content blocks clientonly lead codetoggle code slot literal',
);
const HIDDEN = words(
  'comment comments toctree contents tableofcontents script style todolist bibliography include',
);
const CODE = words(
  'highlight codeblock prism mermaid sourcecode codecell literalinclude prompt parsedliteral doctest math plantuml evalrst',
);

const LABELS = ['title', 'label', 'summary', 'header', 'heading', 'question'];
const TAB_LABELS = [...LABELS, 'tabname', 'name', 'tab', 'text', 'value'];
const KINDS = ['type', 'style', 'kind', 'variant', 'intent', 'status', 'color', 'level', 'class', 'icon'];

/** Colours that themes name boxes by. */
const KIND_OF: ReadonlyMap<string, string> = new Map([
  ['primary', 'note'],
  ['secondary', 'note'],
  ['default', 'note'],
  ['blue', 'info'],
  ['green', 'success'],
  ['yellow', 'warning'],
  ['orange', 'warning'],
  ['red', 'danger'],
  ['warn', 'warning'],
  ['information', 'info'],
]);

/**
 * What a pair of tags means, by its name: `TabItem`, `code-group`, `hint`.
 * @param isBox whether a name that is not known is that of a box, as behind `:::`, and not of a layout
 */
export function meaningOf(name: string, args: Arguments, isBox = false): Meaning {
  const key = name.toLowerCase().replace(/[^a-z\d]/g, '');
  const label = textOf(args, LABELS);
  const [first = null] = args.listed;
  if (HIDDEN.has(key)) return { kind: 'hidden' };
  if (TABS.has(key) || (key === 'tabpane' && label !== null))
    return { kind: 'box', name: 'tab', label: textOf(args, TAB_LABELS) ?? first };
  if (TAB_GROUPS.has(key) || key === 'tabpane') return group('tabs', textsOf(args, 'items'));
  if (key === 'paneltabset') return group('headed');
  if (CODE_GROUPS.has(key)) return group('code');
  if (CODE.has(key))
    return { kind: 'code', language: args.named.get('lang') ?? args.named.get('language') ?? first ?? '' };
  if (FOLDED.has(key)) return { kind: 'box', name: 'details', label: label ?? first };
  if (BOXES_OF_A_KIND.has(key)) return { kind: 'box', ...boxOfAKind(args, label) };
  if (BOXES.has(key)) return { kind: 'box', name: KIND_OF.get(key) ?? key, label: label ?? first };
  if (GROUPS.has(key)) return label !== null && args.named.has('title') ? box(name, label) : group('plain');
  if (isBox || label !== null) return box(name, label ?? first);
  return group('plain');
}

/** Whether tags of this name are known to lay out a page. */
export function isKnownTag(name: string): boolean {
  const key = name.toLowerCase().replace(/[^a-z\d]/g, '');
  return [TABS, TAB_GROUPS, CODE_GROUPS, FOLDED, BOXES_OF_A_KIND, BOXES, GROUPS].some((names) =>
    names.has(key),
  );
}

function group(of: Group, labels: readonly string[] = []): Meaning {
  return { kind: 'group', of, labels };
}

function box(name: string, label: string | null): Meaning {
  return { kind: 'box', name: boxName(name), label };
}

function boxOfAKind(args: Arguments, label: string | null): { name: string; label: string | null } {
  const said = textOf(args, KINDS) ?? args.listed.find((one) => isBoxName(one)) ?? '';
  const named = [...said.split(/[\s:_-]+/), ...args.listed].find(isBoxName) ?? said;
  const rest = args.listed.find((one) => one !== named && one !== said && /\s|^[A-Z]/.test(one)) ?? null;
  return {
    name: KIND_OF.get(named.toLowerCase()) ?? (isBoxName(named) ? boxName(named) : 'note'),
    label: label ?? rest,
  };
}

/** Whether a word is a kind of box that is known. */
export function isBoxName(word: string): boolean {
  const key = word.toLowerCase();
  return BOXES.has(key) || KIND_OF.has(key);
}

/** A name as directives have it. */
export function boxName(name: string): string {
  const plain = name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^[-\d]+|-+$/g, '');
  return plain === '' ? 'note' : plain;
}
