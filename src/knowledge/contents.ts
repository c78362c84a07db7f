import type { Aspect, Corpus, Document, Kind, Subject, Verification, VerifiedQuote } from './corpus.js';
import { type Standings, standingsOf } from './standing.js';

/**
 * What articles are about, without their texts: titles and names. Plain data and little of it even where the articles
 * are many, so that it can be at hand where the articles are not.
 */
export interface Contents {
  readonly documents: readonly DocumentContents[];
  readonly kinds: readonly Kind[];
  readonly subjects: readonly NamedSubject[];
  readonly aspects: readonly Aspect[];
  /** Number of passages. */
  readonly passages: number;
  /** SHA-256 of the knowledge, in hexadecimal digits; `null` where it came from no folder. */
  readonly version: string | null;
}

export interface DocumentContents extends Pick<Document, 'id' | 'title' | 'questions' | 'upkeep'> {
  /** Its headings of the first two levels, but for those of subjects; as many as are worth listing. */
  readonly headings: readonly string[];
  /** What it is where it is a verified answer. */
  readonly verified: VerifiedContents | null;
}

export interface VerifiedContents extends Omit<Verification, 'quote'> {
  /** Where the passage is that it quotes; `null`: it has a text of its own. */
  readonly quote: Omit<VerifiedQuote, 'text'> | null;
  /** False: the passage stands in its article no more, and the answer is not given. */
  readonly stands: boolean;
}

/** Most headings of an article that are listed. */
const MAX_HEADINGS = 20;
/** Deepest level whose headings are. */
const MAX_LEVEL = 2;

export type NamedSubject = Pick<Subject, 'id' | 'name' | 'names' | 'noun' | 'document'>;

export function contentsOf(
  corpus: Corpus,
  version: string | null = null,
  standings = standingsOf(corpus),
): Contents {
  const { documents, sections, kinds, subjects, aspects, passages } = corpus;
  const headings = new Map<string, string[]>();
  for (const { document, heading, path, subject } of sections) {
    if (subject !== null || path.length === 0 || path.length > MAX_LEVEL) continue;
    const own = headings.get(document);
    if (!own) headings.set(document, [heading]);
    else if (own.length < MAX_HEADINGS) own.push(heading);
  }
  return {
    documents: documents.map((document) => ({
      ...{ id: document.id, title: document.title, questions: document.questions },
      upkeep: document.upkeep,
      headings: headings.get(document.id) ?? [],
      verified: verifiedOf(document, standings),
    })),
    kinds,
    subjects: subjects.map(({ id, name, names, noun, document }) => ({ id, name, names, noun, document })),
    aspects,
    passages: passages.length,
    version,
  };
}

function verifiedOf(document: Document, standings: Standings): VerifiedContents | null {
  if (document.verified === null) return null;
  const { by, on, reviewBy, quote } = document.verified;
  return {
    ...{ by, on, reviewBy },
    quote: quote && { article: quote.article, section: quote.section },
    stands: standings.get(document.id) != null,
  };
}
