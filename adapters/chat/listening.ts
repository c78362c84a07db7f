import { z } from 'zod';
import type { Logger } from '../process/logger.js';
import type { State } from '../records/state.js';
import type { Bar } from './least-likelihood.js';

/** How a room is listened in: answering, only noting what would be answered, or not at all. */
export const MODES = ['here', 'dry-run', 'off'] as const;
export type Mode = (typeof MODES)[number];

/** What became of a post: said, noted in a dry run, or why the bot was silent. */
export type Outcome =
  | 'said'
  | 'would-say'
  /** It asks nothing, or asks people what they think, or do. */
  | 'no-question'
  | 'for-people'
  /** The articles do not cover it, or only with a reserve. */
  | 'not-covered'
  | 'unlikely'
  | 'person-faster'
  | 'gone'
  /** It was edited to turn to somebody, or to ask the bot, which then answers as always. */
  | 'no-post-any-more'
  | 'too-long'
  | 'may-not-write'
  | 'too-fast'
  | 'too-many'
  /** It may have been said already, and nobody can tell: then it is not said again. */
  | 'unsure'
  | 'failed';

/** An answer that a dry run did not give. */
export interface WouldSay {
  readonly platform: string;
  /** Names of the room, the nearest first. */
  readonly rooms: readonly string[];
  /** Milliseconds since 1970. */
  readonly at: number;
  /** 0 to 1. */
  readonly likelihood: number;
  /** What the answer cites first: article and section. */
  readonly cites: string;
  /** `null` unless the texts of questions are kept. */
  readonly question: string | null;
}

const WOULD_SAY = z.object({
  platform: z.string(),
  rooms: z.array(z.string()),
  at: z.number(),
  likelihood: z.number(),
  cites: z.string(),
  question: z.string().nullable(),
});
const SET = z.object({ room: z.string(), mode: z.enum(MODES) });
/** What a dry run noted, of all platforms. */
const NOTED = 'would say';
/** Nothing is void after it. Source: ECMA-262, Time Values, the largest. */
const FOREVER = 8.64e15;
const DAY_MS = 86_400_000;
/** How far back the total of a dry run goes. */
export const TOTAL_DAYS = 7;
/** How long what a dry run noted is kept, unless records are kept for less, in milliseconds: as these by default. */
const NOTED_FOR_MS = 90 * DAY_MS;

/** In which rooms of a platform the bot listens, what it says there unasked, and when it is silent. */
export interface Listening {
  /** As records name it. */
  readonly platform: string;
  /** How long a post waits, so that a person may be faster, in milliseconds. */
  readonly waitMs: number;
  readonly bar: () => Promise<Bar>;
  /** @param rooms names of one, the nearest first */
  modeIn(rooms: readonly string[]): Mode;
  /** Sets how a room is listened in, over what the settings say. @throws where the database does not answer */
  set(room: string, mode: Mode): Promise<void>;
  /** Counts what became of a post. */
  note(rooms: readonly string[], outcome: Outcome): void;
  /** What became of posts of a room since the start, the most frequent first. */
  tally(room: string): readonly (readonly [outcome: Outcome, count: number])[];
  /** Notes what a dry run does not say, each post once. @returns whether it was not noted before */
  wouldSay(post: string, said: Omit<WouldSay, 'platform' | 'at'>, person: string): Promise<boolean>;
  /** How many answers a dry run noted in a room in the last {@link TOTAL_DAYS} days. */
  noted(room: string): Promise<number>;
  /** Reads what was set by command. */
  load(): Promise<void>;
}

export interface ListeningOptions {
  readonly platform: string;
  readonly state: State;
  readonly log: Logger;
  /** As the settings have it. */
  readonly rooms: ReadonlyMap<string, Mode>;
  readonly waitMs: number;
  readonly bar: Listening['bar'];
  /** Is told what became of each post. */
  readonly counted?: (outcome: Outcome) => void;
  readonly now?: () => number;
}

export function createListening(options: ListeningOptions): Listening {
  const { platform, state, log, rooms, waitMs, bar, counted = () => undefined, now = Date.now } = options;
  const kind = `listen ${platform}`;
  const byCommand = new Map<string, Mode>();
  const know = (kept: unknown) => {
    const { data } = SET.safeParse(kept);
    if (data) byCommand.set(data.room, data.mode);
  };
  state.shared?.onKept(kind, know);
  const tallies = new Map<string, Map<Outcome, number>>();
  return {
    platform,
    waitMs,
    bar,
    modeIn(names) {
      for (const name of names) {
        const mode = byCommand.get(name) ?? rooms.get(name);
        if (mode) return mode;
      }
      return 'off';
    },
    async set(room, mode) {
      const value = { room, mode };
      await state.certain.write({ kind, name: room, value, until: FOREVER, isSetting: true });
      byCommand.set(room, mode);
    },
    note(names, outcome) {
      counted(outcome);
      for (const name of names) {
        const tally = tallies.get(name) ?? new Map<Outcome, number>();
        tallies.set(name, tally.set(outcome, (tally.get(outcome) ?? 0) + 1));
      }
    },
    tally: (room) => [...(tallies.get(room) ?? [])].sort(([, a], [, b]) => b - a),
    wouldSay: (post, said, person) =>
      state.certain.claim({
        ...{ kind: NOTED, name: `${platform} ${post}`, value: { ...said, platform, at: now() }, person },
        until: now() + NOTED_FOR_MS,
      }),
    async noted(room) {
      const since = now() - TOTAL_DAYS * DAY_MS;
      const all = await readNoted(state);
      return all.filter((one) => one.platform === platform && one.rooms.includes(room) && one.at >= since)
        .length;
    },
    async load() {
      try {
        for (const kept of await state.certain.all(kind)) know(kept);
      } catch (error) {
        log.warn('Where the bot listens could not be read; what the settings say holds', { error });
      }
    },
  };
}

/** What dry runs noted, last first. @throws where the database does not answer */
export async function readNoted({ certain }: Pick<State, 'certain'>): Promise<WouldSay[]> {
  const all = await certain.all(NOTED);
  return all.flatMap((kept) => WOULD_SAY.safeParse(kept).data ?? []).sort((a, b) => b.at - a.at);
}

/** `C0123, C0456:dry-run`: rooms, and how each is listened in. @param room what a name of one is */
export const listenList = (room: RegExp, error: string) =>
  z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
    .refine(
      (parts) => parts.every((part) => room.test(part.replace(/:dry-run$/, ''))),
      `${error}, with commas between, each with :dry-run behind it where nothing is to be said yet`,
    )
    .default([])
    .transform(
      (parts): ReadonlyMap<string, Mode> =>
        new Map(
          parts.map((part) => [
            part.replace(/:dry-run$/, ''),
            part.endsWith(':dry-run') ? 'dry-run' : 'here',
          ]),
        ),
    );
