import { z } from 'zod';
import type { Shown } from '../../src/answer/answer.js';
import type { Logger } from '../process/logger.js';
import type { WeeklyTime } from '../process/weekly-time.js';
import type { State } from '../records/state.js';
import type { Place } from '../service/scopes/place.js';
import { digestTitle } from './digest.js';
import type { Failures, UNKNOWN } from './handovers.js';

/** How long after its time a digest is still posted, where the program was down or refused then, in milliseconds. Ours. */
const LATE_MS = 48 * 3_600_000;
/** How often what was refused is tried again, in milliseconds. Ours. */
const AGAIN_MS = 3_600_000;
/** How long it is known that a digest was posted, in milliseconds: longer than it may be late. Ours. */
const KNOWN_FOR_MS = 30 * 86_400_000;
/** `begun`: its first message stands there, and not all others. `by`: the process that posts it, where there are several. */
const KEPT = z.object({ state: z.enum(['sending', 'begun', 'done']), by: z.string().optional() });
type Kept = z.infer<typeof KEPT>;

/** Where a digest is posted. Every method throws what its request fails with. */
export interface DigestPort extends Failures {
  /** Where that is, for the rules that say what is seen there. */
  place(): Promise<Place>;
  /**
   * What posts each message of it, in their order.
   * @param key under which each is posted once, as far as the platform can
   */
  messages(shown: Shown, key: string): readonly (() => Promise<void>)[];
  /** Whether one of that title stands there; {@link UNKNOWN}: nobody can tell. */
  find(title: string): Promise<boolean | typeof UNKNOWN>;
}

export interface WeeklyOptions {
  readonly platform: string;
  readonly time: WeeklyTime;
  readonly port: DigestPort;
  readonly state: State;
  readonly log: Logger;
  /** What is said, where it is posted, of the week that ended; `null`: nothing. */
  readonly digest: (to: Date, place: Place) => Promise<Shown | null>;
  readonly now?: () => number;
}

/** Posts a digest each week, once. */
export interface Weekly {
  /** Posts what is due and was not posted. Never rejects. */
  look(): Promise<void>;
  /** Goes on with what was under way when the program ended, and looks from then on. */
  start(): Promise<void>;
  stop(): void;
}

/**
 * A week's digest is claimed in the database before it is posted, and each message of it; of one that was claimed when
 * the program ended, it is looked whether it stands there, and where nobody can tell it is not posted again.
 */
export function createWeekly(options: WeeklyOptions): Weekly {
  const { platform, time, port, state, log, digest, now = Date.now } = options;
  const kind = `digest ${platform}`;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  /** What is said of a week: what was refused of it is tried again as it was. */
  let made: { readonly week: string; readonly shown: Shown | null } | null = null;

  const entryOf = (name: string, { state: is }: Pick<Kept, 'state'>) => ({
    ...{ kind, name, value: { state: is, by: state.shared?.self } satisfies Kept },
    until: now() + KNOWN_FOR_MS,
  });
  const read = async (name: string): Promise<Kept | undefined> =>
    KEPT.safeParse(await state.certain.read(kind, name)).data;

  const refused = (error: unknown) =>
    log.warn(`The digest of the week could not be posted. ${port.adviceOn(error)}`, { error });

  /** @param isFirst whether what is claimed was so by a program that has ended */
  async function post(to: Date, isFirst: boolean): Promise<void> {
    const week = to.toISOString();
    const known = await read(week);
    if (known?.state === 'done' || (known?.state === 'sending' && !isFirst)) return;
    const by = known?.by;
    if (by !== undefined && by !== state.shared?.self && (await state.shared?.lives(by))) return;
    if (known?.state === 'sending') {
      const found = await port.find(digestTitle(to));
      if (found !== false) return state.certain.write(entryOf(week, { state: 'done' }));
    }
    const isBegun = known?.state === 'begun';
    if (!isBegun || made?.week !== week) {
      const place = await port.place().catch(refused);
      if (!place) return;
      made = { week, shown: await digest(to, place) };
    }
    if (!known && !(await state.certain.claim(entryOf(week, { state: 'sending' })))) return;
    const messages = made.shown ? port.messages(made.shown, `digest ${platform} ${week}`) : [];
    for (const [i, message] of messages.entries()) {
      if (i === 0 && isBegun) continue;
      const name = i === 0 ? week : `${week} ${i}`;
      const isOwn = i === 0 || (await state.certain.claim(entryOf(name, { state: 'sending' })));
      // Of one that was on its way when the program ended nobody can tell whether it stands there.
      if (!isOwn && !isFirst && (await read(name))?.state !== 'done') return;
      if (isOwn && !(await postOne(name, message, i === 0 ? 'begun' : 'done'))) return;
    }
    await state.certain.write(entryOf(week, { state: 'done' }));
  }

  /** Posts a message that is claimed. @param as what it is then @returns whether it stands there */
  async function postOne(name: string, message: () => Promise<void>, as: Kept['state']): Promise<boolean> {
    try {
      await message();
    } catch (error) {
      refused(error);
      // What was refused is tried again; of what may have arrived the next start finds out.
      if (!port.mayHaveArrived(error)) await state.certain.remove(kind, name);
      return false;
    }
    await state.certain.write(entryOf(name, { state: as }));
    return true;
  }

  async function look(isFirst = false): Promise<void> {
    const to = time.last(new Date(now()));
    if (now() - to.getTime() > LATE_MS) return;
    await post(to, isFirst).catch((error) => log.warn('The digest of the week could not be made', { error }));
  }

  function again(): void {
    if (isStopped) return;
    const next = time.next(new Date(now())).getTime() - now();
    timer = setTimeout(() => void look().then(again), Math.min(AGAIN_MS, Math.max(1, next)));
    timer.unref();
  }

  return {
    look: () => look(),
    async start() {
      await look(true);
      again();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
