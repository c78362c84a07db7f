import type { Subject } from '../knowledge/corpus.js';
import type { Condition } from '../query/query.js';

/**
 * Works out once for each condition, which belongs to one question, and each kind of subjects what it means among them.
 * @param find asked with subjects of one kind: all, or those that the question chooses from
 */
export function perKind<T>(find: (condition: Condition, subjects: readonly Subject[]) => T) {
  const known = new WeakMap<Condition, Map<string, T>>();
  return (condition: Condition, subjects: readonly Subject[]): T => {
    const kinds = known.get(condition) ?? new Map<string, T>();
    const kind = `${subjects.length} ${subjects[0]?.noun}`;
    let found = kinds.get(kind);
    if (found === undefined) {
      found = find(condition, subjects);
      kinds.set(kind, found);
      known.set(condition, kinds);
    }
    return found;
  };
}
