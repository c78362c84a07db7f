import { hkdfSync } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { type Sealed, unseal } from '../process/sealed.js';
import type { Entry, State } from '../records/state.js';
import { turnEntries } from '../records/turns.js';
import { receivedEntry } from './inbox.js';
import { requestEntry } from './kept-requests.js';
import { threadEntry } from './threads.js';

/** How files are called in which earlier versions kept what is in the records' database now. */
const TURNS = /^turns\.jsonl(?:\.new)?$/;
const THREADS = /^threads-(\d{4}-\d\d-\d\d)\.txt$/;
const FORGOTTEN = /^forgotten\.txt$/;
const inboxOf = (name: string) => new RegExp(`^inbox-${name}\\.txt(?:\\.new)?$`);
const keptOf = (name: string) => new RegExp(`^kept-${name}$`);
/** Of all processes. */
const SAID = [TURNS, inboxOf('.*'), keptOf('.*'), FORGOTTEN];

const NAMES_OF_ALL = [TURNS, THREADS, FORGOTTEN];

interface Earlier {
  readonly folder: string;
  readonly state: State;
  readonly keepsQuestions: boolean;
}

/** Takes over what an earlier version left for all processes, and removes its files once that is kept. */
export function takeOverShared({ folder, state, keepsQuestions }: Earlier, now = Date.now()): void {
  const names = namesIn(folder, NAMES_OF_ALL);
  const entries = names.flatMap((name) => {
    const day = THREADS.exec(name)?.[1];
    if (day !== undefined) return threadsIn(read(folder, name), day);
    return keepsQuestions && name === 'turns.jsonl' ? turnEntries(read(folder, name), now) : [];
  });
  if (names.length > 0) state.takeOver(entries, () => remove(folder, names));
  // They do not wait for that.
  if (!keepsQuestions) removeTexts(folder);
}

/** Removes the texts of questions that an earlier version kept, and that are not to be kept any more. */
export function removeTexts(folder: string): void {
  remove(folder, namesIn(folder, [TURNS]));
}

/** Takes over what an earlier version of this process had not answered. @param secret with which it was encrypted */
export function takeOverAsked(
  { folder, state }: Omit<Earlier, 'keepsQuestions'>,
  name: string,
  secret: string | undefined,
): void {
  const names = namesIn(folder, [inboxOf(name), keptOf(name)]);
  const key = secret === undefined ? null : Buffer.from(hkdfSync('sha256', secret, '', 'kept-', 32));
  const entries = names.flatMap((own) =>
    own === `kept-${name}` ? requestsIn(join(folder, own), name, key) : inboxIn(read(folder, own), name),
  );
  if (names.length > 0) state.takeOver(entries, () => remove(folder, names));
}

/** Deletes what an earlier version kept of what people asked: whose it is cannot be told of all of it. */
export function forgetEarlierFiles(folder: string): void {
  remove(folder, namesIn(folder, SAID));
}

const namesIn = (folder: string, called: readonly RegExp[]): string[] =>
  existsSync(folder)
    ? readdirSync(folder).filter((name) => called.some((pattern) => pattern.test(name)))
    : [];

function remove(folder: string, names: readonly string[]): void {
  for (const name of names) rmSync(join(folder, name), { recursive: true, force: true });
}

/** What cannot be read is nothing: nobody is kept from being answered. */
function read(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    return '';
  }
}

const threadsIn = (text: string, day: string): Entry[] =>
  [...text.matchAll(/^([\w-]{22}) ([\w-]{22})$/gm)].map(([, thread = '', asker = '']) =>
    threadEntry(thread, asker, day),
  );

/** A line when a message came, `+ TIME ID CHANNEL SERVER`, and one when it was done, `- ID`. */
function inboxIn(text: string, name: string): Entry[] {
  const done = new Set([...text.matchAll(/^- (\w+)$/gm)].map(([, id]) => id));
  return [...text.matchAll(/^\+ (\d+) (\w+) (\w+) (\w+|-)$/gm)].flatMap(
    ([, at, id = '', channel = '', server = '']) =>
      done.has(id)
        ? []
        : [receivedEntry(name, { id, channel, server: server === '-' ? null : server }, Number(at))],
  );
}

const KEPT = z.object({ id: z.string(), until: z.number(), request: z.unknown() });
const SEALED = z.object({ start: z.string(), tag: z.string(), sealed: z.string() });

/** A file each: `.waiting`, or `.sending` once its answer was on its way. */
function requestsIn(folder: string, name: string, key: Buffer | null): Entry[] {
  return namesIn(folder, [/\.(?:waiting|sending)$/]).flatMap((file) => {
    try {
      const written: unknown = JSON.parse(read(folder, file));
      const sealed = SEALED.safeParse(written).data as Sealed | undefined;
      const plain =
        sealed && key ? JSON.parse(unseal(sealed, key, basename(file).split('.', 1)[0] ?? '')) : written;
      const { id, until, request } = KEPT.parse(plain);
      return [requestEntry(name, { id, request, isSending: file.endsWith('.sending') }, until)];
    } catch {
      return [];
    }
  });
}
