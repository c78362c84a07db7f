import { type Dialect, Kysely, sql } from 'kysely';
import { z } from 'zod';
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

const TEXTS = z.array(z.string());

/** A row as it is read for a report. */
const READ_ROW = z
  .tuple([
    z.number(),
    z.string(),
    z.string(),
    z.string(),
    z.string(),
    z.string(),
    z.number(),
    z.string().nullable(),
    z.string(),
    z.string(),
    z.number().nullable(),
    z.string().nullable(),
  ])
  .transform(
    ([at, platform, person, key, kind, status, confidence, aspect, subjects, terms, helpful, question]) => ({
      ...{ platform, person, key, kind, confidence, aspect },
      at: new Date(at),
      status: status as Status,
      subjects: TEXTS.parse(JSON.parse(subjects)),
      terms: TEXTS.parse(JSON.parse(terms)),
      helpful: helpful === null ? null : helpful === 1,
      question: question !== null && question.length > MAX_TEXT_READ ? `${question.slice(0, -1)}…` : question,
    }),
  );

/** @returns `null` for what is no record, as in a database that was damaged: the others are still told of */
function recordOf(row: string): QuestionRecord | null {
  try {
    return READ_ROW.parse(JSON.parse(row));
  } catch {
    return null;
  }
}
