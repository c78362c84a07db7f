import { DocentError } from '../../src/errors.js';
import type { Environment } from '../process/settings.js';
import { scopesPath } from '../service/scopes/scopes-path.js';

/** An index is of all articles: what is seen in one place alone cannot be kept apart there. */
export function notKeptApart(environment: Environment): DocentError {
  return new DocentError(
    'bad-scopes',
    `"${scopesPath(environment)}" says what is seen where, and articles in a search engine are not kept apart. Answer from the folder, without SEARCH_URL; or, where all may be seen everywhere, set DOCENT_SCOPES=off.`,
  );
}
