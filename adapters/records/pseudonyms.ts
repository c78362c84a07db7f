import { createHmac, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DocentError } from '../../src/errors.js';
import { cleanMessage, findQuestion } from '../../src/query/clean-question.js';
import { makePrivateFolder } from '../process/private-files.js';

/** Name of the file with the key, in the data folder. */
const KEY_FILE = 'person.key';
const KEY_BYTES = 32;
/** Shortest key that is taken, in bytes: as long as the one of the settings. */
const MIN_KEY_BYTES = 16;
/** What file systems say that have no hard links, as FAT: there the key is written in place. Source: link(2). */
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);
/** Characters of a hash that are kept: 132 bits, so that no two people share one. */
const LENGTH = 22;

/**
 * Stands keyed hashes (HMAC-SHA-256, RFC 2104) for people and questions. Ids of accounts are few enough to be
 * tried one by one against a plain hash; who has the records but not the key cannot.
 */
export interface Pseudonyms {
  /** @param id as the platform has it */
  person(platform: string, id: string): string;
  /**
   * The same for a question whatever its case, spaces, mentions, command and closing marks.
   * @param scope what is seen where it is asked, if that is not everything: there it is another question
   */
  question(text: string, scope?: string | null): string;
}

export function createPseudonyms(key: string | Buffer): Pseudonyms {
  const hash = (kind: string, text: string) =>
    createHmac('sha256', key).update(`${kind}\0${text}`).digest('base64url').slice(0, LENGTH);
  return {
    person: (platform, id) => hash('person', `${platform}\0${id}`),
    question(text, scope = null) {
      const plain = findQuestion(cleanMessage(text))
        .toLowerCase()
        .replace(/^\/[a-z]+\b/, '')
        .replace(/^[\s,.?!]+|[\s,.?!]+$/g, '');
      return hash('question', scope === null ? plain : `${scope}\0${plain}`);
    },
  };
}

/**
 * The key in a folder; the first time one is made, which only the owner may read.
 * @throws {DocentError} `records-key` when what is there is too short to keep anybody from guessing
 */
export function readKey(folder: string): Buffer {
  makePrivateFolder(folder);
  const file = join(folder, KEY_FILE);
  try {
    return soundKey(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  makeKey(file);
  return soundKey(file);
}

/** Writes a key aside first, so that nobody meets half of one: a process may be killed, another may read meanwhile. */
function makeKey(file: string): void {
  const key = randomBytes(KEY_BYTES);
  const aside = `${file}.${randomBytes(6).toString('hex')}.new`;
  try {
    writeFileSync(aside, key, { mode: 0o600 });
    // Fails where another process was first, whose key then counts.
    linkSync(aside, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (!NO_LINKS.has(code ?? '')) throw error;
    writeFileSync(file, key, { mode: 0o600, flag: 'wx' });
  } finally {
    rmSync(aside, { force: true });
  }
}

function soundKey(file: string): Buffer {
  const key = readFileSync(file);
  if (key.length >= MIN_KEY_BYTES) return key;
  throw new DocentError(
    'records-key',
    `The key for people's ids in "${file}" has ${key.length} bytes, and must have ${MIN_KEY_BYTES} or more. Put it back from a backup; or delete it, and another is made, by which nobody's earlier records are found.`,
  );
}
