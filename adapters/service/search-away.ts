import { DocentError } from '../../src/errors.js';

/** The code of an error that says that the search engine cannot be reached: nothing is wrong with what was asked. */
export const SEARCH_AWAY = 'search-away';

/** The code of an error that says that the engine does not do what it is asked. */
export const SEARCH_REFUSED = 'search-refused';

export function isSearchAway(error: unknown): error is DocentError {
  return error instanceof DocentError && error.code === SEARCH_AWAY;
}

/** Whether an error is the search engine's: what else takes part in an answer has nothing to do with it. */
export function isOfSearch(error: unknown): error is DocentError {
  return error instanceof DocentError && (error.code === SEARCH_AWAY || error.code === SEARCH_REFUSED);
}
