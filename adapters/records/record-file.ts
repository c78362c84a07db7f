import { setTimeout as wait } from 'node:timers/promises';
import { DocentError } from '../../src/errors.js';
import type { Records } from './record.js';
import {
  deleteAside,
  identityOf,
  isBusy,
  isDamaged,
  isFull,
  openSqlite,
  type SqliteFile,
  setAside,
} from './sqlite.js';
import { openStore } from './store.js';

/** How often what another process kept from being done is tried; each try waits a second in SQLite itself. */
const TRIES = 5;
/** Between two tries, in milliseconds: other work has its turn. */
const PAUSE_MS = 20;

/** A database that was damaged, and where it lies now. */
export interface SetAside {
  readonly file: string;
  readonly reason: string;
}

export interface RecordFileOptions {
  /**
   * Is told when the file was damaged, and set aside for a new one. Without it, as where one only reads, a damaged
   * file stays where it is, and is an error.
   */
  readonly setAside?: (damaged: SetAside) => void;
  /** How often what another process locks out is tried. */
  readonly tries?: number;
}

/** Records in a file: the store, what is done to its file, and which file that is. */
interface Opened {
  readonly sqlite: SqliteFile;
  readonly store: Records;
  readonly identity: string | null;
}

interface NotOpened {
  readonly error: unknown;
  readonly identity: string | null;
}

/**
 * Records in a SQLite file. What another process locks out is tried again for some seconds; what is deleted is
 * taken out of the file and its log; a file that is damaged, now or later, is set aside and a new one begun.
 * @throws {DocentError} `records-file`, `records-schema`, `records-damaged`, `records-busy`, `records-full`
 */
export async function openRecordFile(file: string, options: RecordFileOptions = {}): Promise<Records> {
  let opening: Promise<Opened | NotOpened> | null = null;
  let closed = false;

  async function open(): Promise<Opened | NotOpened> {
    try {
      const sqlite = openSqlite(file);
      return { sqlite, store: await openStore(sqlite.dialect), identity: identityOf(file) };
    } catch (error) {
      opening = null;
      return { error, identity: identityOf(file) };
    }
  }

  /** Leaves a damaged file for a new one. Another call, or another process, may have set it aside before. */
  async function replace(one: Opened | NotOpened, error: unknown): Promise<void> {
    const now = opening;
    if (now !== null && (await now) === one && opening === now) opening = null;
    if ('store' in one) await one.store.close().catch(() => undefined);
    if (one.identity === null || identityOf(file) !== one.identity) return;
    let aside: string;
    try {
      aside = setAside(file);
    } catch (cause) {
      throw damagedError(file, cause);
    }
    options.setAside?.({ file: aside, reason: reasonOf(error) });
  }

  async function attempt<T>(work: (one: Opened) => Promise<T>): Promise<T> {
    for (let left = options.tries ?? TRIES; ; left--) {
      opening ??= open();
      const one = await opening;
      try {
        if ('error' in one) throw one.error;
        return await work(one);
      } catch (error) {
        // Another call met the damage first, and this one was under way on what it closed.
        const isPast = !closed && (opening === null || (await opening) !== one);
        const mayReplace = isDamaged(error) && options.setAside !== undefined;
        if (left > 1 && mayReplace) await replace(one, error);
        else if (left > 1 && isPast && 'store' in one) continue;
        else if (left > 1 && isBusy(error)) await wait(PAUSE_MS);
        else throw told(file, error);
      }
    }
  }

  await attempt(async () => undefined);
  return {
    add: (record) => attempt(({ store }) => store.add(record)),
    vote: (vote) => attempt(({ store }) => store.vote(vote)),
    voted: () => attempt(({ store }) => store.voted()),
    unmet: (since) => attempt(({ store }) => store.unmet(since)),
    countUnmet: (since) => attempt(({ store }) => store.countUnmet(since)),
    lastQuestions: (limit) => attempt(({ store }) => store.lastQuestions(limit)),
    vectors: (keys) => attempt(({ store }) => store.vectors(keys)),
    keepVectors: (vectors) => attempt(({ store }) => store.keepVectors(vectors)),
    addCorrection: (correction) => attempt(({ store }) => store.addCorrection(correction)),
    corrections: (limit, entry) => attempt(({ store }) => store.corrections(limit, entry)),
    platforms: () => attempt(({ store }) => store.platforms()),
    state: (now, kind) => attempt(({ store }) => store.state(now, kind)),
    readState: (name) => attempt(({ store }) => store.readState(name)),
    changeState: (puts, drops) => attempt(({ store }) => store.changeState(puts, drops)),
    claimState: (row) => attempt(({ store }) => store.claimState(row)),
    replaceState: (row, value) => attempt(({ store }) => store.replaceState(row, value)),
    shared: null,
    forgetState: (owners, now) => attempt(({ store }) => store.forgetState(owners, now)),
    pruneState: (now) => attempt(({ store }) => store.pruneState(now)),
    async forget(people) {
      const count = await attempt(({ store }) => store.forget(people));
      // Nobody can look into a damaged file for what is to be forgotten.
      deleteAside(file);
      const gone = await attempt(async ({ sqlite }) => sqlite.purge());
      if (gone) return count;
      throw new DocentError(
        'records-busy',
        `The records are deleted, but their texts may still stand in "${file}-wal": another process was reading all the while. Run it again.`,
      );
    },
    async prune(before) {
      const count = await attempt(({ store }) => store.prune(before));
      deleteAside(file, before);
      if (count > 0) await attempt(async ({ sqlite }) => sqlite.checkpoint());
      return count;
    },
    async close() {
      closed = true;
      const one = await opening;
      opening = null;
      if (one && 'store' in one) await one.store.close();
    },
  };
}

/** The same error with what is to be done about it. */
function told(file: string, error: unknown): unknown {
  if (isDamaged(error)) return damagedError(file, error);
  if (isBusy(error)) return busyError(file, error);
  return isFull(error) ? fullError(file, error) : error;
}

function fullError(file: string, cause: unknown): DocentError {
  return new DocentError(
    'records-full',
    `Nothing more can be written to the records in "${file}": the disk is full. Make room, or name a folder elsewhere with DOCENT_DATA_DIR.`,
    { cause },
  );
}

function busyError(file: string, cause: unknown): DocentError {
  return new DocentError(
    'records-busy',
    `Another process has had the records in "${file}" locked for seconds. End it, as \`fuser\` or \`lsof\` on that file names it, or try again later.`,
    { cause },
  );
}

function damagedError(file: string, cause: unknown): DocentError {
  return new DocentError(
    'records-damaged',
    `The records in "${file}" are damaged: ${reasonOf(cause)}. \`docent start\` sets them aside and begins a new file; where it cannot, make the folder writable or move the file away.`,
    { cause },
  );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof DocentError && error.cause ? reasonOf(error.cause) : error.message;
}
