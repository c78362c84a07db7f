import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { stringify } from 'yaml';
import { DocentError } from '../../../src/errors.js';
import { writeAside } from '../../process/whole-files.js';
import { parseSources } from '../../sources/sources-file.js';

/** What one writes of a source: `{ kind: 'site', url }`. */
export type SourceEntry = Readonly<Record<string, string>>;

/**
 * Adds a source to the file of sources, of which all else stays, comments too.
 * @returns its name there
 * @throws {DocentError} `bad-sources` when the file, or what it would become, is not as it should be; it is left as it was
 */
export async function addSource(file: string, entry: SourceEntry): Promise<string> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return '';
    throw new DocentError('bad-sources', `"${file}" cannot be read: ${cause.message}.`, { cause });
  });
  const known = parseSources(text, file).map((one) => one.name);
  const name = nameFor(entry, known);
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const next = `${before}${before === '' ? '' : '\n'}${stringify({ [name]: entry }, { lineWidth: 0 })}`;
  // What is not written as a list of lines (`{}`) cannot be gone on with, and says so with its line.
  parseSources(next, file);
  await writeAside(file, next);
  return name;
}

/** A name for a source, by the last that its address or path tells: the repository, the host, the folder. */
function nameFor(entry: SourceEntry, known: readonly string[]): string {
  const told =
    entry.kind === 'folder' ? basename(entry.path ?? '') : toldBy(new URL(entry.url ?? ''), entry.kind);
  const plain =
    told
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, LONGEST_NAME)
      .replace(/-$/, '') || 'source';
  for (let i = 1; ; i++) {
    const name = i === 1 ? plain : `${plain}-${i}`;
    if (!known.includes(name)) return name;
  }
}

/** Leaves room for a number behind it; a name may have 40. */
const LONGEST_NAME = 32;

function toldBy({ hostname, pathname }: URL, kind: string | undefined): string {
  const last = pathname.split('/').filter(Boolean).at(-1);
  return kind === 'git' && last ? last.replace(/\.git$/, '') : hostname.replace(/^www\./, '');
}
