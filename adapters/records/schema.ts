import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import { DocentError } from '../../src/errors.js';

/** The tables. Lists are kept as JSON texts and times as milliseconds since 1970, so that SQLite and PostgreSQL agree. */
export interface Tables {
  readonly questions: QuestionRow;
  readonly question_vectors: VectorRow;
  readonly state: {
    readonly kind: string;
    readonly id: string;
    readonly owner: string | null;
    readonly value: string;
    readonly kept_until: number;
    /** The transaction that put it in, and the process; where others have the database too. */
    readonly changed: number;
    readonly writer: string | null;
  };
  readonly work: {
    readonly id: string;
    readonly kind: string;
    readonly holder: string;
    readonly value: string | null;
    /** 1 or 0. */
    readonly is_done: number;
    readonly kept_until: number;
  };
  readonly processes: {
    readonly id: string;
    readonly key: string;
    readonly alive_until: number;
  };
  readonly corrections: CorrectionRow;
}

/** What a question means, of which {@link QuestionRow.same_as} and a text are kept. */
export interface VectorRow {
  readonly same_as: string;
  /** Which encoder made it. */
  readonly encoder: string;
  /** Eight bits a number, in base64. */
  readonly vector: string;
}

export interface CorrectionRow {
  readonly id: string;
  readonly done_at: number;
  readonly entry: string;
  readonly did: string;
  readonly platform: string;
  readonly person: string;
  readonly done_by: string;
  readonly reach: string | null;
  readonly file_before: string | null;
  readonly file_after: string | null;
}

export interface QuestionRow {
  readonly asked_at: number;
  readonly platform: string;
  readonly person: string;
  readonly same_as: string;
  readonly kind: string;
  readonly status: string;
  readonly confidence: number;
  readonly aspect: string | null;
  readonly subjects: string;
  readonly terms: string;
  /** 1 or 0. */
  readonly helpful: number | null;
  readonly question: string | null;
  readonly scope: string | null;
}

/**
 * Which records a report is about: abstained from, voted unhelpful, or answered with a reserve without anybody
 * saying that it helped. An index is of them alone, so a query says it in the very words.
 */
export const UNMET = sql<boolean>`(status = 'abstained' or helpful = 0 or (status = 'closest' and helpful is null))`;

/** Steps from an empty database to the present one. A step that was released is never changed: add another. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-questions': {
    async up(db) {
      await db.schema
        .createTable('questions')
        .ifNotExists()
        .addColumn('asked_at', 'bigint', (column) => column.notNull())
        .addColumn('platform', 'text', (column) => column.notNull())
        .addColumn('person', 'text', (column) => column.notNull())
        .addColumn('same_as', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('confidence', 'double precision', (column) => column.notNull())
        .addColumn('aspect', 'text')
        .addColumn('subjects', 'text', (column) => column.notNull())
        .addColumn('terms', 'text', (column) => column.notNull())
        .addColumn('helpful', 'integer')
        .addColumn('question', 'text')
        .execute();
      for (const column of ['asked_at', 'person', 'same_as'])
        await db.schema
          .createIndex(`questions_${column}`)
          .ifNotExists()
          .on('questions')
          .column(column)
          .execute();
    },
  },
  // Of a million records the few thousand that a report is about are found at once.
  '002-unmet': {
    async up(db) {
      await sql`create index if not exists questions_unmet on questions (asked_at) where ${UNMET}`.execute(
        db,
      );
    },
  },
  '003-question-vectors': {
    async up(db) {
      await db.schema
        .createTable('question_vectors')
        .ifNotExists()
        .addColumn('same_as', 'text', (column) => column.primaryKey().notNull())
        .addColumn('encoder', 'text', (column) => column.notNull())
        .addColumn('vector', 'text', (column) => column.notNull())
        .execute();
    },
  },
  '004-state': {
    async up(db) {
      await db.schema
        .createTable('state')
        .ifNotExists()
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('owner', 'text')
        .addColumn('value', 'text', (column) => column.notNull())
        .addColumn('kept_until', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('state_name', ['kind', 'id'])
        .execute();
      await db.schema
        .createIndex('state_kept_until')
        .ifNotExists()
        .on('state')
        .column('kept_until')
        .execute();
    },
  },
  '005-corrections': {
    async up(db) {
      await db.schema
        .createTable('corrections')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('done_at', 'bigint', (column) => column.notNull())
        .addColumn('entry', 'text', (column) => column.notNull())
        .addColumn('did', 'text', (column) => column.notNull())
        .addColumn('platform', 'text', (column) => column.notNull())
        .addColumn('person', 'text', (column) => column.notNull())
        .addColumn('done_by', 'text', (column) => column.notNull())
        .addColumn('reach', 'text')
        .addColumn('file_before', 'text')
        .addColumn('file_after', 'text')
        .execute();
      for (const column of ['done_at', 'entry', 'person'])
        await db.schema
          .createIndex(`corrections_${column}`)
          .ifNotExists()
          .on('corrections')
          .column(column)
          .execute();
    },
  },
  '006-scopes': {
    async up(db) {
      await db.schema.alterTable('questions').addColumn('scope', 'text').execute();
    },
  },
  // Processes on one database: what each changed of the state, who has which work, and who is there.
  '007-processes': {
    async up(db) {
      await db.schema
        .alterTable('state')
        .addColumn('changed', 'bigint', (column) => column.notNull().defaultTo(0))
        .execute();
      await db.schema.alterTable('state').addColumn('writer', 'text').execute();
      await db.schema.createIndex('state_changed').ifNotExists().on('state').column('changed').execute();
      await db.schema
        .createTable('work')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('holder', 'text', (column) => column.notNull())
        .addColumn('value', 'text')
        .addColumn('is_done', 'integer', (column) => column.notNull())
        .addColumn('kept_until', 'bigint', (column) => column.notNull())
        .execute();
      await sql`create index if not exists work_left on work (kept_until) where is_done = 0`.execute(db);
      await db.schema
        .createTable('processes')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('alive_until', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
};

/**
 * Brings a database to the present schema.
 * @throws {DocentError} `records-schema` when that fails, or when a newer version of the program wrote it
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  // Two processes that start at once may both bring a new SQLite file up; the second then finds it done.
  const { error } = await migrator
    .migrateToLatest()
    .then((result) => (result.error ? migrator.migrateToLatest() : result));
  if (!error) return;
  const reason = error instanceof Error ? error.message : String(error);
  throw new DocentError(
    'records-schema',
    `The records cannot be brought to this version: ${reason}. If a newer version of Docent wrote them, use that one; else keep the old database and name another with DOCENT_DATABASE_URL or DOCENT_DATA_DIR.`,
    { cause: error },
  );
}
