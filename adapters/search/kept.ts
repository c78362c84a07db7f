import type { LRUCache } from 'lru-cache';

/**
 * What of some keys is at hand, taken out at once: by the time that the rest is there it may have made way for others.
 * @returns that, by its keys, and the keys that are to be asked for, each once
 */
export function keptOf<V extends object>(
  cache: LRUCache<string, V>,
  keys: readonly string[],
): { readonly atHand: Map<string, V>; readonly missing: readonly string[] } {
  const atHand = new Map<string, V>();
  const missing: string[] = [];
  for (const key of new Set(keys)) {
    const value = cache.get(key);
    if (value === undefined) missing.push(key);
    else atHand.set(key, value);
  }
  return { atHand, missing };
}
