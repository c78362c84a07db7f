/** What amounts of one sort have in common; money of all countries is one, since an article speaks of its own. */
export type Dimension =
  | 'mass'
  | 'time'
  | 'length'
  | 'money'
  | 'data'
  | 'volume'
  | 'power'
  | 'share'
  | 'temperature'
  | 'people';

/** A number with what it counts, in the base unit of its dimension; `null` where it says none. */
export interface Amount {
  readonly value: number;
  readonly dimension: Dimension | null;
}

/** A bound that a question sets: "under 5 kg", "4 people or more". */
export interface Bound {
  /** As it is written. */
  readonly text: string;
  readonly relation: 'below' | 'above';
  /** Whether the amount itself is within: "at most", not "less than". */
  readonly inclusive: boolean;
  readonly amount: Amount;
}

/** Units by dimension: how they are written, and how many of the base unit one is. */
const UNITS: Readonly<Record<Dimension, string>> = {
  mass: 'mg=0.001 g=1 gram=1 grams=1 kg=1000 kgs=1000 kilo=1000 kilos=1000 kilogram=1000 kilograms=1000 ton=1e6 tons=1e6 tonne=1e6 tonnes=1e6 oz=28.35 lb=453.6 lbs=453.6',
  time: 'ms=0.001 s=1 sec=1 secs=1 second=1 seconds=1 min=60 mins=60 minute=60 minutes=60 h=3600 hr=3600 hrs=3600 hour=3600 hours=3600 day=86400 days=86400 week=604800 weeks=604800 month=2592000 months=2592000 year=31536000 years=31536000',
  length:
    'mm=0.001 cm=0.01 m=1 metre=1 metres=1 meter=1 meters=1 km=1000 inch=0.0254 inches=0.0254 ft=0.3048 foot=0.3048 feet=0.3048 mile=1609 miles=1609',
  money:
    '€=1 $=1 £=1 euro=1 euros=1 eur=1 dollar=1 dollars=1 usd=1 buck=1 bucks=1 gbp=1 quid=1 cent=0.01 cents=0.01 ct=0.01 chf=1',
  data: 'kb=1e3 mb=1e6 gb=1e9 tb=1e12',
  volume: 'ml=0.001 cl=0.01 l=1 litre=1 litres=1 liter=1 liters=1',
  power: 'w=1 watt=1 watts=1 kw=1000',
  share: '%=1 percent=1',
  temperature: '°=1 °c=1 degree=1 degrees=1',
  people: 'people=1 person=1 persons=1 ppl=1 guest=1 guests=1 player=1 players=1 adult=1 adults=1',
};

const UNIT: ReadonlyMap<string, readonly [Dimension, number]> = new Map(
  (Object.entries(UNITS) as [Dimension, string][]).flatMap(([dimension, list]) =>
    list.split(' ').map((entry): [string, readonly [Dimension, number]] => {
      const [unit = '', size = '1'] = entry.split('=');
      return [unit, [dimension, Number(size)]];
    }),
  ),
);

/** Words that compare amounts of one dimension. */
const COMPARING: ReadonlyMap<string, readonly [Bound['relation'], Dimension]> = new Map([
  ['cheaper', ['below', 'money']],
  ['lighter', ['below', 'mass']],
  ['heavier', ['above', 'mass']],
]);

/** Words by which amounts of a dimension are spoken of: "that cost under 20 €". */
export const SPOKEN_OF: Readonly<Partial<Record<Dimension, string>>> = {
  mass: 'weigh weighs weighing weight',
  money: 'cost costs costing price priced pay',
  time: 'take takes taking',
  people: 'sleep sleeps sleeping',
};

const NUMBER = String.raw`(?<money>[€$£]\s?)?(?<number>\d[\d.,]{0,12})(?<thousand>k\b)?\s?(?<unit>°c|[€$£%°]|\p{L}{1,10})?`;
const BEFORE = new RegExp(
  String.raw`(?<not>\b(?:not|no|never)\s+)?\b(?<word>under|below|less than|fewer than|at most|up to|within|max(?:imum)?(?: of)?|over|above|more than|at least|min(?:imum)?(?: of)?|(?<adjective>cheaper|lighter|heavier) than)\s+(?:about |around |a )?${NUMBER}`,
  'giu',
);
const AFTER = new RegExp(
  String.raw`${NUMBER}\s{0,2}(?<word>or (?:less|fewer|under|below)|max\b|tops\b|or (?:more|above|over|up)|and (?:more|up)\b|\+)`,
  'giu',
);

