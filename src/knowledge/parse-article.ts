import type { List, Node, Paragraph, PhrasingContent, RootContent, Table } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { sentenceSpans } from '../text/sentences.js';
import { COLUMN_SEPARATOR, type LineRange, type Sentence } from './corpus.js';
import { type FrontMatter, frontMatterSchema } from './front-matter.js';
import { markdownTree } from './markdown-tree.js';
import { lineTooDeep, MAX_NESTING } from './nesting.js';
import { type Parsed, parseYaml } from './parse-yaml.js';
import type { Problem } from './problem.js';

/** A piece of text below a heading, before it is known which subject it belongs to. */
export interface ParsedPassage {
  readonly kind: 'paragraph' | 'point' | 'fact' | 'code';
  readonly name: string | null;
  readonly lead: string | null;
  readonly text: string;
  readonly sentences: readonly Sentence[];
  readonly lines: LineRange;
}

export interface ParsedSection {
  readonly heading: string;
  /** 1 to 6; 0 for the text before the first heading. */
  readonly depth: number;
  readonly path: readonly string[];
  readonly lines: LineRange;
  readonly passages: readonly ParsedPassage[];
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

/**
 * Parses one Markdown article: CommonMark, tables as GitHub writes them, YAML front matter.
 * Front matter is optional: ordinary documentation has none and is titled by its first heading.
 * @param file path below the knowledge folder, for the problems
 * @returns the article with its problems; never throws
 */
export function parseArticle(file: string, markdown: string): ParsedArticle {
  const line = lineTooDeep(markdown);
  if (line !== null) {
    const message = `Here lists and quotations stand more than ${MAX_NESTING} levels deep in one another. Take levels out.`;
    return unreadable(file, { severity: 'error', file, line, rule: 'too-deep', message });
  }
  try {
    return parse(file, markdown);
  } catch (error) {
    // Emphasis and links thousands of levels deep exhaust the stack of the parser.
    if (!(error instanceof RangeError)) throw error;
    const message = 'The article is nested too deeply to be read. Take levels of emphasis and links out.';
    return unreadable(file, { severity: 'error', file, line: 1, rule: 'too-deep', message });
  }
}

function unreadable(file: string, problem: Problem): ParsedArticle {
  return { file, title: file, frontMatter: null, entryLines: NO_ENTRIES, sections: [], problems: [problem] };
}

const NO_ENTRIES: EntryLines = { questions: [], subjects: [] };

function parse(file: string, markdown: string): ParsedArticle {
  const tree = markdownTree(markdown);
  const problems: Problem[] = [];
  let front: FrontMatter | null = null;
  let entryLines = NO_ENTRIES;
  const first = tree.children[0];
  if (first?.type === 'yaml') {
    const parsed = parseYaml(
      first.value,
      frontMatterSchema,
      file,
      (first.position?.start.line ?? 1) + 1,
      'front-matter',
      { title: file },
    );
    // Where a list of subjects is not sound, there was one: they are not to be inferred.
    const bare = frontMatterSchema.parse({ title: file, subjects: [] });
    front = parsed.problems.length === 0 ? parsed.value : { ...bare, ...parsed.value };
    if (front) entryLines = linesOfEntries(front, parsed.lineOf);
    problems.push(...parsed.problems);
  } else if (/^---\s*$/m.test(markdown.slice(0, 4)) && markdown.startsWith('---')) {
    const message =
      'The front matter opens with "---" but is never closed. Put a line "---" after its last entry.';
    problems.push({ severity: 'error', file, line: 1, rule: 'front-matter', message });
  }
  const sections = splitSections(tree.children);
  const title =
    front?.title ?? sections.find((section) => section.depth === 1)?.heading ?? sections[0]?.heading ?? '';
  return {
    file,
    title: title || file.replace(/\.md$/i, ''),
    frontMatter: front,
    entryLines,
    sections,
    problems,
  };
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

function splitSections(nodes: readonly RootContent[]): ParsedSection[] {
  const sections: {
    heading: string;
    depth: number;
    path: string[];
    from: number;
    to: number;
    passages: ParsedPassage[];
  }[] = [];
  let current = {
    heading: '',
    depth: 0,
    path: [] as string[],
    from: 1,
    to: 1,
    passages: [] as ParsedPassage[],
  };
  sections.push(current);
  const open: { depth: number; heading: string }[] = [];
  let titleSeen = false;
  let lead: string | null = null;
  for (const node of nodes) {
    if (node.type === 'yaml') continue;
    if (node.type === 'heading') {
      const heading = clean(textOf(node));
      // The first heading of depth 1 is the title: it is said by the document, not by every path below it.
      const isTitle = node.depth === 1 && !titleSeen && open.length === 0;
      if (node.depth === 1) titleSeen = true;
      while (open.length > 0 && (open[open.length - 1]?.depth ?? 0) >= node.depth) open.pop();
      if (!isTitle) open.push({ depth: node.depth, heading });
      const lines = linesOf(node);
      current = {
        heading,
        depth: node.depth,
        path: open.map((entry) => entry.heading),
        from: lines[0],
        to: lines[1],
        passages: [],
      };
      sections.push(current);
      lead = null;
      continue;
    }
    const passages = passagesOf(node, lead);
    current.passages.push(...passages);
    current.to = Math.max(current.to, linesOf(node)[1]);
    const last = passages[passages.length - 1];
    lead =
      node.type === 'paragraph' && last?.text.endsWith(':')
        ? (last.sentences[last.sentences.length - 1]?.text ?? null)
        : null;
  }
  return sections
    .filter((section) => section.depth > 0 || section.passages.length > 0)
    .map(({ from, to, ...section }) => ({ ...section, lines: [from, to] as const }));
}

function passagesOf(node: RootContent, lead: string | null): ParsedPassage[] {
  switch (node.type) {
    case 'paragraph':
      return paragraph(node, 'paragraph', lead);
    case 'list':
      return points(node, lead);
    case 'table':
      return facts(node);
    case 'blockquote':
      return node.children.flatMap((child) => passagesOf(child as RootContent, null));
    case 'code': {
      const text = node.value.trim();
      if (text === '') return [];
      return [
        {
          kind: 'code',
          name: null,
          lead,
          text,
          sentences: [{ text, lines: linesOf(node) }],
          lines: linesOf(node),
        },
      ];
    }
    default:
      return [];
  }
}

function paragraph(node: Paragraph, kind: 'paragraph' | 'point', lead: string | null): ParsedPassage[] {
  const plain = plainText(node.children);
  if (plain.text === '') return [];
  return [{ kind, name: null, lead, text: plain.text, sentences: plain.sentences(0), lines: linesOf(node) }];
}

function points(list: List, lead: string | null): ParsedPassage[] {
  const out: ParsedPassage[] = [];
  for (const item of list.children) {
    let first = true;
    for (const child of item.children) {
      if (child.type === 'paragraph' && first) {
        first = false;
        const point = pointOf(child, lead);
        if (point) out.push(point);
      } else
        out.push(
          ...passagesOf(
            child as RootContent,
            child.type === 'list' ? (out[out.length - 1]?.text ?? null) : null,
          ),
        );
    }
  }
  return out;
}

/** A list item; "**Name** – text" and "**Name:** text" have a name. */
function pointOf(node: Paragraph, lead: string | null): ParsedPassage | null {
  const plain = plainText(node.children);
  if (plain.text === '') return null;
  const [head] = node.children;
  if (head?.type === 'strong') {
    const name = clean(textOf(head));
    const rest = plain.text.slice(plain.text.indexOf(name) + name.length);
    const separator = /^\s*(?:[–—:-]\s+|\.\s+)/.exec(rest) ?? (/[:.]$/.test(name) ? /^\s+/.exec(rest) : null);
    if (separator && rest.length > separator[0].length) {
      const start = plain.text.length - rest.length + separator[0].length;
      const text = plain.text.slice(start);
      return {
        kind: 'point',
        name: name.replace(/[:.]$/, ''),
        lead,
        text,
        sentences: plain.sentences(start),
        lines: linesOf(node),
      };
    }
  }
  return {
    kind: 'point',
    name: null,
    lead,
    text: plain.text,
    sentences: plain.sentences(0),
    lines: linesOf(node),
  };
}

/**
 * Rows of a table, one passage each. In a table of two columns the first is the label; in a wider one
 * each further cell is a fact named by the row and its column.
 */
function facts(table: Table): ParsedPassage[] {
  const [header, ...rows] = table.children;
  if (!header) return [];
  const columns = header.children.map((cell) => clean(textOf(cell)));
  const out: ParsedPassage[] = [];
  for (const row of rows) {
    const cells = row.children.map((cell) => clean(textOf(cell)));
    const [label = '', ...values] = cells;
    const lines = linesOf(row);
    values.forEach((value, i) => {
      if (value === '') return;
      const name = values.length > 1 ? [label, columns[i + 1]].filter(Boolean).join(COLUMN_SEPARATOR) : label;
      out.push({ kind: 'fact', name, lead: null, text: value, sentences: [{ text: value, lines }], lines });
    });
  }
  return out;
}

interface PlainText {
  readonly text: string;
  /** The sentences of `text` from an offset on, with their lines. */
  sentences(from: number): Sentence[];
}

/**
 * The words of a run of inline content, markup taken away, white space folded, and for every offset the
 * line of the file that it comes from.
 */
function plainText(nodes: readonly PhrasingContent[]): PlainText {
  let text = '';
  /** Where a new source line begins: offset in `text`, line. */
  const breaks: { offset: number; line: number }[] = [];
  const put = (value: string, line: number) => {
    let at = line;
    breaks.push({ offset: text.length, line: at });
    for (const piece of value.split(/(\n)/)) {
      if (piece === '\n') {
        at++;
        if (text !== '' && !text.endsWith(' ')) text += ' ';
        breaks.push({ offset: text.length, line: at });
      } else {
        const folded = piece.replace(/\s+/g, ' ');
        text += text.endsWith(' ') || text === '' ? folded.trimStart() : folded;
      }
    }
  };
  const walk = (node: PhrasingContent) => {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'text' || node.type === 'inlineCode') put(node.value, line);
    else if (node.type === 'break') put('\n', line);
    else if (node.type === 'image') put(node.alt ?? '', line);
    else if ('children' in node) for (const child of node.children) walk(child as PhrasingContent);
  };
  for (const node of nodes) walk(node);
  text = text.trimEnd();
  const lineAt = (offset: number): number => {
    let line = breaks[0]?.line ?? 1;
    for (const entry of breaks) {
      if (entry.offset > offset) break;
      line = entry.line;
    }
    return line;
  };
  return {
    text,
    sentences: (from) =>
      sentenceSpans(text.slice(from)).map(({ start, end }) => ({
        text: text.slice(from + start, from + end),
        lines: [lineAt(from + start), lineAt(from + end - 1)] as const,
      })),
  };
}

function clean(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function linesOf(node: Node): LineRange {
  return [node.position?.start.line ?? 1, node.position?.end.line ?? 1];
}
