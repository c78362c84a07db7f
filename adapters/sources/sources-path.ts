import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Environment } from '../process/settings.js';

/** Name of the file, in the folder where Docent is started and its `.env` is: who writes articles decides nothing in it. */
export const SOURCES_FILE = 'sources.yaml';
/** Written for the name of the file where there is to be none. */
export const NO_SOURCES = 'off';

/** Path of the file that the environment names, or of the usual one; `null` where there is to be none. */
export function sourcesPath(environment: Environment): string | null {
  const named = environment.DOCENT_SOURCES?.trim() || SOURCES_FILE;
  return named === NO_SOURCES ? null : resolve(named);
}

/** Whether there is a file of sources, or should be one: to read it takes libraries that a start without does without. */
export function hasSources(environment: Environment): boolean {
  const path = sourcesPath(environment);
  return path !== null && (Boolean(environment.DOCENT_SOURCES?.trim()) || existsSync(path));
}
