/** A word behind another of the same sentence, where a capital letter says something. */
const INSIDE = /(?<=[\p{L}\p{N},;)] )[\p{L}\p{N}#+]+/gu;

/**
 * Tells names from other words by how texts write them: a name has a capital inside sentences more often than not.
 * The texts are read when the first word is asked for.
 */
export function namesIn(texts: Iterable<string>): (word: string) => boolean {
  let leads: ReadonlyMap<string, number> | null = null;
  return (word) => {
    leads ??= capitalLeads(texts);
    return (leads.get(word) ?? 0) > 0;
  };
}

/** By how much more often each word has a capital than not. */
function capitalLeads(texts: Iterable<string>): Map<string, number> {
  const leads = new Map<string, number>();
  for (const text of new Set(texts))
    for (const [match] of text.matchAll(INSIDE)) {
      const word = match.toLowerCase();
      leads.set(word, (leads.get(word) ?? 0) + (match === word ? -1 : 1));
    }
  return leads;
}
