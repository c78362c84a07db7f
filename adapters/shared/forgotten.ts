import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { appendPrivate, makePrivateFolder } from './private-files.js';
import { createPseudonyms, readKey } from './records/pseudonyms.js';

/** Name of the file that tells programs under way whom to forget: a keyed hash a line. */
const FILE = 'forgotten.txt';

/** Gives the keyed hash that stands for a person where what they asked is kept in a folder. */
export function ownerHash(folder: string): (person: string) => string {
  const { person } = createPseudonyms(readKey(folder));
  return (id) => person('owner', id);
}

/** Notes that a person is to be forgotten, for the programs that run. @returns the hash that stands for them */
export function forgetFrom(folder: string, person: string): string {
  makePrivateFolder(folder);
  const owner = ownerHash(folder)(person);
  appendPrivate(join(folder, FILE), `${owner}\n`);
  return owner;
}

/**
 * Follows whom to forget.
 * @returns what gives those that were noted since it was asked before; what was noted before the start was done then
 */
export function createForgotten(folder: string): () => ReadonlySet<string> {
  const file = join(folder, FILE);
  let read = existsSync(file) ? statSync(file).size : 0;
  return () => {
    if (!existsSync(file)) return new Set();
    const { size } = statSync(file);
    if (size === read) return new Set();
    const text = readFileSync(file, 'utf8').slice(size > read ? read : 0);
    read = size;
    return new Set(text.match(/^[\w-]{22}$/gm) ?? []);
  };
}
