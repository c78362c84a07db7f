import { Tokenizer } from '@huggingface/tokenizers';
import type { InferenceSession, Tensor } from 'onnxruntime-node';

/** Numbers of a vector of the encoder. */
export const DIMENSIONS = 384;

/** Most tokens of a question that are read; what follows is talk. */
const QUESTION_TOKENS = 64;
/** Most tokens of a passage that are encoded, and that the reranker reads with the question: what both were trained on. */
const PASSAGE_TOKENS = 256;
const PAIR_TOKENS = 224;

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
}

/**
 * Loads the models.
 * @param threads that one run may use
 * @throws when the native library is missing or cannot be loaded here, or a model is damaged
 */
export async function loadInference(files: ModelFiles, threads = 1): Promise<Inference> {
  const runtime = await import('onnxruntime-node');
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

  return {
    async question(text) {
      const ids = [opening, ...idsOf(text).slice(0, QUESTION_TOKENS), closing];
      return mean(await encode(ids), 0, ids.length);
    },
    async passage({ place, lines }) {
      const ids = [opening, ...idsOf(`${place}:`)];
      const placed = Math.min(ids.length, PASSAGE_TOKENS);
      const ends: number[] = [];
      for (const line of lines) {
        if (ids.length < PASSAGE_TOKENS) ids.push(...idsOf(line));
        ends.push(Math.min(ids.length, PASSAGE_TOKENS));
      }
      ids.length = Math.min(ids.length, PASSAGE_TOKENS);
      ids.push(closing);
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
