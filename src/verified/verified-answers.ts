import type { Corpus, Document, Verification } from '../knowledge/corpus.js';
import type { Lexicon } from '../knowledge/lexicon.js';
import type { Standing, Standings } from '../knowledge/standing.js';
import { withKnownWords } from '../query/known-words.js';
import type { Query } from '../query/query.js';
import { correctionIn, understand } from '../query/understand.js';
import type { Engine } from '../retrieval/ports.js';
import {
  type Difference,
  differenceOf,
  type ReadQuestion,
  readQuestion,
  sharedPart,
  type Unit,
} from './same-question.js';

/** The verified answer to a question. */
export interface VerifiedMatch {
  readonly document: Document;
  readonly verification: Verification;
  readonly standing: Standing;
  /** The question that was verified, which asks the same. */
  readonly question: string;
  /** How likely it asks the same, 0 to 1. */
  readonly likelihood: number;
  /** Why it is taken to: the end of a sentence. */
  readonly why: string;
}

/** A question that was verified and is like another: who asks may mean it, or not. */
export interface VerifiedOffer {
  readonly question: string;
  readonly by: string;
  /** Why it is taken to be like the other: the end of a sentence. */
  readonly why: string;
}

/** Finds the verified answer to a question. What it is asked with is what was understood of a message. */
export interface VerifiedAnswers {
  /** The answer to a question that asks the same. */
  match(query: Query): Promise<VerifiedMatch | null>;
  /** Of those that do not surely ask the same, the likest. */
  offer(query: Query, how: 'like' | 'much like'): Promise<VerifiedOffer | null>;
}

/** Cosine of two questions from which one word that only the verified one has may be meant by the other. */
const ALIKE_FROM = 0.8;
/** How near a word of the other must be to that word, each in its question, as a cosine. */
const IMPLIED_FROM = 0.5;

/**
 * How likely a question asks the same: in the same words, and by meaning. Of 400 near misses that differ from the
 * verified question in a word, its order or its sort one was taken, so that at least 98 of 100 are right; by meaning
 * six more paraphrases were, all rightly.
 */
const SAME_WORDS = 0.98;
const SAME_MEANING = 0.9;

/**
 * From which cosine on the likest verified question is offered, and by words alone from which part of their weight that
 * both say. Of 560 paraphrases of 140 questions about ten bodies of text 75 % are like their own by meaning (33 % by
 * words), 39 % (11 %) much like it; with that one not there, 12 % (8 %) are like another, 1.3 % (1.6 %) much like it.
 */
const OFFERED_FROM = { like: 0.45, 'much like': 0.6 } as const;
const OFFERED_FROM_BY_WORDS = { like: 0.35, 'much like': 0.55 } as const;

const NONE: VerifiedAnswers = { match: async () => null, offer: async () => null };

interface Verified extends Omit<VerifiedMatch, 'question' | 'likelihood' | 'why'> {
  readonly question: ReadQuestion;
}

/** The verified answers of a corpus that still stand. Their questions are read when the first question comes. */
export function createVerifiedAnswers(
  { documents }: Pick<Corpus, 'documents'>,
  standings: Standings,
  lexicon: Lexicon,
  engine: Engine,
): VerifiedAnswers {
  const { passages } = engine.vocabulary;
  const standing = documents.flatMap((document) => {
    const place = standings.get(document.id);
    return place && document.verified ? [{ document, verification: document.verified, standing: place }] : [];
  });
  if (standing.length === 0) return NONE;
  const read = (message: string) =>
    withKnownWords(engine.vocabulary, (known) =>
      readQuestion(understand(message, lexicon, known), { known, passages }),
    );
  const readAsked = (query: Query) =>
    withKnownWords(engine.vocabulary, (known) => readQuestion(query, { known, passages }));
  let entries: Promise<readonly Verified[]> | null = null;
  const readAll = async () => {
    const all: Verified[] = [];
    for (const one of standing)
      for (const { text } of one.document.questions) all.push({ ...one, question: await read(text) });
    return all;
  };
  return {
    async match(query) {
      if (leansOnBefore(query)) return null;
      entries ??= readAll();
      const asked = await readAsked(query);
      const near = (await entries).flatMap((entry) => {
        const difference = differenceOf(entry.question, asked);
        return difference.apart === null ? [{ entry, difference }] : [];
      });
      const same = near.find(({ difference }) => isSame(difference));
      if (same) return matchOf(same.entry, SAME_WORDS, 'it says the same words');
      for (const { entry, difference } of near) {
        const word = impliedIn(difference);
        if (word !== null && (await isMeant(word, entry.question, asked, engine)))
          return matchOf(entry, SAME_MEANING, `it differs in “${word}” alone, which its meaning implies`);
      }
      return null;
    },
    async offer(query, how) {
      if (leansOnBefore(query)) return null;
      entries ??= readAll();
      const verified = await entries;
      const questions = verified.map(({ question }) => question);
      const cosines = await engine.likeness?.cosines(
        query.question,
        questions.map(({ text }) => text),
      );
      const alike = cosines ?? (await sharedParts(await readAsked(query), questions, engine));
      const most = Math.max(...alike);
      const likest = verified[alike.indexOf(most)];
      if (!likest || most < (cosines ? OFFERED_FROM : OFFERED_FROM_BY_WORDS)[how]) return null;
      const why = cosines ? `a cosine of ${most.toFixed(2)}` : `${Math.round(100 * most)} % of their words`;
      return { question: likest.question.text, by: likest.verification.by, why };
    },
  };
}

/** How much of what a question and each of others say both say, where rare words weigh more. */
async function sharedParts(
  asked: ReadQuestion,
  others: readonly ReadQuestion[],
  { vocabulary }: Engine,
): Promise<number[]> {
  const forms = [asked, ...others].flatMap(({ units }) => units.flatMap((unit) => [...unit.forms]));
  const frequencies = await vocabulary.frequencies([...new Set(forms)]);
  // Inverse document frequency, smoothed so that it is never below 0.
  const weightOf = (unit: Unit) =>
    Math.log(
      1 + vocabulary.passages / (1 + Math.max(...[...unit.forms].map((form) => frequencies.get(form) ?? 0))),
    );
  return others.map((other) => sharedPart(other, asked, weightOf));
}

/** What leans on the turn before does not say all that it asks. */
function leansOnBefore({ carried, reading, subjects }: Query): boolean {
  return carried !== null || (reading !== null && reading !== correctionIn(subjects));
}

const isSame = ({ lost, added }: Difference): boolean => lost.length === 0 && added.length === 0;

/** The one word that only the verified question says, where that may be meant by the other without being said. */
function impliedIn({ lost, added }: Difference): string | null {
  const [one, another] = lost;
  return one && !another && added.length === 0 && one.mayBeImplied ? one.text : null;
}

async function isMeant(
  word: string,
  verified: ReadQuestion,
  asked: ReadQuestion,
  { likeness }: Engine,
): Promise<boolean> {
  const measured = await likeness?.questions(verified.text, [word], asked.text);
  const [nearest = 0] = measured?.nearest ?? [];
  return (measured?.cosine ?? 0) >= ALIKE_FROM && nearest >= IMPLIED_FROM;
}

function matchOf({ question, ...entry }: Verified, likelihood: number, why: string): VerifiedMatch {
  return { ...entry, question: question.text, likelihood, why };
}
