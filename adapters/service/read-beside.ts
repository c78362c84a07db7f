import { open, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeText } from '../../src/import/decode.js';
import type { ReadBeside } from '../../src/import/includes.js';
import { MAX_TEXT_BYTES } from '../../src/import/limits.js';
import { isWithin } from '../../src/io/within.js';

/** Reads texts below a folder; what is elsewhere, wherever a link leads, is no file or is too large cannot be had. */
export function readBeside(folder: string): ReadBeside {
  return async (name) => {
    try {
      const [root, path] = await Promise.all([realpath(folder), realpath(join(folder, ...name.split('/')))]);
      if (!isWithin(root, path)) return null;
      const file = await open(path);
      try {
        const info = await file.stat();
        if (!info.isFile() || info.size > MAX_TEXT_BYTES) return null;
        return decodeText(await file.readFile()).text;
      } finally {
        await file.close();
      }
    } catch {
      return null;
    }
  };
}
