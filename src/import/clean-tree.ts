import type { Definition, FootnoteDefinition, Link, Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Dropped } from './draft.js';

interface Context {
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly base: string | null;
  readonly dropped: Dropped[];
}

/** Heading of the footnotes, at the end. */
const FOOTNOTES = 'Notes';

/**
 * Takes out of a tree what an article cannot hold or an answer cannot quote: pictures, raw HTML, rules,
 * text that is struck out, links that lead nowhere outside the source. Words of links stay; footnotes go to the end.
 * @param base absolute address that links are relative to, if it is known
 */
export function cleanTree(tree: Root, base: string | null, dropped: Dropped[]): Root {
  const definitions = new Map<string, Definition>();
  collect(tree, (node) => {
    if (node.type === 'definition') definitions.set(node.identifier, node);
  });
  const footnotes: FootnoteDefinition[] = [];
  const context: Context = { definitions, base, dropped };
  const children = cleaned(tree.children, context).filter((node) => {
    if (node.type !== 'footnoteDefinition') return true;
    footnotes.push(node);
    return false;
  }) as RootContent[];
  return { type: 'root', children: [...children, ...notesOf(footnotes)] };
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
  }
  if (!('children' in node)) return [node];
  const children = cleaned(node.children, context);
  if (children.length === 0 && node.children.length > 0 && node.type !== 'tableCell') return [];
  return [{ ...node, children } as Nodes];
}

/** A link that stays a link, or its words. */
function linked(node: { readonly children: PhrasingContent[] }, target: string, context: Context): Nodes[] {
  const children = cleaned(node.children, context) as Link['children'];
  const url = absolute(target, context.base);
  if (url === null) {
    if (target !== '' && !target.startsWith('#')) context.dropped.push({ what: 'link target', text: target });
    return children;
  }
  return children.length === 0 ? [] : [{ type: 'link', url, children }];
}

function absolute(url: string, base: string | null): string | null {
  if (url.startsWith('#')) return null;
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
