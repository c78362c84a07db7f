import { readFile } from 'node:fs/promises';
import { DocentError } from '../../src/errors.js';
import { importSource } from '../../src/import/import-source.js';
import type { Failure } from '../process/bounded-process.js';
import type { Parsed, ParseFolders, ParseJob } from './import-parser.js';
import { readBeside } from './read-beside.js';

/** Parses one file in this process; what goes wrong is told in the result, never thrown. */
export async function importJob(
  { path, root, name, given }: ParseJob,
  places: ParseFolders['places'],
): Promise<Parsed | { failure: Failure }> {
  try {
    const bytes = await readFile(path);
    return { imported: await importSource(name, bytes, given, places.get(root), readBeside(root)) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof DocentError) return { failure: { code: error.code, message } };
    if (code && /^E[A-Z]+$/.test(code)) {
      const unreadable = `cannot be read: ${message}. Mend its permissions.`;
      return { failure: { code: 'unreadable', message: unreadable } };
    }
    const crash = `made the parser fail: ${message}. Save it in another format.`;
    return { failure: { code: 'parser', message: crash } };
  }
}
