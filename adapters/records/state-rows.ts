import { type Kysely, sql } from 'kysely';
import type { Tables } from './schema.js';

/** What names a row of the state: its kind, and among that a keyed hash. */
export interface StateName {
  readonly kind: string;
  readonly id: string;
}

/** What a program keeps so that it outlives a restart. Nothing in it can be read without the key. */
export interface StateRow extends StateName {
  /** Keyed hash of whose it is; `null`: nobody's. */
  readonly owner: string | null;
  /** Encrypted. */
  readonly value: string;
  /** When it is void, in milliseconds since 1970. */
  readonly until: number;
}

/** Kinds of rows that the store itself knows; all others are known to those alone who keep them. */
export const STATE_KINDS = {
  turn: 'turn',
  /** Says of an owner that they are to be forgotten, to the programs that run. */
  forgotten: 'forgotten',
  /** Nobody can tell whose these are without the key: who forgets somebody forgets all of them. */
  ownerless: ['conversation', 'request'],
  /**
   * What must be certain, so that whoever wants it asks the database: a start does not read it, or what is kept for
   * months would leave no room for what is kept for minutes.
   */
  certain: [
    ...['handover', 'handed', 'unasked', 'listen', 'digest', 'would say', 'reason'],
    ...['draft', 'consent', 'uncovered'],
  ],
  /** Which of that people make, as much of it as they like: of each, or of a platform's own of it, the last are kept. */
  notes: ['would say', 'reason'],
  /** Read one at a time, and not at the start: there may be many. */
  single: ['answer'],
} as const;

/** Most rows that are read at a start, the last ones. Ours: more than all that is kept are bounded to. */
export const MAX_STATE = 50_000;
/** Most rows of a kind of notes, or of a platform's own of it, the last ones. Ours: more than anybody reads, and read in a fraction of a second. */
export const MAX_NOTES = 10_000;
/** Rows of one statement. Source: sqlite.org/limits.html, SQLITE_MAX_VARIABLE_NUMBER is 32,766; a row has five. */
const ROWS_AT_A_TIME = 1_000;
/** How long a program that runs may need to hear whom it is to forget, in milliseconds: a day, if its database is away. */
const FORGOTTEN_FOR_MS = 86_400_000;

/** The state in the records' database. Every method rejects when that cannot be reached. */
export interface StateRows {
  /**
   * Rows that are not void, those first that are void first; at most {@link MAX_STATE}.
   * @param kind without one, of all that a start reads; of notes those of every platform
   */
  state(now: Date, kind?: string): Promise<StateRow[]>;
  readState(name: StateName): Promise<StateRow | null>;
  /** Puts rows in, over those of the same name, and takes others out: all of it or nothing. */
  changeState(puts: readonly StateRow[], drops: readonly StateName[]): Promise<void>;
  /** Puts a row in where there is none of its name. @returns whether it did */
  claimState(row: StateRow): Promise<boolean>;
  /** Puts a row in over the one of its name that has a value. @returns whether there was one */
  replaceState(row: StateRow, value: string): Promise<boolean>;
  /**
   * Deletes what is people's, by their keyed hashes, and what may be theirs; says so to programs that run.
   * @returns how many turns there were
   */
  forgetState(owners: readonly string[], now: Date): Promise<number>;
  /** Deletes what is void, and of notes those beyond {@link MAX_NOTES}. */
  pruneState(now: Date): Promise<void>;
}

const isNotes = (kind: string | undefined): boolean =>
  (STATE_KINDS.notes as readonly (string | undefined)[]).includes(kind);

/** Whether a kind is among those of which nobody can tell whose they are. */
const isOwnerless = (kind: string): boolean => isOneOf(STATE_KINDS.ownerless, kind);

/** Whether a kind is one of some, or of a platform's own of them. */
const isOneOf = (kinds: readonly string[], kind: string): boolean =>
  kinds.some((one) => kind === one || kind.startsWith(`${one} `));

/**
 * The state in a database of any dialect.
 * @param writer names this process @param changed the present transaction, where others read what is changed
 */
