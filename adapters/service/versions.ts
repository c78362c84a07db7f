import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { DocentError } from '../../src/errors.js';
import { fileKey } from '../../src/io/known-articles.js';
import { type KnowledgeFile, type KnowledgeFiles, readKnowledge } from '../../src/io/read-knowledge.js';
import { makePrivateFolder } from '../process/private-files.js';
import { readJson, writeAside } from '../process/whole-files.js';

/** Versions that are kept; the oldest go first. */
export const KEPT_VERSIONS = 10;

/** Knowledge that was in service. */
export interface Version {
  /** SHA-256 of the knowledge. */
  readonly hash: string;
  /** When it was put in service. */
  readonly at: string;
}

/** Whoever runs the bot prefers an older version to what the folder holds. It ends with the next edit of the folder. */
export interface Rollback {
  /** Hash of what the folder holds and is not to be served. */
  readonly instead: string;
  readonly serve: string;
}

/** Knowledge that was in service, kept so that one can go back to it. */
export interface Versions {
  /** Folder of the versions and of the wish to go back to one. */
  readonly folder: string;
  /** Name of the file in it that holds that wish. */
  readonly rollbackFile: string;
  /** Oldest first. */
  list(): Promise<readonly Version[]>;
  /** Folder with the articles of a version, or `null` when it is not kept any more. */
  folderOf(hash: string): string | null;
  rolledBack(): Promise<Rollback | null>;
  /**
   * Asks for the version before the one in service, and forgets those after it: they were no good.
   * @returns that version
   * @throws {DocentError} `no-version` when there is none
   */
  goBack(): Promise<Version>;
  /** Asks for what the folder holds again. @returns false when nobody had gone back */
  goForward(): Promise<boolean>;
}

const ROLLBACK_FILE = 'rollback.json';
const LIST_FILE = 'versions.json';

const VERSIONS = z.array(z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), at: z.string() }));
const ROLLBACK = z.object({
  instead: z.string().regex(/^[0-9a-f]{64}$/),
  serve: z.string().regex(/^[0-9a-f]{64}$/),
});

/** @param data the data folder @param knowledge the folder of the articles; each has versions of its own */
export function createVersions(data: string, knowledge: string): Versions {
  const name = createHash('sha256').update(resolve(knowledge)).digest('hex').slice(0, 12);
  const folder = join(data, 'knowledge', name);
  const listFile = join(folder, LIST_FILE);
  const rollbackFile = join(folder, ROLLBACK_FILE);
  const pathOf = (hash: string) => versionFolder(folder, hash);
  makeFolder(folder);
  const list = () => listedIn(folder);

  async function goBack(): Promise<Version> {
    const versions = await list();
    const held = await readKnowledge(knowledge).then(
      ({ hash, problems }) => (problems.length === 0 ? hash : null),
      () => null,
    );
    const before = await readJson(rollbackFile, ROLLBACK);
    const newest = versions.at(-1)?.hash;
    // Where the folder holds what cannot be served, the newest version is in service.
    const inService = before && before.instead === held ? before.serve : newest;
    const at = versions.findIndex(({ hash }) => hash === inService) - 1;
    const version = versions[at];
    if (!version || held === null || !inService)
      throw new DocentError(
        'no-version',
        held === null
          ? `The knowledge in "${knowledge}" cannot be read, so the last good version is in service anyway. \`docent check\` says what to mend.`
          : `There is no earlier version of the knowledge in "${knowledge}" to go back to. One is kept whenever \`docent start\` takes changed articles in.`,
      );
    await writeAside(listFile, JSON.stringify(versions.slice(0, at + 1)));
    await writeAside(rollbackFile, JSON.stringify({ instead: held, serve: version.hash }));
    return version;
  }

  return {
    folder,
    rollbackFile: ROLLBACK_FILE,
    list,
    goBack,
    async goForward() {
      const { instead } = (await readJson(rollbackFile, ROLLBACK)) ?? {};
      await rm(rollbackFile, { force: true });
      return instead !== undefined;
    },
    folderOf: (hash) => (existsSync(pathOf(hash)) ? pathOf(hash) : null),
    rolledBack: () => readJson(rollbackFile, ROLLBACK),
  };
}

/** It is there to be watched. Where it cannot be made, keeping a version fails and says why. */
function makeFolder(folder: string): void {
  try {
    makePrivateFolder(folder);
  } catch {}
}

/** What a version that was kept holds. */
export interface KeptVersion {
  readonly hash: string;
  /** By the path of each file the hash of its text. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Keeps knowledge as the version in service.
 * @param folder of the versions
 * @param before a version that was kept: a file that is as it was there is not written again, both are one
 */
export async function keepVersion(
  folder: string,
  files: KnowledgeFiles,
  before: KeptVersion | null,
): Promise<KeptVersion> {
  const { hash, articles, thesaurus } = files;
  const all = thesaurus ? [...articles, thesaurus] : articles;
  const version = { hash, files: new Map(all.map(({ path, text }) => [path, fileKey(path, text)])) };
  const versions = await listedIn(folder);
  if (versions.at(-1)?.hash === hash) return version;
  await writeVersion(folder, all, version, before);
  const kept = [...versions.filter((one) => one.hash !== hash), { hash, at: new Date().toISOString() }];
  await writeAside(join(folder, LIST_FILE), JSON.stringify(kept.slice(-KEPT_VERSIONS)));
  for (const one of kept.slice(0, -KEPT_VERSIONS))
    await rm(versionFolder(folder, one.hash), { recursive: true, force: true });
  return version;
}

const versionFolder = (folder: string, hash: string) => join(folder, hash.slice(0, 16));

const listedIn = async (folder: string): Promise<Version[]> =>
  (await readJson(join(folder, LIST_FILE), VERSIONS)) ?? [];

async function writeVersion(
  folder: string,
  files: readonly KnowledgeFile[],
  version: KeptVersion,
  before: KeptVersion | null,
): Promise<void> {
  const own = versionFolder(folder, version.hash);
  if (existsSync(own)) return;
  const aside = `${own}.${process.pid}.tmp`;
  await rm(aside, { recursive: true, force: true });
  for (const { path, text } of files) {
    const file = join(aside, path);
    await mkdir(dirname(file), { recursive: true });
    const same = before?.files.get(path) === version.files.get(path);
    // Not every file system has links, and somebody may have tidied up.
    const isLinked =
      same &&
      (await link(join(versionFolder(folder, before?.hash ?? ''), path), file).then(
        () => true,
        () => false,
      ));
    if (!isLinked) await writeFile(file, text);
  }
  // Another process may have been first; the same hash is the same content.
  await rename(aside, own).catch(() => rm(aside, { recursive: true, force: true }));
}
