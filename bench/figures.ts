/** The value below which the share `q` of the values lies, `NaN` of none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

export function ms(value = Number.NaN): string {
  return value.toFixed(value < 10 ? 3 : 1);
}

export function ratio(a = Number.NaN, b = Number.NaN): string {
  return `${(a / b).toFixed(2)} ×`;
}

/** A Markdown table; all columns but the first hold figures. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = header.map((_, i) => (i === 0 ? '---' : '---:'));
  return [line(header), line(rule), ...rows.map(line)].join('\n');
}

/** Whether a bound that the project sets itself was kept in this run. */
export function kept(what: string, value: number, bound: number): string {
  return `${what} under ${bound}: ${value.toFixed(2)}, ${value < bound ? 'kept' : 'not kept'}`;
}
