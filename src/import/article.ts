import type { Nodes, Root } from 'mdast';
import { parseDocument, stringify } from 'yaml';
import { DocentError } from '../errors.js';
import { titleOfFile } from '../knowledge/article-title.js';
import { keepAsWritten } from '../knowledge/as-written.js';
import type { Corpus } from '../knowledge/corpus.js';
import type { Labels } from '../knowledge/label-words.js';
import { labelsSchema } from '../knowledge/labels.js';
import { loadCorpus } from '../knowledge/load-corpus.js';
import { absoluteAddress, cleanTree, type Linking } from './clean-tree.js';
import type { Draft, Dropped, Given, Metadata } from './draft.js';
import { linkedArticle, type Places } from './link-targets.js';
import { shape, takeTitle } from './shape.js';
import { writeMarkdown } from './write-markdown.js';

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
  /** Targets of links that were looked for among the articles beside it: it is another article when they lead elsewhere. */
  readonly links: readonly string[];
}

/** What is said of a source that is nested too deeply, where the parser does not say in which line. */
export const TOO_DEEP = 'is nested too deeply to be read. Take levels of lists or boxes out.';

/**
 * Writes a draft as an article: front matter, title, sections. Which subjects it has is told when it is read.
 * @param name of the source, below the folder that is imported: it is called so where it does not name itself, and its article
 * where it has no title
 * @param places where the articles of the sources beside it go
 * @throws {DocentError} `no-text` when nothing is left that could be quoted, `too-deep`
 */
export function writeArticle(
  draft: Draft,
  name: string,
  { labels, ...given }: Given = {},
  places: Places = new Map(),
): Article {
  const metadata = { ...draft.metadata, ...definedOf(given) };
  const dropped = [...draft.dropped];
  const links = new Set<string>();
  const linking = linkingOf(
    draft.metadata.url,
    given.url ?? null,
    (url) => {
      links.add(url);
      return linkedArticle(url, name, places);
    },
    places.size > 1,
  );
  const taken = takeTitle(cleanTree(draft.tree, linking, dropped), metadata.title);
  const title = metadata.title && draft.frontMatter ? metadata.title : (taken.title ?? titleOfFile(name));
  const tree = shape(taken.tree);
  const body = writeMarkdown({
    type: 'root',
    children: [{ type: 'heading', depth: 1, children: [{ type: 'text', value: title }] }, ...tree.children],
  });
  const front =
    draft.frontMatter === undefined
      ? frontMatter(title, name, metadata, {
          ...draft.entries,
          ...(draft.labels || labels ? { labels: { ...draft.labels, ...labels } } : {}),
        })
      : withLabels(withSource(draft.frontMatter, name, given), labels);
  const markdown = `---\n${front.trimEnd()}\n---\n${body}`;
  const { corpus, problems } = loadCorpus([{ path: name, text: markdown }], null);
  const notes = [...draft.notes];
  for (const { severity, rule, message } of problems) {
    if (rule === 'no-text') throw new DocentError('no-text', 'holds no text that an answer could quote.');
    if (rule === 'too-deep') throw new DocentError('too-deep', TOO_DEEP);
    if (severity === 'error') notes.push(message);
  }
  return { title, markdown, recognised: recognise(corpus, tree), dropped, notes, links: [...links] };
}

/**
 * Links are made absolute where the article's own address is known: its source tells it, or it is the only source. Else they lead
 * to the articles beside it. An address that several sources share tells no more than their site.
 */
function linkingOf(own: string | null, given: string | null, beside: Linking, hasOthers: boolean): Linking {
  const address = own ?? (hasOthers ? null : given);
  return (url) =>
    absoluteAddress(url, address) ??
    beside(url) ??
    (given && url.startsWith('/') ? absoluteAddress(url, given) : null);
}

function frontMatter(
  title: string,
  name: string,
  { publisher, author, url }: Metadata,
  entries: object,
): string {
  const source = { name: publisher ?? name, ...(url && { url }), ...(author && { author }) };
  return stringify({ title, source, ...entries }, { lineWidth: 0 });
}

/** An article's own front matter; where it does not say where its facts come from, with what is known of it. */
function withSource(front: string, name: string, { publisher, url }: Partial<Metadata>): string {
  const entries = parseDocument(front);
  if (!(publisher || url) || entries.has('source')) return front;
  entries.set('source', { name: publisher ?? name, ...(url && { url }) });
  return entries.toString({ lineWidth: 0 });
}

/** An article's own front matter, with the labels of its source. */
function withLabels(front: string, labels: Labels | undefined): string {
  if (!labels) return front;
  const entries = parseDocument(front);
  keepAsWritten(entries, ['labels']);
  const own = labelsSchema.safeParse(entries.toJS()?.labels ?? {}).data ?? {};
  entries.set('labels', { ...own, ...labels });
  return entries.toString({ lineWidth: 0 });
}

function recognise({ items, subjects, aspects }: Corpus, tree: Root): Recognised {
  const of = (kind: string) => items.filter((item) => item.kind === kind);
  return {
    headings: headingsIn(tree),
    paragraphs: of('paragraph').length,
    points: of('point').length,
    named: of('point').filter(({ name }) => name !== null).length,
    facts: of('fact').length,
    code: of('code').length,
    subjects: subjects.map((subject) => subject.name),
    aspects: aspects.map((aspect) => aspect.name),
  };
}

function headingsIn(node: Nodes): number {
  if (node.type === 'heading') return 1;
  if (node.type !== 'root' && node.type !== 'containerDirective') return 0;
  return node.children.reduce((sum, child) => sum + headingsIn(child), 0);
}

function definedOf(given: Partial<Metadata>): Partial<Metadata> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value));
}
