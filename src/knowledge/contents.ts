import type { Aspect, Corpus, Document, Kind, Subject } from './corpus.js';

/**
 * What articles are about, without their texts: titles and names. Plain data and little of it even where the articles
 * are many, so that it can be at hand where the articles are not.
 */
export interface Contents {
  readonly documents: readonly Pick<Document, 'id' | 'title' | 'questions'>[];
  readonly kinds: readonly Kind[];
  readonly subjects: readonly NamedSubject[];
  readonly aspects: readonly Aspect[];
  /** Number of passages. */
  readonly passages: number;
}

export type NamedSubject = Pick<Subject, 'id' | 'name' | 'names' | 'noun' | 'document'>;

export function contentsOf({ documents, kinds, subjects, aspects, passages }: Corpus): Contents {
  return {
    documents: documents.map(({ id, title, questions }) => ({ id, title, questions })),
    kinds,
    subjects: subjects.map(({ id, name, names, noun, document }) => ({ id, name, names, noun, document })),
    aspects,
    passages: passages.length,
  };
}
