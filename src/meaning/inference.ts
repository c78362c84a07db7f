import type { InferenceSession, Tensor } from 'onnxruntime-node';

/** Numbers of a vector of the encoder. */
export const DIMENSIONS = 384;

/** Most tokens of a question that are read; what follows is talk. */
const QUESTION_TOKENS = 64;
/** Most tokens of a passage that are encoded, and that the reranker reads with the question: what both were trained on. */
const PASSAGE_TOKENS = 256;
const PAIR_TOKENS = 224;

/**
 * npm leaves an optional dependency out whose install script fails, and that of this one fetches libraries for
 * graphics cards, which nothing here uses.
 */
function notInstalled(cause: NodeJS.ErrnoException): never {
  if (cause.code !== 'ERR_MODULE_NOT_FOUND') throw cause;
  throw new Error('onnxruntime-node is missing: npm install --ignore-scripts onnxruntime-node', { cause });
}

/** What the models are made of, as bytes. */
export interface ModelFiles {
  readonly encoder: Uint8Array;
  readonly reranker: Uint8Array;
  /** `tokenizer.json` and `tokenizer_config.json` as they come with the models. */
  readonly tokenizer: string;
  readonly tokenizerConfig: string;
}

/** A passage as it is encoded: where it stands, and its lines. */
export interface PassageText {
  /** Title and headings, joined. */
  readonly place: string;
  readonly lines: readonly string[];
}

/** Unit vectors; of a line that was cut off, zeros. */
export interface PassageVectors {
  readonly whole: Float32Array;
  readonly place: Float32Array;
  readonly lines: readonly Float32Array[];
}

/** Runs the models. One text at a time: in int8 arithmetic what stands beside it in a batch would change its vector. */
export interface Inference {
  /** The unit vector of a question. */
  question(text: string): Promise<Float32Array>;
  passage(text: PassageText): Promise<PassageVectors>;
  /** How well a passage answers a question: higher is better, only differences mean something. */
  score(question: string, passage: PassageText): Promise<number>;
  /**
   * How near the nearest word of a passage is to each of some words of a question, in the context of each: a cosine;
   * 0 for a word that the question does not have.
   */
  cover(question: string, words: readonly string[], passage: PassageText): Promise<number[]>;
}

/**
 * Loads the models.
 * @param threads that one run may use
 * @throws when the native library is missing or cannot be loaded here, or a model is damaged
 */
