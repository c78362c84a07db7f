import { createHash, hkdfSync } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makePrivateFolder, writePrivate } from '../shared/private-files.js';
import { type Sealed, seal, unseal } from '../shared/sealed.js';
import { createSeenEvents } from './seen-events.js';

/** Folders that requests are kept in, in the data folder. */
const FOLDER = 'kept-';
/** Bytes of a key. Source: NIST SP 800-38D, AES-256. */
const KEY_BYTES = 32;

/** A request that came before the start and was not done. */
export interface LeftRequest {
  readonly id: string;
  /** As the platform sent it. */
  readonly request: unknown;
  /** Whether its answer was on its way: whether it arrived, only the platform can say. */
  readonly isSending: boolean;
}

/**
 * Requests that a platform does not give back, from when they come until they are answered, so that they are after the
 * process was killed. Each is a file, since what is answered is to be gone at once.
 */
export interface KeptRequests {
  /** Does nothing for one that came before. @param until it can be answered, in milliseconds since 1970 */
  keep(id: string, request: unknown, until: number): void;
  /** From here on its answer may have arrived. */
  sending(id: string): void;
  done(id: string): void;
  /** What came before the start, was not done and can still be answered. */
  readonly left: readonly LeftRequest[];
}

export interface KeptRequestsOptions {
  /** Secret of the settings: with one they are encrypted. */
  readonly secret?: string | undefined;
  /** Is told when a file cannot be read or written; what comes is then forgotten with the process. */
  readonly lost?: (error: unknown) => void;
  readonly now?: () => number;
}

const KEPT = z.object({ id: z.string(), until: z.number(), request: z.unknown() });
const SEALED = z.object({ start: z.string(), tag: z.string(), sealed: z.string() });

/**
 * @param folder where it outlives the process; `null`: nothing is kept
 * @param name of the platform's part in it: two processes have none in common
 */
export function createKeptRequests(
  folder: string | null,
  name: string,
  { secret, lost = () => undefined, now = Date.now }: KeptRequestsOptions = {},
): KeptRequests {
  const nothing = () => undefined;
  if (folder === null) return { keep: nothing, sending: nothing, done: nothing, left: [] };
  const own = join(folder, `${FOLDER}${name}`);
  const key = secret === undefined ? null : Buffer.from(hkdfSync('sha256', secret, '', FOLDER, KEY_BYTES));
  const seen = createSeenEvents();
  /** Files of what is not done, by id. */
  const files = new Map<string, string>();
  const left: LeftRequest[] = [];
  const guarded = (work: () => void) => {
    try {
      work();
    } catch (error) {
      lost(error);
    }
  };
  guarded(() => {
    makePrivateFolder(own);
    for (const file of readdirSync(own).sort()) {
      const kept = readKept(join(own, file), file.split('.', 1)[0] ?? '', key);
      if (!kept || kept.until <= now() || file.endsWith(NEW)) {
        rmSync(join(own, file), { force: true });
        continue;
      }
      seen.first(kept.id);
      files.set(kept.id, join(own, file));
      left.push({ id: kept.id, request: kept.request, isSending: file.endsWith(SENDING) });
    }
  });
  return {
    left,
    keep(id, request, until) {
      if (!seen.first(id)) return;
      guarded(() => {
        const called = createHash('sha256').update(id).digest('hex');
        const text = JSON.stringify({ id, until, request });
        const file = join(own, called);
        writePrivate(`${file}${NEW}`, key ? JSON.stringify(seal(text, key, called)) : text);
        renameSync(`${file}${NEW}`, `${file}${WAITING}`);
        files.set(id, `${file}${WAITING}`);
      });
    },
    sending(id) {
      const file = files.get(id);
      if (!file?.endsWith(WAITING)) return;
      guarded(() => {
        const next = `${file.slice(0, -WAITING.length)}${SENDING}`;
        renameSync(file, next);
        files.set(id, next);
      });
    },
    done(id) {
      const file = files.get(id);
      if (file === undefined || !files.delete(id)) return;
      guarded(() => rmSync(file, { force: true }));
    },
  };
}

/** Ends of names of files: being written, not answered, being answered. */
const NEW = '.new';
const WAITING = '.waiting';
const SENDING = '.sending';

/** `null` where nobody can read it: it was cut off, or the key is another. */
function readKept(file: string, called: string, key: Buffer | null): z.infer<typeof KEPT> | null {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const sealed = SEALED.safeParse(read).data as Sealed | undefined;
    if (!sealed) return KEPT.parse(read);
    return key && KEPT.parse(JSON.parse(unseal(sealed, key, called)));
  } catch {
    return null;
  }
}

/** Deletes what is kept in a folder for all platforms: nobody can tell whose a request is without reading it. */
export function forgetKeptRequests(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    if (name.startsWith(FOLDER)) rmSync(join(folder, name), { recursive: true, force: true });
}