export function stateRowsIn(db: Kysely<Tables>, writer: string, changed: string): StateRows {
  const tableRow = ({ until, ...row }: StateRow) => ({
    ...{ ...row, kept_until: until, writer },
    changed: sql<number>`${sql.raw(changed)}`,
  });
  /** Kinds of notes, with what platforms have of their own. */
  const among = (notes: readonly string[]) =>
    sql<boolean>`(${sql.join(
      notes.map((one) => sql`kind = ${one} or kind like ${`${one} %`}`),
      sql` or `,
    )})`;
  const named = ({ kind, id }: StateName) => sql<boolean>`kind = ${kind} and id = ${id}`;
  return {
    async state(now, kind) {
      const rows = await db
        .selectFrom('state')
        .selectAll()
        .where('kept_until', '>', now.getTime())
        .$if(kind === undefined, (query) => query.where('kind', 'not in', STATE_KINDS.single))
        .$if(kind !== undefined, (query) =>
          isNotes(kind) ? query.where(among([kind as string])) : query.where('kind', '=', kind as string),
        )
        .$if(kind === undefined, (query) =>
          query.where(({ and, eb }) =>
            and(
              STATE_KINDS.certain.flatMap((one) => [
                eb('kind', '!=', one),
                eb('kind', 'not like', `${one} %`),
              ]),
            ),
          ),
        )
        .orderBy('kept_until', 'desc')
        .limit(MAX_STATE)
        .execute();
      return rows.reverse().map(rowOf);
    },
    async readState(name) {
      const row = await db.selectFrom('state').selectAll().where(named(name)).executeTakeFirst();
      return row ? rowOf(row) : null;
    },
    async changeState(puts, drops) {
      await db.transaction().execute(async (all) => {
        for (let i = 0; i < puts.length; i += ROWS_AT_A_TIME)
          await all
            .insertInto('state')
            .values(puts.slice(i, i + ROWS_AT_A_TIME).map(tableRow))
            .onConflict((conflict) =>
              conflict.columns(['kind', 'id']).doUpdateSet(({ ref }) => ({
                owner: ref('excluded.owner'),
                value: ref('excluded.value'),
                kept_until: ref('excluded.kept_until'),
                changed: ref('excluded.changed'),
                writer: ref('excluded.writer'),
              })),
            )
            .execute();
        for (const name of drops) await all.deleteFrom('state').where(named(name)).execute();
      });
    },
    async claimState(row) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('state')
        .values(tableRow(row))
        .onConflict((conflict) => conflict.columns(['kind', 'id']).doNothing())
        .executeTakeFirstOrThrow();
      return Number(numInsertedOrUpdatedRows ?? 0) > 0;
    },
    async replaceState(row, value) {
      const { numUpdatedRows } = await db
        .updateTable('state')
        .set(tableRow(row))
        .where(named(row))
        .where('value', '=', value)
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows) > 0;
    },
    async forgetState(owners, now) {
      if (owners.length === 0) return 0;
      return db.transaction().execute(async (all) => {
        const turns = await all
          .deleteFrom('state')
          .where('kind', '=', STATE_KINDS.turn)
          // What an earlier version kept does not say whose it is.
          .where((of) => of.or([of('owner', 'in', owners), of('owner', 'is', null)]))
          .executeTakeFirstOrThrow();
        await all.deleteFrom('state').where('owner', 'in', owners).execute();
        await all.updateTable('work').set({ value: null }).where('kind', 'like', 'request %').execute();
        const kinds = await all.selectFrom('state').select('kind').distinct().execute();
        const theirs = kinds.map(({ kind }) => kind).filter(isOwnerless);
        if (theirs.length > 0) await all.deleteFrom('state').where('kind', 'in', theirs).execute();
        await all
          .insertInto('state')
          .values(
            owners.map((owner) => ({
              ...{ kind: STATE_KINDS.forgotten, id: owner, owner: null, value: String(now.getTime()) },
              ...{ kept_until: now.getTime() + FORGOTTEN_FOR_MS, changed: 0, writer },
            })),
          )
          .onConflict((conflict) =>
            conflict.columns(['kind', 'id']).doUpdateSet(({ ref }) => ({
              value: ref('excluded.value'),
              kept_until: ref('excluded.kept_until'),
            })),
          )
          .execute();
        return Number(turns.numDeletedRows);
      });
    },
    async pruneState(now) {
      await db.deleteFrom('state').where('kept_until', '<=', now.getTime()).execute();
      const kinds = await db
        .selectFrom('state')
        .select('kind')
        .distinct()
        .where(among(STATE_KINDS.notes))
        .execute();
      for (const { kind } of kinds) {
        const [first] = await db
          .selectFrom('state')
          .select('kept_until')
          .where('kind', '=', kind)
          .orderBy('kept_until', 'desc')
          .limit(1)
          .offset(MAX_NOTES)
          .execute();
        if (!first) continue;
        await db
          .deleteFrom('state')
          .where('kind', '=', kind)
          .where('kept_until', '<=', first.kept_until)
          .execute();
      }
      await db.deleteFrom('work').where('kept_until', '<=', now.getTime()).execute();
    },
  };
}

/** PostgreSQL gives whole numbers of eight bytes as texts. */
export const rowOf = ({ kind, id, owner, value, kept_until: until }: Tables['state']): StateRow => ({
  ...{ kind, id, owner, value },
  until: Number(until),
});

/** The same in memory, for a program without a database. */
export function stateRowsInMemory(): StateRows {
  const rows = new Map<string, StateRow>();
  const nameOf = ({ kind, id }: StateName) => `${kind}\0${id}`;
  /** Of notes the last stay; nobody prunes what is in memory. */
  function put(all: readonly StateRow[]): void {
    for (const row of all) {
      rows.delete(nameOf(row));
      rows.set(nameOf(row), row);
    }
    for (const kind of new Set(all.map((row) => row.kind)))
      if (isOneOf(STATE_KINDS.notes, kind)) {
        const own = [...rows].filter(([, row]) => row.kind === kind);
        for (const [name] of own.slice(0, -MAX_NOTES)) rows.delete(name);
      }
  }
  return {
    state: async (now, kind) =>
      [...rows.values()].filter(
        (row) =>
          row.until > now.getTime() &&
          (kind === undefined
            ? !isOneOf(STATE_KINDS.certain, row.kind)
            : row.kind === kind || (isNotes(kind) && isOneOf([kind as string], row.kind))),
      ),
    readState: async (name) => rows.get(nameOf(name)) ?? null,
    async changeState(puts, drops) {
      put(puts);
      for (const name of drops) rows.delete(nameOf(name));
    },
    async claimState(row) {
      if (rows.has(nameOf(row))) return false;
      put([row]);
      return true;
    },
    async replaceState(row, value) {
      if (rows.get(nameOf(row))?.value !== value) return false;
      rows.set(nameOf(row), row);
      return true;
    },
    forgetState: async () => 0,
    async pruneState(now) {
      for (const [name, { until }] of rows) if (until <= now.getTime()) rows.delete(name);
    },
  };
}
