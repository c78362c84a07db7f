import { ANY, EVERYTHING, type Labels } from '../knowledge/label-words.js';
import type { Problem } from '../knowledge/problem.js';
import { type Labelled, type Scope, seenBy } from '../knowledge/scope.js';
import { nearest } from './nearest.js';

/** What is seen somewhere, and on which line that is written; `null`: on none. */
export interface WrittenScope {
  readonly see: Scope;
  readonly line: number | null;
}

/**
 * Rules that show nothing, labels in them that no article has, and articles that are seen nowhere.
 * @param file of the rules, as problems name it
 */
export function checkScopes(
  scopes: readonly WrittenScope[],
  articles: readonly Labelled[],
  file: string,
): Problem[] {
  const used = valuesIn(articles.map(({ frontMatter }) => frontMatter?.labels ?? {}));
  const named = valuesIn(scopes.map(({ see }) => (see === EVERYTHING ? {} : see.labels)));
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const { see, line } of scopes) {
    const own = seenBy(see, articles);
    for (const path of own) seen.add(path);
    if (line === null) continue;
    const told = see === EVERYTHING ? [] : foreignIn(see.labels, used);
    const all = own.size === 0 ? [...told, 'Nothing is seen here: no article has labels that fit.'] : told;
    for (const message of all)
      problems.push({ severity: 'warning', file, line, rule: 'empty-scope', message });
  }
  for (const { file: path, frontMatter } of articles) {
    if (seen.has(path) || frontMatter?.verified?.quote) continue;
    const [foreign] = foreignIn(frontMatter?.labels ?? {}, named, 'what is seen anywhere');
    const message = `This article is seen nowhere: ${foreign ?? 'no rule sees all of its labels together.'}`;
    problems.push({ severity: 'warning', file: path, line: 1, rule: 'unseen', message });
  }
  return problems;
}

type Values = ReadonlyMap<string, ReadonlySet<string>>;

function valuesIn(all: readonly Labels[]): Values {
  const values = new Map<string, Set<string>>();
  for (const labels of all)
    for (const [name, own] of Object.entries(labels)) {
      const known = values.get(name) ?? new Set();
      for (const value of own) known.add(value);
      values.set(name, known);
    }
  return values;
}

/** Labels and values that others have not, and what was probably meant. */
function foreignIn(labels: Labels, others: Values, who = 'any article'): string[] {
  return Object.entries(labels).flatMap(([name, values]) => {
    const known = others.get(name);
    if (!known) return [`The label "${name}" is in no labels of ${who}.${meant(name, [...others.keys()])}`];
    if (known.has(ANY)) return [];
    return values
      .filter((value) => value !== ANY && !known.has(value))
      .map((value) => `"${name}: ${value}" is in no labels of ${who}.${meant(value, [...known])}`);
  });
}

function meant(written: string, candidates: readonly string[]): string {
  const near = nearest(written, candidates);
  return near === null ? '' : ` Did you mean "${near}"?`;
}
