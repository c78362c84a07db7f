import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm, stat, utimes } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { type Ending, fileFor, prune } from './saved-file.js';

/** What a file holds, so that more can be put behind it. */
export interface SavedLog {
  /** Bytes of the whole file. */
  readonly size: number;
  /** For each key the bytes of its entry. */
  readonly entries: ReadonlyMap<string, number>;
}

/** An entry is written in parts, so that no more of it than one is held twice. */
export type Parts = Iterable<unknown>;

/** Before each part: the bytes of its key and of what it says, whether more of the entry follows, then the SHA-256 of all. */
const NUMBERS_BYTES = 12;
const DIGEST_BYTES = 32;
const HEAD_BYTES = NUMBERS_BYTES + DIGEST_BYTES;

/** So many bytes that are of use no more, to one that is, and the file is written anew. */
const MOST_WASTE = 1;

/**
 * Reads entries that were saved under a name by this very program, part by part. One that cannot be read ends the file.
 * @param wanted keys of the entries to read; others are passed over
 * @param partOf makes of a part as it was saved what is held of it
 * @param entryOf makes an entry of its parts
 */
export async function loadLog<T>(
  folder: string,
  name: string,
  ending: Ending,
  wanted: { has(key: string): boolean },
  partOf: (said: unknown) => unknown,
  entryOf: (parts: readonly unknown[]) => T,
): Promise<{ values: Map<string, T>; log: SavedLog | null }> {
  const values = new Map<string, T>();
  const entries = new Map<string, number>();
  let size = 0;
  let file: FileHandle | null = null;
  try {
    const path = await fileFor(folder, name, ending);
    file = await open(path);
    const end = (await file.stat()).size;
    let parts: unknown[] = [];
    let bytes = 0;
    for (let at = 0; at < end; at = size + bytes) {
      const part = await readPart(file, at, end);
      if (!part) break;
      bytes += part.bytes;
      const isWanted = wanted.has(part.key);
      if (isWanted) parts.push(partOf(deserialize(part.said)));
      if (part.more) continue;
      if (isWanted) values.set(part.key, entryOf(parts));
      entries.set(part.key, bytes);
      size += bytes;
      [parts, bytes] = [[], 0];
    }
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  } catch {
    // What could be read is sound by itself.
  } finally {
    await file?.close();
  }
  return { values, log: file === null ? null : { size, entries } };
}

interface Part {
  readonly key: string;
  readonly said: Buffer;
  readonly more: boolean;
  readonly bytes: number;
}

async function readPart(file: FileHandle, at: number, end: number): Promise<Part | null> {
  if (at + HEAD_BYTES > end) return null;
  const head = await readBytes(file, at, HEAD_BYTES);
  const [keyBytes, saidBytes] = [head.readUInt32LE(0), head.readUInt32LE(4)];
  const bytes = HEAD_BYTES + keyBytes + saidBytes;
  if (at + bytes > end) return null;
  const body = await readBytes(file, at + HEAD_BYTES, keyBytes + saidBytes);
  const digest = digestOf([head.subarray(0, NUMBERS_BYTES), body]);
  if (!digest.equals(head.subarray(NUMBERS_BYTES))) return null;
  const key = body.toString('utf8', 0, keyBytes);
  return { key, said: body.subarray(keyBytes), more: head.readUInt32LE(8) === 1, bytes };
}

async function readBytes(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(buffer, read, length - read, at + read);
    if (bytesRead === 0) throw new Error('The file became shorter while it was read');
    read += bytesRead;
  }
  return buffer;
}

/**
 * Saves entries under a name. What the file holds already stays where it is, and the others are put behind it; the file
 * is written anew, aside, when half of it is of use no more or when it is not as it was left.
 * @param partsFor makes plain data of the entry of a key; asked only for what must be written
 * @param log what the file held when it was read or saved last
 * @returns what it holds now, or `null` when it could not be saved; a read-only folder is no reason not to answer
 */
export async function saveLog(
  folder: string,
  name: string,
  ending: Ending,
  keys: readonly string[],
  partsFor: (key: string) => Parts,
  log: SavedLog | null,
): Promise<SavedLog | null> {
  try {
    const path = await fileFor(folder, name, ending);
    await mkdir(folder, { recursive: true });
    const behind = log && (await isAsLeft(path, log)) && !isWasteful(log, keys) ? log : null;
    const saved = behind ? await append(path, keys, partsFor, behind) : await writeAnew(path, keys, partsFor);
    await prune(folder, ending);
    return saved;
  } catch {
    return null;
  }
}

async function isAsLeft(path: string, { size }: SavedLog): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.size === size;
}

function isWasteful({ size, entries }: SavedLog, keys: readonly string[]): boolean {
  const used = keys.reduce((sum, key) => sum + (entries.get(key) ?? 0), 0);
  return size - used > MOST_WASTE * used;
}

async function append(
  path: string,
  keys: readonly string[],
  partsFor: (key: string) => Parts,
  log: SavedLog,
): Promise<SavedLog> {
  const missing = keys.filter((key) => !log.entries.has(key));
  const written = await writeEntries(path, 'a', missing, partsFor);
  return { size: log.size + sumOf(written), entries: new Map([...log.entries, ...written]) };
}

async function writeAnew(
  path: string,
  keys: readonly string[],
  partsFor: (key: string) => Parts,
): Promise<SavedLog> {
  const aside = `${path}.${process.pid}.tmp`;
  try {
    const entries = await writeEntries(aside, 'w', keys, partsFor);
    await rename(aside, path);
    return { size: sumOf(entries), entries };
  } catch (error) {
    await rm(aside, { force: true }).catch(() => undefined);
    throw error;
  }
}

const sumOf = (entries: ReadonlyMap<string, number>): number =>
  [...entries.values()].reduce((sum, bytes) => sum + bytes, 0);

/** One part after the other, others having their turn between two. @returns the bytes of each entry */
async function writeEntries(
  path: string,
  flags: 'a' | 'w',
  keys: readonly string[],
  partsFor: (key: string) => Parts,
): Promise<Map<string, number>> {
  const written = new Map<string, number>();
  const file = await open(path, flags);
  try {
    for (const key of keys) {
      const name = Buffer.from(key);
      const parts = partsFor(key)[Symbol.iterator]();
      let bytes = 0;
      for (let part = parts.next(), next = part; !part.done; part = next) {
        await setImmediate();
        const said = serialize(part.value);
        next = parts.next();
        const numbers = Buffer.alloc(NUMBERS_BYTES);
        numbers.writeUInt32LE(name.length, 0);
        numbers.writeUInt32LE(said.length, 4);
        numbers.writeUInt32LE(next.done ? 0 : 1, 8);
        const head = [numbers, digestOf([numbers, name, said]), name];
        await file.appendFile(Buffer.concat(head));
        await file.appendFile(said);
        bytes += HEAD_BYTES + name.length + said.length;
      }
      written.set(key, bytes);
    }
  } finally {
    await file.close();
  }
  return written;
}

function digestOf(bytes: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const one of bytes) hash.update(one);
  return hash.digest();
}
