import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import type { Corpus } from '../knowledge/corpus.js';
import type { TermIndex } from '../knowledge/term-index.js';

/** Saved indexes that are kept; the least recently used go first. */
const KEPT_FILES = 8;

/** All that is needed to answer, as it is saved. */
export interface SavedIndex {
  readonly corpus: Corpus;
  readonly terms: TermIndex;
  /** What the search index gave to be saved. */
  readonly search: string;
}

/** Where indexes are saved: `DOCENT_CACHE_DIR`, or the user's cache folder. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>): string {
  if (environment.DOCENT_CACHE_DIR) return environment.DOCENT_CACHE_DIR;
  if (environment.XDG_CACHE_HOME) return join(environment.XDG_CACHE_HOME, 'docent');
  const home = homedir();
  return home && home !== '/' ? join(home, '.cache', 'docent') : join(tmpdir(), 'docent');
}

async function fileFor(folder: string, hash: string): Promise<string> {
  // What one version of V8 serialises another may not read.
  const key = createHash('sha256')
    .update(`${await programHash()} ${process.versions.v8} ${hash}`)
    .digest('hex')
    .slice(0, 32);
  return join(folder, `${key}.index`);
}

let known: Promise<string> | null = null;

/**
 * SHA-256 of the program's own modules that decide what is saved: another stemmer or another shape makes
 * another index, and nobody has to remember to raise a number.
 */
function programHash(): Promise<string> {
  known ??= (async () => {
    const hash = createHash('sha256');
    const here = fileURLToPath(new URL('.', import.meta.url));
    // Bundled, all modules lie beside this one.
    const folders = existsSync(join(here, '../text'))
      ? ['text', 'knowledge', 'search'].map((part) => join(here, '..', part))
      : [here];
    for (const folder of folders) {
      const files = (await readdir(folder)).filter((name) => /(?<!\.d)\.[jt]s$/.test(name)).sort();
      for (const bytes of await Promise.all(files.map((name) => readFile(join(folder, name)))))
        hash.update(bytes);
    }
    return hash.digest('hex');
  })();
  return known;
}

/** The index that was saved for knowledge of this hash, or `null`. A file that cannot be read counts as none. */
export async function loadIndex(folder: string, hash: string): Promise<SavedIndex | null> {
  try {
    const file = await fileFor(folder, hash);
    const bytes = await readFile(file);
    const digest = bytes.subarray(0, 32);
    const body = bytes.subarray(32);
    if (!createHash('sha256').update(body).digest().equals(digest)) return null;
    const saved = deserialize(body) as SavedIndex;
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
    return saved;
  } catch {
    return null;
  }
}

/**
 * Saves an index for knowledge of this hash: written aside, then put in place at once.
 * @returns whether it could be saved; a read-only folder is no reason not to answer
 */
export async function saveIndex(folder: string, hash: string, index: SavedIndex): Promise<boolean> {
  let aside: string | null = null;
  try {
    const file = await fileFor(folder, hash);
    aside = `${file}.${process.pid}.tmp`;
    await mkdir(folder, { recursive: true });
    const body = serialize(index);
    await writeFile(aside, Buffer.concat([createHash('sha256').update(body).digest(), body]));
    await rename(aside, file);
    await prune(folder);
    return true;
  } catch {
    if (aside) await rm(aside, { force: true }).catch(() => undefined);
    return false;
  }
}

async function prune(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.index'));
  if (files.length <= KEPT_FILES) return;
  const dated = await Promise.all(
    files.map(async (name) => ({ path: join(folder, name), time: (await stat(join(folder, name))).mtimeMs })),
  );
  dated.sort((a, b) => b.time - a.time);
  await Promise.all(dated.slice(KEPT_FILES).map(({ path }) => rm(path, { force: true })));
}
