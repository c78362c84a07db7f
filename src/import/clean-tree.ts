import type {
  Definition,
  FootnoteDefinition,
  Link,
  List,
  Nodes,
  PhrasingContent,
  Root,
  RootContent,
} from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Dropped } from './draft.js';
import { tidyWords } from './tidy-words.js';

/** Where a link is to lead: what is written for it, or `null` where its words are all that stays. */
export type Linking = (url: string) => string | null;

interface Context {
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly linking: Linking;
  readonly dropped: Dropped[];
  readonly footnotes: FootnoteDefinition[];
}

/** Heading of the footnotes, at the end. */
const FOOTNOTES = 'Notes';

/**
 * Takes out of a tree what an article cannot hold or an answer cannot quote: pictures, raw HTML, rules,
 * text that is struck out, links that lead nowhere. Words of links stay; footnotes go to the end.
 */
export function cleanTree(tree: Root, linking: Linking, dropped: Dropped[]): Root {
  const definitions = new Map<string, Definition>();
  collect(tree, (node) => {
    if (node.type === 'definition') definitions.set(node.identifier, node);
  });
  const context: Context = { definitions, linking, dropped, footnotes: [] };
  const children = withoutContents(joinedLists(cleaned(tree.children, context))) as RootContent[];
  return { type: 'root', children: [...children, ...notesOf(context.footnotes)] };
}

function cleaned(nodes: readonly Nodes[], context: Context): Nodes[] {
  return nodes.flatMap((node) => cleanNode(node, context));
}

function cleanNode(node: Nodes, context: Context): Nodes[] {
  const drop = (what: string, text: string): Nodes[] => {
    context.dropped.push({ what, text });
    return [];
  };
  switch (node.type) {
    case 'image':
      return drop('image', node.alt || node.url);
    case 'imageReference':
      return drop('image', node.alt || node.identifier);
    case 'html':
      return drop('HTML', node.value);
    case 'delete':
      return drop('struck-out text', textOf(node));
    case 'thematicBreak':
    case 'definition':
    case 'footnoteReference':
    case 'yaml':
      return [];
    case 'link':
      return linked(node, node.url, context);
    case 'linkReference':
      return linked(node, context.definitions.get(node.identifier)?.url ?? '', context);
    case 'listItem':
      node.checked = null;
      break;
    case 'list':
      if (isContents(node)) return drop('table of contents', textOf(node));
      break;
  }
  if (!('children' in node)) return [node];
  const children = tidyWords(cleaned(node.children, context), node.type);
  if (node.type === 'footnoteDefinition') {
    context.footnotes.push({ ...node, children } as FootnoteDefinition);
    return [];
  }
  if (children.length === 0 && node.children.length > 0 && node.type !== 'tableCell') return [];
  return [{ ...node, children: joinedLists(children) } as Nodes];
}

/** Least points of a table of contents. */
const LEAST_CONTENTS = 3;

/** Whether every point of a list, and of those in it, is a link inside of the page. */
function isContents(list: List): boolean {
  const isLinks = ({ children }: List): boolean =>
    children.every(({ children: blocks }) =>
      blocks.every((block) => {
        if (block.type === 'list') return isLinks(block);
        return block.type === 'paragraph' && block.children.every(isInnerLink);
      }),
    );
  return list.children.length >= LEAST_CONTENTS && isLinks(list);
}

function isInnerLink(node: PhrasingContent): boolean {
  return (
    (node.type === 'link' && node.url.startsWith('#')) || (node.type === 'text' && node.value.trim() === '')
  );
}

/** Without the headings of tables of contents that are gone. */
function withoutContents(nodes: readonly Nodes[]): Nodes[] {
  return nodes.filter((node, i) => {
    if (node.type !== 'heading' || !/^(?:table of )?contents$/i.test(textOf(node).trim())) return true;
    const next = nodes[i + 1];
    return next !== undefined && next.type !== 'heading';
  });
}

/** Steps that a picture stood between are one list again. */
function joinedLists(nodes: readonly Nodes[]): Nodes[] {
  const out: Nodes[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    const goesOn =
      node.type === 'list' &&
      last?.type === 'list' &&
      last.ordered &&
      node.start === (last.start ?? 1) + last.children.length;
    if (goesOn) out[out.length - 1] = { ...last, children: [...last.children, ...node.children] };
    else out.push(node);
  }
  return out;
}

/** A link that stays a link, or its words. */
function linked(node: { readonly children: PhrasingContent[] }, target: string, context: Context): Nodes[] {
  const children = cleaned(node.children, context) as Link['children'];
  const url = target === '' || target.startsWith('#') ? null : context.linking(target);
  if (url === null) {
    if (target !== '' && !target.startsWith('#')) context.dropped.push({ what: 'link target', text: target });
    return children;
  }
  return children.length === 0 ? [] : [{ type: 'link', url, children }];
}

/** The address that a link leads to, as seen from a page; `null` where it leads nowhere on the web. */
export function absoluteAddress(url: string, base: string | null): string | null {
  try {
    const whole = base === null ? new URL(url) : new URL(url, base);
    return /^(?:https?|mailto):$/.test(whole.protocol) ? whole.href : null;
  } catch {
    return null;
  }
}

function notesOf(footnotes: readonly FootnoteDefinition[]): RootContent[] {
  if (footnotes.length === 0) return [];
  return [
    { type: 'heading', depth: 2, children: [{ type: 'text', value: FOOTNOTES }] },
    {
      type: 'list',
      ordered: false,
      spread: false,
      children: footnotes.map(({ children }) => ({
        type: 'listItem',
        spread: false,
        children: children as never,
      })),
    },
  ];
}

function collect(node: Nodes, visit: (node: Nodes) => void): void {
  visit(node);
  if ('children' in node) for (const child of node.children) collect(child, visit);
}
