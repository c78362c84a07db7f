import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanMessage, findQuestion } from '../../../src/query/clean-question.js';
import { makePrivateFolder } from '../private-files.js';

/** Name of the file with the key, in the data folder. */
const KEY_FILE = 'person.key';
const KEY_BYTES = 32;
/** Characters of a hash that are kept: 132 bits, so that no two people share one. */
const LENGTH = 22;

/**
 * Stands keyed hashes (HMAC-SHA-256, RFC 2104) for people and questions. Ids of accounts are few enough to be
 * tried one by one against a plain hash; who has the records but not the key cannot.
 */
export interface Pseudonyms {
  /** @param id as the platform has it */
  person(platform: string, id: string): string;
  /** The same for a question whatever its case, spaces, mentions, command and closing marks. */
  question(text: string): string;
}

export function createPseudonyms(key: string | Buffer): Pseudonyms {
  const hash = (kind: string, text: string) =>
    createHmac('sha256', key).update(`${kind}\0${text}`).digest('base64url').slice(0, LENGTH);
  return {
    person: (platform, id) => hash('person', `${platform}\0${id}`),
    question: (text) =>
      hash(
        'question',
        findQuestion(cleanMessage(text))
          .toLowerCase()
          .replace(/^\/[a-z]+\b/, '')
          .replace(/^[\s,.?!]+|[\s,.?!]+$/g, ''),
      ),
  };
}

/** The key in a folder; the first time one is made, which only the owner may read. */
export function readKey(folder: string): Buffer {
  makePrivateFolder(folder);
  const file = join(folder, KEY_FILE);
  try {
    // Fails where another process was first, whose key then counts.
    writeFileSync(file, randomBytes(KEY_BYTES), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file);
}
