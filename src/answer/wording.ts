import type { Condition } from '../query/query.js';

/** The conditions in the words that carry them: “real time”, not “php”. */
export function conditionText(conditions: readonly Condition[]): string {
  return conditions
    .map((condition) => {
      const heavy = condition.terms.filter((term) => !term.light);
      const words =
        condition.bound !== null
          ? [condition.bound.set.text.trim()]
          : [
              ...(heavy.length > 0 ? heavy : condition.terms).map((term) => term.text),
              ...condition.mentions.map((one) => one.name),
            ];
      return `${condition.negated ? 'not ' : ''}“${words.join(' ')}”`;
    })
    .join(', ');
}

/** A number that begins a sentence: "Two". */
export function countWord(n: number): string {
  return (
    ['None', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'][n] ?? String(n)
  );
}
