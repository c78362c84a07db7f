/** Positions of values, largest first; ties in order. */
export function orderOf(values: Float64Array): number[] {
  return Array.from(values, (_, i) => i).sort(
    (a, b) => (values[b] as number) - (values[a] as number) || a - b,
  );
}
