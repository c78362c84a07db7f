/** What stands before the mark of a source where lines break by themselves: no break, so that no mark begins a line. */
export const MARK_GAP = '\u00a0';

/** A text as a label, which shows no markup; a longer one ends with the last word that has room. */
export function label(text: string, max: number): string {
  const line = text.replace(/\s+/g, ' ').trim() || '…';
  if (line.length <= max) return line;
  const head = line.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '');
  const words = head.replace(/\s+\S*$/, '');
  return `${words.length > max / 2 ? words : head}…`;
}
