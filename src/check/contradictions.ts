import { COLUMN_SEPARATOR, type Corpus, type Fact } from '../knowledge/corpus.js';
import type { Problem } from '../knowledge/problem.js';
import { compact } from '../text/compact.js';

/**
 * Rows of one subject that have the same label and say different things. Tables of more than two columns are
 * left alone: their first column often is no label but a kind, of which there are several.
 */
export function contradictions({ subjects }: Corpus): Problem[] {
  return subjects.flatMap(({ name, facts }) => {
    const first = new Map<string, Fact>();
    return facts.flatMap((fact): Problem[] => {
      if (fact.label.includes(COLUMN_SEPARATOR)) return [];
      const label = key(fact.label);
      const other = first.get(label);
      if (!other) {
        first.set(label, fact);
        return [];
      }
      if (said(other) === said(fact)) return [];
      const line = other.lines[0];
      if (line === fact.lines[0]) return [];
      const message = `"${fact.label}" of "${name}" is "${fact.values.join('; ')}" here and "${other.values.join('; ')}" in line ${line}. Keep what is true, or give one row another label.`;
      return [
        {
          severity: 'warning',
          file: fact.place.document.id,
          line: fact.lines[0],
          rule: 'contradiction',
          message,
        },
      ];
    });
  });
}

function said({ values }: Fact): string {
  return values.map(key).sort().join(';');
}

/** Names may be spelt in several ways; "%o" and "%O", "1.5" and "15" are not the same. */
function key(text: string): string {
  return /^[\p{L}\s._-]+$/u.test(text) ? compact(text) : text.replace(/\s+/g, ' ').trim();
}