/** The bounds that a question sets, in the order of reading. */
export function boundsIn(question: string): Bound[] {
  const bounds: (Bound & { at: number })[] = [];
  for (const match of question.matchAll(BEFORE)) {
    const { not, word = '', adjective, number = '', unit } = match.groups ?? {};
    const compared = adjective === undefined ? null : COMPARING.get(adjective.toLowerCase());
    if (compared === undefined) continue;
    const below = compared
      ? compared[0] === 'below'
      : /^(?:under|below|less|fewer|at most|up|within|max)/i.test(word);
    const turned = not !== undefined;
    const inclusive = turned || /^(?:at|up|within|max|min)/i.test(word);
    const amount = amountOf(match.groups);
    const text = match[0].slice(0, lengthWithout(match[0], number, unit, amount));
    bounds.push({
      at: match.index,
      text,
      relation: below === turned ? 'above' : 'below',
      inclusive,
      amount: compared && amount.dimension === null ? { ...amount, dimension: compared[1] } : amount,
    });
  }
  for (const match of question.matchAll(AFTER)) {
    const at = match.index;
    if (bounds.some((one) => at >= one.at && at < one.at + one.text.length)) continue;
    const below = /less|fewer|under|below|max|tops/i.test(match.groups?.word ?? '');
    const relation = below ? 'below' : 'above';
    bounds.push({ at, text: match[0], relation, inclusive: true, amount: amountOf(match.groups) });
  }
  return bounds.sort((a, b) => a.at - b.at).map(({ at: _, ...bound }) => bound);
}

/** Of what is written of an amount, without a word behind the number that is no unit. */
function lengthWithout(
  text: string,
  number: string,
  unit: string | undefined,
  { dimension }: Amount,
): number {
  return unit !== undefined && dimension === null ? text.lastIndexOf(number) + number.length : text.length;
}

const ANY = new RegExp(NUMBER, 'giu');

/** The amounts that a text says; the first of a range has the unit of the second: "35 to 50 cents". */
export function amountsIn(text: string): Amount[] {
  const found = [...text.replace(RANGE, '$1 to ').matchAll(ANY)];
  const amounts: Amount[] = [];
  for (const [i, { groups }] of [...found.entries()].reverse()) {
    const amount = amountOf(groups);
    const next = amounts[0];
    const isRange = amount.dimension === null && groups?.unit === 'to';
    amounts.unshift(
      isRange && next
        ? { value: amount.value * (unitOf(found[i + 1]?.groups)?.[1] ?? 1), dimension: next.dimension }
        : amount,
    );
  }
  return amounts;
}

/** "35–50" is "35 to 50". */
const RANGE = /(\d)\s?[-–—](?=\s?\d)/g;

/** One of the unit that the words of a label name: "Weight (kg)", "From € a month". */
export function unitIn(label: string): Amount | null {
  for (const word of label.toLowerCase().match(/°c|[€$£%°]|\p{L}+/gu) ?? []) {
    const unit = UNIT.get(word);
    // "A month" and "per day" say of what, not how much.
    if (unit && unit[0] !== 'time') return { dimension: unit[0], value: unit[1] };
  }
  return null;
}

type Groups = Readonly<Record<string, string | undefined>> | undefined;

function amountOf(groups: Groups): Amount {
  const { number = '', thousand } = groups ?? {};
  const [dimension, size] = unitOf(groups) ?? [null, 1];
  return { value: numberOf(number) * size * (thousand === undefined ? 1 : 1000), dimension };
}

function unitOf(groups: Groups): readonly [Dimension, number] | undefined {
  return UNIT.get((groups?.money?.trim() || groups?.unit || '').toLowerCase());
}

/** "1,500" is one thousand five hundred, "1,5" is one and a half. */
function numberOf(written: string): number {
  const plain = written.replace(/[.,]+$/, '').replace(/[.,](?=\d{3}(?:\D|$))/g, '');
  return Number(plain.replace(',', '.').replace(/[.,](?=.*[.,])/g, '')) || 0;
}
