import { hkdfSync, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Sealed, seal, unseal } from '../process/sealed.js';
import { createPseudonyms, type Pseudonyms } from './pseudonyms.js';
import { openShared, type Shared } from './shared.js';
import type { SharedRows } from './shared-rows.js';
import {
  STATE_KINDS,
  type StateName,
  type StateRow,
  type StateRows,
  stateRowsInMemory,
} from './state-rows.js';

/** Bytes of a key. Source: NIST SP 800-38D, AES-256. */
const KEY_BYTES = 32;
/** Most changes that wait for a database that does not answer; of further ones the oldest are lost. Ours. */
const MAX_WAITING = 20_000;
/** After so long a database that did not answer is tried again, in milliseconds. Ours. */
const AGAIN_MS = 1_000;
/** The same where other processes wait for what it is to keep. */
const AGAIN_SHARED_MS = 200;
/** How long anything waits for what was asked to be kept, in milliseconds. Ours: platforms wait three seconds for a word. */
const SETTLE_MS = 250;
/** How long what must be certain waits for the database, in milliseconds. Ours: two thirds of what platforms wait. */
const CERTAIN_MS = 2_000;
/** How long an answer waits until other processes can know of it, in milliseconds. Ours: a database that starts anew is back by then. */
const TOLD_MS = 5_000;
/** How often a change is tried that others were faster with. Ours. */
const MAX_CHANGES = 20;
/** How often a program looks whom it is to forget, in milliseconds; `docent forget` waits for twice as long. */
export const FORGET_EVERY_MS = 500;

/** What is kept of a kind under a name. */
export interface Entry {
  readonly kind: string;
  /** What names it among its kind; it stands nowhere as it is. */
  readonly name: string;
  /** Plain data. */
  readonly value: unknown;
  /** When it is void, in milliseconds since 1970. */
  readonly until: number;
  /** The platform's id of the person whose it is, by which it is forgotten. */
  readonly person?: string | undefined;
  /** True: it is how something is set, or what its person agreed to; it is kept for as long as it says, however long all else is. */
  readonly isSetting?: boolean;
}

/** What was kept before the start. */
export interface Kept {
  readonly value: unknown;
  readonly until: number;
}

/**
 * What a program keeps so that it outlives a restart: in the records' database, names as keyed hashes, all else
 * encrypted. What is kept follows the memory of those who keep it, so no answer waits for the database.
 */
export interface State {
  /** What was there at the start and is not void, that first which is void first. */
  kept(kind: string): readonly Kept[];
  keep(entry: Entry): void;
  drop(kind: string, name: string): void;
  /** Until all that was to be kept or dropped by now is; not for long, and not when it is known that it cannot be. */
  settled(): Promise<void>;
  /**
   * Until other processes can know what was kept by now: some seconds at most, and a moment where the database has
   * been away for long.
   */
  told(): Promise<void>;
  /** Puts in what an earlier version kept elsewhere. @param done is called once it is there for certain */
  takeOver(entries: readonly Entry[], done: () => void): void;
  /** Hears which owners are to be forgotten; an owner is what {@link State.owner} gives for a person. */
  onForgotten(listener: (owners: ReadonlySet<string>) => void): void;
  owner(person: string): string;
  /** A keyed hash of a text, another for every kind. */
  hash(kind: string, text: string): string;
  /** What is asked of the database itself, and is certain when it is there; each rejects where it does not answer. */
  readonly certain: CertainState;
  /** What other processes on the database do and know; `null` where there can be none, or nothing is kept. */
  readonly shared: Shared | null;
  /** Writes what waits, for a while, and looks after nobody any more. */
  close(): Promise<void>;
}

export interface CertainState {
  /** Keeps what nobody has kept under the name. @returns whether it did */
  claim(entry: Entry): Promise<boolean>;
  read(kind: string, name: string): Promise<unknown>;
  all(kind: string): Promise<readonly unknown[]>;
  write(entry: Entry): Promise<void>;
  /**
   * Puts what is made of what is there in its place, and nobody else does so meanwhile.
   * @param change may be called again, where another was faster; `null`: it stays as it is
   * @returns whether it was changed
   */
  change(kind: string, name: string, change: (present: unknown) => Entry | null): Promise<boolean>;
  remove(kind: string, name: string): Promise<void>;
}

export interface StateOptions {
  /** What hashes and encrypts. */
  readonly key: string | Buffer;
  /** False: only what must be certain is kept. */
  readonly keeps?: boolean;
  /** Longest time that anything is kept, in milliseconds. */
  readonly longestMs?: number;
  /** Is told when the database stops to answer. */
  readonly lost?: (error: unknown) => void;
  readonly now?: () => number;
}

/** The state of a program without a database: it lasts as long as the process. */
export const createState = (): State =>
  stateOver(stateRowsInMemory(), [], { key: randomBytes(KEY_BYTES), keeps: false }, null);

