import type { Nodes as HastNodes, Root as HastRoot } from 'hast';
import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { type MdxJsxFlowElement, type MdxJsxTextElement, mdxFromMarkdown } from 'mdast-util-mdx';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { mdxjs } from 'micromark-extension-mdxjs';
import { DocentError } from '../errors.js';
import { lineTooDeep, MAX_NESTING } from '../knowledge/nesting.js';
import type { Draft, Dropped } from './draft.js';
import { readFrontMatter } from './foreign-front-matter.js';

/**
 * Reads Markdown as GitHub writes it, or MDX. HTML inside becomes Markdown; of MDX, components give what
 * stands between their tags, and code (imports, exports, expressions) is dropped.
 * @throws {DocentError} `too-deep`
 */
export async function readMarkdown(text: string, isMdx: boolean): Promise<Draft> {
  const line = lineTooDeep(text);
  if (line !== null)
    throw new DocentError(
      'too-deep',
      `has lists and quotations more than ${MAX_NESTING} levels deep in one another on line ${line}. Take levels out.`,
    );
  const notes: string[] = [];
  const dropped: Dropped[] = [];
  let tree = parse(text, isMdx, notes);
  const front = readFrontMatter(tree, dropped);
  if (isMdx) tree.children = withoutMdx(tree.children, dropped) as RootContent[];
  if (has(tree, 'html')) tree = await withoutHtml(tree, dropped);
  return { tree, ...front, dropped, notes };
}

function parse(text: string, isMdx: boolean, notes: string[]): Root {
  const kinds = ['yaml', 'toml'] as const;
  const markdown = () =>
    fromMarkdown(text, {
      extensions: [gfm(), frontmatter([...kinds])],
      mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown([...kinds])],
    });
  if (!isMdx) return markdown();
  try {
    return fromMarkdown(text, {
      extensions: [gfm(), frontmatter([...kinds]), mdxjs()],
      mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown([...kinds]), mdxFromMarkdown()],
    });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    const { line, reason } = error as { line?: number; reason?: string };
    notes.push(`is no valid MDX (line ${line ?? '?'}: ${reason ?? String(error)}); it was read as Markdown.`);
    return markdown();
  }
}

/** The nodes without what is MDX: elements give way to their children, code goes. */
function withoutMdx(nodes: readonly Nodes[], dropped: Dropped[]): Nodes[] {
  return nodes.flatMap((node): Nodes[] => {
    switch (node.type) {
      case 'mdxjsEsm':
        dropped.push({ what: 'MDX import or export', text: node.value });
        return [];
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        return expression(node.value, dropped);
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        return element(node, dropped);
      default:
        if ('children' in node) node.children = withoutMdx(node.children, dropped) as never;
        return [node];
    }
  });
}

/** `{' '}` and `{"text"}` are text; `{/* … *\/}` is a comment, anything else code. */
function expression(code: string, dropped: Dropped[]): Nodes[] {
  const literal = /^\s*(["'`])((?:(?!\1)[^\\$])*)\1\s*$/.exec(code);
  if (literal) return [{ type: 'text', value: literal[2] ?? '' }];
  if (code.trim() !== '')
    dropped.push({ what: /^\s*\/\*/.test(code) ? 'comment' : 'MDX expression', text: code });
  return [];
}

function element(node: MdxJsxFlowElement | MdxJsxTextElement, dropped: Dropped[]): Nodes[] {
  const name = node.name ?? 'fragment';
  for (const attribute of node.attributes) {
    const value = typeof attribute.value === 'string' ? attribute.value : (attribute.value?.value ?? '');
    const label = attribute.type === 'mdxJsxAttribute' ? attribute.name : '…';
    if (value !== '' && !/^(?:class(?:Name)?|style|id|key)$/.test(label))
      dropped.push({ what: `attribute of <${name}>`, text: `${label}: ${value}` });
  }
  if (node.children.length === 0) dropped.push({ what: 'MDX component', text: `<${name} />` });
  const children = withoutMdx(node.children, dropped);
  const isBlock = node.type === 'mdxJsxFlowElement';
  if (!isBlock || children.length === 0 || children.some((child) => isFlow(child))) return children;
  return [{ type: 'paragraph', children: children as PhrasingContent[] }];
}

function isFlow(node: Nodes): boolean {
  return /^(?:paragraph|heading|list|table|code|blockquote|thematicBreak|html|definition)$/.test(node.type);
}

function has(node: Nodes, type: string): boolean {
  return node.type === type || ('children' in node && node.children.some((child) => has(child, type)));
}

/** HTML inside Markdown is read together with what it surrounds: `<details>` around a list, a table of tags. */
async function withoutHtml(tree: Root, dropped: Dropped[]): Promise<Root> {
  const { toHast } = await import('mdast-util-to-hast');
  const { raw } = await import('hast-util-raw');
  const { hastToMarkdownTree } = await import('./from-hast.js');
  const html = raw(toHast(tree, { allowDangerousHtml: true }) as HastNodes) as HastRoot;
  return hastToMarkdownTree(html, dropped);
}
