import { createHash, randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bot } from '../../../src/bot.js';
import { DocentError } from '../../../src/errors.js';
import type { VerifiedContents } from '../../../src/knowledge/contents.js';
import type { Verification } from '../../../src/knowledge/corpus.js';
import { EVERYTHING, type Labels } from '../../../src/knowledge/label-words.js';
import { parseArticle } from '../../../src/knowledge/parse-article.js';
import { scopeKey } from '../../../src/knowledge/scope.js';
import type { FoundPassage } from '../../../src/search.js';
import {
  faultInVerified,
  VERIFIED_FOLDER,
  type VerifiedEntry,
  verifiedPath,
  writeVerified,
} from '../../../src/verified/entry-file.js';
import type { Logger } from '../../process/logger.js';
import { writeAside } from '../../process/whole-files.js';
import type { Pseudonyms } from '../../records/pseudonyms.js';
import type { CorrectionRecord, Records } from '../../records/record.js';
import type { LiveBot } from '../live-bot.js';
import type { LiveKnowledge } from '../reload.js';
import { isEverywhere } from '../scopes/place.js';
import { takenIn } from './taken-in.js';

/** Longest question and text that are verified, in characters: what a form of every platform takes. Ours. */
export const MAX_VERIFIED_QUESTION = 300;
export const MAX_VERIFIED_TEXT = 2_000;
/** A year holds most facts; half of it is soon enough to look again. Ours. */
const REVIEW_AFTER_MS = 182 * 86_400_000;
/** Characters of the key of a passage: of the few that are offered none has that of another. */
const KEY_LENGTH = 8;
/** Corrections that the log shows. Ours. */
const MAX_LOGGED = 200;

/** Who corrects an answer. */
export interface Corrector {
  readonly platform: string;
  /** The platform's id of the person. */
  readonly person: string;
  /** As people know them. */
  readonly name: string;
  /** How the platform reaches them later; `null`: it does not. */
  readonly reach: string | null;
}

/** A passage that may be the right answer. */
export interface OfferedPassage
  extends Pick<FoundPassage, 'document' | 'title' | 'section' | 'lines' | 'text'> {
  /** What it is chosen by, as long as the article says it: eight hexadecimal digits. */
  readonly key: string;
}

/** What is said to be the right answer: a passage by its key, or a text. */
export type RightAnswer = { readonly passage: string } | { readonly text: string };

/** What came of it. A refusal says what to do. */
export type Outcome =
  | { readonly done: 'verified' | 'already' | 'undone'; readonly text: string }
  | { readonly done: 'refused'; readonly text: string };

export interface VerifiedInService extends VerifiedContents {
  readonly document: string;
  readonly questions: readonly string[];
}

/** Answers where somebody corrects it, from what is seen there. */
export type SeeingBot = Pick<LiveBot, 'ask' | 'search' | 'contents' | 'scope'>;

export interface Corrections {
  /** The passages that a question finds, best first. */
  candidates(question: string, bot: SeeingBot): Promise<OfferedPassage[]>;
  /**
   * Makes an answer the verified one to a question: one entry, however often and by how many it is done. A text is
   * given only where all is seen that is seen where it was written.
   */
  correct(question: string, answer: RightAnswer, who: Corrector, bot: SeeingBot): Promise<Outcome>;
  /** Takes back what was done last to the verified answer that a question gets. */
  undoFor(question: string, who: Corrector, bot: SeeingBot): Promise<Outcome>;
  /** The same to a verified answer by its path. */
  undo(document: string, who: Corrector): Promise<Outcome>;
  /** What is verified, and what was done, last first. */
  list(): Promise<{ entries: readonly VerifiedInService[]; log: readonly CorrectionRecord[] }>;
  /** Looks which verified answers stand, in knowledge that was put in service. */
  look(bot: Pick<Bot, 'contents'>): void;
  /** Says how people of a platform are told later. What waited for it is told. */
  reachBy(platform: string, tell: (reach: string, text: string) => Promise<void>): void;
}

export interface CorrectionsParts {
  /** Folder of the articles. */
  readonly folder: string;
  readonly knowledge: () => Promise<
    Pick<LiveKnowledge, 'bot' | 'rules' | 'reload' | 'state' | 'publishedBy'>
  >;
  readonly records: Pick<Records, 'addCorrection' | 'corrections'>;
  readonly pseudonyms: Pick<Pseudonyms, 'person'>;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly now?: () => Date;
}

