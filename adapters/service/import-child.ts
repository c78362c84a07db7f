/**
 * `node import-child.js LIMITS`, the process that parses: foreign files go through large libraries, and whatever one of them does to its
 * process, the command goes on. It is given one job at a time over IPC and answers each.
 */

import { serveJobs } from '../process/serve-jobs.js';
import { importJob } from './import-job.js';
import type { Parsed, ParseFolders, ParseJob } from './import-parser.js';

let places: ParseFolders['places'] = new Map();

serveJobs<ParseFolders | ParseJob, Parsed>(async (message) => {
  if (!('places' in message)) return importJob(message, places);
  places = message.places;
  return null;
});
