/** What a part of an event may be instead of what it should be. */
const INSTEAD: readonly unknown[] = [undefined, null, 5, 'text', [], {}];

/** Every copy of an event of which one part, however deep, is something else, and what it may be as a whole. */
export function* malformed(event: unknown, instead = INSTEAD): Generator<unknown> {
  yield* instead;
  if (typeof event !== 'object' || event === null) return;
  for (const [key, part] of Object.entries(event))
    for (const other of malformed(part, instead))
      yield Array.isArray(event) ? [other] : { ...event, [key]: other };
}

/** Errors that nobody caught while something ran: they would have ended the process. */
export async function escapedFrom(work: () => Promise<void>): Promise<unknown[]> {
  const escaped: unknown[] = [];
  const note = (error: unknown) => escaped.push(error);
  process.on('uncaughtException', note).on('unhandledRejection', note);
  try {
    await work();
    // What was rejected meanwhile is told a turn later.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off('uncaughtException', note).off('unhandledRejection', note);
  }
  return escaped;
}
