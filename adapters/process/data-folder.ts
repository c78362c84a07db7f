import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './settings.js';

/** Where Docent keeps what it cannot compute again: `DOCENT_DATA_DIR`, or the user's data folder (XDG base directories). */
export function dataFolder(environment: Environment): string {
  if (environment.DOCENT_DATA_DIR?.trim()) return environment.DOCENT_DATA_DIR.trim();
  if (environment.XDG_DATA_HOME?.trim()) return join(environment.XDG_DATA_HOME.trim(), 'docent');
  const home = homedir();
  return home && home !== '/' ? join(home, '.local', 'share', 'docent') : join(tmpdir(), 'docent-data');
}
