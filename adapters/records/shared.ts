import { setTimeout as wait } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { DocentError } from '../../src/errors.js';
import type { LeftWork, SharedRows } from './shared-rows.js';
import type { StateRow } from './state-rows.js';

/** How long a process has its work that says nothing any more, in milliseconds. Ours: longer than a pause of its thread. */
export const LEASE_MS = 10_000;
/** How often it says that it lives, and looks for what others left, in milliseconds. */
const BEAT_MS = 2_000;
/** How long what came waits for the database, in milliseconds. Ours: two thirds of what Slack waits. */
const TAKE_MS = 2_000;
/** How long it waits where it must be acknowledged at once, or the database has been away. Ours. */
const TAKE_SOON_MS = 500;
/** Between two tries of what the database did not take, in milliseconds. */
const AGAIN_MS = 100;
/** After so long without the database whatever comes is done, be it twice, in milliseconds. Ours: as long as Slack's second retry. */
const AWAY_MS = 60_000;
/** How long anything waits to know what others changed, in milliseconds. Ours. */
const FRESH_MS = 500;
/** Most pieces of work of which it is known who has them. */
const MAX_KNOWN = 20_000;

/** Work came, and nobody can tell whether another process has it: it is to be brought again. */
export class UnknownHolder extends Error {
  constructor() {
    super('The database does not answer, so nobody can tell whether another process answers this.');
  }
}

/** Something to be done once. */
export interface Task {
  /** The same for whoever it comes to. */
  readonly name: string;
  /** Who can do it, of those that listen. */
  readonly kind: string;
  /** What it takes to do it, as plain data; without, no other process can. */
  readonly value?: unknown;
  /** When it is void, in milliseconds since 1970. */
  readonly until: number;
  /**
   * Whether who brings it brings it again when it is not acknowledged. What is not is done where nobody can tell
   * whether another process does it.
   */
  readonly isBroughtAgain: boolean;
}

/** Gets what a process left that has ended. */
export type Heir = (value: unknown) => Promise<void> | void;

/** What processes on one database share out, and tell each other. */
export interface Shared {
  /**
   * Takes something. @returns false: another process has it, or it is done
   * @throws {UnknownHolder} when that cannot be known, and it is brought again
   */
  take(task: Task): Promise<boolean>;
  /** Keeps other things about what this process has, as far as that is waited for. */
  note(task: Pick<Task, 'name' | 'value'>): Promise<void>;
  done(name: string): void;
  /** Whether this process still has it: another takes over what one has that said nothing for long. */
  holds(name: string): Promise<boolean>;
  /** From now on takes over what processes left. */
  inherit(kind: string, heir: Heir): void;
  /** Whether a process lives, by {@link Shared.self}. */
  lives(process: string): Promise<boolean>;
  /** Names this process. */
  readonly self: string;
  /** Whether the database has been away for so long that what comes is done, be it twice. */
  isAway(): boolean;
  /** Until what others have kept by now is known here; not for long. @returns whether it is */
  fresh(): Promise<boolean>;
  /** Hears what others keep of a kind. */
  onKept(kind: string, listener: (value: unknown, until: number) => void): void;
  /** Gives back what is not done. */
  close(): Promise<void>;
}

export interface SharedOptions {
  /** Keyed hash of a name. */
  readonly idOf: (name: string) => string;
  readonly seal: (value: unknown, id: string) => string;
  /** `undefined` where nobody can read it. */
  readonly unseal: (value: string, id: string) => unknown;
  /** Tells whether another process has the same key, and not which. */
  readonly key: string;
  /** Is told when the database stops to answer. */
  readonly lost: (error: unknown) => void;
  /** Milliseconds from any beginning, by a clock that nobody sets. */
  readonly steady?: () => number;
  readonly leaseMs?: number;
  readonly beatMs?: number;
}

/**
 * Joins the processes on a database.
 * @throws {DocentError} `records-other-key` when one of them has another key: none would know what another has
 */
