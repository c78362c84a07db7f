import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { Logger } from '../process/logger.js';
import type { OfficeHours } from '../process/office-hours.js';
import type { Entry, State } from '../records/state.js';
import { TEXTS } from '../service/texts.js';
import type { Card, Searched } from './handover-card.js';
import { label } from './label.js';
import type { ChatMessage } from './platform.js';
import { createQueues } from './underway.js';

/** How long a hand-over is remembered, in milliseconds: replies to it are no questions, a second press makes none. Ours. */
const REMEMBERED_MS = 30 * 86_400_000;
const HOUR_SECONDS = 3_600;
/** Longest repeat of a question to who asked it, in UTF-16 units. */
const MAX_REPEATED = 200;

/** A question that somebody wants to hand to people. */
export interface HandedQuestion {
  readonly question: string;
  /** Names the answer below which they pressed: each is handed over once. */
  readonly answer: string;
  /** The platform's id of who asks, and how it names them. */
  readonly person: string;
  readonly name: string;
  /** Where they are told of an answer, as the platform writes it. */
  readonly back: string;
  /** An address of the answer below which they pressed; `null` where nobody else sees it. */
  readonly link: string | null;
  readonly searched: Searched;
}

/** A message that may answer a hand-over. */
export interface Reply {
  readonly id: string;
  readonly room: string;
  readonly kind: ChatMessage<unknown>['kind'];
  readonly person: string;
  /** The messages that it stands below, as the port names its posts. */
  readonly under: readonly string[];
}

/** What is known of a request that failed. */
export interface Failures {
  /** Whether what failed may have been carried out all the same. */
  mayHaveArrived(error: unknown): boolean;
  /** What who runs the bot is to do about an error: which right is missing, and where to click. */
  adviceOn(error: unknown): string;
}

/** Where people are reached on a platform. Every method throws what its request fails with. */
export interface HandoverPort extends Failures {
  /** False: nothing that is handed over there comes back. */
  readonly isFollowed: boolean;
  /** Whether a post, or a thread below one, may be where a message stands; all others are not looked up. */
  isWithin(place: Pick<Reply, 'room' | 'kind'>): boolean;
  /** Posts a question; under the same id once, as far as the platform can. @returns what names the post */
  post(card: Card): Promise<string>;
  /**
   * The post of an id of which nobody knows whether it was made. `null`: it may be posted, since it is not there or
   * the platform takes it once; {@link UNKNOWN}: nobody can tell.
   */
  find(id: string): Promise<string | null>;
  edit(post: string, card: Card): Promise<void>;
  /** Tells who asked. @param back of {@link HandedQuestion} */
  tell(back: string, text: string, link: string | null): Promise<void>;
  /** The address of a message; of a post, without a room. */
  linkTo(message: string, room: string | null): Promise<string | null>;
}

/** What {@link HandoverPort.find} gives where nobody can tell. */
export const UNKNOWN = 'unknown';

/** Hands questions to people, each once. No method rejects; texts are what who pressed is told. */
export interface Handovers {
  ask(asked: HandedQuestion): Promise<string>;
  take(id: string, by: string): Promise<string>;
  /** Somebody says that it is answered. */
  done(id: string): Promise<string>;
  /** Whether a message may stand below a hand-over. */
  mayAnswer(reply: Reply): boolean;
  /** @returns whether a message stands below a hand-over, so that it asks the bot nothing */
  reply(reply: Reply): Promise<boolean>;
  /** Goes on with what was under way when the program ended. */
  resume(): Promise<void>;
}

export interface HandoverOptions {
  /** Names the platform. */
  readonly platform: string;
  readonly port: HandoverPort;
  readonly state: State;
  readonly log: Logger;
  readonly hours: OfficeHours | null;
  /** How many questions a person may hand over in an hour. */
  readonly limit: number;
  readonly now?: () => number;
}

const HANDOVER = z.object({
  id: z.string(),
  /** `sending`: it may have been posted, or not. */
  state: z.enum(['sending', 'open', 'closed']),
  post: z.string().nullable(),
  question: z.string(),
  person: z.string(),
  name: z.string(),
  back: z.string(),
  link: z.string().nullable(),
  searched: z.object({ words: z.array(z.string()), articles: z.number(), nearest: z.array(z.string()) }),
  takenBy: z.string().nullable(),
  /** The process that posts it, where there are several. */
  by: z.string().optional(),
});
type Handover = z.infer<typeof HANDOVER>;

