import type { Root } from 'mdast';
import { parseDocument } from 'yaml';
import { keepAsWritten } from '../knowledge/as-written.js';
import { isKnownEntry } from '../knowledge/entries.js';
import { frontMatterSchema, meantEntry } from '../knowledge/front-matter.js';
import { labelsSchema } from '../knowledge/labels.js';
import { type Draft, type Dropped, type Entries, type Metadata, NO_METADATA } from './draft.js';
import { isForReaders } from './reader-entries.js';
import { tomlEntries } from './toml-entries.js';

/** What other programs call the same entry. */
const NAMES: Readonly<Record<keyof Metadata, readonly string[]>> = {
  title: ['title'],
  author: ['author', 'authors', 'byline'],
  publisher: ['publisher', 'site', 'site_name'],
  url: ['url', 'canonical', 'canonical_url', 'canonicalUrl', 'source_url', 'link'],
};

/**
 * Takes the front matter out of a tree. An article's own is kept as it is. Of a foreign one, title, author, publisher and address
 * go where an article has them, and what else tells a reader something is kept; what sets how a page looks is dropped.
 */
export function readFrontMatter(
  tree: Root,
  dropped: Dropped[],
): Pick<Draft, 'metadata' | 'frontMatter' | 'entries' | 'labels'> {
  const first = tree.children[0] as { type: string; value?: string } | undefined;
  if (first?.type !== 'yaml' && first?.type !== 'toml') return { metadata: NO_METADATA };
  tree.children.shift();
  const value = first.value ?? '';
  const whole = first.type === 'yaml' ? yamlEntries(value) : null;
  const own = whole && isOwn(whole) ? frontMatterSchema.safeParse(whole) : null;
  if (own?.success) {
    const { title = null } = own.data;
    return { metadata: { ...NO_METADATA, title }, frontMatter: value };
  }
  const entries = whole ?? (first.type === 'yaml' ? soundLines(value) : tomlEntries(value));
  const metadata: Record<keyof Metadata, string | null> = { ...NO_METADATA };
  // A map: an entry may be called `constructor` or `__proto__`.
  const kept = new Map<string, Entries[string]>();
  // Who is to see an article is no less so where the rest of its front matter is foreign.
  const labels = labelsSchema.safeParse(entries.labels ?? {}).data;
  for (const [key, entry] of Object.entries(entries)) {
    if (key === 'labels' && labels) continue;
    const target = (Object.keys(NAMES) as (keyof Metadata)[]).find((name) => NAMES[name].includes(key));
    const text = textOf(entry);
    const fits = target !== 'url' || ADDRESS.test(text ?? '');
    if (target && text && fits && metadata[target] === null) metadata[target] = text;
    else if (!keep(key, entry, kept, metadata))
      dropped.push({ what: 'front matter entry', text: `${key}: ${text ?? JSON.stringify(entry)}` });
  }
  const hasLabels = labels && Object.keys(labels).length > 0;
  return { metadata, entries: Object.fromEntries(kept), ...(hasLabels ? { labels } : {}) };
}

/** Whether entries are those of an article: some have a meaning that only an article gives them. */
function isOwn({ source, ...entries }: Readonly<Record<string, unknown>>): boolean {
  if (typeof source === 'string' && ADDRESS.test(source)) return false;
  return (
    source !== undefined ||
    ['noun', 'subjects', 'questions', 'licence'].some((key) => Object.hasOwn(entries, key))
  );
}

const ADDRESS = /^https?:\/\/\S+$/;

/** Keeps an entry under a name that no entry of articles has, or none resembles. @returns whether it is kept */
function keep(
  key: string,
  entry: unknown,
  kept: Map<string, Entries[string]>,
  metadata: Record<keyof Metadata, string | null>,
): boolean {
  const value = keptValue(entry);
  if (value === null) return false;
  const text = String(value);
  if (key === 'source') {
    const target = ADDRESS.test(text) ? 'url' : 'publisher';
    metadata[target] ??= text;
    return metadata[target] === text;
  }
  const name = RENAMED.get(key) ?? key;
  if (isKnownEntry(name) ? name !== 'licence' || typeof value !== 'string' : meantEntry(name) !== null)
    return false;
  if (kept.has(name) || !isForReaders(name, value)) return false;
  kept.set(name, value);
  return true;
}

/** Entries that articles have under another name, or in another form. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['license', 'licence'],
  ['subjects', 'topics'],
  ['subject', 'topic'],
  ['question', 'asks'],
]);

function keptValue(entry: unknown): Entries[string] | null {
  if (typeof entry === 'number') return entry;
  if (Array.isArray(entry)) {
    const list = entry.map((one) => (typeof one === 'number' ? one : textOf(one)));
    return list.length > 0 && list.every((one) => one !== null) ? (list as (string | number)[]) : null;
  }
  return isRecord(entry) || typeof entry === 'boolean' ? null : textOf(entry);
}

function yamlEntries(value: string): Record<string, unknown> | null {
  try {
    const document = parseDocument(value, { logLevel: 'error' });
    if (document.errors.length > 0) return null;
    keepAsWritten(document, ['labels']);
    const entries: unknown = document.toJS({ maxAliasCount: 100 });
    return isRecord(entries) ? entries : entries === null ? {} : null;
  } catch {
    return null;
  }
}

/** The entries of one line each in front matter that is no sound YAML: "title: Ash: a tree". */
function soundLines(value: string): Record<string, unknown> {
  const lines = value.split('\n').map((line) => /^([\w-]+):[ \t]+(\S.*?)[ \t]*$/.exec(line));
  return Object.fromEntries(
    lines.flatMap((match) =>
      match ? [[match[1] ?? '', (match[2] ?? '').replace(/^(["'])(.*)\1$/, '$2')]] : [],
    ),
  );
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.replace(/\s+/g, ' ').trim() || null;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(', ') || null;
  if (isRecord(value) && typeof value.name === 'string') return value.name;
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
