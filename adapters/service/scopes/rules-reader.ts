import { DocentError } from '../../../src/errors.js';
import type { Environment } from '../../process/settings.js';
import { NO_RULES, type Rules } from './place.js';
import { hasScopes, scopesPath } from './scopes-path.js';

/**
 * Reads the rules, now and whenever they may have changed. A file that was there and is gone takes no rule away: all would be seen
 * everywhere.
 * @returns what throws {@link DocentError} `bad-scopes`
 */
export function rulesReader(environment: Environment): () => Promise<Rules> {
  let wasThere = false;
  return async () => {
    if (!hasScopes(environment)) {
      if (!wasThere) return NO_RULES;
      throw new DocentError(
        'bad-scopes',
        `"${scopesPath(environment)}" is gone, and what it said stays in force. Put it back; where all may be seen everywhere, start again without it.`,
      );
    }
    const rules = await (await import('./scopes-file.js')).readRules(environment);
    wasThere = true;
    return rules;
  };
}