/**
 * Whoever presses, and however often, a question is handed over once: its name is claimed in the database before it is
 * posted, and what was claimed and not known to be posted is looked for before it is posted again.
 */
export function createHandovers(options: HandoverOptions): Handovers {
  const { platform, port, state, log, hours, limit, now = Date.now } = options;
  const kind = `handover ${platform}`;
  /** The hand-over of a post. */
  const ofPost = `handed ${platform}`;
  const perHour = new RateLimiterMemory({ points: limit, duration: HOUR_SECONDS });
  const inOrder = createQueues();

  const entryOf = (one: Handover): Entry => ({
    ...{ kind, name: one.id, value: one, person: one.person },
    until: now() + REMEMBERED_MS,
  });
  const read = async (id: string): Promise<Handover | null> =>
    HANDOVER.safeParse(await state.certain.read(kind, id)).data ?? null;
  const write = (one: Handover) => state.certain.write(entryOf(one));

  /** Does something with a hand-over while nobody else does. @returns what it tells, or what is told where it fails */
  function own(id: string, work: () => Promise<string>): Promise<string> {
    let told: string = TEXTS.handoverNotNow;
    return inOrder(id, async () => {
      told = await work();
    })
      .catch((error) => log.warn('A hand-over could not be read or written', { error }))
      .then(() => told);
  }

  async function post(one: Handover): Promise<string> {
    let made: string;
    try {
      made = await port.post(cardOf(one));
    } catch (error) {
      return failed(one, error);
    }
    await posted(one, made);
    return port.isFollowed ? TEXTS.handedOver : TEXTS.handedOn;
  }

  /** @returns what is told of a post that failed */
  async function failed(one: Handover, error: unknown): Promise<string> {
    const advice = port.adviceOn(error);
    if (!port.mayHaveArrived(error)) {
      log.warn(`A question could not be handed over. ${advice}`, { error });
      await state.certain.remove(kind, one.id);
      await perHour.reward(one.person);
      return TEXTS.handoverNotNow;
    }
    log.warn(`It is not known whether a question arrived that was handed over. ${advice}`, { error });
    const found = await port.find(one.id).catch(() => UNKNOWN);
    if (found === UNKNOWN) return TEXTS.handoverUnsure;
    // It stays claimed: the next press, or the next start, posts it.
    if (found === null) return TEXTS.handoverNotNow;
    await posted(one, found);
    return TEXTS.handedOver;
  }

  async function posted(one: Handover, made: string): Promise<void> {
    if (!port.isFollowed) return write(withoutText({ ...one, post: made }));
    await state.certain.write({ kind: ofPost, name: made, value: one.id, until: now() + REMEMBERED_MS });
    await write({ ...one, post: made, state: 'open' });
  }

  /** Finds out what became of one that was claimed. */
  async function settle(one: Handover): Promise<string> {
    const found = await port.find(one.id);
    if (found === UNKNOWN) return TEXTS.handoverUnsure;
    if (found === null) return post(one);
    await posted(one, found);
    return TEXTS.handedOver;
  }

  /** Whether another process is just about to post it. */
  const isUnderWay = async ({ by }: Handover) =>
    by !== undefined && by !== state.shared?.self && (await state.shared?.lives(by)) === true;

  const toldOf = async (one: Handover): Promise<string> =>
    one.state === 'sending' && !(await isUnderWay(one)) ? settle(one) : TEXTS.alreadyHandedOver;

  async function refusal({ person }: HandedQuestion): Promise<string | null> {
    if (hours && !hours.isOpen(new Date(now()))) return TEXTS.handoverClosed(hours.text);
    try {
      await perHour.consume(person);
      return null;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return TEXTS.handoverTooOften(limit, Math.max(1, Math.ceil(refused.msBeforeNext / 60_000)));
    }
  }

  /** @returns false: another process closed it */
  const changeOpen = (id: string, change: (one: Handover) => Handover | null): Promise<boolean> =>
    state.certain.change(kind, id, (present) => {
      const one = HANDOVER.safeParse(present).data;
      const changed = one && one.state !== 'closed' ? change(one) : null;
      return changed && entryOf(changed);
    });

  /** Only then is it told: who hears of it twice is worse off than who presses once more. */
  async function close(one: Handover, message: string | null, room: string | null): Promise<void> {
    const isFirst = await changeOpen(one.id, () => withoutText(one));
    if (!isFirst) return;
    if (one.post !== null)
      await port
        .edit(one.post, { ...cardOf(one), isClosed: true })
        .catch((error) => log.warn('A hand-over could not be shown as answered', { error }));
    const answer = message ?? one.post;
    const link = answer === null ? null : await port.linkTo(answer, room).catch(() => null);
    await port
      .tell(one.back, TEXTS.answeredByPerson(label(one.question, MAX_REPEATED)), link)
      .catch((error) => log.info('A person could not be told that somebody answered', { error }));
  }

  return {
    ask(asked) {
      const { answer, ...rest } = asked;
      const id = state.hash('handover', `${platform}\0${answer}\0${asked.question}`);
      return own(id, async () => {
        const known = await read(id);
        if (known) return toldOf(known);
        const refused = await refusal(asked);
        if (refused !== null) return refused;
        const one: Handover = {
          ...{ id, state: 'sending', post: null, takenBy: null },
          ...(state.shared ? { by: state.shared.self } : {}),
          ...rest,
          searched: {
            ...asked.searched,
            words: [...asked.searched.words],
            nearest: [...asked.searched.nearest],
          },
        };
        if (await state.certain.claim(entryOf(one))) return post(one);
        // Another process was first.
        return TEXTS.alreadyHandedOver;
      });
    },
    take: (id, by) =>
      own(id, async () => {
        const one = await read(id);
        if (!one) return TEXTS.handoverUnknown;
        if (one.state === 'closed') return TEXTS.handoverAnswered;
        if (one.takenBy !== null) return TEXTS.handoverTaken(one.takenBy);
        const taken = { ...one, takenBy: by };
        const isFirst = await changeOpen(id, (now) =>
          now.takenBy === null ? { ...now, takenBy: by } : null,
        );
        if (!isFirst) return TEXTS.handoverTaken((await read(id))?.takenBy ?? by);
        if (one.post !== null) await port.edit(one.post, cardOf(taken));
        return TEXTS.handoverYours;
      }),
    done: (id) =>
      own(id, async () => {
        const one = await read(id);
        if (!one) return TEXTS.handoverUnknown;
        if (one.state === 'closed') return TEXTS.handoverAnswered;
        await close(one, null, null);
        return TEXTS.handoverDone;
      }),
    mayAnswer: (reply) => reply.under.length > 0 && port.isWithin(reply),
    async reply({ id: message, room, person, under }) {
      try {
        for (const post of under) {
          const id = z.string().safeParse(await state.certain.read(ofPost, post)).data;
          if (id === undefined) continue;
          await own(id, async () => {
            const one = await read(id);
            if (one?.state === 'open' && one.person !== person) await close(one, message, room);
            return '';
          });
          return true;
        }
      } catch (error) {
        log.warn('Whether a message answers a hand-over could not be read', { error });
      }
      return false;
    },
    async resume() {
      try {
        for (const kept of await state.certain.all(kind)) {
          const { data: one } = HANDOVER.safeParse(kept);
          if (one?.state !== 'sending') continue;
          await own(one.id, async () => {
            const still = await read(one.id);
            return still?.state === 'sending' && !(await isUnderWay(still)) ? settle(still) : '';
          });
        }
      } catch (error) {
        log.warn('What was to be handed over when the program ended could not be read', { error });
      }
    },
  };
}

const cardOf = (one: Handover): Card => ({
  ...{ id: one.id, question: one.question, asker: one.name, link: one.link, searched: one.searched },
  ...{ takenBy: one.takenBy, isClosed: one.state === 'closed' },
});

/** Closed, and without what was asked: that stands in the platform's own message. */
const withoutText = (one: Handover): Handover => ({
  ...one,
  state: 'closed',
  question: '',
  searched: { words: [], articles: 0, nearest: [] },
});
