import { z } from 'zod';
import { DocentError } from '../errors.js';

const pattern = z.string().transform((source, context) => {
  try {
    return new RegExp(source, 'i');
  } catch {
    context.addIssue({ code: 'custom', message: `is not a regular expression: ${source}` });
    return z.NEVER;
  }
});

const questionSchema = z.object({
  id: z.string(),
  q: z.string(),
  kind: z.string(),
  /** Ids of the subjects that the question is about. */
  frameworks: z.array(z.string()).default([]),
  must: z.array(pattern).default([]),
  any: z.array(pattern).optional(),
  mustNot: z.array(pattern).default([]),
  abstain: z.boolean().optional(),
  context: z.array(z.string()).default([]),
  cite: z.string().optional(),
});

/** A question with what its answer must and must not hold. */
export type Question = z.infer<typeof questionSchema>;

/**
 * Reads a question set, one JSON object a line.
 * @throws {DocentError} `bad-question-set` with the line and what is wrong with it
 */
export function parseQuestionSet(text: string, file: string): Question[] {
  const questions: Question[] = [];
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '') return;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      throw new DocentError(
        'bad-question-set',
        `${file}:${i + 1}: is not JSON. Write one object a line, such as {"id":"q1","q":"What is …?","kind":"fact"}.`,
        { cause },
      );
    }
    const result = questionSchema.safeParse(value);
    if (!result.success) {
      const [issue] = result.error.issues;
      throw new DocentError(
        'bad-question-set',
        `${file}:${i + 1}: "${issue?.path.join('.')}": ${issue?.message}.`,
      );
    }
    questions.push(result.data);
  });
  return questions;
}