/**
 * Opens the state in a database. One that does not answer is begun without what was kept in it.
 * @throws {DocentError} `records-other-key` when another process on it has another key
 */
export async function openState(
  rows: StateRows & { readonly shared?: SharedRows | null },
  options: StateOptions,
): Promise<State> {
  const { keeps = true, now = Date.now, lost = () => undefined } = options;
  const shared = keeps && rows.shared ? await openShared(rows.shared, sharedOptions(options)) : null;
  let loaded: readonly StateRow[] = [];
  if (keeps)
    loaded = await within(rows.state(new Date(now()))).catch((error) => {
      lost(error);
      return [];
    });
  const state = stateOver(rows, loaded, options, shared);
  const heard = hearForgotten(rows, now, state.tell);
  return {
    ...state,
    async close() {
      clearInterval(heard);
      await state.close();
      await shared?.close();
    },
  };
}

/** What is kept in a database, for who asks it once. */
export const stateOf = (rows: StateRows, { key }: Pick<StateOptions, 'key'>): Pick<State, 'certain'> =>
  stateOver(rows, [], { key, keeps: false }, null);

/** The keyed hash of a person, under which is kept what is theirs. */
export const ownerOf = ({ person: hash }: Pick<Pseudonyms, 'person'>, person: string): string =>
  hash('owner', person);

interface Telling extends State {
  tell(owners: ReadonlySet<string>): void;
}

/** What is put in under a name, for who has the key alone. */
function sealing(key: string | Buffer) {
  const secret = Buffer.from(hkdfSync('sha256', key, '', 'state', KEY_BYTES));
  return {
    seal: (value: unknown, id: string): string => JSON.stringify(seal(JSON.stringify(value), secret, id)),
    /** `undefined` where nobody can read it: the key is another. */
    unseal(value: string, id: string): unknown {
      try {
        return JSON.parse(unseal(JSON.parse(value) as Sealed, secret, id));
      } catch {
        return undefined;
      }
    },
  };
}

function sharedOptions({ key, lost = () => undefined }: StateOptions) {
  const { person: hash } = createPseudonyms(key);
  return {
    ...sealing(key),
    ...{ idOf: (name: string) => hash('work', name), key: hash('key', 'of processes'), lost },
  };
}

function stateOver(
  rows: StateRows,
  loaded: readonly StateRow[],
  options: StateOptions,
  shared: Shared | null,
): Telling {
  const { key, keeps = true, lost = () => undefined, now = Date.now } = options;
  const { longestMs = Number.POSITIVE_INFINITY } = options;
  const sealed = sealing(key);
  const pseudonyms = createPseudonyms(key);
  const { person: hash } = pseudonyms;
  const owner = (person: string) => ownerOf(pseudonyms, person);
  const nameOf = (kind: string, name: string): StateName => ({ kind, id: hash(kind, name) });
  const rowOf = ({ kind, name, value, until, person, isSetting = false }: Entry): StateRow => {
    const own = nameOf(kind, name);
    return {
      ...own,
      owner: person === undefined ? null : owner(person),
      value: sealed.seal(value, own.id),
      until: isSetting ? until : Math.min(until, now() + longestMs),
    };
  };
  const readRow = ({ id, value }: StateRow): unknown => sealed.unseal(value, id);
  async function changeOnce(
    { kind, name }: Pick<Entry, 'kind' | 'name'>,
    change: (present: unknown) => Entry | null,
  ) {
    const row = await rows.readState(nameOf(kind, name));
    const entry = change(row === null || row.until <= now() ? undefined : readRow(row));
    if (entry === null) return false;
    const isMade = await (row === null
      ? rows.claimState(rowOf(entry))
      : rows.replaceState(rowOf(entry), row.value));
    return isMade ? true : null;
  }
  const keptIn = (all: readonly StateRow[]) =>
    all.flatMap((row): Kept[] => {
      const value = readRow(row);
      return value === undefined ? [] : [{ value, until: row.until }];
    });

  const writer = createWriter(rows, lost, shared ? AGAIN_SHARED_MS : AGAIN_MS);
  const taken: Entry[] = [];
  const listeners: ((owners: ReadonlySet<string>) => void)[] = [];
  return {
    tell(owners) {
      for (const listener of listeners) listener(owners);
    },
    kept: (kind) => [
      ...keptIn(loaded.filter((row) => row.kind === kind)),
      ...taken.filter((entry) => entry.kind === kind),
    ],
    keep(entry) {
      if (keeps) writer.change(nameOf(entry.kind, entry.name), rowOf(entry));
    },
    drop(kind, name) {
      if (keeps) writer.change(nameOf(kind, name), null);
    },
    settled: () => writer.settled(SETTLE_MS),
    async told() {
      if (shared) await writer.settled(shared.isAway() ? SETTLE_MS : TOLD_MS, true);
    },
    takeOver(entries, done) {
      if (!keeps) return;
      taken.push(...entries);
      for (const entry of entries) writer.change(nameOf(entry.kind, entry.name), rowOf(entry));
      writer.afterAll(done);
    },
    onForgotten: (listener) => void listeners.push(listener),
    owner,
    hash,
    certain: {
      claim: (entry) => within(rows.claimState(rowOf(entry))),
      async read(kind, name) {
        const row = await within(rows.readState(nameOf(kind, name)));
        return row === null || row.until <= now() ? undefined : readRow(row);
      },
      all: async (kind) => keptIn(await within(rows.state(new Date(now()), kind))).map(({ value }) => value),
      write: (entry) => within(rows.changeState([rowOf(entry)], [])),
      async change(kind, name, change) {
        for (let left = MAX_CHANGES; left > 0; left--) {
          const outcome = await within(changeOnce({ kind, name }, change));
          if (outcome !== null) return outcome;
        }
        throw new Error('Others change the same all the time.');
      },
      remove: (kind, name) => within(rows.changeState([], [nameOf(kind, name)])),
    },
    shared,
    close: writer.end,
  };
}

