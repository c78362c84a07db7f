import { stem } from './stem.js';

/** A number as texts write it, with what stands right before and after it. */
const NUMBER =
  /(?<currency>[$€£¥])?\s?(?<![\p{L}\p{N}.,:])(?<number>\d+(?:[.,:]\d+)*)(?<joined>[-/–]\d)?\s?(?<unit>[°%$€£¥]?\s?\p{L}*)/gu;

/** Words that say which side of a number is meant: where they differ, two numbers may both be right. */
const LIMITS: ReadonlySet<string> = new Set(
  'under over above below from until till to before after at least most more less fewer than since by up within between first last'.split(
    ' ',
  ),
);

/** Longer numbers name something: a telephone, an order. */
const MAX_DIGITS = 6;

interface Quantity {
  readonly value: string;
  readonly unit: string;
}

/**
 * Whether two sentences give one quantity each that the other does not, in the same unit and on the same side: "80
 * degrees" and "70 degrees". Years, names made of digits and ranges are none.
 */
export function differInOneQuantity(a: string, b: string): boolean {
  if (limitsIn(a) !== limitsIn(b)) return false;
  const [own, other] = [quantitiesIn(a), quantitiesIn(b)];
  if (!own || !other) return false;
  const [one, ...more] = without(own, other);
  const [another, ...others] = without(other, own);
  return (
    one !== undefined &&
    another !== undefined &&
    more.length + others.length === 0 &&
    one.unit === another.unit
  );
}

const without = (some: readonly Quantity[], others: readonly Quantity[]): Quantity[] =>
  some.filter((one) => !others.some(({ value, unit }) => value === one.value && unit === one.unit));

/** `null` where there is a number that is no quantity. */
function quantitiesIn(text: string): Quantity[] | null {
  const out: Quantity[] = [];
  for (const { groups = {} } of text.matchAll(NUMBER)) {
    const { currency = '', number = '', joined, unit = '' } = groups;
    const isYear = /^(?:1[5-9]|20)\d\d$/.test(number) && currency === '' && !/^[%°$€£¥]/.test(unit);
    if (joined !== undefined || isYear || number.replace(/\D/g, '').length > MAX_DIGITS) return null;
    const word = unit.replace(/\s/g, '').toLowerCase();
    out.push({ value: plainValue(number), unit: `${currency}${LIMITS.has(word) ? '' : stem(word)}` });
  }
  return out;
}

/** "09:00" is "9:00", "2.50" is "2.5", "1,500" is "1500". */
function plainValue(number: string): string {
  const plain = number.replace(/,(?=\d{3}(?:\D|$))/g, '');
  return plain
    .split(':')
    .map((part) => String(Number(part.replace(',', '.'))))
    .join(':');
}

function limitsIn(text: string): string {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words
    .filter((word) => LIMITS.has(word))
    .sort()
    .join(' ');
}
