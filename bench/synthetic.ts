/** A passage of the synthetic corpus takes about this many words, as paragraphs of documentation do. */
const SENTENCES = [2, 5] as const;
const WORDS = [8, 24] as const;
const PASSAGES_A_SECTION = 4;
const SECTIONS_A_DOCUMENT = 25;
/** Different words, and how steeply their use falls (Zipf's law; about 1 in English). */
const VOCABULARY = 60_000;
const ZIPF = 1.05;
const FUNCTION_WORDS =
  'the of and to a in is it that for was on are as with be at by this have from or an not but what all were when we there can their which if will each about how up out them then she many some so these would'.split(
    ' ',
  );

export interface SyntheticFile {
  readonly path: string;
  readonly text: string;
}

export interface SyntheticCorpus {
  readonly files: readonly SyntheticFile[];
  /** Questions put together of words of one sentence each. */
  readonly questions: readonly string[];
}

/** A generator of numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Articles of made-up words whose frequencies fall as those of a language do, and questions on them. */
export function synthesize(passages: number, questions: number, seed = 1): SyntheticCorpus {
  const random = seeded(seed);
  const between = ([from, to]: readonly [number, number]) => from + Math.floor(random() * (to - from + 1));
  const vocabulary = words(random);
  const pick = sampler(random, vocabulary);
  const sentence = (): string => {
    const picked = Array.from({ length: between(WORDS) }, pick);
    const text = picked.join(' ');
    return `${text[0]?.toUpperCase()}${text.slice(1)}.`;
  };
  const files: SyntheticFile[] = [];
  const asked: string[] = [];
  const every = Math.max(1, Math.floor(passages / questions));
  for (let made = 0; made < passages; ) {
    const lines = [`# ${title(pick)}`, ''];
    for (let s = 0; s < SECTIONS_A_DOCUMENT && made < passages; s++) {
      lines.push(`## ${title(pick)}`, '');
      for (let p = 0; p < PASSAGES_A_SECTION && made < passages; p++, made++) {
        const sentences = Array.from({ length: between(SENTENCES) }, sentence);
        lines.push(sentences.join(' '), '');
        if (made % every === 0) asked.push(questionOf(sentences[0] ?? '', random));
      }
    }
    files.push({ path: `${String(files.length).padStart(5, '0')}.md`, text: lines.join('\n') });
  }
  return { files, questions: asked };
}

function questionOf(sentence: string, random: () => number): string {
  const content = sentence
    .toLowerCase()
    .slice(0, -1)
    .split(' ')
    .filter((word) => !FUNCTION_WORDS.includes(word));
  const start = Math.floor(random() * Math.max(1, content.length - 4));
  return `what is the ${content.slice(start, start + 4).join(' ')}?`;
}

function title(pick: () => string): string {
  return [pick(), pick(), pick()].join(' ');
}

/** Function words first, then pronounceable made-up ones, from short to long. */
function words(random: () => number): string[] {
  const [onsets, vowels, codas] = ['bdfgklmnprstvz', 'aeiou', 'lmnrst'];
  const letter = (from = '') => from[Math.floor(random() * from.length)] ?? '';
  const out = new Set(FUNCTION_WORDS);
  while (out.size < VOCABULARY) {
    const syllables = 2 + Math.floor((3 * out.size) / VOCABULARY);
    let word = '';
    for (let i = 0; i < syllables; i++) word += letter(onsets) + letter(vowels);
    out.add(word + (random() < 0.5 ? letter(codas) : ''));
  }
  return [...out];
}

/** Draws words by Zipf's law: the word of rank r about as often as 1 / r^s. */
function sampler(random: () => number, vocabulary: readonly string[]): () => string {
  const sums = new Float64Array(vocabulary.length);
  let sum = 0;
  for (let r = 0; r < vocabulary.length; r++) {
    sum += 1 / (r + 2.7) ** ZIPF;
    sums[r] = sum;
  }
  return () => {
    const at = random() * sum;
    let [low, high] = [0, vocabulary.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return vocabulary[low] ?? '';
  };
}
