import { randomUUID } from 'node:crypto';
import { type DeleteQueryBuilder, type DeleteResult, type Dialect, Kysely, sql } from 'kysely';
import type { Status } from '../../src/answer/answer.js';
import { ENCODER_SHA256 } from '../../src/meaning/version.js';
import {
  type CorrectionRecord,
  MAX_READ,
  MAX_TEXT_READ,
  MAX_VOTES_READ,
  type QuestionRecord,
  type Records,
} from './record.js';
import { type CorrectionRow, migrate, type QuestionRow, type Tables, UNMET } from './schema.js';
import { sharedRowsIn } from './shared-rows.js';
import { stateRowsIn } from './state-rows.js';

/** What SQLite and PostgreSQL name differently, and which of them several machines can share. */
export interface Home {
  /** The function that makes a list of values. */
  readonly of: string;
  /** The function that makes a list of all rows. */
  readonly ofAll: string;
  /** The present transaction, by a number that grows. */
  readonly transaction: string;
  readonly isShared: boolean;
}

export const SQLITE: Home = {
  ...{ of: 'json_array', ofAll: 'json_group_array' },
  ...{ transaction: '0', isShared: false },
};
export const POSTGRES: Home = {
  ...{ of: 'json_build_array', ofAll: 'json_agg' },
  ...{ transaction: 'pg_current_xact_id()::text::bigint', isShared: true },
};

/**
 * Records in a database of any dialect.
 * @throws {DocentError} `records-schema`
 */
