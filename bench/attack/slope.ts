/** A straight line through points, and how far its slope may be off. */
export interface Line {
  readonly slope: number;
  /** Standard error of the slope; `NaN` for fewer than three points. */
  readonly error: number;
}

/** Least squares. Source: any textbook, simple linear regression. */
export function lineThrough(points: readonly (readonly [x: number, y: number])[]): Line {
  const n = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const left = points.reduce((sum, [x, y]) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0);
  return { slope, error: n > 2 ? Math.sqrt(left / (n - 2) / spread) : Number.NaN };
}
