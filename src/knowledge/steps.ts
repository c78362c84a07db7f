/** Work in steps, between which others may have their turn. */
export type Steps<T> = Generator<void, T>;

/** Does all steps of a work, one after the other. */
export function atOnce<T>(steps: Steps<T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}
