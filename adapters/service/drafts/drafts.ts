import { DocentError } from '../../../src/errors.js';
import type { State } from '../../records/state.js';
import { isEverywhere, type Place } from '../scopes/place.js';
import { TEXTS } from '../texts.js';
import { type Consents, createConsents } from './consents.js';
import { createDraftRows, type Draft } from './draft-rows.js';
import { createPublishing, type DraftToReview, type PublishingParts } from './publishing.js';

/** What somebody wrote, and how they are shown. */
export interface Words {
  readonly text: string;
  readonly name: string | null;
}

/** A message that somebody wants to have as an article. */
export interface SavedMessage {
  readonly platform: string;
  /** Names it among the messages of the platform. */
  readonly message: string;
  /** What the platform finds it and who wrote it by. */
  readonly at: string;
  /** Who wrote it, by the platform's id. */
  readonly person: string;
  /** What it says; read again once they agree, where the platform can. */
  readonly words: Words;
  readonly canBeRead: boolean;
  readonly question: string | null;
  readonly link: string | null;
  /** When it was written. */
  readonly on: Date;
  readonly place: Place;
}

/** How a platform reaches who wrote a message, and reads it again. Every method throws what its request fails with. */
export interface AuthorPort {
  /** Whether asking once more under the same id asks nobody twice. */
  readonly asksOnce: boolean;
  /** Asks who wrote a message whether it may become an article. @param id says who, in the buttons */
  ask(at: string, id: string): Promise<void>;
  /** The words of a message as they are now; `gone`: it was deleted. */
  read(at: string): Promise<Words | 'gone'>;
  /** Whether what failed may have been carried out all the same. */
  mayHaveArrived(error: unknown): boolean;
}

/** Messages that become articles, each once, and only as long as who wrote them wants it. */
export interface Drafts {
  /** @param saver who wants it, by the platform's id @returns what they are told */
  save(message: SavedMessage, saver: string): Promise<string>;
  /** Who wrote something decides. @returns what they are told */
  decide(platform: string, person: string, name: string | null, agrees: boolean): Promise<string>;
  readonly consents: Consents;
  /** A message was edited, or deleted. Never rejects. */
  edited(platform: string, message: string, text: string): Promise<void>;
  removed(platform: string, message: string): Promise<void>;
  /** What is to be reviewed. */
  list(): Promise<DraftToReview[]>;
  /** @returns what who reviews it is told */
  publish(id: string, edited: { readonly title: string; readonly question: string }): Promise<string>;
  discard(id: string): Promise<string>;
  /** Says how a platform reaches people. */
  reachBy(platform: string, port: AuthorPort): void;
  /** Goes on with what was under way when the program ended. Never rejects. */
  resume(platform: string): Promise<void>;
}

export interface DraftsParts extends PublishingParts {
  readonly state: State;
}

