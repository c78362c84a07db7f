/** Numbers from 0 to 1 that a seed decides (mulberry32, public domain). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface ArticleSection {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly points: readonly { readonly name: string; readonly text: string }[];
  readonly facts: readonly (readonly [label: string, value: string])[];
}

export interface RandomArticle {
  readonly title: string;
  readonly intro: string;
  readonly sections: readonly ArticleSection[];
}

const WORDS =
  'anchor apple autumn barrel basket bell bicycle blanket bottle branch bridge bucket candle canvas carpet castle cellar chimney cinnamon cloud copper cottage cotton cradle creek curtain desert drawer engine feather fence ferry forest fountain furnace garden ginger glacier granite hammer harbour harvest honey island ivory jacket kettle ladder lantern lemon linen lumber maple marble meadow mirror mountain needle oven paddle pebble pencil pepper pigeon pillow plaster pocket potter quarry rabbit ribbon river saddle sailor shelter shovel silver spindle stable summer thunder timber tunnel valley velvet village walnut whistle willow window winter'.split(
    ' ',
  );
const VERBS =
  'carries holds warms covers follows crosses guards lifts joins marks mends needs paints reaches shapes'.split(
    ' ',
  );

/** An article of two to six sections, of plain words. */
export function randomArticle(seed: number): RandomArticle {
  const random = seeded(seed);
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] as string;
  const many = <T>(least: number, most: number, make: () => T): T[] =>
    Array.from({ length: least + Math.floor(random() * (most - least + 1)) }, make);
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const sentence = () =>
    `${capital(`the ${pick(WORDS)} ${pick(VERBS)} the ${pick(WORDS)}`)} ${many(1, 5, () => `of the ${pick(WORDS)}`).join(' ')}.`;
  const paragraph = () => many(2, 5, sentence).join(' ');
  return {
    title: capital(`${pick(WORDS)} and ${pick(WORDS)} in the ${pick(WORDS)}`),
    intro: paragraph(),
    sections: many(2, 6, () => ({
      heading: capital(`${pick(WORDS)} ${pick(WORDS)} number ${Math.floor(random() * 10_000)}`),
      paragraphs: many(1, 3, paragraph),
      points:
        random() < 0.6
          ? many(2, 5, () => ({ name: capital(`${pick(WORDS)} ${pick(WORDS)}`), text: sentence() }))
          : [],
      facts:
        random() < 0.3
          ? many(2, 4, () => [capital(pick(WORDS)), `${pick(WORDS)} ${pick(WORDS)}`] as const)
          : [],
    })),
  };
}

/** Every text of an article, in order. */
export function textsOf({ title, intro, sections }: RandomArticle): string[] {
  return [
    title,
    intro,
    ...sections.flatMap(({ heading, paragraphs, points, facts }) => [
      heading,
      ...paragraphs,
      ...points.flatMap(({ name, text }) => [name, text]),
      ...facts.flat(),
    ]),
  ];
}
