import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import { DocentError } from '../../src/errors.js';
import { readJson, writeAside } from '../process/whole-files.js';
import { SYNCED } from './synced-folder.js';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

const article = z.object({
  /** Where the article is, below the source's folder, with `/`. */
  target: z.string(),
  /** SHA-256 of the article. */
  article: digest,
  /** SHA-256 of all that it was made of but where its links led and what it includes. */
  made: digest,
  /** Targets of links that were looked for among the other articles, names of the texts that it includes, and SHA-256 of where the ones led and what the others were. */
  links: z.array(z.string()),
  includes: z.array(z.string()).default([]),
  linked: digest,
  /** By which a server tells whether its page changed; and of which address it said so. */
  url: z.string().nullable(),
  etag: z.string().nullable(),
  modified: z.string().nullable(),
});

const lists = z.object({
  /** Address of the source. */
  of: z.string(),
  sitemaps: z.array(z.string()),
});

const fault = z.object({ code: z.string(), message: z.string() });

const state = z.object({
  kind: z.string(),
  /** SHA-256 of the settings and the modules of the program that decide what becomes of a page. */
  made: digest,
  /** Commit of a repository. */
  version: z.string().nullable(),
  /** Where the pages of a site were listed, if its settings do not say. */
  lists: lists.optional(),
  /** By address or path. */
  articles: z.record(z.string(), article),
  triedAt: z.string(),
  /** When all was last as the source had it; `null`: never. */
  syncedAt: z.string().nullable(),
  /** Why the last sync was given up; what was there before stayed. */
  error: fault.nullable(),
  /** What could not be read or imported; what was there before of what could not be read stayed. */
  failed: z.array(z.object({ key: z.string(), message: z.string() })),
  /** How many are listed and not read, by the reason. */
  leftOut: z.record(z.string(), z.number()),
  /** Before that the server asks not to be asked, in milliseconds since 1970. */
  notBefore: z.number().nullable(),
});

export type SyncedArticle = z.infer<typeof article>;
export type Lists = z.infer<typeof lists>;
export type SyncState = z.infer<typeof state>;

/** What is to be there when a sync is done. */
export interface Next {
  readonly state: SyncState;
  /** Targets of articles that are in the staging folder. */
  readonly staged: readonly string[];
}

const commit = z.object({ state, staged: z.array(z.string()), removed: z.array(z.string()) });

/** A source's own folder. Whoever changes it holds its lock. */
export interface SyncedFolder {
  /** Where its articles are. */
  readonly folder: string;
  /** Where the next ones are made, out of sight. */
  readonly staging: string;
  /** @returns `null` when it was never synced, or nothing sound is remembered of it */
  state(): Promise<SyncState | null>;
  /** Remembers how a sync went that changed no article. */
  remember(state: SyncState): Promise<void>;
  /** SHA-256 of all articles that are there, by target. */
  articles(): Promise<Map<string, string>>;
  /** A place for the text of an article that is made. */
  stage(target: string, text: string): Promise<void>;
  /**
   * Puts what was staged in place, and takes away all else that the state does not name. When the program ends in the middle of it,
   * {@link recover} goes on.
   */
  commit(next: Next): Promise<void>;
  /** Finishes what was begun to be put in place, and throws away what was only staged. */
  recover(): Promise<void>;
  /**
   * Throws away what was only staged.
   * @returns false when it was begun to be put in place: then it stays, for {@link recover}
   */
  discard(): Promise<boolean>;
  /** Takes the source away, with what is remembered of it. */
  remove(): Promise<void>;
}