export async function openShared(rows: SharedRows, options: SharedOptions): Promise<Shared> {
  const { idOf, seal, unseal, key, lost, steady = () => performance.now() } = options;
  const { leaseMs = LEASE_MS, beatMs = BEAT_MS } = options;
  const others = await rows.processes().catch(unreachable);
  if (others.some((one) => one.key !== key))
    throw new DocentError(
      'records-other-key',
      'Another process on this database has another key. Set DOCENT_PERSON_KEY to the same value for all of them (openssl rand -hex 32): without it, each would answer what another has answered.',
    );
  await rows.beat(key, leaseMs);

  /** By id: whether this process has it; what is not known is asked. What another has it may leave. */
  const known = new LRUCache<string, boolean>({ max: MAX_KNOWN });
  /** What another had when it was last asked: while nobody can be asked, it is left to that one, or to whoever takes it over. */
  const elsewhere = new LRUCache<string, true>({ max: MAX_KNOWN });
  const heirs = new Map<string, Heir>();
  const listeners = new Map<string, ((value: unknown, until: number) => void)[]>();
  const finished = new Set<string>();
  let { next: since } = await rows.changedState(null, []);
  /** When it last said that it lives, and since when without a break that others may have taken for its end. */
  let [beatAt, unbrokenSince] = [steady(), steady()];
  /** Whether it ever said nothing for so long that others may have taken over what it had. */
  let hasLapsed = false;
  let awaySince: number | null = null;
  let isClosed = false;

  /** Does something with the database, and notes whether it answers. */
  async function asked<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      awaySince = null;
      return result;
    } catch (error) {
      if (awaySince === null) lost(error);
      unbrokenSince = steady();
      awaySince ??= steady();
      throw error;
    }
  }

  /** Whether those that live had a lease's time to say so, without a break. */
  const isUnbroken = () => steady() - unbrokenSince >= leaseMs;

  const isAway = () => awaySince !== null && steady() - awaySince >= AWAY_MS;

  async function takeOnce({ name, kind, value, until }: Task): Promise<boolean> {
    const id = idOf(name);
    const sealed = value === undefined ? null : seal(value, id);
    const { holder, isDone } = await asked(() => rows.takeWork({ id, kind, value: sealed, until }));
    // What one has that has ended is whose it comes to again.
    const isOwn =
      !isDone &&
      (holder === rows.self || (isUnbroken() && (await asked(() => rows.inheritWork({ id, holder })))));
    if (isOwn || isDone) known.set(id, isOwn);
    else known.set(id, false, { ttl: leaseMs });
    if (isOwn) elsewhere.delete(id);
    else elsewhere.set(id, true);
    return isOwn;
  }

  /** Tries until it is known who has something, or `isLate`. */
  async function takeInTime(task: Task, isLate: () => boolean): Promise<boolean> {
    for (;;)
      try {
        return await takeOnce(task);
      } catch (error) {
        if (isLate()) throw error;
        await wait(AGAIN_MS, undefined, { ref: false });
      }
  }

  async function take(task: Task): Promise<boolean> {
    const before = known.get(idOf(task.name));
    if (before !== undefined) return before;
    const waitMs = !task.isBroughtAgain || isAway() ? TAKE_SOON_MS : TAKE_MS;
    let isGivenUp = false;
    const started = steady();
    // A statement that is late may have been carried out, so it is gone on with until that is known.
    const taking = takeInTime(task, () => isGivenUp && (isClosed || isAway() || !task.isBroughtAgain));
    taking.catch(() => undefined);
    const late = new AbortController();
    const tooLate = wait(waitMs - (steady() - started), 'late' as const, { signal: late.signal });
    tooLate.catch(() => undefined);
    const outcome = await Promise.race([taking.catch(() => 'late' as const), tooLate]);
    late.abort();
    if (outcome !== 'late') return outcome;
    isGivenUp = true;
    if (elsewhere.has(idOf(task.name))) return false;
    if (!task.isBroughtAgain || isAway()) return true;
    taking.then(
      (isOwn) => {
        if (isOwn && task.value !== undefined) return heirs.get(task.kind)?.(task.value);
      },
      () => undefined,
    );
    throw new UnknownHolder();
  }

  let finishing: Promise<void> | null = null;
  async function finish(): Promise<void> {
    while (finished.size > 0) {
      const names = [...finished];
      try {
        await asked(() => rows.finishWork(names.map(idOf)));
        for (const name of names) finished.delete(name);
      } catch {
        if (isClosed) break;
        await wait(AGAIN_MS * 10, undefined, { ref: false });
      }
    }
    finishing = null;
  }

  async function inheritOne(left: LeftWork): Promise<void> {
    const value = unseal(left.value, left.id);
    if (value === undefined || !(await asked(() => rows.inheritWork(left)))) return;
    known.set(left.id, true);
    elsewhere.delete(left.id);
    await heirs.get(left.kind)?.(value);
  }

  let isBeating = false;
  async function beat(): Promise<void> {
    if (isBeating || isClosed) return;
    isBeating = true;
    try {
      const at = steady();
      await asked(() => rows.beat(key, leaseMs));
      if (at - beatAt > leaseMs) {
        unbrokenSince = at;
        hasLapsed = true;
      }
      beatAt = at;
      // Where the database was away, or this process, all had a lease's time to say that they live.
      if (!isUnbroken()) return;
      const left = await asked(() => rows.leftWork([...heirs.keys()], new Date()));
      for (const one of left) await inheritOne(one);
    } catch {
      // The next one goes on with it.
    } finally {
      isBeating = false;
    }
  }
  const beating = setInterval(() => void beat(), beatMs).unref();

  async function look(): Promise<void> {
    const kinds = [...listeners.keys()];
    const { rows: changed, next } = await asked(() => rows.changedState(since, kinds));
    since = next;
    for (const row of changed) hear(row);
  }
  function hear({ kind, id, value, until }: StateRow): void {
    const read = unseal(value, id);
    if (read === undefined) return;
    for (const listener of listeners.get(kind) ?? []) listener(read, until);
  }
  /** The look under way, and the one that begins after it: who asks meanwhile waits for that. */
  let looking: Promise<boolean> | null = null;
  let nextLook: Promise<boolean> | null = null;
  const begin = (): Promise<boolean> => {
    looking = look()
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        looking = null;
      });
    return looking;
  };

  return {
    self: rows.self,
    isAway,
    take,
    async note({ name, value }) {
      const id = idOf(name);
      await bounded(
        asked(() => rows.noteWork(id, seal(value, id))),
        FRESH_MS,
      );
    },
    done(name) {
      finished.add(name);
      finishing ??= finish();
    },
    async holds(name) {
      const isSure = !hasLapsed && steady() - beatAt < leaseMs;
      if (isSure || known.get(idOf(name)) !== true) return true;
      const has = await bounded(
        asked(() => rows.hasWork(idOf(name))),
        TAKE_MS,
      );
      return has !== false;
    },
    inherit(kind, heir) {
      heirs.set(kind, heir);
    },
    lives: async (process) => (await asked(() => rows.processes())).some(({ id }) => id === process),
    async fresh() {
      if (looking === null) return (await bounded(begin(), FRESH_MS)) === true;
      nextLook ??= looking.then(() => {
        nextLook = null;
        return begin();
      });
      return (await bounded(nextLook, FRESH_MS)) === true;
    },
    onKept(kind, listener) {
      listeners.set(kind, [...(listeners.get(kind) ?? []), listener]);
    },
    async close() {
      isClosed = true;
      clearInterval(beating);
      await finishing;
      await rows.leave().catch(() => undefined);
    },
  };
}

function unreachable(cause: unknown): never {
  throw new DocentError(
    'records-address',
    `The database at DOCENT_DATABASE_URL does not answer: ${(cause as Error).message}. Look whether it runs.`,
    { cause },
  );
}

/** What it gives, or nothing when it fails or takes too long. */
async function bounded<T>(work: Promise<T>, withinMs: number): Promise<T | undefined> {
  const late = new AbortController();
  const tooLate = wait(withinMs, undefined, { signal: late.signal }).catch(() => undefined);
  const result = await Promise.race([work.catch(() => undefined), tooLate]);
  late.abort();
  return result;
}
