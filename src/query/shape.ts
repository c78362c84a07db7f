import type { SubjectMention } from './query.js';
import type { Word } from './words.js';

/**
 * A question in lower case with `SUBJ` for every subject and `NOUN` or `NOUNS` for what subjects are called,
 * so that its grammar can be told by patterns that know no subject: "which NOUNS are written in php".
 */
export function shapeOf(words: readonly Word[], subjects: readonly SubjectMention[]): string {
  const out: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const mention = subjects.find(({ from }) => from === i);
    if (mention) {
      out.push('SUBJ');
      i = mention.to;
      continue;
    }
    const word = words[i] as Word;
    if (word.role === 'noun') out.push(word.text.endsWith('s') ? 'NOUNS' : 'NOUN');
    else out.push(word.text);
  }
  return out.join(' ');
}
