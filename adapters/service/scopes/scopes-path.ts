import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Environment } from '../../process/settings.js';

/** Name of the file, in the folder where Docent is started and its `.env` is: who writes articles decides nothing in it. */
const SCOPES_FILE = 'scopes.yaml';
/** Written for the name of the file where there is to be none. */
export const NO_SCOPES = 'off';

/** Path of the file that the environment names, or of the usual one; `null` where there is to be none. */
export function scopesPath(environment: Environment): string | null {
  const named = environment.DOCENT_SCOPES?.trim() || SCOPES_FILE;
  return named === NO_SCOPES ? null : resolve(named);
}

/** Whether there is a file of scopes, or should be one: to read it takes libraries that a start without does without. */
export function hasScopes(environment: Environment): boolean {
  const path = scopesPath(environment);
  return path !== null && (Boolean(environment.DOCENT_SCOPES?.trim()) || existsSync(path));
}
