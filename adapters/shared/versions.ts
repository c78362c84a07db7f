import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { DocentError } from '../../src/errors.js';
import { type KnowledgeFiles, readKnowledge } from '../../src/io/read-knowledge.js';
import { makePrivateFolder } from './private-files.js';
import { readJson, writeAside } from './whole-files.js';

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
  /** Keeps what the knowledge folder holds, as the version in service. */
  keep(files: KnowledgeFiles): Promise<void>;
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

const VERSIONS = z.array(z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), at: z.string() }));
const ROLLBACK = z.object({
  instead: z.string().regex(/^[0-9a-f]{64}$/),
  serve: z.string().regex(/^[0-9a-f]{64}$/),
});

/** @param data the data folder @param knowledge the folder of the articles; each has versions of its own */
export function createVersions(data: string, knowledge: string): Versions {
  const name = createHash('sha256').update(resolve(knowledge)).digest('hex').slice(0, 12);
  const folder = join(data, 'knowledge', name);
  const listFile = join(folder, 'versions.json');
  const rollbackFile = join(folder, ROLLBACK_FILE);
  const pathOf = (hash: string) => join(folder, hash.slice(0, 16));
  makeFolder(folder);
  const list = async () => (await readJson(listFile, VERSIONS)) ?? [];

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
    async keep(files) {
      const versions = await list();
      if (versions.at(-1)?.hash === files.hash) return;
      await writeVersion(pathOf(files.hash), files);
      const kept = [
        ...versions.filter(({ hash }) => hash !== files.hash),
        { hash: files.hash, at: new Date().toISOString() },
      ];
      await writeAside(listFile, JSON.stringify(kept.slice(-KEPT_VERSIONS)));
      for (const { hash } of kept.slice(0, -KEPT_VERSIONS))
        await rm(pathOf(hash), { recursive: true, force: true });
    },
  };
}

/** It is there to be watched. Where it cannot be made, keeping a version fails and says why. */
function makeFolder(folder: string): void {
  try {
    makePrivateFolder(folder);
  } catch {}
}

async function writeVersion(folder: string, { articles, thesaurus }: KnowledgeFiles): Promise<void> {
  if (existsSync(folder)) return;
  const aside = `${folder}.${process.pid}.tmp`;
  for (const { path, text } of thesaurus ? [...articles, thesaurus] : articles) {
    const file = join(aside, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  // Another process may have been first; the same hash is the same content.
  await rename(aside, folder).catch(() => rm(aside, { recursive: true, force: true }));
}
