import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DocentError } from '../../../src/errors.js';
import { type Problem, problemText } from '../../../src/knowledge/problem.js';
import type { Logger } from '../../process/logger.js';
import { writeAside } from '../../process/whole-files.js';
import type { Pseudonyms } from '../../records/pseudonyms.js';
import type { CorrectionRecord, Records } from '../../records/record.js';
import type { Entry, State } from '../../records/state.js';
import { MAX_VERIFIED_QUESTION } from '../corrections/corrections.js';
import { takenIn } from '../corrections/taken-in.js';
import type { LiveKnowledge } from '../reload.js';
import { isEverywhere, type Place } from '../scopes/place.js';
import { TEXTS } from '../texts.js';
import { type Consents, createConsents, FOREVER } from './consents.js';
import { type DraftArticle, draftPath, problemsInDraft, writeDraft } from './draft-file.js';
import { DRAFT, DRAFT_KIND, type Draft, draftsIn } from './draft-rows.js';

/** How long a message waits for the consent of who wrote it, and it is remembered that it was discarded, in milliseconds. Ours. */
const WAITS_FOR_MS = 30 * 86_400_000;
/** How long a draft waits to be read, in milliseconds. Ours: after a year nobody does. */
const UNREAD_FOR_MS = 365 * 86_400_000;
/** Longest title that is made of what somebody wrote, in characters. Ours. */
const MAX_TITLE = 80;

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

/** A draft as who reviews it sees it. */
export interface DraftToReview extends Draft {
  readonly title: string;
  readonly words: string;
  readonly problems: readonly string[];
}

/** Opens a pull request with an article. @returns its address; under the same path the same one */
export type OpenPull = (article: {
  path: string;
  text: string;
  title: string;
  by: string;
}) => Promise<string>;

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

export interface DraftsParts {
  /** Folder of the articles. */
  readonly folder: string;
  readonly knowledge: () => Promise<Pick<LiveKnowledge, 'bot' | 'scoped' | 'rules' | 'reload' | 'state'>>;
  readonly state: State;
  readonly records: Pick<Records, 'addCorrection'>;
  readonly pseudonyms: Pick<Pseudonyms, 'person'>;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Publishes as pull requests; `null`: into the folder of the articles. */
  readonly openPull?: OpenPull | null;
  readonly now?: () => Date;
}