export function createSyncedFolder(knowledge: string, name: string): SyncedFolder {
  const root = resolve(knowledge, SYNCED);
  const folder = join(root, name);
  const stateFile = join(root, `.${name}.json`);
  const staging = join(root, `.${name}.next`);
  const commitFile = join(staging, 'commit.json');
  const placed = (target: string) => join(folder, ...target.split('/'));
  const made = (target: string) => join(staging, 'articles', ...target.split('/'));

  async function put(text: string): Promise<void> {
    const { staged, removed, state: next } = commit.parse(JSON.parse(text));
    for (const target of removed) {
      await rm(placed(target), { force: true });
      await removeEmpty(dirname(placed(target)), root);
    }
    for (const target of staged) {
      // One that is gone from here was put in place before.
      if (!existsSync(made(target))) continue;
      await mkdir(dirname(placed(target)), { recursive: true });
      await rename(made(target), placed(target));
    }
    await writeAside(stateFile, JSON.stringify(next));
    // All is in place; what stays here goes at the next sync.
    await rm(staging, { recursive: true, force: true }).catch(() => undefined);
  }

  async function discard(): Promise<boolean> {
    if (existsSync(commitFile)) return false;
    await rm(staging, { recursive: true, force: true });
    return true;
  }

  return {
    folder,
    staging,
    state: () => readJson(stateFile, state),
    remember: (next) => writeAside(stateFile, JSON.stringify(next)),
    articles: () => articlesIn(folder),
    async stage(target, text) {
      await mkdir(dirname(made(target)), { recursive: true });
      await writeFile(made(target), text);
    },
    async commit({ state: next, staged }) {
      const wanted = new Set(Object.values(next.articles).map(({ target }) => target));
      const removed = [...(await articlesIn(folder)).keys()].filter((target) => !wanted.has(target));
      const text = JSON.stringify({ state: next, staged, removed });
      await mkdir(staging, { recursive: true });
      await writeAside(commitFile, text);
      await put(text);
    },
    async recover() {
      if (!(await discard())) await put(await readFile(commitFile, 'utf8'));
    },
    discard,
    async remove() {
      await rm(staging, { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
      await rm(stateFile, { force: true });
    },
  };
}

/** What was last remembered of a source. */
export function readSyncState(knowledge: string, name: string): Promise<SyncState | null> {
  return readJson(join(resolve(knowledge, SYNCED), `.${name}.json`), state);
}

/** Names of the sources of which something is remembered. */
export async function syncedNames(knowledge: string): Promise<string[]> {
  const names = await readdir(resolve(knowledge, SYNCED)).catch(() => []);
  return names.flatMap((name) => /^\.(.+)\.json$/.exec(name)?.[1] ?? []);
}

/** Makes the folder of all that is synced; what is generated is nothing to commit. */
export async function makeSyncedRoot(knowledge: string): Promise<void> {
  const root = resolve(knowledge, SYNCED);
  try {
    await mkdir(root, { recursive: true });
    await writeFile(join(root, '.gitignore'), '*\n', { flag: 'wx' }).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } catch (cause) {
    throw new DocentError(
      'not-writable',
      `What is synced goes to "${root}", which cannot be written to: ${(cause as Error).message}. Make the folder writable for who runs Docent.`,
      { cause },
    );
  }
}

async function articlesIn(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  for (const entry of entries) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = entry.isFile() ? await readFile(path) : '';
    found.set(relative(folder, path).split(sep).join('/'), sha256(bytes));
  }
  return found;
}

export function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  // With their lengths: no two lists of parts are alike.
  for (const part of parts) hash.update(`${part.length}\0`).update(part);
  return hash.digest('hex');
}

/** Takes folders away that hold nothing any more, up to the one that holds all. */
async function removeEmpty(folder: string, root: string): Promise<void> {
  for (let at = folder; at !== root && at.startsWith(root); at = dirname(at)) {
    try {
      await rmdir(at);
    } catch {
      return;
    }
  }
}

/** A lock whose owner gives no sign for so long is nobody's, in milliseconds; and how often an owner gives one. */
const LOCK_STALE_MS = 60_000;
const LOCK_SIGN_MS = 10_000;

/**
 * Keeps other processes from syncing into the same knowledge.
 * @returns what gives it free
 * @throws {DocentError} `locked` when another has it
 */
export async function lockSynced(knowledge: string): Promise<() => Promise<void>> {
  const file = join(resolve(knowledge, SYNCED), '.lock');
  const own = randomUUID();
  await takeLock(file, own).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
    throw new DocentError(
      'locked',
      `Another process syncs into "${knowledge}" just now. Wait until it is done.`,
      { cause },
    );
  });
  // One that was suspended may have lost it to another.
  const isOwn = async () => (await readLock(file)) === own;
  const sign = async () => {
    if (await isOwn()) await utimes(file, new Date(), new Date());
  };
  const timer = setInterval(() => void sign().catch(() => undefined), LOCK_SIGN_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    if (await isOwn()) await rm(file, { force: true });
  };
}

/** @throws `EEXIST` when another has it, or takes it over */
async function takeLock(file: string, own: string): Promise<void> {
  try {
    await writeFile(file, own, { flag: 'wx' });
  } catch (cause) {
    const held = await readLock(file);
    if (held === null || !(await isStale(file))) throw cause;
    // Who finds the same lock stale has the same turn to wait for: only one replaces it, and nobody what replaced it.
    const turn = `${file}.${sha256(held)}`;
    await writeFile(turn, own, { flag: 'wx' }).catch(async (taken) => {
      if (await isStale(turn)) await rm(turn, { force: true });
      throw taken;
    });
    try {
      if ((await readLock(file)) !== held || !(await isStale(file))) throw cause;
      await writeAside(file, own);
    } finally {
      await rm(turn, { force: true });
    }
  }
}

/** What is written in a lock; `null` where there is none. */
const readLock = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(() => null);

async function isStale(file: string): Promise<boolean> {
  const since = await stat(file).catch(() => null);
  return since !== null && Date.now() - since.mtimeMs >= LOCK_STALE_MS;
}
