import type { Root } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import { toString as textOf } from 'mdast-util-to-string';
import { stringify } from 'yaml';
import { DocentError } from '../errors.js';
import { DEFAULT_NOUN } from '../knowledge/build-corpus.js';
import { loadCorpus } from '../knowledge/load-corpus.js';
import { cleanTree } from './clean-tree.js';
import type { Draft, Dropped, Metadata } from './draft.js';
import { shape, takeTitle } from './shape.js';
import { findSubjects, type ListedSubject, nounOf } from './subjects.js';

/** What an article has, counted. */
export interface Recognised {
  readonly headings: number;
  readonly paragraphs: number;
  readonly points: number;
  /** Points that have a name. */
  readonly named: number;
  readonly facts: number;
  readonly code: number;
  /** Headings of the subjects. */
  readonly subjects: readonly string[];
  /** Sub-headings that subjects share. */
  readonly aspects: readonly string[];
}

/** An article in the knowledge's shape, with what became of its source. */
export interface Article {
  readonly title: string;
  readonly markdown: string;
  readonly recognised: Recognised;
  readonly dropped: readonly Dropped[];
  readonly notes: readonly string[];
}

/** What is said of a source that is nested too deeply, where the parser does not say in which line. */
export const TOO_DEEP = 'is nested too deeply to be read. Take levels of lists or boxes out.';

/**
 * Writes a draft as an article: front matter, title, sections.
 * @param name what to call the source where it does not name itself, and the article where it has no title
 * @throws {DocentError} `no-text` when nothing is left that could be quoted, `too-deep`
 */
export function writeArticle(draft: Draft, name: string, given: Partial<Metadata> = {}): Article {
  const metadata = { ...draft.metadata, ...definedOf(given) };
  const dropped = [...draft.dropped];
  const taken = takeTitle(cleanTree(draft.tree, metadata.url, dropped), metadata.title);
  const title = metadata.title && draft.frontMatter ? metadata.title : (taken.title ?? titleOfName(name));
  const tree = shape(taken.tree);
  const body = markdownOf(title, tree);
  const notes = [...draft.notes];
  const subjects = draft.frontMatter === undefined ? findSubjects(title, body) : [];
  const front = (listed: readonly ListedSubject[]) =>
    draft.frontMatter ?? frontMatter(title, name, metadata, listed, textOf(tree));
  let markdown = `---\n${front(subjects).trimEnd()}\n---\n${body}`;
  let loaded = loadCorpus([{ path: name, text: markdown }], null);
  if (subjects.length > 0 && loaded.problems.some(({ severity }) => severity === 'error')) {
    // A subject's heading may be one that the article has twice.
    markdown = `---\n${front([]).trimEnd()}\n---\n${body}`;
    loaded = loadCorpus([{ path: name, text: markdown }], null);
  }
  for (const { severity, rule, message } of loaded.problems) {
    if (rule === 'no-text') throw new DocentError('no-text', 'holds no text that an answer could quote.');
    if (rule === 'too-deep') throw new DocentError('too-deep', TOO_DEEP);
    if (severity === 'error') notes.push(message);
  }
  return { title, markdown, recognised: recognise(loaded.corpus, tree), dropped, notes };
}

function markdownOf(title: string, tree: Root): string {
  const heading: Root['children'][number] = {
    type: 'heading',
    depth: 1,
    children: [{ type: 'text', value: title }],
  };
  return toMarkdown(
    { type: 'root', children: [heading, ...tree.children] },
    { extensions: [gfmTableToMarkdown()], bullet: '-', listItemIndent: 'one', rule: '-', fences: true },
  );
}

function frontMatter(
  title: string,
  name: string,
  { publisher, author, url }: Metadata,
  subjects: readonly ListedSubject[],
  text: string,
): string {
  const noun = subjects.length > 0 ? nounOf(title, text) : DEFAULT_NOUN;
  return stringify(
    {
      title,
      source: { name: publisher ?? name, ...(url && { url }), ...(author && { author }) },
      ...(noun !== DEFAULT_NOUN && { noun }),
      ...(subjects.length > 0 && {
        subjects: subjects.map(({ aliases, ...one }) => (aliases.length > 0 ? { ...one, aliases } : one)),
      }),
    },
    { lineWidth: 0 },
  );
}

function recognise(corpus: ReturnType<typeof loadCorpus>['corpus'], tree: Root): Recognised {
  const of = (kind: string) => corpus.items.filter((item) => item.kind === kind);
  return {
    headings: tree.children.filter(({ type }) => type === 'heading').length,
    paragraphs: of('paragraph').length,
    points: of('point').length,
    named: of('point').filter((point) => point.name !== null).length,
    facts: of('fact').length,
    code: of('code').length,
    subjects: corpus.subjects.map((subject) => subject.name),
    aspects: corpus.aspects.map((aspect) => aspect.name),
  };
}

/** "release-notes.v2.docx" as a title: "Release notes v2". */
function titleOfName(name: string): string {
  const words = name
    .replace(/^.*[\\/]/, '')
    .replace(/\.[^.]+$/, '')
    .replace(/[-_.\s]+/g, ' ')
    .trim();
  return words === '' ? 'Untitled' : words.charAt(0).toUpperCase() + words.slice(1);
}

function definedOf(given: Partial<Metadata>): Partial<Metadata> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value));
}
