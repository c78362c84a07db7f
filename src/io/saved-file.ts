import { createHash, webcrypto } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { ENCODER_SHA256 } from '../meaning/version.js';

const { subtle } = webcrypto;

/** Saved files of one ending that are kept; the least recently used go first. */
const KEPT_FILES = 8;

/** Time after which what is written aside is nobody's any more: even gigabytes are written in minutes. Ours. */
const ABANDONED_AFTER_MS = 60 * 60_000;

/** What is saved: articles as they were parsed and indexed, and the vectors of their passages. */
export type Ending = 'articles' | 'vectors';

/** The file of what is saved under a name by this very program. */
export async function fileFor(folder: string, name: string, ending: Ending): Promise<string> {
  // What one version of V8 serialises another may not read. Vectors name the texts that they are of.
  const key = createHash('sha256')
    .update(`${ending === 'vectors' ? ENCODER_SHA256 : await programHash()} ${process.versions.v8} ${name}`)
    .digest('hex')
    .slice(0, 32);
  return join(folder, `${key}.${ending}`);
}

let known: Promise<string> | null = null;

/**
 * SHA-256 of the program's own modules that decide what is saved: another stemmer or another shape makes
 * another index, and nobody has to remember to raise a number.
 */
export function programHash(): Promise<string> {
  known ??= modulesHash(['english', 'text', 'knowledge', 'retrieval/local']);
  return known;
}

/** SHA-256 of modules of the program. @param parts their folders in `src` */
export async function modulesHash(parts: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  const here = fileURLToPath(new URL('.', import.meta.url));
  // Bundled, all modules lie beside this one.
  const folders = existsSync(join(here, '../text')) ? parts.map((part) => join(here, '..', part)) : [here];
  for (const folder of folders) {
    const files = (await readdir(folder)).filter((name) => /(?<!\.d)\.[jt]s$/.test(name)).sort();
    for (const bytes of await Promise.all(files.map((name) => readFile(join(folder, name)))))
      hash.update(bytes);
  }
  return hash.digest('hex');
}

/**
 * What was saved under this name by this very program, or `null`. A file that cannot be read counts as none.
 * @param folder where it was saved
 */
export async function loadSaved<T>(folder: string, name: string, ending: Ending): Promise<T | null> {
  try {
    const file = await fileFor(folder, name, ending);
    const bytes = await readFile(file);
    const digest = bytes.subarray(0, 32);
    const body = bytes.subarray(32);
    if (!(await digestOf(body)).equals(digest)) return null;
    const saved = deserialize(body) as T;
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
    return saved;
  } catch {
    return null;
  }
}

/**
 * Saves plain data under a name: written aside, then put in place at once.
 * @returns whether it could be saved
 */
export async function save(folder: string, name: string, ending: Ending, value: unknown): Promise<boolean> {
  let aside: string | null = null;
  try {
    const file = await fileFor(folder, name, ending);
    aside = `${file}.${process.pid}.tmp`;
    await mkdir(folder, { recursive: true });
    const body = serialize(value);
    await writeFile(aside, Buffer.concat([await digestOf(body), body]));
    await rename(aside, file);
    await prune(folder, ending);
    return true;
  } catch {
    if (aside) await rm(aside, { force: true }).catch(() => undefined);
    return false;
  }
}

/** SHA-256, worked out on another thread: vectors are dozens of megabytes. */
async function digestOf(body: Uint8Array): Promise<Buffer> {
  return Buffer.from(await subtle.digest('SHA-256', body as Uint8Array<ArrayBuffer>));
}

/** Takes the files away that were not used for long, and what a program that was killed left half-written. */
export async function prune(folder: string, ending: Ending): Promise<void> {
  const names = await readdir(folder);
  const files = names.filter((name) => name.endsWith(`.${ending}`));
  const aside = names.filter((name) => name.includes(`.${ending}.`) && name.endsWith('.tmp'));
  const used = files.length > KEPT_FILES ? await dated(folder, files) : [];
  used.sort((a, b) => b.time - a.time);
  const since = Date.now() - ABANDONED_AFTER_MS;
  const abandoned = (await dated(folder, aside)).filter(({ time }) => time < since);
  await Promise.all([...used.slice(KEPT_FILES), ...abandoned].map(({ path }) => rm(path, { force: true })));
}

/** Files with when they were written; one that another program took away meanwhile is as old as can be. */
function dated(folder: string, names: readonly string[]): Promise<{ path: string; time: number }[]> {
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const found = await stat(path).catch(() => null);
      return { path, time: found?.mtimeMs ?? 0 };
    }),
  );
}
