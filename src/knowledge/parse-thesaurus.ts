import type { Thesaurus } from './corpus.js';
import { thesaurusSchema } from './front-matter.js';
import { parseYaml } from './parse-yaml.js';
import type { Problem } from './problem.js';

/** Reads `thesaurus.yaml`. Never throws; what is wrong is in the problems, each with its line. */
export function parseThesaurus(
  file: string,
  yaml: string,
): { thesaurus: Thesaurus | null; problems: readonly Problem[] } {
  const { value, problems } = parseYaml(yaml, thesaurusSchema, file, 1, 'thesaurus');
  if (!value || problems.length > 0) return { thesaurus: null, problems };
  const narrower = Object.entries(value.narrower).map(([general, special]) => ({
    general: general.toLowerCase(),
    special: special.map((word) => word.toLowerCase()),
  }));
  return {
    thesaurus: { groups: value.groups.map(lower), related: value.related.map(lower), narrower },
    problems,
  };
}

function lower(words: readonly string[]): string[] {
  return words.map((word) => word.toLowerCase());
}
