import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DocentError } from '../../../src/errors.js';
import { problemText } from '../../../src/knowledge/problem.js';
import type { Logger } from '../../process/logger.js';
import { writeAside } from '../../process/whole-files.js';
import type { Pseudonyms } from '../../records/pseudonyms.js';
import type { CorrectionRecord, Records } from '../../records/record.js';
import { MAX_VERIFIED_QUESTION } from '../corrections/corrections.js';
import { takenIn } from '../corrections/taken-in.js';
import type { LiveKnowledge } from '../reload.js';
import type { Consents } from './consents.js';
import { type DraftArticle, draftPath, problemsInDraft, writeDraft } from './draft-file.js';
import type { Draft, DraftRows } from './draft-rows.js';

/** Longest title that is made of what somebody wrote, in characters. Ours. */
const MAX_TITLE = 80;

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

export interface PublishingParts {
  /** Folder of the articles. */
  readonly folder: string;
  readonly knowledge: () => Promise<
    Pick<LiveKnowledge, 'bot' | 'scoped' | 'rules' | 'reload' | 'state' | 'publishedBy'>
  >;
  readonly records: Pick<Records, 'addCorrection'>;
  readonly pseudonyms: Pick<Pseudonyms, 'person'>;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Publishes as pull requests; `null`: into the folder of the articles. */
  readonly openPull?: OpenPull | null;
  readonly now?: () => Date;
}

/** What is done with drafts once their authors agreed, and undone when they do no more. */
export interface Publishing {
  list(): Promise<DraftToReview[]>;
  /** @returns what who reviews it is told */
  publish(id: string, edited: { readonly title: string; readonly question: string }): Promise<string>;
  discard(id: string): Promise<string>;
  /** Nothing of it stays: its author wants that no more. */
  withdraw(one: Draft): Promise<void>;
}

export function createPublishing(
  parts: PublishingParts,
  rows: DraftRows,
  consents: Pick<Consents, 'of'>,
): Publishing {
  const { folder, records, pseudonyms, log, openPull = null, now = () => new Date() } = parts;

  async function publish(id: string, edited: { title: string; question: string }): Promise<string> {
    const one = await rows.read(id);
    if (!one || (one.state !== 'draft' && one.state !== 'publishing') || one.words === null) return GONE;
    if ((await consents.of(one.platform, one.person))?.answer === 'no') {
      await withdraw(one);
      return GONE;
    }
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
    await rows.write({ ...one, state: 'publishing', title, question, path, folder: here });
    const by = one.name ?? 'somebody';
    const pull = openPull === null ? null : await openPull({ path, text, title, by });
    if (openPull === null) await put(path, text);
    const done: Draft = { ...one, state: 'published', path, folder: here, pull };
    await rows.write({ ...done, words: null, question: null, title: null, link: null });
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
    const one = await rows.read(id);
    if (one?.state === 'publishing') {
      // It was broken off: its file may be there, or not.
      await withdraw(one);
      await (await parts.knowledge()).reload();
      return 'Discarded.';
    }
    if (one?.state !== 'draft') return GONE;
    const nothing = { words: null, question: null, title: null, name: null, link: null, at: '' };
    await rows.write({ ...one, ...nothing, state: 'discarded' });
    return 'Discarded.';
  }

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
    await rows.remove(one);
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

  return {
    publish,
    discard,
    withdraw,
    async list() {
      const open = (await rows.all()).filter(({ state }) => state === 'draft' || state === 'publishing');
      return open
        .sort((a, b) => (a.on < b.on ? -1 : 1))
        .flatMap((one) => (one.words === null ? [] : [toReview(one, one.words)]));
    },
  };
}

const GONE = 'That draft is not there any more.';

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

const articleOf = (one: Draft, title: string, question: string): DraftArticle => ({
  ...{ title, question, by: one.name ?? 'somebody', on: one.on, link: one.link },
  ...{ scope: one.scope ?? undefined, words: one.words ?? '' },
});

function toReview(one: Draft, words: string): DraftToReview {
  const title = one.title ?? plain(one.question ?? words).slice(0, MAX_TITLE);
  const text = writeDraft(articleOf(one, title, one.question ?? title));
  const problems = problemsInDraft(draftPath(one.id, title), text).map(problemText);
  return { ...one, title, words, problems };
}
