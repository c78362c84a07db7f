import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { appendPrivate, makePrivateFolder } from '../shared/private-files.js';
import { createPseudonyms, readKey } from '../shared/records/pseudonyms.js';

/** How many threads are remembered, and for how long after the last answer in them, in milliseconds. */
const MAX_THREADS = 10_000;
const DAY_MS = 24 * 60 * 60_000;
/** Most lines that a process adds to the file of a day: 46 bytes each. */
const MAX_LINES = 20_000;

/** In which threads the bot answered, and whom: who speaks there again need not mention it. */
export interface Threads {
  knows(thread: string): boolean;
  knowsAsker(thread: string, person: string): boolean;
  add(thread: string, person: string): void;
}

export interface ThreadsOptions {
  /** Where they outlive a restart; `null`: in memory alone. */
  readonly folder?: string | null;
  /** Is told when they cannot be read or written; they are then known until the next restart. */
  readonly lost?: (error: unknown) => void;
  readonly now?: () => number;
  readonly maxLines?: number;
}

/**
 * Remembers threads and who was answered there, as keyed hashes. With a folder they are also in a file for every
 * day (UTC), which is only ever appended to, since several processes may write it, and deleted after the day that
 * follows. After a restart a thread is known until then.
 */
export function createThreads(options: ThreadsOptions = {}): Threads {
  const { folder = null, lost = () => undefined, now = Date.now, maxLines = MAX_LINES } = options;
  const kept = new LRUCache<string, Set<string>>({
    max: MAX_THREADS,
    ttl: DAY_MS,
    ttlResolution: 0,
    perf: { now },
  });
  const guarded = <T>(work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch (error) {
      lost(error);
      return otherwise;
    }
  };
  const key = guarded(() => (folder === null ? null : readKey(folder)), null) ?? randomBytes(32);
  const { person: hash } = createPseudonyms(key);
  const threadOf = (thread: string) => hash('thread', thread);
  const askerOf = (thread: string, person: string) => hash('asker', `${thread} ${person}`);
  const remember = (thread: string, asker: string, ttl = DAY_MS) =>
    kept.set(thread, (kept.get(thread) ?? new Set()).add(asker), { ttl });

  let day = dayOf(now());
  let written = new Set<string>();
  guarded(() => {
    if (folder === null) return;
    deleteOld(folder, now());
    for (const start of [now() - DAY_MS, now()]) {
      const until = Date.parse(dayOf(start)) + 2 * DAY_MS;
      const lines = readLines(join(folder, fileOf(dayOf(start))));
      for (const [thread, asker] of lines) remember(thread, asker, until - now());
      written = new Set(lines.map((line) => line.join(' ')));
    }
  }, undefined);

  function write(line: string): void {
    if (folder === null) return;
    if (day !== dayOf(now())) {
      day = dayOf(now());
      written = new Set();
      deleteOld(folder, now());
    }
    if (written.has(line) || written.size >= maxLines) return;
    makePrivateFolder(folder);
    // The break comes first: a line before it that was cut off when a process was killed does not spoil this one.
    appendPrivate(join(folder, fileOf(day)), `\n${line}`);
    written.add(line);
  }

  return {
    knows: (thread) => kept.has(threadOf(thread)),
    knowsAsker: (thread, person) => kept.get(threadOf(thread))?.has(askerOf(thread, person)) ?? false,
    add(thread, person) {
      const [own, asker] = [threadOf(thread), askerOf(thread, person)];
      remember(own, asker);
      guarded(() => write(`${own} ${asker}`), undefined);
    },
  };
}

/** `2026-11-23` */
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const fileOf = (day: string): string => `threads-${day}.txt`;

/** Lines of another shape are passed over. */
function readLines(file: string): [string, string][] {
  if (!existsSync(file)) return [];
  return [...readFileSync(file, 'utf8').matchAll(/^([\w-]{22}) ([\w-]{22})$/gm)].map(
    ([, thread = '', asker = '']) => [thread, asker],
  );
}

/** Deletes the files of days before yesterday. */
function deleteOld(folder: string, now: number): void {
  if (!existsSync(folder)) return;
  const oldest = fileOf(dayOf(now - DAY_MS));
  for (const name of readdirSync(folder))
    if (/^threads-\d{4}-\d\d-\d\d\.txt$/.test(name) && name < oldest) rmSync(join(folder, name));
}
