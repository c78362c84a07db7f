import { type Document, Extensions, load, MemoryLogger, Severity } from '@asciidoctor/core';
import type { Element, ElementContent, Root as HastRoot, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { Handle } from 'hast-util-to-mdast';
import type { Draft, Dropped } from './draft.js';
import { NO_METADATA } from './draft.js';
import { hastText, hastToMarkdownTree } from './from-hast.js';
import { MAX_INCLUDED_LENGTH, MAX_INCLUDES, nameBeside, type ReadBeside } from './includes.js';

/** Most of the parser's own complaints that are told. */
const MAX_COMPLAINTS = 5;

/** What decides how a page looks, and here is decided: it cannot be set in a document. `null`: never. */
const ATTRIBUTES: Readonly<Record<string, string | null>> = {
  showtitle: '',
  'skip-front-matter': '',
  // A link to another source stays one to that source.
  relfilesuffix: '.adoc',
  toc: null,
  sectnums: null,
  sectanchors: null,
  sectlinks: null,
  icons: null,
  'table-caption': null,
  'figure-caption': null,
  'listing-caption': null,
  'example-caption': null,
};

/** An AsciiDoc source, and what else it is made of. */
export interface AsciidocDraft extends Draft {
  /** Names of the texts that were looked for to be included. */
  readonly includes: readonly string[];
}

/**
 * Reads AsciiDoc as Asciidoctor does, in its mode `secure`: it reads no file and no address by itself. What a source includes is
 * read by `beside`, inside of the folder that is imported and nowhere else.
 * @param name the file's name, below the folder that is imported
 */
export async function readAsciidoc(text: string, name: string, beside: ReadBeside): Promise<AsciidocDraft> {
  const dropped: Dropped[] = [];
  const includes = new Set<string>();
  const logger = new MemoryLogger();
  const document = await load(text, {
    safe: 'secure',
    attributes: ATTRIBUTES,
    logger,
    extension_registry: including(name, beside, (target, known) => {
      if (known === null) dropped.push({ what: 'include', text: target });
      else includes.add(known);
    }),
  });
  const html = String(await document.convert());
  const tree = hastToMarkdownTree(
    { type: 'root', children: prepared(fromHtml(html, { fragment: true }).children) } as HastRoot,
    dropped,
    HANDLERS,
  );
  const complaints = logger
    .getMessages()
    .filter((one) => Severity[one.getSeverity() as keyof typeof Severity] >= Severity.WARN)
    .map((one) => `Asciidoctor says: ${one.getText()}.`);
  return {
    tree,
    metadata: {
      ...NO_METADATA,
      title: attribute(document, 'doctitle'),
      author: attribute(document, 'author'),
    },
    entries: entriesOf(document),
    dropped,
    notes: [...new Set(complaints)].slice(0, MAX_COMPLAINTS),
    includes: [...includes],
  };
}

function attribute(document: Document, name: string): string | null {
  const value: unknown = document.getAttribute(name);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** What the head of a document tells a reader. */
function entriesOf(document: Document): Record<string, string> {
  const description = attribute(document, 'description');
  const keywords = attribute(document, 'keywords');
  const date = attribute(document, 'revdate');
  return {
    ...(description === null ? {} : { description }),
    ...(keywords === null ? {} : { keywords }),
    ...(date === null ? {} : { date }),
  };
}

/** Takes in what is beside a source; what cannot be had leaves no trace in the text. */
function including(
  name: string,
  beside: ReadBeside,
  told: (target: string, known: string | null) => void,
): ReturnType<typeof Extensions.create> {
  const registry = Extensions.create();
  let count = 0;
  let length = 0;
  registry.includeProcessor(function () {
    this.process(async (_document, reader, target, attributes) => {
      // Of what is included its name is known, as it was named below.
      const from = reader.includeStack.length === 0 ? name : String(reader.file);
      const known = nameBeside(target, from);
      if (known === null || count++ >= MAX_INCLUDES) return told(target, null);
      told(target, known);
      const found = await beside(known);
      const part = found === null ? null : partOf(found, attributes);
      if (part === null || length + part.length > MAX_INCLUDED_LENGTH) return told(target, null);
      length += part.length;
      reader.pushInclude(part, known, known, 1, attributes);
    });
  });
  return registry;
}

/** What is taken of a text that is included; `null` where that cannot be told. */
function partOf(text: string, { tag, tags, lines }: Readonly<Record<string, string>>): string | null {
  const wanted = (tag ?? tags)?.split(/[,;]/).map((one) => one.trim());
  if (lines !== undefined || wanted?.some((one) => !/^[\w.-]+$/.test(one))) return null;
  if (wanted === undefined) return text;
  const open = new Set<string>();
  return text
    .split('\n')
    .filter((line) => {
      const [, way, of = ''] = /\b(tag|end)::([\w.-]+)\[\]/.exec(line) ?? [];
      if (way === 'tag') open.add(of);
      if (way === 'end') open.delete(of);
      return way === undefined && wanted.some((one) => open.has(one));
    })
    .join('\n');
}

/** Elements that HTML does not have, for what Markdown has and HTML has not. */
const BOX = 'docent-box';
const FOOTNOTE = 'docent-footnote';

const HANDLERS: Readonly<Record<string, Handle>> = {
  [BOX]: (state, node: Element) => {
    const { kind, label } = node.properties as { kind: string; label: string };
    const title = {
      type: 'paragraph' as const,
      children: [{ type: 'text' as const, value: label }],
      data: { directiveLabel: true },
    };
    return {
      type: 'containerDirective',
      name: kind,
      attributes: {},
      children: [...(label === '' ? [] : [title]), ...state.toFlow(state.all(node))] as never,
    };
  },
  [FOOTNOTE]: (state, node: Element) => ({
    type: 'footnoteDefinition',
    identifier: String(node.properties.id),
    children: state.toFlow(state.all(node)) as never,
  }),
};

/** Asciidoctor's HTML with its boxes and footnotes by name. */
function prepared(nodes: readonly Nodes[]): Nodes[] {
  return nodes.flatMap((node): Nodes[] => {
    if (node.type !== 'element') return [node];
    const classes = ([] as unknown[]).concat(node.properties.className ?? []).map(String);
    const is = (name: string) => classes.includes(name);
    // Its number alone: the words stand at the end.
    if (node.tagName === 'sup' && (is('footnote') || is('footnoteref'))) return [];
    if (node.properties.id === 'footnotes') return footnotes(node);
    if (is('admonitionblock')) return [admonition(node, classes)];
    if (node.tagName === 'details') return [folded(node)];
    // Who said it belongs to what was said.
    if (node.tagName === 'a' && node.children.length === 0) return [];
    return [{ ...node, children: prepared(node.children) as ElementContent[] }];
  });
}

function admonition(node: Element, classes: readonly string[]): Element {
  const kind = classes.find((one) => KINDS.has(one)) ?? 'note';
  const content = find(node, (one) => one.tagName === 'td' && ofClass(one, 'content'));
  const children = content?.children ?? [];
  const title = children.find((one) => one.type === 'element' && ofClass(one, 'title'));
  return {
    type: 'element',
    tagName: BOX,
    properties: { kind: KINDS.get(kind) ?? kind, label: title ? hastText(title).trim() : '' },
    children: prepared(children.filter((one) => one !== title)) as ElementContent[],
  };
}

/** The kinds of admonitions, and what boxes are called in articles. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['note', 'note'],
  ['tip', 'tip'],
  ['important', 'important'],
  ['caution', 'caution'],
  ['warning', 'warning'],
]);

function folded(node: Element): Element {
  const summary = node.children.find((one) => one.type === 'element' && one.tagName === 'summary');
  return {
    type: 'element',
    tagName: BOX,
    properties: { kind: 'details', label: summary ? hastText(summary).trim() : '' },
    children: prepared(node.children.filter((one) => one !== summary)) as ElementContent[],
  };
}

/** `<div class="footnote"><a>1</a>. Words.</div>`, without the number. */
function footnotes(node: Element): Element[] {
  return node.children.flatMap((one) => {
    if (one.type !== 'element' || !ofClass(one, 'footnote')) return [];
    const rest = one.children.filter(
      (part) => !(part.type === 'element' && part.tagName === 'a' && isBack(part)),
    );
    const [first] = rest.filter((part) => part.type !== 'text' || part.value.trim() !== '');
    if (first?.type === 'text') first.value = first.value.replace(/^\s*\.\s*/, '');
    return [{ ...one, tagName: FOOTNOTE, children: prepared(rest) as ElementContent[] }];
  });
}

const isBack = (link: Element): boolean => String(link.properties.href).startsWith('#_footnoteref');

const ofClass = (node: Element, name: string): boolean =>
  ([] as unknown[]).concat(node.properties.className ?? []).includes(name);

function find(node: Element, wanted: (node: Element) => boolean): Element | null {
  if (wanted(node)) return node;
  for (const child of node.children) {
    const found = child.type === 'element' ? find(child, wanted) : null;
    if (found) return found;
  }
  return null;
}
