/** What a line begins with that makes it a point or a numbered heading. */
export interface Marker {
  readonly kind: 'bullet' | 'number' | 'letter';
  /** Of a numbered line: `[2]` for "2.", `[2, 1]` for "2.1". */
  readonly numbers: readonly number[];
  /** The line without it. */
  readonly rest: string;
}

const BULLET = /^[•‣◦▪▫●○■□◆◇►▶➤➢✓✔✅☑★·*»–—-]\s+(?=\S)/u;
/** "1.", "1)", "(1)", "#1", "1 –", "2.1", "2.1."; a number with decimals stands in a sentence, and is not followed by a capital. */
const NUMBER = /^(?:(\d{1,3})[.)]|\((\d{1,3})\)|#(\d{1,3})[.:)]?|(\d{1,3})\s[–—-])\s+(?=\S)/;
const SECTION_NUMBER = /^(\d{1,2}(?:\.\d{1,2})+)[.)]?\s+(?=\p{Lu})/u;
const LETTER = /^\(?([a-z])\)\s+(?=\S)/;

/** The marker of a line, or `null`. */
export function markerOf(text: string): Marker | null {
  const bullet = BULLET.exec(text);
  if (bullet) return { kind: 'bullet', numbers: [], rest: text.slice(bullet[0].length) };
  const section = SECTION_NUMBER.exec(text);
  if (section)
    return {
      kind: 'number',
      numbers: (section[1] ?? '').split('.').map(Number),
      rest: text.slice(section[0].length),
    };
  const number = NUMBER.exec(text);
  if (number) {
    const value = Number(number[1] ?? number[2] ?? number[3] ?? number[4]);
    return { kind: 'number', numbers: [value], rest: text.slice(number[0].length) };
  }
  const letter = LETTER.exec(text);
  if (letter)
    return {
      kind: 'letter',
      numbers: [(letter[1] ?? 'a').charCodeAt(0) - 96],
      rest: text.slice(letter[0].length),
    };
  return null;
}

/** Whether one numbered line counts on from another: "2." after "1.", "2.2" after "2.1". */
export function countsOn(before: Marker | null, after: Marker | null): boolean {
  if (!before || !after || before.kind !== after.kind || before.kind === 'bullet') return false;
  const depth = before.numbers.length;
  return (
    depth === after.numbers.length &&
    after.numbers.every((n, i) => n === (before.numbers[i] ?? 0) + (i === depth - 1 ? 1 : 0))
  );
}
