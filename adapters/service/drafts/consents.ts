import { z } from 'zod';
import type { State } from '../../records/state.js';

/** The last moment there is, in milliseconds since 1970. Source: ECMA-262, Time Values and Time Range. */
export const FOREVER = 8.64e15;

const KIND = 'consent';

const CONSENT = z.object({
  platform: z.string(),
  person: z.string(),
  /** As they are shown, where the platform said it with their answer. */
  name: z.string().nullable(),
  /** `asking`: they may have been asked, or not. */
  answer: z.enum(['asking', 'asked', 'yes', 'no']),
  /** The message that they were asked about first. */
  at: z.string(),
});
export type Consent = Readonly<z.infer<typeof CONSENT>>;

/** What people said when they were asked whether what they wrote may become articles. Each is asked once. */
export interface Consents {
  /** Names a person in the buttons of their question. */
  idOf(platform: string, person: string): string;
  of(platform: string, person: string): Promise<Consent | null>;
  /** @returns false when they were asked before */
  asking(platform: string, person: string, at: string): Promise<boolean>;
  asked(platform: string, person: string): Promise<void>;
  decided(platform: string, person: string, name: string | null, agrees: boolean): Promise<void>;
  forget(platform: string, person: string): Promise<void>;
  /** Of whom it is not known whether they were asked. */
  unsure(platform: string): Promise<Consent[]>;
}

export function createConsents({ hash, certain }: Pick<State, 'hash' | 'certain'>): Consents {
  const nameOf = (platform: string, person: string) => `${platform}\0${person}`;
  const entryOf = (one: Consent) => ({
    ...{ kind: KIND, name: nameOf(one.platform, one.person), value: one, person: one.person },
    // Who is asked once is never asked again.
    ...{ until: FOREVER, isSetting: true },
  });
  const of = async (platform: string, person: string) =>
    CONSENT.safeParse(await certain.read(KIND, nameOf(platform, person))).data ?? null;
  return {
    idOf: (platform, person) => hash(KIND, nameOf(platform, person)),
    of,
    asking: (platform, person, at) =>
      certain.claim(entryOf({ platform, person, name: null, answer: 'asking', at })),
    async asked(platform, person) {
      const one = await of(platform, person);
      // They may have answered by now.
      if (one?.answer === 'asking') await certain.write(entryOf({ ...one, answer: 'asked' }));
    },
    decided: (platform, person, name, agrees) =>
      certain.write(entryOf({ platform, person, name, answer: agrees ? 'yes' : 'no', at: '' })),
    forget: (platform, person) => certain.remove(KIND, nameOf(platform, person)),
    unsure: async (platform) =>
      (await certain.all(KIND))
        .flatMap((one) => CONSENT.safeParse(one).data ?? [])
        .filter((one) => one.platform === platform && one.answer === 'asking'),
  };
}
