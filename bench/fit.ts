/** The candidates of one question: row after row of features, and for each row how right it is (0, 1 or 2). */
export interface Choice {
  readonly values: Float64Array;
  readonly size: number;
  readonly labels: Uint8Array;
}

const EPOCHS = 10;
const BATCH = 32;
const RATE = 0.05;

/**
 * Softmax regression over the candidates of each question: maximises the likelihood of the rows with label 1 or
 * 2, and `share` times that of the rows with label 2. Adam (Kingma and Ba, 2015) on scaled features, with a
 * quadratic penalty. Questions without a right candidate teach nothing.
 * @returns weights of the features as they are, not scaled
 */
export function fitSoftmax(
  choices: readonly Choice[],
  features: number,
  share: number,
  l2: number,
): Float64Array {
  const taught = choices.filter(({ labels }) => labels.includes(2));
  const scale = deviations(taught, features);
  const gradientOf = (w: Float64Array, one: Choice, gradient: Float64Array) => {
    const { values, size, labels } = one;
    const odds = new Float64Array(size);
    let top = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < size; row++) {
      let sum = 0;
      for (let f = 0; f < features; f++)
        sum += ((w[f] as number) * (values[row * features + f] as number)) / (scale[f] as number);
      odds[row] = sum;
      top = Math.max(top, sum);
    }
    let all = 0;
    let near = 0;
    let right = 0;
    for (let row = 0; row < size; row++) {
      const value = Math.exp((odds[row] as number) - top);
      odds[row] = value;
      all += value;
      if ((labels[row] as number) > 0) near += value;
      if (labels[row] === 2) right += value;
    }
    for (let row = 0; row < size; row++) {
      const value = odds[row] as number;
      const label = labels[row] as number;
      const slope =
        ((1 + share) * value) / all -
        (label === 2 ? (share * value) / right : 0) -
        (label > 0 ? value / near : 0);
      if (Math.abs(slope) < 1e-6) continue;
      for (let f = 0; f < features; f++)
        gradient[f] =
          (gradient[f] as number) + (slope * (values[row * features + f] as number)) / (scale[f] as number);
    }
  };
  return adam(taught, features, l2, gradientOf).map((value, f) => value / (scale[f] as number));
}

/** Logistic regression with a constant, which comes first. */
export function fitLogistic(
  rows: readonly Float64Array[],
  right: readonly boolean[],
  l2: number,
): Float64Array {
  const features = rows[0]?.length ?? 0;
  const examples = rows.map((values, i) => ({
    values: Float64Array.of(1, ...values),
    target: right[i] ? 1 : 0,
  }));
  return adam(examples, features + 1, l2, (w, { values, target }, gradient) => {
    let sum = 0;
    for (let f = 0; f <= features; f++) sum += (w[f] as number) * (values[f] as number);
    const slope = 1 / (1 + Math.exp(-sum)) - target;
    for (let f = 0; f <= features; f++) gradient[f] = (gradient[f] as number) + slope * (values[f] as number);
  });
}

function adam<T>(
  examples: readonly T[],
  size: number,
  l2: number,
  gradientOf: (weights: Float64Array, example: T, gradient: Float64Array) => void,
): Float64Array {
  const w = new Float64Array(size);
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  const gradient = new Float64Array(size);
  const steps = Math.ceil(examples.length / BATCH) * EPOCHS;
  for (let step = 1; step <= steps; step++) {
    gradient.fill(0);
    // A stride that is prime visits the examples in a mixed and always the same order.
    for (let i = 0; i < BATCH; i++)
      gradientOf(w, examples[((step * BATCH + i) * 7919) % examples.length] as T, gradient);
    const rate = RATE * (1 - step / (steps + 1));
    for (let f = 0; f < size; f++) {
      const slope = (gradient[f] as number) / BATCH + l2 * (w[f] as number);
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
function deviations(choices: readonly Choice[], features: number): Float64Array {
  const sum = new Float64Array(features);
  const square = new Float64Array(features);
  let n = 0;
  for (const { values, size } of choices) {
    n += size;
    for (let i = 0; i < size * features; i++) {
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
