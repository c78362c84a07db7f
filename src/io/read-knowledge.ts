import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { DocentError } from '../errors.js';
import type { Problem } from '../knowledge/problem.js';
import { isWithin } from './within.js';

/** Name of the thesaurus in the knowledge folder. */
export const THESAURUS_FILE = 'thesaurus.yaml';

/**
 * Largest article that is read, in bytes. A book of a million words is about 6 MB; what is larger is
 * a log, a dump or a mistake, and would be slow to cite from.
 */
export const MAX_ARTICLE_BYTES = 20 * 1024 * 1024;

/** A file of the knowledge folder as it was read. */
export interface KnowledgeFile {
  /** Path below the knowledge folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface KnowledgeFiles {
  readonly folder: string;
  /** Markdown articles, sorted by path. */
  readonly articles: readonly KnowledgeFile[];
  readonly thesaurus: KnowledgeFile | null;
  /** Files that could not be read, each with the reason. */
  readonly problems: readonly Problem[];
  /** SHA-256 of all paths and contents, hexadecimal: changes when anything in the knowledge does. */
  readonly hash: string;
}

/**
 * Folders that links may lead to beside the knowledge folder, with commas between in `KNOWLEDGE_LINKS`. From the environment of the process, as all who read
 * the folder must read the same of it.
 */
export function linkedFolders(environment: Readonly<Record<string, string | undefined>>): string[] {
  const folders = (environment.KNOWLEDGE_LINKS ?? '').split(',').map((folder) => folder.trim());
  return folders.filter((folder) => folder !== '').map((folder) => resolve(folder));
}

/**
 * Reads every `.md` file below a folder, and its `thesaurus.yaml`. Hidden files and folders are left out.
 * @param links folders outside of it that a link to a file may lead to; any other link out of it is a problem
 * @throws {DocentError} `no-knowledge` when the folder is missing or is no folder, `no-articles` when it holds none
 */
export async function readKnowledge(
  folder: string,
  links: readonly string[] = linkedFolders(process.env),
): Promise<KnowledgeFiles> {
  const root = resolve(folder);
  const advice = 'Name a folder that holds .md files with --knowledge DIR or KNOWLEDGE_DIR.';
  let info: Stats;
  try {
    info = await stat(root);
  } catch (cause) {
    throw new DocentError('no-knowledge', `There is no knowledge folder "${folder}". ${advice}`, { cause });
  }
  if (!info.isDirectory())
    throw new DocentError('no-knowledge', `"${folder}" is a file, not a folder of articles. ${advice}`);

  const problems: Problem[] = [];
  const articles: KnowledgeFile[] = [];
  let thesaurus: KnowledgeFile | null = null;
  const hash = createHash('sha256');
  // As each is read: of many articles at once it would hold up who waits.
  const take = ({ path, text }: KnowledgeFile) => hash.update(`${path}\0${text.length}\0`).update(text);
  const allowed = await Promise.all([root, ...links].map((one) => realpath(one).catch(() => one)));
  for (const { path, isLink } of await listFiles(root, problems)) {
    const isThesaurus = path === THESAURUS_FILE;
    if (!isThesaurus && !/\.md$/i.test(path)) continue;
    const own = join(root, path);
    // What was looked at is what is read, whatever the link leads to meanwhile.
    const place = isLink ? await realpath(own).catch(() => own) : own;
    if (isLink && place !== own && !allowed.some((one) => isWithin(one, place))) {
      const message = `is a link out of the folder, to "${place}". Put the file itself there, or name its folder in KNOWLEDGE_LINKS.`;
      problems.push(fileProblem(path, message, 'link'));
      continue;
    }
    const text = await readText(place, path, problems);
    if (text === null) continue;
    if (isThesaurus) thesaurus = { path, text };
    else {
      articles.push({ path, text });
      take({ path, text });
    }
  }
  if (articles.length === 0 && problems.length === 0) {
    throw new DocentError(
      'no-articles',
      `There is no article in "${folder}". Put a .md file there. ${advice}`,
    );
  }
  if (thesaurus) take(thesaurus);
  return { folder: root, articles, thesaurus, problems, hash: hash.digest('hex') };
}

interface Listed {
  /** Below the folder, with `/`. */
  readonly path: string;
  readonly isLink: boolean;
}

async function listFiles(root: string, problems: Problem[]): Promise<Listed[]> {
  const found: Listed[] = [];
  const walk = async (folder: string) => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = join(folder, entry.name);
      const name = relative(root, path).split(sep).join('/');
      const kind = entry.isSymbolicLink() ? await stat(path).catch(() => null) : entry;
      if (kind?.isDirectory()) {
        if (/\.md$/i.test(entry.name)) {
          problems.push(
            fileProblem(
              name,
              'is a folder, not an article. Rename it so that it does not end in ".md".',
              'not-a-file',
            ),
          );
        } else if (!entry.isSymbolicLink()) await walk(path);
      } else if (kind?.isFile() || (!kind && /\.md$/i.test(entry.name)))
        found.push({ path: name, isLink: entry.isSymbolicLink() });
    }
  };
  await walk(root);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function readText(path: string, name: string, problems: Problem[]): Promise<string | null> {
  try {
    const { size } = await stat(path);
    if (size > MAX_ARTICLE_BYTES) {
      const message = `is ${(size / 1024 / 1024).toFixed(0)} MB; an article may have ${MAX_ARTICLE_BYTES / 1024 / 1024} MB. Cut it into several files.`;
      problems.push(fileProblem(name, message, 'too-large'));
      return null;
    }
    const bytes = await readFile(path);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.includes('\0')) {
      problems.push(fileProblem(name, 'holds binary data. Save it as plain text (UTF-8).', 'encoding'));
      return null;
    }
    return text.replace(/\r\n?/g, '\n');
  } catch (cause) {
    const encoding = cause instanceof TypeError;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = encoding
      ? 'is not UTF-8. Save it as UTF-8 in your editor.'
      : `cannot be read: ${reason}. Mend its permissions, or take it out of the folder.`;
    problems.push(fileProblem(name, message, encoding ? 'encoding' : 'unreadable'));
    return null;
  }
}

function fileProblem(file: string, message: string, rule: string): Problem {
  return { severity: 'error', file, line: 1, rule, message };
}