export function createDrafts(parts: DraftsParts): Drafts {
  const { state, log, now = () => new Date() } = parts;
  const consents = createConsents(state);
  const ports = new Map<string, AuthorPort>();
  const rows = createDraftRows(state, now);
  const publishing = createPublishing(parts, rows, consents);
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: what is withdrawn must not be under way elsewhere. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  }

  async function save(saved: SavedMessage, saver: string): Promise<string> {
    const { platform, person, words, canBeRead } = saved;
    const id = rows.idOf(platform, saved.message);
    const known = await rows.read(id);
    if (known) return STANDING[known.state];
    const consent = await consents.of(platform, person);
    if (consent?.answer === 'no') return TEXTS.saveRefused;
    const agrees = consent?.answer === 'yes' || saver === person;
    const one: Draft = {
      ...{ id, state: agrees ? 'draft' : 'asked', platform, person, at: saved.at },
      ...{ question: saved.question, title: null, link: saved.link, on: dayOf(saved.on) },
      ...{ scope: await scopeAt(saved.place), path: null, folder: null, pull: null },
      name: agrees ? (words.name ?? consent?.name ?? null) : null,
      words: agrees || !canBeRead ? words.text : null,
    };
    // Another process may have been first.
    if (!(await rows.claim(one))) return TEXTS.saveAlready;
    // There its author may have decided meanwhile, when this was not there yet.
    const decided = await consents.of(platform, person);
    if (decided?.answer === 'no') {
      await rows.remove(one);
      return TEXTS.saveRefused;
    }
    if (agrees) {
      log.info('A message was saved as a draft', { platform });
      return TEXTS.saved;
    }
    if (decided?.answer === 'yes') {
      await agreed(one, decided.name);
      return TEXTS.saved;
    }
    return decided === null ? ask(one) : TEXTS.saveWaiting;
  }

  /** What is seen where a message stands; `null` where all is seen everywhere. */
  async function scopeAt(place: Place): Promise<Draft['scope']> {
    const { rules, scoped } = await parts.knowledge();
    return isEverywhere(rules) ? null : ((await scoped.at(place)).scope as Draft['scope']);
  }

  async function ask(one: Draft): Promise<string> {
    const { platform, person, at } = one;
    const port = ports.get(platform);
    if (!port || !(await consents.asking(platform, person, at))) return TEXTS.saveWaiting;
    try {
      await port.ask(at, consents.idOf(platform, person));
    } catch (error) {
      if (!port.mayHaveArrived(error)) {
        log.warn('Who wrote a message could not be asked whether it may become an article', { error });
        await consents.forget(platform, person);
        await rows.remove(one);
        return TEXTS.saveCannotAsk;
      }
    }
    await consents.asked(platform, person);
    return TEXTS.saveAsked;
  }

  async function decide(
    platform: string,
    person: string,
    name: string | null,
    agrees: boolean,
  ): Promise<string> {
    await consents.decided(platform, person, name, agrees);
    const theirs = (await rows.all()).filter((one) => one.platform === platform && one.person === person);
    if (!agrees) {
      await withdrawAll(theirs);
      return TEXTS.consentRefused;
    }
    for (const one of theirs) if (one.state === 'asked') await agreed(one, name);
    return TEXTS.consentGiven;
  }

  /** Takes back what is somebody's: one that cannot be does not keep the others. */
  async function withdrawAll(theirs: readonly Draft[]): Promise<void> {
    const outcomes: PromiseSettledResult<void>[] = [];
    for (const one of theirs) outcomes.push(...(await Promise.allSettled([publishing.withdraw(one)])));
    if (theirs.some(({ path }) => path !== null)) await (await parts.knowledge()).reload();
    const failed = outcomes.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Its author agrees: it becomes a draft, as it reads now. Where that cannot be had, the next start tries again. */
  async function agreed(one: Draft, name: string | null): Promise<void> {
    const { platform, at } = one;
    try {
      const words =
        one.words === null ? await ports.get(platform)?.read(at) : { text: one.words, name: null };
      if (words === undefined) return;
      if (words === 'gone' || words.text.trim() === '') return await rows.remove(one);
      await rows.write({ ...one, state: 'draft', words: words.text, name: words.name ?? name });
      log.info('A message was saved as a draft', { platform });
    } catch (error) {
      log.warn('A message that may become an article could not be read; the next start tries again', {
        error,
        platform,
      });
    }
  }

  /** Does something with what became of a message, if it became anything. */
  function follow(platform: string, message: string, work: (one: Draft) => Promise<void>): Promise<void> {
    return inTurn(async () => {
      const one = await rows.read(rows.idOf(platform, message));
      if (one) await work(one);
    }).catch((error) => log.warn('A draft could not follow its message', { error, platform }));
  }

  async function resume(platform: string): Promise<void> {
    const port = ports.get(platform);
    if (!port) return;
    for (const { person, at } of await consents.unsure(platform)) {
      if (port.asksOnce) await port.ask(at, consents.idOf(platform, person));
      await consents.asked(platform, person);
    }
    const refused: Draft[] = [];
    for (const one of await rows.all()) {
      if (one.platform !== platform) continue;
      const consent = await consents.of(platform, one.person);
      if (consent?.answer === 'yes' && one.state === 'asked') await agreed(one, consent.name);
      if (consent?.answer === 'no') refused.push(one);
    }
    await withdrawAll(refused);
  }

  /** What is told in place of what cannot be kept at the moment. */
  const told = (work: () => Promise<string>): Promise<string> =>
    inTurn(work).catch((error) => {
      log.error('A draft could not be read or written', { error });
      return error instanceof DocentError ? error.message : TEXTS.saveNotNow;
    });

  return {
    consents,
    save: (message, saver) => told(() => save(message, saver)),
    decide: (platform, person, name, agrees) => told(() => decide(platform, person, name, agrees)),
    edited: (platform, message, text) =>
      follow(platform, message, async (one) => {
        if (one.words !== null && (one.state === 'draft' || one.state === 'asked') && text.trim() !== '')
          await rows.write({ ...one, words: text });
      }),
    removed: (platform, message) =>
      follow(platform, message, async (one) => {
        // What is published stays, until its author wants that no more.
        if (one.state === 'draft' || one.state === 'asked') await rows.remove(one);
        // It was broken off: its file may be there, or not.
        if (one.state === 'publishing') await withdrawAll([one]);
      }),
    list: publishing.list,
    publish: (id, edited) => told(() => publishing.publish(id, edited)),
    discard: (id) => told(() => publishing.discard(id)),
    reachBy: (platform, port) => void ports.set(platform, port),
    resume: (platform) =>
      inTurn(() => resume(platform)).catch((error) =>
        log.warn('What was to be asked or read when the program ended could not be', { error, platform }),
      ),
  };
}

const STANDING: Readonly<Record<Draft['state'], string>> = {
  asked: TEXTS.saveWaiting,
  draft: TEXTS.saveAlready,
  publishing: TEXTS.saveAlready,
  published: TEXTS.savePublished,
  discarded: TEXTS.saveDiscarded,
};

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