export async function loadInference(files: ModelFiles, threads = 1): Promise<Inference> {
  // Loaded late: a program that answers by words, or has them in a thread, does without.
  const [runtime, { Tokenizer }] = await Promise.all([
    import('onnxruntime-node').catch(notInstalled),
    import('@huggingface/tokenizers'),
  ]);
  const { InferenceSession: Session, Tensor: TensorOf } = runtime.default ?? runtime;
  const options: InferenceSession.SessionOptions = {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  };
  const tokenizer = new Tokenizer(JSON.parse(files.tokenizer), JSON.parse(files.tokenizerConfig));
  const encoder = await Session.create(files.encoder, options);
  // Loaded when it is first wanted: where words alone are sure, it never is.
  let reranker: Promise<InferenceSession> | null = null;
  const [opening = 0, closing = 0] = tokenizer.encode('').ids;
  const idsOf = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids;
  const tensor = (ids: readonly number[]): Tensor =>
    new TensorOf('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]);
  const ones = (length: number) => tensor(new Array<number>(length).fill(1));

  /** The vectors of tokens, one after the other. */
  async function encode(ids: readonly number[]): Promise<Float32Array> {
    const { tokens } = await encoder.run({ input_ids: tensor(ids), attention_mask: ones(ids.length) });
    return (tokens as Tensor).data as Float32Array;
  }

  /** The tokens of a passage: how many of them say where it stands, and where each line ends. */
  function tokensOf({ place, lines }: PassageText) {
    const ids = [opening, ...idsOf(`${place}:`)];
    const placed = Math.min(ids.length, PASSAGE_TOKENS);
    const ends: number[] = [];
    for (const line of lines) {
      if (ids.length < PASSAGE_TOKENS) ids.push(...idsOf(line));
      ends.push(Math.min(ids.length, PASSAGE_TOKENS));
    }
    ids.length = Math.min(ids.length, PASSAGE_TOKENS);
    ids.push(closing);
    return { ids, placed, ends };
  }

  return {
    async question(text) {
      const ids = [opening, ...idsOf(text).slice(0, QUESTION_TOKENS), closing];
      return mean(await encode(ids), 0, ids.length);
    },
    async passage(passage) {
      const { ids, placed, ends } = tokensOf(passage);
      const vectors = await encode(ids);
      return {
        whole: mean(vectors, 0, ids.length),
        place: mean(vectors, 1, placed),
        lines: ends.map((end, i) => mean(vectors, i === 0 ? placed : (ends[i - 1] as number), end)),
      };
    },
    async score(question, { place, lines }) {
      reranker ??= Session.create(files.reranker, options);
      const asked = [opening, ...idsOf(question).slice(0, QUESTION_TOKENS), closing];
      const room = PAIR_TOKENS - asked.length - 1;
      const text = [...idsOf(`${place}: ${lines.join(' ')}`).slice(0, room), closing];
      const { score } = await (await reranker).run({
        input_ids: tensor([...asked, ...text]),
        token_type_ids: tensor([...asked.map(() => 0), ...text.map(() => 1)]),
        attention_mask: ones(asked.length + text.length),
      });
      return (score as Tensor).data[0] as number;
    },
    async cover(question, words, passage) {
      const ids = [opening];
      const places = new Map<string, readonly [from: number, to: number]>();
      const lower = question.toLowerCase();
      let at = 0;
      for (const word of words) {
        const found = lower.indexOf(word, at);
        if (found < 0 || ids.length > QUESTION_TOKENS) continue;
        ids.push(...idsOf(lower.slice(at, found)));
        const from = ids.length;
        ids.push(...idsOf(word));
        places.set(word, [from, ids.length]);
        at = found + word.length;
      }
      ids.push(...idsOf(lower.slice(at)).slice(0, Math.max(0, QUESTION_TOKENS - ids.length)), closing);
      const asked = await encode(ids);
      const { ids: text } = tokensOf(passage);
      const vectors = await encode(text);
      const lengths = Float64Array.from(text, (_, token) => lengthOf(vectors, token * DIMENSIONS));
      return words.map((word) => {
        const place = places.get(word);
        return place ? nearestToken(mean(asked, ...place), vectors, lengths) : 0;
      });
    },
  };
}

/** The mean of some of the tokens' vectors, of length 1; zeros where there are none. */
function mean(vectors: Float32Array, from: number, to: number): Float32Array {
  const out = new Float32Array(DIMENSIONS);
  for (let token = from; token < to; token++)
    for (let d = 0; d < DIMENSIONS; d++)
      out[d] = (out[d] as number) + (vectors[token * DIMENSIONS + d] as number);
  let square = 0;
  for (const value of out) square += value * value;
  const length = Math.sqrt(square) || 1;
  return out.map((value) => value / length);
}

function lengthOf(vectors: Float32Array, from: number): number {
  let square = 0;
  for (let d = from; d < from + DIMENSIONS; d++) square += (vectors[d] as number) ** 2;
  return Math.sqrt(square) || 1;
}

/** The largest cosine of a unit vector and a token of a text, its opening and closing left out. */
function nearestToken(word: Float32Array, vectors: Float32Array, lengths: Float64Array): number {
  let nearest = 0;
  for (let token = 1; token < lengths.length - 1; token++) {
    let dot = 0;
    for (let d = 0; d < DIMENSIONS; d++)
      dot += (word[d] as number) * (vectors[token * DIMENSIONS + d] as number);
    nearest = Math.max(nearest, dot / (lengths[token] as number));
  }
  return nearest;
}
