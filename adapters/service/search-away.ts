import { DocentError } from '../../src/errors.js';

/** The code of an error that says that the search engine cannot be reached: nothing is wrong with what was asked. */
export const SEARCH_AWAY = 'search-away';

export function isSearchAway(error: unknown): error is DocentError {
  return error instanceof DocentError && error.code === SEARCH_AWAY;
}
