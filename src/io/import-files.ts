import { mkdir, readdir, realpath, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { DocentError } from '../errors.js';
import { formatByName } from '../import/detect.js';
import { isWithin } from './within.js';

/** A file that may be imported. */
export interface SourceFile {
  readonly path: string;
  /** The folder that was named, or that of the file that was. */
  readonly root: string;
  /** Below that folder, with `/`. */
  readonly name: string;
  /** Where its article goes, below the output folder, with `/`. */
  readonly target: string;
  /** In bytes. */
  readonly size: number;
}

/** A file or folder below a source that is not tried, and why. */
export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

/** A source that was named and cannot be imported from, as it was written; the message goes on from it. */
export interface Unusable {
  readonly name: string;
  readonly message: string;
}

export interface Sources {
  readonly files: readonly SourceFile[];
  readonly leftOut: readonly LeftOut[];
  readonly unusable: readonly Unusable[];
}

/**
 * Lists the files to import: those that are named, and in folders those that by their name are articles or
 * have no extension. Hidden files, `node_modules`, links out of the folder and the output folder are left out, and told; so is what
 * was named and is missing, or is no file and no folder.
 */
export async function listSources(sources: readonly string[], out: string): Promise<Sources> {
  const found: Omit<SourceFile, 'target'>[] = [];
  const leftOut: LeftOut[] = [];
  const unusable: Unusable[] = [];
  for (const source of sources) {
    const info = await stat(source).catch((error: NodeJS.ErrnoException) => error);
    if (info instanceof Error) unusable.push({ name: source, message: whyNot(info) });
    else if (info.isFile()) {
      const path = resolve(source);
      found.push({ path, root: dirname(path), name: basename(path), size: info.size });
    } else if (info.isDirectory()) await walk(resolve(source), resolve(source), resolve(out), found, leftOut);
    else unusable.push({ name: source, message: `is no file and no folder. ${NAME_ANOTHER}` });
  }
  return { files: withTargets(found), leftOut, unusable };
}

const NAME_ANOTHER = 'Name a file or folder to import.';

function whyNot({ code, message }: NodeJS.ErrnoException): string {
  const missing = code === 'ENOENT' || code === 'ENOTDIR';
  return missing ? `is not there. ${NAME_ANOTHER}` : `cannot be read: ${message}. ${NAME_ANOTHER}`;
}

async function walk(
  root: string,
  folder: string,
  out: string,
  found: Omit<SourceFile, 'target'>[],
  leftOut: LeftOut[],
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    const name = relative(root, path).split(sep).join('/');
    const leave = (reason: string) => leftOut.push({ name, reason });
    const kind = entry.isSymbolicLink() ? await stat(path).catch(() => null) : entry;
    if (entry.name.startsWith('.')) leave('is hidden');
    else if (entry.name === 'node_modules') leave('holds packages, not articles');
    else if (path === out) leave('is the output folder');
    else if (kind?.isDirectory()) {
      if (entry.isSymbolicLink()) leave('is a link to a folder');
      else await walk(root, path, out, found, leftOut);
    } else if (kind && entry.isSymbolicLink() && !isWithin(await realpath(root), await realpath(path)))
      leave('is a link out of the folder; name what it leads to as a source');
    else if (!kind?.isFile()) leave(kind ? 'is no plain file' : 'is a link that leads nowhere');
    else if (formatByName(name) === null && extname(name) !== '')
      leave('is not named like an article; name it as a source to try');
    else found.push({ path, root, name, size: (await stat(path)).size });
  }
}

/** Where the articles go, for each folder that was named by the names of the sources in it: links lead from one to the other. */
export function placesOf(files: readonly SourceFile[]): Map<string, Map<string, string>> {
  const places = new Map<string, Map<string, string>>();
  for (const { root, name, target } of files) {
    const own = places.get(root) ?? new Map<string, string>();
    places.set(root, own.set(name, target));
  }
  return places;
}

/** Two sources that would give one article ("a.pdf", "a.docx") get names apart: "a.md", "a-docx.md". */
function withTargets(found: readonly Omit<SourceFile, 'target'>[]): SourceFile[] {
  const taken = new Set<string>();
  return found.map((file) => {
    const extension = extname(file.name);
    const stem = cleanName(extension ? file.name.slice(0, -extension.length) : file.name);
    const candidates = [stem, `${stem}-${extension.slice(1) || 'text'}`];
    let name = candidates.find((one) => !taken.has(one.toLowerCase()));
    for (let n = 2; name === undefined; n++)
      if (!taken.has(`${stem}-${n}`.toLowerCase())) name = `${stem}-${n}`;
    taken.add(name.toLowerCase());
    return { ...file, target: `${name}.md` };
  });
}

/** Without characters that a file name should not have; a dot in front would hide the article. */
function cleanName(name: string): string {
  return name
    .split('/')
    .map(
      (part) =>
        part
          .replace(/[\p{Cc}<>:"\\|?*]+/gu, '-')
          .replace(/^\.+/, '')
          .trim() || 'article',
    )
    .join('/');
}

/** Whether an article would be written over something. */
export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Writes an article and the folders above it.
 * @throws {DocentError} `not-written`; `exists` when there is a file and it must not be overwritten
 */
export async function writeArticleFile(path: string, markdown: string, overwrite: boolean): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, markdown, { flag: overwrite ? 'w' : 'wx' });
  } catch (cause) {
    const { code, syscall, message } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST' && syscall === 'open')
      throw new DocentError('exists', 'has an article already; --force overwrites it.', { cause });
    throw new DocentError('not-written', `cannot be written to ${path}: ${message}. Choose another --out.`, {
      cause,
    });
  }
}
