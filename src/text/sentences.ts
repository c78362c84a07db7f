/** Abbreviations after which a full stop ends no sentence, lower case, without the stop. */
const ABBREVIATIONS = new Set(
  (
    'mr mrs ms dr prof sr jr st mt ft gen col lt capt sgt rev hon gov pres sen rep no nos vol vs etc e.g i.e eg ie cf al fig figs ' +
    'approx dept est inc ltd co corp bros jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n d.c ph.d a.m p.m b.c a.d c ca'
  ).split(' '),
);

/** Made when first needed: it takes longer than an answer. */
let segmenter: Intl.Segmenter | null = null;

/** A stretch of a text: `text.slice(start, end)` is the sentence, without surrounding white space. UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a text into sentences (Unicode UAX #29 by `Intl.Segmenter`; pieces that UAX #29 cuts after an
 * abbreviation, an initial or inside brackets are joined again). Spans are in order and do not overlap;
 * together they hold every character that is not white space between them.
 */
export function sentenceSpans(text: string): Span[] {
  const spans: Span[] = [];
  let open: { start: number; end: number } | null = null;
  for (const { segment, index } of segments(text)) {
    const trimmedEnd = index + segment.trimEnd().length;
    if (trimmedEnd === index) continue;
    const start = index + (segment.length - segment.trimStart().length);
    if (open && continues(text.slice(open.start, open.end), text.slice(start, trimmedEnd)))
      open.end = trimmedEnd;
    else {
      if (open) spans.push(open);
      open = { start, end: trimmedEnd };
    }
  }
  if (open) spans.push(open);
  return spans;
}

/**
 * Characters that the segmenter is given at once. V8 copies the whole text for every sentence that it finds in it:
 * 40,000 sentences in one paragraph took ten seconds.
 */
const WINDOW = 4_000;

/** A piece of a text that {@link segments} cuts, and where it begins. */
export interface Segment {
  readonly segment: string;
  readonly index: number;
}

/** The segments of a text, as `Intl.Segmenter` gives them of the whole. */
export function* segments(text: string, window = WINDOW): Generator<Segment> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  let from = 0;
  for (let size = window; from < text.length; ) {
    const isLast = from + size >= text.length;
    const found = [...segmenter.segment(text.slice(from, from + size))];
    // Where the last ones end may depend on what is behind the window; nothing looks back over the end of one.
    const sure = isLast ? found : found.slice(0, -2);
    for (const { segment, index } of sure) yield { segment, index: from + index };
    const next = found[sure.length];
    if (isLast || !next) return;
    if (sure.length === 0) size *= 2;
    else size = window;
    from += next.index;
  }
}

/** The sentences of a text, in order. */
export function sentences(text: string): string[] {
  return sentenceSpans(text).map(({ start, end }) => text.slice(start, end));
}

function continues(before: string, after: string): boolean {
  const first = after[0] ?? '';
  if (/[\p{Ll},;:)\]]/u.test(first)) return true;
  if (!before.endsWith('.')) return false;
  if (before === '.' || before.endsWith(' .')) return true;
  const lastWord = before.slice(before.lastIndexOf(' ') + 1, -1).replace(/^[("'“‘[]+/, '');
  if (/^\p{Lu}$/u.test(lastWord)) return true;
  if (/^(?:\p{Lu}\.)+\p{Lu}$/u.test(lastWord))
    return !/^(?:The|A|An|In|It|He|She|They|This|These|On|At|By|As)\b/.test(after);
  return ABBREVIATIONS.has(lastWord.toLowerCase());
}