export async function openStore(dialect: Dialect, home = SQLITE): Promise<Records> {
  const db = new Kysely<Tables>({ dialect });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const self = randomUUID();
  return {
    ...stateRowsIn(db, self, home.transaction),
    shared: home.isShared ? sharedRowsIn(db, self) : null,
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
    async voted() {
      const rows = await db
        .selectFrom('questions')
        .select(['confidence', 'helpful'])
        .where('status', '=', 'answered')
        .where('helpful', 'is not', null)
        .orderBy('asked_at', 'desc')
        .limit(MAX_VOTES_READ)
        .execute();
      return rows.map(({ confidence, helpful }) => ({ confidence, helpful: helpful === 1 }));
    },
    async unmet(since) {
      const last = db
        .selectFrom('questions')
        .selectAll()
        .select(sql<string | null>`substr(question, 1, ${sql.lit(MAX_TEXT_READ + 1)})`.as('text'))
        .where('asked_at', '>=', since.getTime())
        .where(UNMET)
        .orderBy('asked_at', 'desc')
        .limit(MAX_READ)
        .as('last');
      // All rows come as one text: of many that takes less than half of the time that texts or columns of each would.
      const row = `${home.of}(asked_at, platform, person, same_as, kind, status, confidence, aspect, subjects, terms, helpful, text, scope)`;
      const { rows } = await db
        .selectFrom(last)
        .select(sql<string | null>`cast(${sql.raw(`${home.ofAll}(${row})`)} as text)`.as('rows'))
        .executeTakeFirstOrThrow();
      const read = recordReader();
      return (JSON.parse(rows ?? '[]') as ReadRow[])
        .flatMap((one) => read(one) ?? [])
        .sort((a, b) => a.at.getTime() - b.at.getTime());
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
    async vectors(keys) {
      if (keys.length === 0) return [];
      const rows = await db
        .selectFrom('question_vectors')
        .select(['same_as', 'vector'])
        .where('same_as', 'in', keys)
        .where('encoder', '=', ENCODER_SHA256)
        .execute();
      return rows.map(({ same_as: key, vector }) => [key, new Int8Array(Buffer.from(vector, 'base64'))]);
    },
    async keepVectors(vectors) {
      await db.transaction().execute(async (all) => {
        // Whoever asked may have been forgotten meanwhile.
        for (const [key, vector] of vectors)
          await sql`insert into question_vectors (same_as, encoder, vector)
            select ${key}, ${ENCODER_SHA256}, ${Buffer.from(vector).toString('base64')}
            where exists (select 1 from questions where same_as = ${key} and question is not null)
            on conflict (same_as) do update set encoder = excluded.encoder, vector = excluded.vector`.execute(
            all,
          );
      });
    },
    async addCorrection(correction) {
      const { numInsertedOrUpdatedRows: count } = await db
        .insertInto('corrections')
        .values(correctionRow(correction))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirstOrThrow();
      return Number(count ?? 0) > 0;
    },
    async corrections(limit, entry) {
      const rows = await db
        .selectFrom('corrections')
        .selectAll()
        .$if(entry !== undefined, (query) => query.where('entry', '=', entry as string))
        .orderBy('done_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(correctionOf);
    },
    async platforms() {
      const [asked, corrected] = await Promise.all([
        db.selectFrom('questions').select('platform').distinct().execute(),
        db.selectFrom('corrections').select('platform').where('platform', '!=', '').distinct().execute(),
      ]);
      return [...new Set([...asked, ...corrected].map(({ platform }) => platform))].sort();
    },
    async forget(people) {
      if (people.length === 0) return 0;
      await db.deleteFrom('corrections').where('person', 'in', people).execute();
      return deleteRecords(db, (from) => from.where('person', 'in', people));
    },
    async prune(before) {
      await db.deleteFrom('corrections').where('done_at', '<', before.getTime()).execute();
      return deleteRecords(db, (from) => from.where('asked_at', '<', before.getTime()));
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

type Deleting = DeleteQueryBuilder<Tables, 'questions', DeleteResult>;

/**
 * Deletes records, and then vectors of questions of which no text is left, be it since an earlier time that ended
 * between the two. @returns how many records
 */
async function deleteRecords(db: Kysely<Tables>, some: (from: Deleting) => Deleting): Promise<number> {
  const { numDeletedRows } = await some(db.deleteFrom('questions')).executeTakeFirstOrThrow();
  await sql`delete from question_vectors where not exists
    (select 1 from questions where questions.same_as = question_vectors.same_as and question is not null)`.execute(
    db,
  );
  return Number(numDeletedRows);
}

function correctionRow({ at, by, before, after, ...same }: CorrectionRecord): CorrectionRow {
  return { ...same, done_at: at.getTime(), done_by: by, file_before: before, file_after: after };
}

function correctionOf({
  done_at,
  done_by,
  file_before,
  file_after,
  did,
  ...same
}: CorrectionRow): CorrectionRecord {
  return {
    ...same,
    did: did as CorrectionRecord['did'],
    at: new Date(Number(done_at)),
    ...{ by: done_by, before: file_before, after: file_after },
  };
}

function rowOf(record: QuestionRecord): QuestionRow {
  const { at, key, subjects, terms, helpful, platform, scope, person } = record;
  const { kind, status, confidence, aspect, question } = record;
  return {
    asked_at: at.getTime(),
    same_as: key,
    subjects: JSON.stringify(subjects),
    terms: JSON.stringify(terms),
    helpful: helpful === null ? null : helpful ? 1 : 0,
    ...{ platform, scope, person, kind, status, confidence, aspect, question },
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
  scope: string | null,
];

/**
 * Reads rows; lists of subjects and words that are written alike are the same.
 * @returns what gives `null` for what is no record, as in a database that was damaged: the others are still told of
 */
function recordReader(): (row: ReadRow) => QuestionRecord | null {
  const lists = new Map<string, readonly string[]>();
  const textsIn = (json: string): readonly string[] => {
    const texts: unknown = lists.get(json) ?? JSON.parse(json);
    if (!Array.isArray(texts) || texts.some((text) => typeof text !== 'string'))
      throw new TypeError('A list of texts is none.');
    lists.set(json, texts);
    return texts;
  };
  return (row) => {
    try {
      const [at, platform, person, key, kind, status, confidence, aspect, subjects, terms, ...more] = row;
      const [helpful, text, scope] = more;
      if (typeof at !== 'number') throw new TypeError('A time is none.');
      const question =
        text !== null && text.length > MAX_TEXT_READ ? `${text.slice(0, MAX_TEXT_READ)}…` : text;
      return {
        at: new Date(at),
        ...{ platform, scope, person, key, kind, status, confidence, aspect, question },
        subjects: textsIn(subjects),
        terms: textsIn(terms),
        helpful: helpful === null ? null : helpful === 1,
      };
    } catch {
      return null;
    }
  };
}
