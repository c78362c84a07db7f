/** Counts what happened, by name. */
export interface Counters<Name extends string> {
  add(name: Name): void;
  readonly counts: Readonly<Partial<Record<Name, number>>>;
}

export function createCounters<Name extends string>(): Counters<Name> {
  const counts: Partial<Record<Name, number>> = {};
  return {
    counts,
    add(name) {
      counts[name] = (counts[name] ?? 0) + 1;
    },
  };
}