/** What the database does, or an error when it does not answer in time. */
function within<T>(work: Promise<T>): Promise<T> {
  const late = new AbortController();
  const timeout = wait(CERTAIN_MS, undefined, { signal: late.signal }).then(() => {
    throw new Error(`The database of the records did not answer within ${CERTAIN_MS} ms.`);
  });
  timeout.catch(() => undefined);
  return Promise.race([work, timeout]).finally(() => late.abort());
}

interface Writer {
  /** @param row `null`: it is to go */
  change(name: StateName, row: StateRow | null): void;
  /** @param isCertain whether it is waited for a database that does not answer */
  settled(withinMs: number, isCertain?: boolean): Promise<void>;
  /** Does something once all that changed by now is written for certain. */
  afterAll(done: () => void): void;
  end(): Promise<void>;
}

/** Writes changes in the background in their order, all that wait at a time. */
function createWriter(rows: StateRows, lost: (error: unknown) => void, againMs: number): Writer {
  let waiting = new Map<string, { readonly name: StateName; readonly row: StateRow | null }>();
  /** How many changes there were, and how many of them are written. */
  let [changed, written] = [0, 0];
  let listening: { readonly upTo: number; readonly isCertain: boolean; readonly done: () => void }[] = [];
  let writing: Promise<void> | null = null;
  let [isDown, isEnding] = [false, false];

  function arrive(): void {
    const there = listening.filter(({ upTo, isCertain }) => upTo <= written || (isDown && !isCertain));
    listening = listening.filter((one) => !there.includes(one));
    for (const { done } of there) done();
  }

  async function write(): Promise<void> {
    while (waiting.size > 0) {
      const [batch, upTo] = [waiting, changed];
      waiting = new Map();
      try {
        const all = [...batch.values()];
        await rows.changeState(
          all.flatMap(({ row }) => row ?? []),
          all.flatMap(({ name, row }) => (row === null ? [name] : [])),
        );
        isDown = false;
        written = upTo;
      } catch (error) {
        waiting = new Map([...batch, ...waiting]);
        if (!isDown) lost(error);
        isDown = true;
      }
      arrive();
      if (isDown && isEnding) break;
      if (isDown) await wait(againMs, undefined, { ref: false });
    }
    writing = null;
  }

  return {
    change(name, row) {
      const called = `${name.kind} ${name.id}`;
      // Behind what came before it: what came last is lost last.
      waiting.delete(called);
      waiting.set(called, { name, row });
      changed++;
      if (waiting.size > MAX_WAITING) waiting.delete(waiting.keys().next().value as string);
      writing ??= write();
    },
    async settled(withinMs, isCertain = false) {
      if (written === changed || (isDown && !isCertain)) return;
      const there = new Promise<void>((done) => listening.push({ upTo: changed, isCertain, done }));
      const late = new AbortController();
      await Promise.race([there, wait(withinMs, undefined, { signal: late.signal }).catch(() => undefined)]);
      late.abort();
    },
    afterAll(done) {
      listening.push({ upTo: changed, isCertain: true, done });
      if (written === changed) arrive();
    },
    async end() {
      isEnding = true;
      await writing;
    },
  };
}

/** Looks from time to time whom to forget. @returns the timer */
function hearForgotten(
  rows: StateRows,
  now: () => number,
  tell: (owners: ReadonlySet<string>) => void,
): NodeJS.Timeout {
  /** When each was told of; what was told of before the start was done then. */
  let known: ReadonlyMap<string, string> | null = null;
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      const told = await rows.state(new Date(now()), STATE_KINDS.forgotten);
      const before = known;
      known = new Map(told.map(({ id, value }) => [id, value]));
      const owners = new Set(
        told.flatMap(({ id, value }) => (before && before.get(id) !== value ? [id] : [])),
      );
      if (owners.size > 0) tell(owners);
    } catch {
      // The next look tells of it.
    } finally {
      isLooking = false;
    }
  };
  void look();
  return setInterval(look, FORGET_EVERY_MS).unref();
}
