import type { Corpus, Document, Verification } from '../knowledge/corpus.js';
import type { Lexicon } from '../knowledge/lexicon.js';
import type { Standing, Standings } from '../knowledge/standing.js';
import { withKnownWords } from '../query/known-words.js';
import type { Query } from '../query/query.js';
import { correctionIn, understand } from '../query/understand.js';
import type { Engine } from '../retrieval/ports.js';
import { type Difference, differenceOf, type ReadQuestion, readQuestion } from './same-question.js';

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

/** Finds the verified answer to a question, if somebody verified one to a question that asks the same. */
export interface VerifiedAnswers {
  /** @param query what was understood of a message */
  match(query: Query): Promise<VerifiedMatch | null>;
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

const NONE: VerifiedAnswers = { match: async () => null };

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
      const asked = await withKnownWords(engine.vocabulary, (known) =>
        readQuestion(query, { known, passages }),
      );
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
  };
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
