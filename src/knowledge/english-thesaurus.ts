import { RELATED, SYNONYMS } from '../english/thesaurus.js';
import type { Thesaurus } from './corpus.js';

/** General English, for articles on any subject. */
export const ENGLISH: Thesaurus = { groups: groups(SYNONYMS), related: groups(RELATED), narrower: [] };

function groups(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split(',')
        .map((phrase) => phrase.trim())
        .filter(Boolean),
    );
}
