/** The entries of front matter that mean something. */
export const KNOWN_ENTRIES = [
  'title',
  'source',
  'licence',
  'noun',
  'subjects',
  'questions',
  'verified',
  'said',
  'labels',
  'owner',
  'reviewed',
  'review_by',
] as const;

/** Longest value of an unknown entry that is kept, in characters: a longer one is no fact about the article. */
export const MAX_FACT = 300;

/** Whether an entry means something. */
export function isKnownEntry(name: string): name is (typeof KNOWN_ENTRIES)[number] {
  return (KNOWN_ENTRIES as readonly string[]).includes(name);
}

/** The entries that Docent gives no meaning to, as texts: scalars, and lists of them. */
export function otherEntries(front: Readonly<Record<string, unknown>>): Record<string, string> {
  const isScalar = (value: unknown) => /^(?:string|number|boolean)$/.test(typeof value);
  const out: [string, string][] = [];
  for (const [key, value] of Object.entries(front)) {
    if (isKnownEntry(key)) continue;
    const values = (Array.isArray(value) ? value : [value]).map((one) =>
      one instanceof Date ? one.toISOString().slice(0, 10) : one,
    );
    const text = values.filter(isScalar).join(', ');
    if (text !== '' && text.length <= MAX_FACT) out.push([key, text]);
  }
  return Object.fromEntries(out);
}
