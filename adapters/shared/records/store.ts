import { type Dialect, Kysely } from 'kysely';
import type { Status } from '../../../src/answer/answer.js';
import type { QuestionRecord, Records } from './record.js';
import { migrate, type QuestionRow, type Tables } from './schema.js';

/** Most records that are read for a report, the last ones: grouping them takes some hundred milliseconds. */
const MAX_READ = 50_000;

/** Records in a database of any dialect. @throws {DocentError} `records-schema` */
export async function openStore(dialect: Dialect): Promise<Records> {
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
      const rows = await db
        .selectFrom('questions')
        .selectAll()
        .where('asked_at', '>=', since.getTime())
        .where((is) =>
          is.or([
            is('status', '=', 'abstained'),
            is('helpful', '=', 0),
            is.and([is('status', '=', 'closest'), is('helpful', 'is', null)]),
          ]),
        )
        .orderBy('asked_at', 'desc')
        .limit(MAX_READ)
        .execute();
      return rows.map(recordOf).reverse();
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

function recordOf(row: QuestionRow): QuestionRecord {
  const { platform, person, kind, confidence, aspect, question } = row;
  return {
    // PostgreSQL gives whole numbers of 64 bits as text.
    at: new Date(Number(row.asked_at)),
    key: row.same_as,
    status: row.status as Status,
    subjects: JSON.parse(row.subjects) as string[],
    terms: JSON.parse(row.terms) as string[],
    helpful: row.helpful === null ? null : row.helpful === 1,
    ...{ platform, person, kind, confidence, aspect, question },
  };
}
