import { z } from 'zod';
import { EVERYTHING } from '../../../src/knowledge/label-words.js';
import type { CertainState } from '../../records/state.js';

/** The kind of their rows in the state. */
export const DRAFT_KIND = 'draft';

/** A message on its way to an article, as it is kept. */
export const DRAFT = z.object({
  id: z.string(),
  /** `publishing`: its file may be there, or not. */
  state: z.enum(['asked', 'draft', 'publishing', 'published', 'discarded']),
  platform: z.string(),
  at: z.string(),
  person: z.string(),
  name: z.string().nullable(),
  /** `null` until its author agrees, where the platform can read it again; and once it is published. */
  words: z.string().nullable(),
  title: z.string().nullable(),
  question: z.string().nullable(),
  link: z.string().nullable(),
  on: z.string(),
  scope: z
    .union([
      z.literal(EVERYTHING),
      z.object({ labels: z.record(z.string(), z.array(z.string())), unlabelled: z.boolean() }),
    ])
    .nullable(),
  /** Of its article, below the folder of the articles, and that folder; `null` where it is none here. */
  path: z.string().nullable(),
  folder: z.string().nullable(),
  /** Address of the pull request that it was published as. */
  pull: z.string().nullable(),
});
export type Draft = Readonly<z.infer<typeof DRAFT>>;

/** All that are kept. */
export async function draftsIn({ all }: Pick<CertainState, 'all'>): Promise<Draft[]> {
  return (await all(DRAFT_KIND)).flatMap((one) => DRAFT.safeParse(one).data ?? []);
}
