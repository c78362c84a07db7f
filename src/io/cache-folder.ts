import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where is kept what was made of articles: `DOCENT_CACHE_DIR`, or the user's cache folder. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>): string {
  if (environment.DOCENT_CACHE_DIR) return environment.DOCENT_CACHE_DIR;
  if (environment.XDG_CACHE_HOME) return join(environment.XDG_CACHE_HOME, 'docent');
  const home = homedir();
  return home && home !== '/' ? join(home, '.cache', 'docent') : join(tmpdir(), 'docent');
}
