import { z } from 'zod';
import { ANY, EVERYTHING, type Labels } from './label-words.js';

/** Longest name and longest value of a label, in characters, and most of either. Ours: people are told of them. */
const MAX_LENGTH = 60;
const MAX_LABELS = 20;

/** How a label may be called. */
const NAME = /^[a-z][a-z0-9_./-]*$/i;

/** What is written of a label: `staff`, `4`, or several such. */
export const labelValues = z
  .preprocess(
    (value) => (Array.isArray(value) ? value : [value]).map((one) => (isScalar(one) ? String(one) : one)),
    z
      .array(
        z
          .string({ error: 'must be a word or a number, or a list of such, as [staff, partners]' })
          .trim()
          .toLowerCase()
          .min(1, 'is empty; write a word')
          .max(MAX_LENGTH, `is longer than ${MAX_LENGTH} characters`),
      )
      .min(1, 'is empty; write a word, or take the label out')
      .max(MAX_LABELS, `has more than ${MAX_LABELS} values`),
  )
  .transform((values): readonly string[] => [...new Set(values)].sort());

/** A block of labels. @param values what stands behind each */
export const labelBlock = <V extends z.ZodType>(values: V) =>
  z
    .record(z.string(), values, { error: 'must be a block of labels, as { audience: staff, version: 4 }' })
    .refine(
      (labels) => Object.keys(labels).every((name) => NAME.test(name) && name.length <= MAX_LENGTH),
      `must have names of letters, digits and . / _ -, of at most ${MAX_LENGTH} characters`,
    )
    .refine((labels) => Object.keys(labels).length <= MAX_LABELS, `must have at most ${MAX_LABELS} labels`);

/** What a list without names is taken for, as other programs write it: `labels: [staff]`. */
const UNNAMED = 'label';

/** The labels of an article. */
export const labelsSchema = z.preprocess(
  (written) => {
    if (written === null || written === '' || (Array.isArray(written) && written.length === 0)) return {};
    return Array.isArray(written) || isScalar(written) ? { [UNNAMED]: written } : written;
  },
  labelBlock(
    labelValues.refine(
      (values) => !values.includes(ANY),
      `must not be "${ANY}", which stands for all values where it is said what may be seen`,
    ),
  ),
);

/** What may be seen of articles, as it is written: values of their labels, or all of them. */
export const scopeSchema = z.union(
  [z.literal(EVERYTHING), labelBlock(labelValues).transform((labels): Labels => labels)],
  { error: `must be "${EVERYTHING}" or a block of labels, as { audience: [public, staff] }` },
);
export type WrittenScope = z.infer<typeof scopeSchema>;

const isScalar = (value: unknown): boolean => /^(?:string|number|boolean)$/.test(typeof value);
