import type { Root } from 'mdast';
import { parse } from 'yaml';
import { frontMatterSchema } from '../knowledge/front-matter.js';
import { type Draft, type Dropped, type Metadata, NO_METADATA } from './draft.js';

/** What other programs call the same entry. */
const NAMES: Readonly<Record<keyof Metadata, readonly string[]>> = {
  title: ['title'],
  author: ['author', 'authors', 'byline'],
  publisher: ['publisher', 'site', 'site_name'],
  url: ['url', 'canonical', 'canonical_url', 'canonicalUrl', 'source_url', 'link'],
};

/**
 * Takes the front matter out of a tree. An article's own is kept as it is; of a foreign one, title, author,
 * publisher and address are kept and the rest is dropped.
 */
export function readFrontMatter(tree: Root, dropped: Dropped[]): Pick<Draft, 'metadata' | 'frontMatter'> {
  const first = tree.children[0] as { type: string; value?: string } | undefined;
  if (first?.type !== 'yaml' && first?.type !== 'toml') return { metadata: NO_METADATA };
  tree.children.shift();
  const value = first.value ?? '';
  const entries = first.type === 'yaml' ? yamlEntries(value) : tomlEntries(value);
  if (entries === null) {
    dropped.push({ what: 'front matter', text: value });
    return { metadata: NO_METADATA };
  }
  const own = frontMatterSchema.safeParse(entries);
  if (own.success) {
    const { title } = own.data;
    return { metadata: { ...NO_METADATA, title: title ?? null }, frontMatter: value };
  }
  const metadata: Record<keyof Metadata, string | null> = { ...NO_METADATA };
  for (const [key, entry] of Object.entries(entries)) {
    const target = (Object.keys(NAMES) as (keyof Metadata)[]).find((name) => NAMES[name].includes(key));
    const text = textOf(entry);
    const fits = target !== 'url' || /^https?:\/\/\S+$/.test(text ?? '');
    if (target && text && fits && metadata[target] === null) metadata[target] = text;
    else dropped.push({ what: 'front matter entry', text: `${key}: ${text ?? JSON.stringify(entry)}` });
  }
  return { metadata };
}

function yamlEntries(value: string): Record<string, unknown> | null {
  try {
    const entries: unknown = parse(value, { maxAliasCount: 100 });
    return isRecord(entries) ? entries : null;
  } catch {
    return null;
  }
}

/** The entries of one line each, which is what front matter in TOML has; `null` when there is another line. */
function tomlEntries(value: string): Record<string, unknown> | null {
  const entries: Record<string, unknown> = {};
  for (const line of value.split('\n')) {
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    const entry = /^\s*([\w-]+)\s*=\s*(.+?)\s*$/.exec(line);
    if (!entry) return null;
    entries[entry[1] ?? ''] = (entry[2] ?? '').replace(/^(["'])(.*)\1$/, '$2');
  }
  return entries;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(', ') || null;
  if (isRecord(value) && typeof value.name === 'string') return value.name;
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