export function createCorrections(parts: CorrectionsParts): Corrections {
  const { folder, records, pseudonyms, log, now = () => new Date() } = parts;
  const tellers = new Map<string, (reach: string, text: string) => Promise<void>>();
  const untold: { readonly platform: string; readonly reach: string; readonly text: string }[] = [];
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: two may correct the same. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  }

  async function candidates(question: string, bot: SeeingBot): Promise<OfferedPassage[]> {
    return (await bot.search(question)).passages.map((passage) => ({ ...passage, key: keyOf(passage) }));
  }

  async function note(
    did: CorrectionRecord['did'],
    entry: string,
    who: Corrector,
    files: Pick<CorrectionRecord, 'before' | 'after'>,
  ): Promise<void> {
    const { platform, name: by, reach } = who;
    const person = pseudonyms.person(platform, who.person);
    await records
      .addCorrection({ id: randomUUID(), at: now(), entry, did, platform, person, by, reach, ...files })
      .catch((error) => log.error('A correction could not be written to the log', { error, entry }));
    log.info(did === 'verified' ? 'An answer was verified' : 'A verified answer was taken back', {
      entry,
      platform,
    });
  }

  async function correct(
    asked: string,
    answer: RightAnswer,
    who: Corrector,
    bot: SeeingBot,
  ): Promise<Outcome> {
    const question = asked.replace(/\s+/g, ' ').trim();
    if (question === '' || question.length > MAX_VERIFIED_QUESTION)
      return refused(`Please write the question in one to ${MAX_VERIFIED_QUESTION} characters.`);
    const right = await writtenAs(question, answer, bot);
    if (typeof right === 'string') return refused(right);
    const path = await pathFor(question, bot);
    const before = await textOf(path);
    const old = before === null ? null : verifiedIn(path, before);
    const questions = withQuestion(old?.questions ?? [], question);
    const today = dayOf(now());
    const { rules } = await parts.knowledge();
    const written = writeVerified({
      ...{ questions, answer: right, by: who.name, on: today, labels: old?.labels },
      scope: isEverywhere(rules) ? undefined : bot.scope,
      reviewBy: dayOf(new Date(now().getTime() + REVIEW_AFTER_MS)),
    });
    if (old && isSame(old, written, path) && questions.length === old.questions.length)
      return { done: 'already', text: `${old.by} has verified this answer already, on ${old.on}.` };
    const fault = faultInVerified(path, written);
    if (fault !== null) return refused(`That cannot be an answer: ${fault}`);
    await put(path, written);
    await note('verified', path, who, { before, after: written });
    return { done: 'verified', text: await inService(path, 'Verified', bot) };
  }

  /** The answer as the entry has it; a text says why there is none. */
  async function writtenAs(
    question: string,
    answer: RightAnswer,
    bot: SeeingBot,
  ): Promise<VerifiedEntry['answer'] | string> {
    if ('text' in answer) {
      const text = answer.text.trim();
      if (text === '' || text.length > MAX_VERIFIED_TEXT)
        return `Please write an answer of one to ${MAX_VERIFIED_TEXT} characters.`;
      return { text };
    }
    const chosen = (await candidates(question, bot)).find(({ key }) => key === answer.passage);
    if (!chosen) return 'The articles say that no more. Please press “Correct this” again and choose anew.';
    const { document: article, section, text } = chosen;
    return { quote: { article, section, text } };
  }

  async function undo(path: string, who: Corrector): Promise<Outcome> {
    const { bot } = await parts.knowledge();
    const isEntry = bot.contents.documents.some(({ id, verified }) => id === path && verified !== null);
    return isEntry ? undoEntry(path, who, bot) : refused('There is no such verified answer any more.');
  }

  async function undoFor(question: string, who: Corrector, bot: SeeingBot): Promise<Outcome> {
    const { verified } = await bot.ask(question);
    const path = verified?.document ?? (await unpublishedFor(question));
    return path === null
      ? refused('There is no verified answer to this question any more.')
      : undoEntry(path, who, bot);
  }

  /** The entry that is to be the answer to a question once articles are published; `null`: there is none. */
  async function unpublishedFor(question: string): Promise<string | null> {
    if ((await parts.knowledge()).publishedBy === null) return null;
    const path = verifiedPath(question);
    const text = await textOf(path);
    return text !== null && verifiedIn(path, text) !== null ? path : null;
  }

  /** @param path of an entry, not of whatever who asks may name */
  async function undoEntry(path: string, who: Corrector, bot: Pick<SeeingBot, 'scope'>): Promise<Outcome> {
    const current = await textOf(path);
    if (current === null) return refused('There is no such verified answer any more.');
    const log = await records.corrections(MAX_LOGGED, path).catch(() => []);
    const done = log.find(({ did, after }) => did === 'verified' && after === current);
    const before = done?.before ?? null;
    if (before === null) await rm(join(folder, path), { force: true });
    else await put(path, before);
    await note('undone', path, who, { before: current, after: before });
    return { done: 'undone', text: await inService(path, 'Taken back', bot) };
  }

  async function inService(path: string, done: string, { scope }: Pick<SeeingBot, 'scope'>): Promise<string> {
    return takenIn(await parts.knowledge(), path, done, scope);
  }

  async function put(path: string, text: string): Promise<void> {
    try {
      await writeAside(join(folder, path), text);
    } catch (cause) {
      throw new DocentError(
        'not-writable',
        `The verified answer cannot be written to "${join(folder, VERIFIED_FOLDER)}": ${(cause as Error).message}. Let the program write there.`,
        { cause },
      );
    }
  }

  /** The entry that answers a question by now, or its own: another than one that is not seen where it is asked. */
  async function pathFor(question: string, { ask, contents, scope }: SeeingBot): Promise<string> {
    const { verified } = await ask(question);
    if (verified) return verified.document;
    const own = verifiedPath(question);
    if (scope === EVERYTHING || contents.documents.some(({ id }) => id === own)) return own;
    return (await textOf(own)) === null ? own : verifiedPath(question, scopeKey(scope));
  }

  async function textOf(path: string): Promise<string | null> {
    return readFile(join(folder, path), 'utf8').catch(() => null);
  }

  async function look({ contents }: Pick<Bot, 'contents'>): Promise<void> {
    for (const { id, verified } of contents.documents) {
      if (verified === null) continue;
      const logged = await records.corrections(MAX_LOGGED, id);
      const wasWithdrawn = logged.find(({ did }) => did !== 'undone')?.did === 'withdrawn';
      if (verified.stands !== wasWithdrawn) continue;
      const [newest] = logged;
      const owner = logged.find(({ did }) => did === 'verified');
      const did = verified.stands ? 'stands' : 'withdrawn';
      const isFirst = await records.addCorrection({
        // Of several programs that see it one tells it.
        id: createHash('sha256')
          .update(`${did} ${id} ${newest?.id ?? ''}`)
          .digest('hex'),
        ...{ at: now(), entry: id, did, platform: owner?.platform ?? '', person: owner?.person ?? '' },
        ...{ by: owner?.by ?? verified.by, reach: null, before: null, after: null },
      });
      if (!isFirst || verified.stands) continue;
      log.warn('A verified answer is withdrawn: what it quotes has changed', { entry: id });
      if (owner?.reach) await tell(owner.platform, owner.reach, withdrawnText(id, verified));
    }
  }

  async function tell(platform: string, reach: string, text: string): Promise<void> {
    const teller = tellers.get(platform);
    if (!teller) {
      untold.push({ platform, reach, text });
      return;
    }
    await teller(reach, text).catch((error) =>
      log.warn('Who verified an answer could not be told that it is withdrawn', { platform, error }),
    );
  }

  return {
    candidates,
    correct: (question, answer, who, bot) => inTurn(() => correct(question, answer, who, bot)),
    undo: (document, who) => inTurn(() => undo(document, who)),
    undoFor: (question, who, bot) => inTurn(() => undoFor(question, who, bot)),
    async list() {
      const { bot } = await parts.knowledge();
      const entries = bot.contents.documents.flatMap(({ id, verified, questions }) =>
        verified === null
          ? []
          : [{ ...verified, document: id, questions: questions.map(({ text }) => text) }],
      );
      return { entries, log: await records.corrections(MAX_LOGGED) };
    },
    look(bot) {
      void inTurn(() => look(bot)).catch((error) =>
        log.error('It could not be looked which verified answers still stand', { error }),
      );
    },
    reachBy(platform, teller) {
      tellers.set(platform, teller);
      for (const one of untold.splice(0)) void tell(one.platform, one.reach, one.text);
    },
  };
}

