/** The candidates of one question: row after row of features, and which of them are right. */
export interface Choice {
  readonly values: Float64Array;
  readonly rows: number;
  /** 1 for a right row. */
  readonly labels: Uint8Array;
  readonly weight: number;
}

const EPOCHS = 12;
const BATCH = 64;
const RATE = 0.05;

/**
 * Softmax regression over the candidates of each question: maximises the likelihood of the right rows together.
 * Adam (Kingma and Ba, 2015) on scaled features, with a quadratic penalty. Choices without a right row, or with
 * nothing else, teach nothing.
 * @returns weights of the features as they are, not scaled
 */
export function fitSoftmax(choices: readonly Choice[], features: number, l2: number): Float64Array {
  const taught = choices.filter(({ labels }) => labels.includes(1) && labels.includes(0));
  const scale = deviations(taught, features);
  const weights = adam(taught, features, l2, (w, { values, rows, labels, weight }, gradient) => {
    const odds = new Float64Array(rows);
    let top = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < rows; row++) {
      let sum = 0;
      for (let f = 0; f < features; f++)
        sum += ((w[f] as number) * (values[row * features + f] as number)) / (scale[f] as number);
      odds[row] = sum;
      top = Math.max(top, sum);
    }
    let all = 0;
    let right = 0;
    for (let row = 0; row < rows; row++) {
      const value = Math.exp((odds[row] as number) - top);
      odds[row] = value;
      all += value;
      if (labels[row] === 1) right += value;
    }
    for (let row = 0; row < rows; row++) {
      const value = odds[row] as number;
      const slope = weight * (value / all - (labels[row] === 1 ? value / right : 0));
      if (Math.abs(slope) < 1e-9) continue;
      for (let f = 0; f < features; f++)
        gradient[f] =
          (gradient[f] as number) + (slope * (values[row * features + f] as number)) / (scale[f] as number);
    }
    return weight;
  });
  return weights.map((value, f) => value / (scale[f] as number));
}

/** What was measured of one answer, and whether it was right. */
export interface Judged {
  readonly values: Float64Array;
  readonly right: boolean;
  readonly weight: number;
}

/** Logistic regression with a constant, which comes first. On scaled features, with a quadratic penalty. */
export function fitLogistic(judged: readonly Judged[], features: number, l2: number): Float64Array {
  const scale = deviations(
    judged.map(({ values }) => ({ values, rows: 1 })),
    features,
  );
  const scaled = judged.map(({ values, right, weight }) => ({
    values: Float64Array.of(1, ...values.map((value, f) => value / (scale[f] as number))),
    target: right ? 1 : 0,
    weight,
  }));
  const weights = adam(scaled, features + 1, l2, (w, { values, target, weight }, gradient) => {
    let sum = 0;
    for (let f = 0; f <= features; f++) sum += (w[f] as number) * (values[f] as number);
    const slope = weight * (1 / (1 + Math.exp(-sum)) - target);
    for (let f = 0; f <= features; f++) gradient[f] = (gradient[f] as number) + slope * (values[f] as number);
    return weight;
  });
  return weights.map((value, f) => (f === 0 ? value : value / (scale[f - 1] as number)));
}

/** @param gradientOf adds to the gradient and gives the weight of the example */
function adam<T>(
  examples: readonly T[],
  size: number,
  l2: number,
  gradientOf: (weights: Float64Array, example: T, gradient: Float64Array) => number,
): Float64Array {
  const w = new Float64Array(size);
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  const gradient = new Float64Array(size);
  const steps = Math.ceil(examples.length / BATCH) * EPOCHS;
  for (let step = 1; step <= steps; step++) {
    gradient.fill(0);
    let taught = 0;
    // A stride that is prime visits the examples in a mixed and always the same order.
    for (let i = 0; i < BATCH; i++)
      taught += gradientOf(w, examples[((step * BATCH + i) * 7919) % examples.length] as T, gradient);
    const rate = RATE * (1 - step / (steps + 1));
    for (let f = 0; f < size; f++) {
      const slope = (gradient[f] as number) / (taught || 1) + l2 * (w[f] as number);
      mean[f] = 0.9 * (mean[f] as number) + 0.1 * slope;
      square[f] = 0.999 * (square[f] as number) + 0.001 * slope * slope;
      const towards = (mean[f] as number) / (1 - 0.9 ** step);
      w[f] =
        (w[f] as number) - (rate * towards) / (Math.sqrt((square[f] as number) / (1 - 0.999 ** step)) + 1e-8);
    }
  }
  return w;
}

/** Standard deviation of every feature; 1 for one that never varies. */
function deviations(
  choices: readonly { readonly values: Float64Array; readonly rows: number }[],
  features: number,
): Float64Array {
  const sum = new Float64Array(features);
  const square = new Float64Array(features);
  let n = 0;
  for (const { values, rows } of choices) {
    n += rows;
    for (let i = 0; i < rows * features; i++) {
      const value = values[i] as number;
      sum[i % features] = (sum[i % features] as number) + value;
      square[i % features] = (square[i % features] as number) + value * value;
    }
  }
  return sum.map((total, f) => {
    const variance = (square[f] as number) / n - (total / n) ** 2;
    return variance > 1e-6 ? Math.sqrt(variance) : 1;
  });
}
