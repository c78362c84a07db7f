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
    entries.set(key, entryOf(text));
  }
  return Object.fromEntries(entries);
}

function entryOf(text: string): unknown {
  if (text.startsWith('['))
    return [...text.matchAll(/"([^"]*)"|'([^']*)'|(-?\d+(?:\.\d+)?)(?=\s*[,\]])/g)].map(
      ([, double, single, number]) => double ?? single ?? Number(number),
    );
  const [, double, single] = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)')/.exec(text) ?? [];
  if (double !== undefined) return double.replace(/\\(["\\])/g, '$1');
  if (single !== undefined) return single;
  const plain = text.replace(/\s+#.*$/, '');
  if (/^(?:true|false)$/.test(plain)) return plain === 'true';
  if (/^-?\d+(?:\.\d+)?$/.test(plain)) return Number(plain);
  return plain.replace(/^(\d{4}-\d\d-\d\d)[T ].*$/, '$1');
}
