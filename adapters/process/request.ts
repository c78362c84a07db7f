import { AsyncLocalStorage } from 'node:async_hooks';

const scope = new AsyncLocalStorage<string>();

/** Handles one request: what is logged meanwhile carries its id, and so does the error that a person is told. */
export function inRequest<T>(work: () => T, id: string = newId()): T {
  return scope.run(id, work);
}

/** The id of the request under way, if one is. */
export function requestId(): string | undefined {
  return scope.getStore();
}

/** Six letters and digits: short enough to be read out, and one of two billion. */
export function newId(): string {
  return Math.random().toString(36).slice(2, 8).padEnd(6, '0');
}