const refused = (text: string): Outcome => ({ done: 'refused', text });

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

function keyOf({ document, section, text }: Pick<FoundPassage, 'document' | 'section' | 'text'>): string {
  return createHash('sha256').update(`${document}\0${section}\0${text}`).digest('hex').slice(0, KEY_LENGTH);
}

function withQuestion(questions: readonly string[], question: string): readonly [string, ...string[]] {
  const path = verifiedPath(question);
  const [first = question, ...more] = questions.some((one) => verifiedPath(one) === path)
    ? questions
    : [...questions, question];
  return [first, ...more];
}

interface Old extends Verification {
  readonly labels: Labels | undefined;
  readonly questions: readonly string[];
  /** What stands below the front matter. */
  readonly body: string;
}

function verifiedIn(path: string, markdown: string): Old | null {
  const { frontMatter: front } = parseArticle(path, markdown);
  if (!front?.verified) return null;
  const { by, on, review_by: reviewBy = null, quote = null } = front.verified;
  const { questions, labels } = front;
  return { by, on, reviewBy, quote, questions, labels, body: bodyOf(markdown) };
}

function isSame(old: Old, written: string, path: string): boolean {
  const next = verifiedIn(path, written);
  return JSON.stringify([old.quote, old.body]) === JSON.stringify([next?.quote, next?.body]);
}

const bodyOf = (markdown: string): string => markdown.replace(/^---\n[\s\S]*?\n---\n/, '').trim();

function withdrawnText(id: string, { quote, on }: VerifiedContents): string {
  const place = quote === null ? id : `${quote.article} (${quote.section})`;
  return `The answer that you verified on ${on} is withdrawn: what it quotes of ${place} has changed. Ask the question again and press “Correct this” to verify an answer anew. The entry is ${id}.`;
}