export function createDrafts(parts: DraftsParts): Drafts {
  const { folder, state, records, pseudonyms, log, openPull = null, now = () => new Date() } = parts;
  const { certain } = state;
  const consents = createConsents(state);
  const ports = new Map<string, AuthorPort>();
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: what is withdrawn must not be under way elsewhere. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  }

  const idOf = (platform: string, message: string) => state.hash('draft', `${platform}\0${message}`);
  const read = async (id: string): Promise<Draft | null> =>
    DRAFT.safeParse(await certain.read(DRAFT_KIND, id)).data ?? null;
  const all = () => draftsIn(certain);
  const remove = ({ id }: Draft) => certain.remove(DRAFT_KIND, id);
  const write = (one: Draft) => certain.write(entryOf(one));

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

  async function save(saved: SavedMessage, saver: string): Promise<string> {
    const { platform, person, words, canBeRead } = saved;
    const id = idOf(platform, saved.message);
    const known = await read(id);
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
    if (!(await certain.claim(entryOf(one)))) return TEXTS.saveAlready;
    // There its author may have decided meanwhile, when this was not there yet.
    const decided = await consents.of(platform, person);
    if (decided?.answer === 'no') {
      await remove(one);
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
        await remove(one);
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
    const theirs = (await all()).filter((one) => one.platform === platform && one.person === person);
    if (!agrees) {
      for (const one of theirs) await withdraw(one);
      if (theirs.some(({ path }) => path !== null)) await (await parts.knowledge()).reload();
      return TEXTS.consentRefused;
    }
    for (const one of theirs) if (one.state === 'asked') await agreed(one, name);
    return TEXTS.consentGiven;
  }

  /** Its author agrees: it becomes a draft, as it reads now. Where that cannot be had, the next start tries again. */
  async function agreed(one: Draft, name: string | null): Promise<void> {
    const { platform, at } = one;
    try {
      const words =
        one.words === null ? await ports.get(platform)?.read(at) : { text: one.words, name: null };
      if (words === undefined) return;
      if (words === 'gone' || words.text.trim() === '') return await remove(one);
      await write({ ...one, state: 'draft', words: words.text, name: words.name ?? name });
      log.info('A message was saved as a draft', { platform });
    } catch (error) {
      log.warn('A message that may become an article could not be read; the next start tries again', {
        error,
        platform,
      });
    }
  }

  /** Nothing of it stays: its author wants that no more. */
  async function withdraw(one: Draft): Promise<void> {
    const { path, folder: own, pull } = one;
    if (path !== null) {
      if (own !== null) await rm(join(own, path), { force: true });
      await note('revoked', one, one.name ?? 'its author');
      log.warn('Who wrote what was published as an article wants that no more', {
        entry: path,
        ...(own !== null
          ? { done: 'the article was taken out' }
          : { remedy: `Close ${pull ?? 'its pull request'}, or delete the file from the repository` }),
      });
    }
    await remove(one);
  }

  async function note(did: CorrectionRecord['did'], { platform, person, path }: Draft, by: string) {
    const own = { platform, person: pseudonyms.person(platform, person), reach: null };
    await records
      .addCorrection({
        id: randomUUID(),
        at: now(),
        entry: path ?? '',
        did,
        by,
        ...own,
        before: null,
        after: null,
      })
      .catch((error) => log.error('What became of a draft could not be written to the log', { error }));
  }

  /** Does something with what became of a message, if it became anything. */
  function follow(platform: string, message: string, work: (one: Draft) => Promise<void>): Promise<void> {
    return inTurn(async () => {
      const one = await read(idOf(platform, message));
      if (one) await work(one);
    }).catch((error) => log.warn('A draft could not follow its message', { error, platform }));
  }

  async function publish(id: string, edited: { title: string; question: string }): Promise<string> {
    const one = await read(id);
    if (!one || (one.state !== 'draft' && one.state !== 'publishing') || one.words === null) return GONE;
    const [title, question] = [plain(edited.title), plain(edited.question)];
    for (const text of [title, question])
      if (text === '' || text.length > MAX_VERIFIED_QUESTION)
        return `Please write the title and the question in one to ${MAX_VERIFIED_QUESTION} characters each.`;
    const path = one.path ?? draftPath(id, title);
    const text = writeDraft(articleOf(one, title, question));
    const [fault] = problemsInDraft(path, text).filter(({ severity }) => severity === 'error');
    if (fault) return `That cannot be an article: ${problemText(fault)}`;
    // From here on its file may be there, whose name is then certain.
    const here = openPull === null ? resolve(folder) : null;
    await write({ ...one, state: 'publishing', title, question, path, folder: here });
    const by = one.name ?? 'somebody';
    const pull = openPull === null ? null : await openPull({ path, text, title, by });
    if (openPull === null) await put(path, text);
    const done: Draft = { ...one, state: 'published', path, folder: here, pull };
    await write({ ...done, words: null, question: null, title: null, link: null });
    await note('published', done, 'the operator');
    log.info('A draft was published', { entry: path, ...(pull === null ? {} : { pull }) });
    if ((await consents.of(one.platform, one.person))?.answer === 'no') {
      // Its author decided in another program, when this was under way.
      await withdraw(done);
      await (await parts.knowledge()).reload();
      return GONE;
    }
    if (pull !== null) return `Its pull request is ${pull}`;
    return takenIn(await parts.knowledge(), path, 'Published');
  }

  async function put(path: string, text: string): Promise<void> {
    await writeAside(join(folder, path), text).catch((cause) => {
      throw new DocentError(
        'not-writable',
        `The article cannot be written to "${join(folder, path)}": ${cause.message}. Let the program write there.`,
        { cause },
      );
    });
  }

  async function discard(id: string): Promise<string> {
    const one = await read(id);
    // What is being published may stand in the folder by now.
    if (one?.state !== 'draft') return GONE;
    const nothing = { words: null, question: null, title: null, name: null, link: null, at: '' };
    await write({ ...one, ...nothing, state: 'discarded' });
    return 'Discarded.';
  }

  async function resume(platform: string): Promise<void> {
    const port = ports.get(platform);
    if (!port) return;
    for (const { person, at } of await consents.unsure(platform)) {
      if (port.asksOnce) await port.ask(at, consents.idOf(platform, person));
      await consents.asked(platform, person);
    }
    for (const one of await all()) {
      if (one.platform !== platform || one.state !== 'asked') continue;
      const consent = await consents.of(platform, one.person);
      if (consent?.answer === 'yes') await agreed(one, consent.name);
      if (consent?.answer === 'no') await remove(one);
    }
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
          await write({ ...one, words: text });
      }),
    removed: (platform, message) =>
      follow(platform, message, async (one) => {
        // What is published stays, until its author wants that no more.
        if (one.state === 'draft' || one.state === 'asked') await remove(one);
      }),
    async list() {
      const open = (await all()).filter(({ state }) => state === 'draft' || state === 'publishing');
      return open
        .sort((a, b) => (a.on < b.on ? -1 : 1))
        .flatMap((one) => (one.words === null ? [] : [toReview(one, one.words)]));
    },
    publish: (id, edited) => told(() => publish(id, edited)),
    discard: (id) => told(() => discard(id)),
    reachBy: (platform, port) => void ports.set(platform, port),
    resume: (platform) =>
      inTurn(() => resume(platform)).catch((error) =>
        log.warn('What was to be asked or read when the program ended could not be', { error, platform }),
      ),
  };
}

const GONE = 'That draft is not there any more.';

const STANDING: Readonly<Record<Draft['state'], string>> = {
  asked: TEXTS.saveWaiting,
  draft: TEXTS.saveAlready,
  publishing: TEXTS.saveAlready,
  published: TEXTS.savePublished,
  discarded: TEXTS.saveDiscarded,
};

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

const articleOf = (one: Draft, title: string, question: string): DraftArticle => ({
  ...{ title, question, by: one.name ?? 'somebody', on: one.on, link: one.link },
  ...{ scope: one.scope ?? undefined, words: one.words ?? '' },
});

function toReview(one: Draft, words: string): DraftToReview {
  const title = one.title ?? plain(one.question ?? words).slice(0, MAX_TITLE);
  const text = writeDraft(articleOf(one, title, one.question ?? title));
  const problems = problemsInDraft(draftPath(one.id, title), text).map((problem: Problem) =>
    problemText(problem),
  );
  return { ...one, title, words, problems };
}
