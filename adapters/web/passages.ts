import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { Bot } from '../../src/bot.js';
import type { SearchOptions } from '../../src/search.js';
import { LINES, VERSION } from './schemas.js';

/** Most passages that a search gives: as many as the ranker hands on. */
export const MAX_PASSAGES = 6;

const LIKELIHOOD = z.number().min(0).max(1);

export const PASSAGES = z.object({
  version: VERSION,
  likelihood: LIKELIHOOD.meta({ description: 'That the first of them answer the question.' }),
  passages: z
    .array(
      z.object({
        document: z.string().meta({ description: 'Id of the article.' }),
        title: z.string(),
        section: z.string(),
        subject: z.string().nullable(),
        url: z.string().nullable(),
        lines: LINES,
        text: z.string(),
        hash: z.string().meta({ description: 'SHA-256 of `text`, in hexadecimal digits.' }),
        quote: z
          .object({ text: z.string(), lines: LINES })
          .meta({ description: 'The sentence in it that comes first, word for word.' }),
        probability: LIKELIHOOD.meta({
          description: 'That it is the right one of those that were looked at.',
        }),
        foundBy: z.enum(['words', 'meaning', 'both']),
      }),
    )
    .readonly()
    .meta({ description: 'Best first.' }),
});

/** Passages that may answer, of one version of the knowledge. */
export async function passagesBody(
  { contents, search }: Pick<Bot, 'contents' | 'search'>,
  text: string,
  { limit = MAX_PASSAGES, ...options }: SearchOptions & { readonly limit?: number } = {},
): Promise<z.infer<typeof PASSAGES>> {
  const { likelihood, passages } = await search(text, options);
  return {
    version: contents.version,
    likelihood: rounded(likelihood),
    passages: passages.slice(0, limit).map((passage) => ({
      ...passage,
      hash: createHash('sha256').update(passage.text).digest('hex'),
      probability: rounded(passage.probability),
    })),
  };
}

const rounded = (likelihood: number): number => Math.round(likelihood * 1000) / 1000;
