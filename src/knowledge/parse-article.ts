import type { Node, RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import { isNoTitle, titleOfFile } from './article-title.js';
import type { Label, LineRange } from './corpus.js';
import { type FrontMatter, frontMatterSchema } from './front-matter.js';
import { markdownParts } from './markdown-tree.js';
import { lineTooDeep, MAX_NESTING } from './nesting.js';
import { appendBlocks, type ParsedBlock } from './parse-blocks.js';
import { type Parsed, parseYaml } from './parse-yaml.js';
import { LEFT_OUT, type Problem } from './problem.js';
import { upkeepFaults } from './upkeep.js';
import { clean, linesOf } from './written-text.js';

/** A heading and what stands under it, before it is known which subject it belongs to. */
export interface ParsedSection {
  readonly heading: string;
  /** 1 to 6; 0 for the text before the first heading. */
  readonly depth: number;
  readonly path: readonly string[];
  readonly lines: LineRange;
  readonly blocks: readonly ParsedBlock[];
}

/** Lines of the entries of the front matter, in their order, counted from 1. */
export interface EntryLines {
  readonly questions: readonly number[];
  readonly subjects: readonly { readonly entry: number; readonly heading: number }[];
}

/** An article as its file tells it, not yet joined with others to a corpus. Plain data: it can be saved as it is. */
export interface ParsedArticle {
  readonly file: string;
  readonly title: string;
  /** `null` where there is none that can be told from the text; what is sound of it where it has faults. */
  readonly frontMatter: FrontMatter | null;
  readonly entryLines: EntryLines;
  readonly sections: readonly ParsedSection[];
  readonly problems: readonly Problem[];
}

/** An article but for its sections, which were told before. */
export interface ArticleHead extends Omit<ParsedArticle, 'sections'> {
  /** Whether the article was read to its end; otherwise the sections that were told are none of it. */
  readonly isRead: boolean;
}

/**
 * Parses one Markdown article: CommonMark, tables as GitHub writes them, YAML front matter.
 * Front matter is optional: ordinary documentation has none and is titled by its first heading.
 * @param file path below the knowledge folder, for the problems
 * @returns the article with its problems; never throws
 */
export function parseArticle(file: string, markdown: string): ParsedArticle {
  const sections: ParsedSection[] = [];
  const parts = parseInParts(file, markdown);
  for (let part = parts.next(); ; part = parts.next()) {
    if (part.done) return articleOf(part.value, sections);
    sections.push(part.value);
  }
}

/**
 * The same, section by section, so that not more of the article than a section and its text is held at once.
 * @returns the rest of the article, for {@link articleOf}
 */
export function* parseInParts(file: string, markdown: string): Generator<ParsedSection, ArticleHead> {
  const line = lineTooDeep(markdown);
  if (line !== null) {
    const message = `Here lists and quotations stand more than ${MAX_NESTING} levels deep in one another. Take levels out.`;
    return unreadable(file, { severity: 'error', file, line, rule: 'too-deep', message });
  }
  try {
    return yield* parse(file, markdown);
  } catch (error) {
    // Emphasis and links thousands of levels deep exhaust the stack of the parser.
    if (!(error instanceof RangeError)) throw error;
    const message = 'The article is nested too deeply to be read. Take levels of emphasis and links out.';
    return unreadable(file, { severity: 'error', file, line: 1, rule: 'too-deep', message });
  }
}

/** An article of what {@link parseInParts} told of it. */
export function articleOf(
  { isRead, problems, ...head }: ArticleHead,
  sections: readonly ParsedSection[],
): ParsedArticle {
  return { ...head, sections: isRead ? sections : [], problems };
}

/**
 * An article that parsing took too much for: nothing of it is read, and the others are served without it.
 * @param reason goes on from its name
 */
export function leftOut(file: string, reason: string): ParsedArticle {
  const message = `The article is left out: it ${reason}`;
  return articleOf(unreadable(file, { severity: 'warning', file, line: 1, rule: LEFT_OUT, message }), []);
}

function unreadable(file: string, problem: Problem): ArticleHead {
  return {
    file,
    title: file,
    frontMatter: null,
    entryLines: NO_ENTRIES,
    problems: [problem],
    isRead: false,
  };
}

/** Where labels stand. */
const LABELS = ['labels', 'verified.scope'];

const NO_ENTRIES: EntryLines = { questions: [], subjects: [] };

function* parse(file: string, markdown: string): Generator<ParsedSection, ArticleHead> {
  const problems: Problem[] = [];
  let front: FrontMatter | null = null;
  let entryLines = NO_ENTRIES;
  const parts = childrenOf(markdown);
  const { value: first } = parts.next();
  if (first?.type === 'yaml') {
    const firstLine = (first.position?.start.line ?? 1) + 1;
    const parsed = parseYaml(first.value, frontMatterSchema, file, firstLine, 'front-matter', LABELS);
    // Where a list of subjects is not sound, there was one: they are not to be inferred.
    const bare = frontMatterSchema.parse({ subjects: [] });
    front = parsed.problems.length === 0 ? parsed.value : { ...bare, ...parsed.value };
    if (front) entryLines = linesOfEntries(front, parsed.lineOf);
    problems.push(...parsed.problems);
    for (const { entry, message } of front ? upkeepFaults(front) : [])
      problems.push({ severity: 'warning', file, line: parsed.lineOf([entry]), rule: 'upkeep', message });
  } else if (/^---[ \t]*\r?\n[\w-]+[ \t]*:/.test(markdown) && !/\n---[ \t]*(?:\r?\n|$)/.test(markdown)) {
    const message =
      'The front matter opens with "---" but is never closed. Put a line "---" after its last entry.';
    problems.push({ severity: 'error', file, line: 1, rule: 'front-matter', message });
  }
  /** The first heading of the article, and its first of depth 1. */
  let opening: string | null = null;
  let main: string | null = null;
  for (const section of splitSections(first && first.type !== 'yaml' ? behind(first, parts) : parts)) {
    opening ??= section.heading;
    if (section.depth === 1) main ??= section.heading;
    yield section;
  }
  return {
    file,
    title: front?.title ?? [main, opening].find((heading) => !isNoTitle(heading ?? '')) ?? titleOfFile(file),
    frontMatter: front,
    entryLines,
    problems,
    isRead: true,
  };
}

/** What stands at the top of the tree. */
function* childrenOf(markdown: string): Generator<RootContent, undefined> {
  for (const part of markdownParts(markdown)) yield* part;
  return undefined;
}

function* behind<T>(first: T, rest: Iterable<T>): Generator<T> {
  yield first;
  yield* rest;
}

function linesOfEntries(front: FrontMatter, lineOf: Parsed<FrontMatter>['lineOf']): EntryLines {
  return {
    questions: front.questions.map((_, i) => lineOf(['questions', i])),
    subjects: (front.subjects ?? []).map((_, i) => ({
      entry: lineOf(['subjects', i]),
      heading: lineOf(['subjects', i, 'heading']),
    })),
  };
}

interface OpenSection {
  readonly heading: string;
  readonly depth: number;
  readonly path: readonly string[];
  readonly from: number;
  to: number;
  readonly blocks: ParsedBlock[];
}

function* splitSections(nodes: Iterable<RootContent>): Generator<ParsedSection> {
  const begin = (
    heading: string,
    depth: number,
    path: readonly string[],
    [from, to]: LineRange,
  ): OpenSection => ({
    heading,
    depth,
    path,
    from,
    to,
    blocks: [],
  });
  let current = begin('', 0, [], [1, 1]);
  /** Those behind which another heading has come, until they are told. */
  let closed: OpenSection[] = [];
  const open: { depth: number; heading: string }[] = [];
  let titleSeen = false;
  const take = (node: RootContent, label: Label | null) => {
    if (node.type === 'containerDirective') {
      const { inner, children } = unboxed(node);
      for (const child of children) take(child, joined(label, inner));
      return;
    }
    if (node.type === 'heading') {
      const heading = clean(textOf(node));
      // The first heading of depth 1 is the title: it is said by the document, not by every path below it.
      const isTitle = node.depth === 1 && !titleSeen && open.length === 0;
      if (node.depth === 1) titleSeen = true;
      while (open.length > 0 && (open[open.length - 1]?.depth ?? 0) >= node.depth) open.pop();
      if (!isTitle) open.push({ depth: node.depth, heading });
      closed.push(current);
      current = begin(
        heading,
        node.depth,
        open.map((entry) => entry.heading),
        linesOf(node),
      );
      return;
    }
    appendBlocks(current.blocks, node, label);
    current.to = Math.max(current.to, linesOf(node)[1]);
  };
  const told = function* (sections: readonly OpenSection[]): Generator<ParsedSection> {
    for (const { from, to, ...section } of sections)
      if (section.depth > 0 || section.blocks.length > 0) yield { ...section, lines: [from, to] };
  };
  for (const node of nodes) {
    take(node, null);
    if (closed.length === 0) continue;
    yield* told(closed);
    closed = [];
  }
  yield* told([current]);
}

/** What a container says of itself, and what is in it. */
function unboxed(node: ContainerDirective): { inner: Label | null; children: RootContent[] } {
  const [first, ...rest] = node.children;
  const hasLabel = first?.type === 'paragraph' && first.data?.directiveLabel === true;
  const said = hasLabel ? clean(textOf(first as Node)) : '';
  const children = (hasLabel ? rest : node.children) as RootContent[];
  const kind = node.name === 'tab' ? 'tab' : node.name === 'details' ? 'question' : 'admonition';
  const text = said || (kind === 'admonition' ? node.name.charAt(0).toUpperCase() + node.name.slice(1) : '');
  return { inner: text === '' ? null : { kind, text }, children };
}

function joined(outer: Label | null, inner: Label | null): Label | null {
  if (!outer || !inner) return inner ?? outer;
  return { kind: outer.kind, text: `${outer.text} › ${inner.text}` };
}
