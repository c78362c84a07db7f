import { type Dialect, Kysely, sql } from 'kysely';
import type { Status } from '../../../src/answer/answer.js';
import { MAX_READ, MAX_TEXT_READ, type QuestionRecord, type Records } from './record.js';
import { migrate, type QuestionRow, type Tables, UNMET } from './schema.js';

/** The function that makes a list of values in JSON: SQLite and PostgreSQL name it differently. */
export type ListFunction = 'json_array' | 'json_build_array';

/**
 * Records in a database of any dialect.
 * @throws {DocentError} `records-schema`
 */
export async function openStore(dialect: Dialect, list: ListFunction = 'json_array'): Promise<Records> {
  const db = new Kysely<Tables>({ dialect });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    async add(record) {
      await db.insertInto('questions').values(rowOf(record)).execute();
    },
    async vote({ platform, person, key, helpful }) {
      const own = await lastAsked(db, platform, key, person);
      const last = own ?? (await lastAsked(db, platform, key));
      if (!last) return false;
      await db
        .updateTable('questions')
        .set({ helpful: helpful ? 1 : 0 })
        .where('platform', '=', platform)
        .where('same_as', '=', key)
        .where('person', '=', last.person)
        .where('asked_at', '=', last.asked_at)
        .execute();
      return true;
    },
    async unmet(since) {
      // A row comes as one text: of fifty thousand that takes a quarter of the time that their columns would.
      const row = sql<string>`cast(${sql.raw(list)}(asked_at, platform, person, same_as, kind, status, confidence, aspect, subjects, terms, helpful, substr(question, 1, ${sql.lit(MAX_TEXT_READ + 1)})) as text)`;
      const rows = await db
        .selectFrom('questions')
        .select(row.as('row'))
        .where('asked_at', '>=', since.getTime())
        .where(UNMET)
        .orderBy('asked_at', 'desc')
        .limit(MAX_READ)
        .execute();
      return rows.flatMap((one) => recordOf(one.row) ?? []).reverse();
    },
    async countUnmet(since) {
      const { count } = await db
        .selectFrom('questions')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('asked_at', '>=', since.getTime())
        .where(UNMET)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async lastQuestions(limit) {
      const rows = await db
        .selectFrom('questions')
        .select(({ fn }) => [fn.max('question').as('question'), fn.max('asked_at').as('last')])
        .where('question', 'is not', null)
        .groupBy('same_as')
        .orderBy('last', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ question }) => question as string);
    },
    async platforms() {
      const rows = await db.selectFrom('questions').select('platform').distinct().execute();
      return rows.map(({ platform }) => platform).sort();
    },
    async forget(people) {
      if (people.length === 0) return 0;
      return deleted(await db.deleteFrom('questions').where('person', 'in', people).execute());
    },
    async prune(before) {
      return deleted(await db.deleteFrom('questions').where('asked_at', '<', before.getTime()).execute());
    },
    close: () => db.destroy(),
  };
}

function lastAsked(db: Kysely<Tables>, platform: string, key: string, person?: string) {
  return db
    .selectFrom('questions')
    .select(['person', 'asked_at'])
    .where('platform', '=', platform)
    .where('same_as', '=', key)
    .$if(person !== undefined, (query) => query.where('person', '=', person as string))
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

const deleted = (results: readonly { numDeletedRows: bigint }[]): number =>
  results.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);

function rowOf(record: QuestionRecord): QuestionRow {
  const { at, key, subjects, terms, helpful, platform, person, kind, status, confidence, aspect, question } =
    record;
  return {
    asked_at: at.getTime(),
    same_as: key,
    subjects: JSON.stringify(subjects),
    terms: JSON.stringify(terms),
    helpful: helpful === null ? null : helpful ? 1 : 0,
    ...{ platform, person, kind, status, confidence, aspect, question },
  };
}

/** A row as it is read for a report: its columns in the order in which {@link openStore} asks for them. */
type ReadRow = readonly [
  at: number,
  platform: string,
  person: string,
  key: string,
  kind: string,
  status: Status,
  confidence: number,
  aspect: string | null,
  subjects: string,
  terms: string,
  helpful: number | null,
  question: string | null,
];

/** @returns `null` for what is no record, as in a database that was damaged: the others are still told of */
function recordOf(row: string): QuestionRecord | null {
  try {
    const read = JSON.parse(row) as ReadRow;
    const [at, platform, person, key, kind, status, confidence, aspect, subjects, terms, helpful, text] =
      read;
    const question = text !== null && text.length > MAX_TEXT_READ ? `${text.slice(0, MAX_TEXT_READ)}…` : text;
    return {
      at: new Date(at),
      platform,
      person,
      key,
      kind,
      status,
      confidence,
      aspect,
      subjects: textsIn(subjects),
      terms: textsIn(terms),
      helpful: helpful === null ? null : helpful === 1,
      question,
    };
  } catch {
    return null;
  }
}

function textsIn(json: string): string[] {
  const texts: unknown = JSON.parse(json);
  if (Array.isArray(texts) && texts.every((text) => typeof text === 'string')) return texts;
  throw new TypeError('A list of texts is none.');
}
