import { z } from 'zod';
import type { Shown } from '../../src/answer/answer.js';
import type { Logger } from '../process/logger.js';
import type { WeeklyTime } from '../process/weekly-time.js';
import type { State } from '../records/state.js';
import { digestTitle } from './digest.js';
import type { UNKNOWN } from './handovers.js';

/** How long after its time a digest is still posted, where the program was down or refused then, in milliseconds. Ours. */
const LATE_MS = 48 * 3_600_000;
/** How often what was refused is tried again, in milliseconds. Ours. */
const AGAIN_MS = 3_600_000;
/** How long it is known that a digest was posted, in milliseconds: longer than it may be late. Ours. */
const KNOWN_FOR_MS = 30 * 86_400_000;
/** `by`: the process that posts it, where there are several. */
const KEPT = z.object({ state: z.enum(['sending', 'done']), by: z.string().optional() });

/** Where a digest is posted. Every method throws what its request fails with. */
export interface DigestPort {
  /** @param key under which it is posted once, as far as the platform can */
  post(shown: Shown, key: string): Promise<void>;
  /** Whether one of that title stands there; {@link UNKNOWN}: nobody can tell. */
  find(title: string): Promise<boolean | typeof UNKNOWN>;
  /** Whether what failed may have been carried out all the same. */
  mayHaveArrived(error: unknown): boolean;
  adviceOn(error: unknown): string;
}

export interface WeeklyOptions {
  readonly platform: string;
  readonly time: WeeklyTime;
  readonly port: DigestPort;
  readonly state: State;
  readonly log: Logger;
  /** What is said of the week that ended; `null`: nothing. */
  readonly digest: (to: Date) => Promise<Shown | null>;
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
 * A week's digest is claimed in the database before it is posted; of one that was claimed when the program ended, it is
 * looked whether it stands there, and where nobody can tell it is not posted again.
 */
export function createWeekly(options: WeeklyOptions): Weekly {
  const { platform, time, port, state, log, digest, now = Date.now } = options;
  const kind = `digest ${platform}`;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const entryOf = (week: string, value: z.infer<typeof KEPT>) => ({
    ...{ kind, name: week, value },
    until: now() + KNOWN_FOR_MS,
  });

  /** @param isFirst whether what is claimed was so by a program that has ended */
  async function post(to: Date, isFirst: boolean): Promise<void> {
    const week = to.toISOString();
    const known = KEPT.safeParse(await state.certain.read(kind, week)).data;
    if (known?.state === 'done' || (known && !isFirst)) return;
    if (known?.by !== undefined && (await state.shared?.lives(known.by))) return;
    if (known) {
      const found = await port.find(digestTitle(to));
      if (found !== false) return state.certain.write(entryOf(week, { state: 'done' }));
    }
    const shown = await digest(to);
    if (!known && !(await state.certain.claim(entryOf(week, { state: 'sending', by: state.shared?.self }))))
      return;
    try {
      if (shown) await port.post(shown, `digest ${platform} ${week}`);
    } catch (error) {
      log.warn(`The digest of the week could not be posted. ${port.adviceOn(error)}`, { error });
      // What was refused is tried again; of what may have arrived the next start finds out.
      if (!port.mayHaveArrived(error)) await state.certain.remove(kind, week);
      return;
    }
    await state.certain.write(entryOf(week, { state: 'done' }));
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
