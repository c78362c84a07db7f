import { type Kysely, sql } from 'kysely';
import type { Tables } from './schema.js';
import { rowOf, type StateRow } from './state-rows.js';

/** Something that came and is to be done once, by one of the processes on a database. */
export interface Work {
  /** Keyed hash of what it is called. */
  readonly id: string;
  /** Who can do it. */
  readonly kind: string;
  /** What it takes to do it, encrypted; `null`: nobody else can. */
  readonly value: string | null;
  /** When it is void, in milliseconds since 1970. */
  readonly until: number;
}

/** Work of a process that has ended. */
export interface LeftWork extends Work {
  readonly holder: string;
  readonly value: string;
}

/** Most pieces of work that are looked through at a time. Ours. */
const MAX_LEFT = 200;
/** How long it is known that a process was there, in milliseconds: longer than its work counts. Ours. */
const ENDED_FOR_MS = 86_400_000;

/** By the clock of the database: those of the machines differ. In milliseconds since 1970. */
const CLOCK = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** What processes on one database tell each other. Every method rejects when that cannot be reached. */
export interface SharedRows {
  /** Names this process. */
  readonly self: string;
  /** @returns who has it, which is whoever took it first, and whether it is done */
  takeWork(work: Work): Promise<{ readonly holder: string; readonly isDone: boolean }>;
  /** Keeps other things about work that this process has. */
  noteWork(id: string, value: string | null): Promise<void>;
  /** What it took is deleted. */
  finishWork(ids: readonly string[]): Promise<void>;
  hasWork(id: string): Promise<boolean>;
  /** What is not done of processes that have ended, and others can do. */
  leftWork(kinds: readonly string[], now: Date): Promise<LeftWork[]>;
  /** Takes over what a process has that has ended. @returns false when it has not, or another was first */
  inheritWork(work: Pick<LeftWork, 'id' | 'holder'>): Promise<boolean>;
  /** This process lives, and will for so long. @param key tells whether another has the same key */
  beat(key: string, forMs: number): Promise<void>;
  /** Those that live, this one too. */
  processes(): Promise<readonly { readonly id: string; readonly key: string }[]>;
  /** This process has ended. */
  leave(): Promise<void>;
  /**
   * Rows of the state that other processes put in and that can be seen since a time, and when that is to be asked
   * next. @param since `null`: none, only when
   */
  changedState(
    since: string | null,
    kinds: readonly string[],
  ): Promise<{ readonly rows: readonly StateRow[]; readonly next: string }>;
}

/** In PostgreSQL. */
export function sharedRowsIn(db: Kysely<Tables>, self: string): SharedRows {
  const lives = (holder: string) =>
    sql<boolean>`exists (select 1 from processes where processes.id = ${sql.ref(holder)} and processes.alive_until > ${CLOCK})`;
  return {
    self,
    async takeWork({ id, kind, value, until }) {
      const { holder, is_done } = await db
        .insertInto('work')
        .values({ id, kind, holder: self, value, is_done: 0, kept_until: until })
        // An update that changes nothing, so that the row comes back whoever put it in, and is looked at alone.
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet(({ ref }) => ({ kind: ref('work.kind') })),
        )
        .returning(['holder', 'is_done'])
        .executeTakeFirstOrThrow();
      return { holder, isDone: is_done === 1 };
    },
    async noteWork(id, value) {
      await db.updateTable('work').set({ value }).where('id', '=', id).where('holder', '=', self).execute();
    },
    async finishWork(ids) {
      await db
        .updateTable('work')
        .set({ is_done: 1, value: null })
        .where('id', 'in', ids)
        .where('holder', '=', self)
        .execute();
    },
    async hasWork(id) {
      const row = await db
        .selectFrom('work')
        .select('id')
        .where('id', '=', id)
        .where('holder', '=', self)
        .executeTakeFirst();
      return row !== undefined;
    },
    async leftWork(kinds, now) {
      if (kinds.length === 0) return [];
      const rows = await db
        .selectFrom('work')
        .selectAll()
        .where('is_done', '=', 0)
        .where('value', 'is not', null)
        .where('kind', 'in', kinds)
        .where('kept_until', '>', now.getTime())
        .where('holder', '!=', self)
        .where(sql<boolean>`not ${lives('work.holder')}`)
        .orderBy('kept_until')
        .limit(MAX_LEFT)
        .execute();
      return rows.map(({ id, kind, holder, value, kept_until }) => ({
        ...{ id, kind, holder, value: value as string },
        until: Number(kept_until),
      }));
    },
    async inheritWork({ id, holder }) {
      // Of two that try, the second waits for the first, and finds another holder.
      const { numUpdatedRows } = await db
        .updateTable('work')
        .set({ holder: self })
        .where('id', '=', id)
        .where('holder', '=', holder)
        .where('is_done', '=', 0)
        .where(sql<boolean>`not ${lives('work.holder')}`)
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows) > 0;
    },
    async beat(key, forMs) {
      const until = sql<number>`${CLOCK} + ${sql.lit(forMs)}`;
      await db
        .insertInto('processes')
        .values({ id: self, key, alive_until: until })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ alive_until: until }))
        .execute();
      await db
        .deleteFrom('processes')
        .where('alive_until', '<', sql<number>`${CLOCK} - ${sql.lit(ENDED_FOR_MS)}`)
        .execute();
    },
    processes: () =>
      db.selectFrom('processes').select(['id', 'key']).where('alive_until', '>', CLOCK).execute(),
    async leave() {
      await db.deleteFrom('processes').where('id', '=', self).execute();
    },
    async changedState(since, kinds) {
      // What is not committed yet has a transaction that is not below the horizon; it is seen the next time.
      const { rows } = await sql<Tables['state'] & { next: string }>`
        select state.*, horizon.next from (select pg_snapshot_xmin(pg_current_snapshot())::text as next) as horizon
        left join state on ${since === null || kinds.length === 0 ? sql`false` : sql`state.changed >= ${since}::bigint and state.kind in (${sql.join(kinds)}) and state.writer is distinct from ${self}`}
        order by state.changed`.execute(db);
      return {
        rows: rows.flatMap(({ next: _, ...row }) => (row.kind === null ? [] : [rowOf(row)])),
        next: rows[0]?.next ?? since ?? '0',
      };
    },
  };
}
