/** Tables of front matter whose entries stand for the page as well as those above. */
const OPEN_TABLES = new Set(['taxonomies']);

/** The entries of front matter in TOML that stand outside of tables: texts, numbers, and lists of them. */
export function tomlEntries(value: string): Record<string, unknown> {
  const entries = new Map<string, unknown>();
  const lines = value.split('\n');
  let isOpen = true;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    const [, table] = /^\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*$/.exec(line) ?? [];
    if (table !== undefined) isOpen = OPEN_TABLES.has(table);
    const [, key = '', first = ''] = /^\s*["']?([\w-]+)["']?\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (!isOpen || key === '') continue;
    let text = first;
    // A list may go on over several lines.
    while (/^\[[^\]]*$/.test(text) && i + 1 < lines.length) text += ` ${(lines[++i] as string).trim()}`;
    // `4.1` and `4.10` are one number, and each is a label of its own.
    entries.set(key, entryOf(text, key === 'labels' ? String : Number));
  }
  return Object.fromEntries(entries);
}

/** @param number what a number is read as */
function entryOf(text: string, number: (text: string) => string | number): unknown {
  if (text.startsWith('['))
    return [...text.matchAll(/"([^"]*)"|'([^']*)'|(-?\d+(?:\.\d+)?)(?=\s*[,\]])/g)].map(
      ([, double, single, digits]) => double ?? single ?? number(digits ?? ''),
    );
  const [, double, single] = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)')/.exec(text) ?? [];
  if (double !== undefined) return double.replace(/\\(["\\])/g, '$1');
  if (single !== undefined) return single;
  const plain = text.replace(/\s+#.*$/, '');
  if (/^(?:true|false)$/.test(plain)) return plain === 'true';
  if (/^-?\d+(?:\.\d+)?$/.test(plain)) return number(plain);
  return plain.replace(/^(\d{4}-\d\d-\d\d)[T ].*$/, '$1');
}
