import { createGapBooks } from '../../../adapters/records/gap-books.js';
import { NO_RECORDS, type QuestionRecord } from '../../../adapters/records/record.js';

/** A record of a question that was not answered, with what a test changes of it. */
export function recordOf(changes: Partial<QuestionRecord> = {}): QuestionRecord {
  return {
    at: new Date('2026-11-01T12:00:00Z'),
    platform: 'discord',
    scope: null,
    person: 'person-a',
    key: 'key-1',
    kind: 'fact',
    status: 'abstained',
    confidence: 0.25,
    aspect: null,
    subjects: ['oolong'],
    terms: ['price'],
    helpful: null,
    question: null,
    ...changes,
  };
}

/** Books on given records. @param all how many there are, of which these are read */
export function booksOf(records: readonly QuestionRecord[], all = records.length) {
  return createGapBooks(
    { ...NO_RECORDS, unmet: async () => [...records], countUnmet: async () => all },
    { start: null },
  );
}
