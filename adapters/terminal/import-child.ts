/**
 * `node import-child.js LIMITS`, the process that parses: foreign files go through large libraries, and whatever one of them does to its
 * process, the command goes on. It is given one job at a time over IPC and answers each.
 */
import { readFile } from 'node:fs/promises';
import { DocentError } from '../../src/errors.js';
import { importSource } from '../../src/import/import-source.js';
import type { Failure } from '../shared/bounded-process.js';
import { serveJobs } from '../shared/serve-jobs.js';
import type { Parsed, ParseFolders, ParseJob } from './import-parser.js';

let places: ParseFolders['places'] = new Map();

serveJobs<ParseFolders | ParseJob, Parsed>(async (message) => {
  if (!('places' in message)) return resultOf(message);
  places = message.places;
  return null;
});

async function resultOf({ path, root, name, given }: ParseJob): Promise<Parsed | { failure: Failure }> {
  try {
    return { imported: await importSource(name, await readFile(path), given, places.get(root)) };
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
