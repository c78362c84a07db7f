/** Counts what happened, by name. */
export interface Counters<Name extends string> {
  add(name: Name): void;
  readonly counts: Readonly<Partial<Record<Name, number>>>;
}

/** @param counted is told of each */
export function createCounters<Name extends string>(
  counted: (name: Name) => void = () => undefined,
): Counters<Name> {
  const counts: Partial<Record<Name, number>> = {};
  return {
    counts,
    add(name) {
      counts[name] = (counts[name] ?? 0) + 1;
      counted(name);
    },
  };
}
