import type { Word } from './words.js';

/** Frequent function words of other languages that are no English words. */
const FOREIGN = new Set(
  (
    'que qué cual cuál cuales es son el los las una unos para por como cómo con del al donde dónde quien quién tiene sirve hola ' +
    'qu est ce quest quel quelle quels quelles le les une des du et pour avec dans comment pourquoi cest sont avantages ' +
    'was ist sind der die das ein eine einen und oder mit für wie warum welche welcher welches wer kann ich nicht von zu gibt ' +
    'che cosa cosè il lo gli uno sono perché quali quale come di è o os um uma não são vantagens ' +
    'een het van voor welke waarom hoe zijn og er hvad hva vad är och som jest czy jak co to'
  ).split(' '),
);
/** Letters of scripts that English does not use. */
const OTHER_SCRIPT =
  /[\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Greek}]/u;
/** Words of the list above that English has too, so that they alone prove nothing. */
const SHARED = new Set('was die to come con o er as an in on is per com use or van lo'.split(' '));

/** True when most words that could tell are another language's. */
export function isForeign(words: readonly Word[]): boolean {
  const free = words.filter((word) => word.role !== 'subject');
  if (free.length === 0) return false;
  if (free.filter((word) => OTHER_SCRIPT.test(word.text)).length * 2 >= free.length) return true;
  const own = free.filter((word) => FOREIGN.has(word.text));
  return own.some((word) => !SHARED.has(word.text)) && own.length * 2 >= free.length;
}
