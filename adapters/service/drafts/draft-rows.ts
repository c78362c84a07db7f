import { z } from 'zod';
import { EVERYTHING } from '../../../src/knowledge/label-words.js';
import type { CertainState, Entry, State } from '../../records/state.js';
import { FOREVER } from './consents.js';

/** How long a message waits for the consent of who wrote it, and it is remembered that it was discarded, in milliseconds. Ours. */
const WAITS_FOR_MS = 30 * 86_400_000;
/** How long a draft waits to be read, in milliseconds. Ours: after a year nobody does. */
const UNREAD_FOR_MS = 365 * 86_400_000;
/** The kind of their rows in the state. */
const DRAFT_KIND = 'draft';

/** A message on its way to an article, as it is kept. */
const DRAFT = z.object({
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

/** Messages on their way to articles, as they are kept. Every method rejects where the database does not answer. */
export interface DraftRows {
  idOf(platform: string, message: string): string;
  read(id: string): Promise<Draft | null>;
  all(): Promise<Draft[]>;
  /** @returns false where one of that id is kept already */
  claim(one: Draft): Promise<boolean>;
  write(one: Draft): Promise<void>;
  remove(one: Pick<Draft, 'id'>): Promise<void>;
}

export function createDraftRows(state: Pick<State, 'certain' | 'hash'>, now: () => Date): DraftRows {
  const { certain, hash } = state;
  function entryOf(one: Draft): Entry {
    const [until, isSetting] = {
      asked: [now().getTime() + WAITS_FOR_MS, false] as const,
      draft: [now().getTime() + UNREAD_FOR_MS, true] as const,
      publishing: [FOREVER, true] as const,
      published: [FOREVER, true] as const,
      discarded: [now().getTime() + WAITS_FOR_MS, false] as const,
    }[one.state];
    return { kind: DRAFT_KIND, name: one.id, value: one, person: one.person, until, isSetting };
  }
  return {
    idOf: (platform, message) => hash('draft', `${platform}\0${message}`),
    read: async (id) => DRAFT.safeParse(await certain.read(DRAFT_KIND, id)).data ?? null,
    all: () => draftsIn(certain),
    claim: (one) => certain.claim(entryOf(one)),
    write: (one) => certain.write(entryOf(one)),
    remove: ({ id }) => certain.remove(DRAFT_KIND, id),
  };
}
