import type { Corpus } from '../../knowledge/corpus.js';
import { wordWeight } from '../../text/function-words.js';
import { stem } from '../../text/stem.js';
import { terms, tokenize } from '../../text/tokenize.js';

/** What a word in a heading is worth beside one in the text. */
const IN_HEADING = 1.5;

/**
 * Which passage an author's question leads to: the one of the same article that holds most of its words, weighed by
 * rarity.
 * @param counts for each stem the number of passages that hold it
 * @returns the questions by position of the passage
 */
export function authoredPlaces(
  corpus: Corpus,
  counts: ReadonlyMap<string, number>,
): ReadonlyMap<number, readonly string[]> {
  const out = new Map<number, string[]>();
  const asking = corpus.documents.filter(({ questions }) => questions.length > 0);
  const passagesOf = new Map<string, number[]>(asking.map(({ id }) => [id, []]));
  for (const [i, { document }] of corpus.passages.entries()) passagesOf.get(document)?.push(i);
  for (const { id, questions } of asking) {
    const inside = passagesOf.get(id) ?? [];
    const stems = inside.map((i) => stemsOf(i, corpus));
    for (const { text } of questions) {
      const wanted = weighed(text, counts, corpus.passages.length);
      let best = -1;
      let most = 0;
      inside.forEach((passage, n) => {
        const { body, heading } = stems[n] as ReturnType<typeof stemsOf>;
        let sum = 0;
        for (const [word, weight] of wanted)
          sum += heading.has(word) ? IN_HEADING * weight : body.has(word) ? weight : 0;
        if (sum > most) {
          most = sum;
          best = passage;
        }
      });
      if (best >= 0) out.set(best, [...(out.get(best) ?? []), text]);
    }
  }
  return out;
}

function weighed(text: string, counts: ReadonlyMap<string, number>, passages: number): [string, number][] {
  const words = tokenize(text).flatMap(({ parts }) => parts);
  return words.map((word) => {
    const n = counts.get(stem(word)) ?? passages;
    return [stem(word), wordWeight(word) * Math.log(1 + passages / n)];
  });
}

function stemsOf(
  passage: number,
  corpus: Corpus,
): { body: ReadonlySet<string>; heading: ReadonlySet<string> } {
  const { items = [0, 0], section = -1 } = corpus.passages[passage] ?? {};
  const body = new Set(
    corpus.items
      .slice(...(items as [number, number]))
      .flatMap(({ name, text }) => terms(`${name ?? ''} . ${text}`)),
  );
  return { body, heading: new Set(terms((corpus.sections[section]?.path ?? []).join(' . '))) };
}
