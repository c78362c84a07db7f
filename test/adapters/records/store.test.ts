import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecords } from '../../../adapters/records/open-records.js';
import type { CorrectionRecord, Records } from '../../../adapters/records/record.js';
import { MAX_NOTES, stateRowsInMemory } from '../../../adapters/records/state-rows.js';
import { temporaryFolder } from '../../builders.js';
import { onPostgres } from '../../postgres-server/on-postgres.js';
import { recordOf } from './builders.js';

describe('records in SQLite', () => keepsTheContract(() => ({})));
onPostgres('records in PostgreSQL', (server) =>
  keepsTheContract(() => ({ DOCENT_DATABASE_URL: server().url })),
);

it('the state in memory keeps the last notes of each platform', async () => {
  const rows = stateRowsInMemory();
  const until = Date.parse('2100-01-01');
  const row = (kind: string, i: number) => ({ kind, id: String(i), owner: null, value: 'v', until });
  await rows.changeState([row('reason slack', 0), row('reason web', 0), row('reason web', 1)], []);
  await rows.changeState([row('reason web', 0)], []);
  await rows.changeState(
    Array.from({ length: MAX_NOTES - 1 }, (_, i) => row('reason web', i + 2)),
    [],
  );
  await rows.claimState(row('would say', 0));
  const left = (await rows.state(new Date(), 'reason')).map(({ kind, id }) => `${kind} ${id}`);
  expect(left).toHaveLength(MAX_NOTES + 1);
  expect(left.slice(0, 3)).toEqual(['reason slack 0', 'reason web 0', 'reason web 2']);
  expect(await rows.state(new Date(), 'would say')).toHaveLength(1);
});

/** @param environment of an open store, empty or not */
function keepsTheContract(environment: () => Record<string, string>): void {
  /** Runs with an empty store. @returns what `work` does */
  async function inStore(work: (records: Records, open: () => Promise<Records>) => Promise<void>) {
    const folder = await temporaryFolder();
    const open = async () => (await openRecords({ DOCENT_DATA_DIR: folder, ...environment() })).records;
    const records = await open();
    await records.prune(new Date('2100-01-01'));
    await records.pruneState(new Date('2200-01-01'));
    try {
      await work(records, open);
    } finally {
      await records.close();
    }
  }
  const since = new Date('2026-01-01');

  it('gives back what was kept, after it was opened anew as well', () =>
    inStore(async (records, open) => {
      const full = recordOf({ aspect: 'taste', question: 'what’s its "price"? 🍵', helpful: false });
      await records.add(full);
      const again = await open();
      expect(await again.unmet(since)).toEqual([full]);
      await again.close();
    }));

  it('gives what was said of answers without a reserve, the last first', () =>
    inStore(async (records) => {
      const voted = { status: 'answered', helpful: true } as const;
      for (const record of [
        recordOf({ ...voted, at: new Date('2026-11-01'), key: 'a', confidence: 0.5 }),
        recordOf({ ...voted, at: new Date('2026-11-02'), key: 'b', confidence: 0.75, helpful: false }),
        recordOf({ ...voted, key: 'c', helpful: null }),
        recordOf({ ...voted, key: 'd', status: 'closest' }),
      ])
        await records.add(record);
      expect(await records.voted()).toEqual([
        { confidence: 0.75, helpful: false },
        { confidence: 0.5, helpful: true },
      ]);
    }));

  it('lists what was abstained from or did not help, oldest first, and nothing else', () =>
    inStore(async (records) => {
      const late = recordOf({ at: new Date('2026-11-03'), key: 'late' });
      const unhelpful = recordOf({ at: new Date('2026-11-02'), status: 'answered', helpful: false });
      for (const record of [
        late,
        unhelpful,
        recordOf({ status: 'answered' }),
        recordOf({ status: 'answered', helpful: true }),
        recordOf({ status: 'chat' }),
        recordOf({ at: new Date('2025-12-31') }),
      ])
        await records.add(record);
      expect(await records.unmet(since)).toEqual([unhelpful, late]);
    }));

  it('lists what was answered with a reserve, unless somebody said that it helped', () =>
    inStore(async (records) => {
      const reserved = recordOf({ key: 'a', status: 'closest' });
      const unhelpful = recordOf({ key: 'b', status: 'closest', helpful: false });
      for (const record of [reserved, unhelpful, recordOf({ key: 'c', status: 'closest', helpful: true })])
        await records.add(record);
      const listed = async () => (await records.unmet(since)).map(({ key }) => key).sort();
      expect(await listed()).toEqual(['a', 'b']);
      await records.vote({ platform: 'discord', person: 'person-a', key: 'a', helpful: true });
      expect(await listed()).toEqual(['b']);
    }));

  it('notes a vote on the voter’s own record first, else on the last of that question', () =>
    inStore(async (records) => {
      const asked = (person: string, day: number) =>
        records.add(recordOf({ person, status: 'answered', at: new Date(Date.UTC(2026, 10, day)) }));
      await asked('a', 1);
      await asked('b', 2);
      const vote = (person: string, key = 'key-1', platform = 'discord') =>
        records.vote({ platform, person, key, helpful: false });
      expect(await vote('a')).toBe(true);
      expect((await records.unmet(since)).map(({ person }) => person)).toEqual(['a']);
      expect(await vote('nobody')).toBe(true);
      expect((await records.unmet(since)).map(({ person }) => person)).toEqual(['a', 'b']);
      await records.vote({ platform: 'discord', person: 'a', key: 'key-1', helpful: true });
      expect((await records.unmet(since)).map(({ person }) => person)).toEqual(['b']);
      expect([await vote('a', 'other'), await vote('a', 'key-1', 'slack')]).toEqual([false, false]);
    }));

  it('forgets one person and what is old', () =>
    inStore(async (records) => {
      for (const person of ['a', 'b', 'a']) await records.add(recordOf({ person }));
      await records.add(recordOf({ person: 'b', at: new Date('2026-02-01') }));
      expect(await records.forget(['a', 'nobody'])).toBe(2);
      expect(await records.forget([])).toBe(0);
      expect((await records.unmet(since)).map(({ person }) => person)).toEqual(['b', 'b']);
      expect(await records.prune(new Date('2026-03-01'))).toBe(1);
      expect(await records.unmet(since)).toHaveLength(1);
    }));

  it('keeps the state: what was put last, what nobody had before, and nothing that is void', () =>
    inStore(async (records, open) => {
      const row = (id: string, more = {}) => ({
        ...{ kind: 'k', id, owner: null, value: `value of ${id}`, until: Date.parse('2100-01-01') },
        ...more,
      });
      const now = new Date();
      await records.changeState([row('a'), row('b'), row('void', { until: 5 })], []);
      await records.changeState([row('a', { value: 'other', owner: 'o' })], [{ kind: 'k', id: 'b' }]);
      await records.changeState([row('c', { kind: 'l', until: Date.parse('2090-01-01') })], []);
      expect(await records.state(now)).toEqual([
        row('c', { kind: 'l', until: Date.parse('2090-01-01') }),
        row('a', { value: 'other', owner: 'o' }),
      ]);
      expect((await records.state(now, 'k')).map(({ id }) => id)).toEqual(['a']);
      expect(await records.readState({ kind: 'k', id: 'b' })).toBeNull();
      const other = await open();
      const claims = [records, other, records].map((one) => one.claimState(row('claimed')));
      expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
      expect(await other.claimState(row('a'))).toBe(false);
      expect((await other.readState({ kind: 'k', id: 'a' }))?.value).toBe('other');
      await other.close();
      await records.pruneState(new Date(10));
      expect(await records.state(new Date(0))).toHaveLength(3);
    }));

  it('leaves out of what a start reads what is asked for when it is wanted', () =>
    inStore(async (records) => {
      const until = Date.parse('2100-01-01');
      const kinds = [
        'reason',
        'would say',
        'unasked discord',
        'handed slack',
        'seen',
        'request slack',
        'reasons',
      ];
      await records.changeState(
        kinds.map((kind) => ({ kind, id: 'a', owner: null, value: 'v', until })),
        [],
      );
      const read = await records.state(new Date());
      expect(read.map(({ kind }) => kind).sort()).toEqual(['reasons', 'request slack', 'seen']);
      for (const kind of kinds) expect(await records.state(new Date(), kind)).toHaveLength(1);
    }));

  it('keeps the last notes, and deletes those that are too many', () =>
    inStore(async (records) => {
      const row = (kind: string, i: number) => ({
        ...{ kind, id: String(i), owner: null, value: 'v' },
        until: Date.parse('2100-01-01') + i,
      });
      const notes = Array.from({ length: MAX_NOTES + 3 }, (_, i) => row('would say', i));
      await records.changeState([...notes, row('reason', 0), row('k', 0)], []);
      await records.pruneState(new Date());
      const left = await records.state(new Date(), 'would say');
      expect([left.length, left[0]?.id]).toEqual([MAX_NOTES, '3']);
      for (const kind of ['reason', 'k']) expect(await records.state(new Date(), kind)).toHaveLength(1);
    }));

  it('keeps the last notes of each platform by themselves, and reads them together', () =>
    inStore(async (records) => {
      const row = (kind: string, i: number) => ({
        ...{ kind, id: String(i), owner: null, value: 'v' },
        until: Date.parse('2100-01-01') + i,
      });
      const notes = Array.from({ length: MAX_NOTES + 3 }, (_, i) => row('reason web', i + 10));
      await records.changeState([...notes, row('reason slack', 0), row('reason', 1), row('reasons', 2)], []);
      await records.pruneState(new Date());
      const left = await records.state(new Date(), 'reason');
      expect(left).toHaveLength(MAX_NOTES + 2);
      expect(left.slice(0, 3).map(({ kind, id }) => `${kind} ${id}`)).toEqual([
        'reason slack 0',
        'reason 1',
        'reason web 13',
      ]);
    }));

  it('forgets the state of one person, what may be theirs, and says so', () =>
    inStore(async (records) => {
      const until = Date.parse('2100-01-01');
      const row = (kind: string, id: string, owner: string | null) => ({
        kind,
        id,
        owner,
        value: 'v',
        until,
      });
      await records.changeState(
        [
          row('turn', '1', 'own'),
          row('turn', '2', 'other'),
          row('turn', '3', null),
          row('vote', '1', 'own'),
          row('vote', '2', 'other'),
          row('conversation', '1', null),
          row('request slack', '1', null),
          row('inbox discord-0', '1', null),
        ],
        [],
      );
      expect(await records.forgetState(['own'], new Date(7))).toBe(2);
      const left = (await records.state(new Date(0))).map(({ kind, id, value }) => `${kind} ${id} ${value}`);
      expect(left.sort()).toEqual(['forgotten own 7', 'inbox discord-0 1 v', 'turn 2 v', 'vote 2 v']);
      await records.forgetState(['own'], new Date(9));
      expect((await records.readState({ kind: 'forgotten', id: 'own' }))?.value).toBe('9');
    }));

  it('keeps vectors of questions as long as somebody’s record has their text, and no longer', () =>
    inStore(async (records) => {
      const text = 'a text?';
      for (const [person, key, question, at] of [
        ['a', 'mine', text, '2026-11-02'],
        ['a', 'ours', text, '2026-11-02'],
        ['b', 'ours', text, '2026-11-02'],
        ['b', 'silent', null, '2026-11-02'],
        ['b', 'old', text, '2026-02-02'],
        ['a', 'half', text, '2026-11-02'],
        ['b', 'half', null, '2026-11-02'],
      ] as const)
        await records.add(recordOf({ person, key, question, at: new Date(at) }));
      const keys = ['mine', 'ours', 'silent', 'old', 'half', 'nobody’s'];
      const vector = Int8Array.from({ length: 384 }, (_, i) => (i % 255) - 127);
      await records.keepVectors([]);
      await records.keepVectors(keys.map((key) => [key, vector]));
      const kept = async () => (await records.vectors(keys)).map(([key]) => key).sort();
      expect(await kept()).toEqual(['half', 'mine', 'old', 'ours']);
      expect(await records.vectors(['mine'])).toEqual([['mine', vector]]);
      expect(await records.vectors([])).toEqual([]);
      const other = vector.map((value) => -value);
      await records.keepVectors([['mine', other]]);
      expect(await records.vectors(['mine'])).toEqual([['mine', other]]);
      expect(await records.prune(new Date('2026-03-01'))).toBe(1);
      expect(await kept()).toEqual(['half', 'mine', 'ours']);
      expect(await records.forget(['a'])).toBe(3);
      expect(await kept()).toEqual(['ours']);
      // What is worked out while somebody is forgotten comes too late.
      await records.keepVectors([['mine', vector]]);
      expect(await kept()).toEqual(['ours']);
    }));

  it('keeps corrections, each once, last first, until their person is forgotten or they are too old', () =>
    inStore(async (records) => {
      const correction = (
        id: string,
        at: string,
        more: Partial<CorrectionRecord> = {},
      ): CorrectionRecord => ({
        ...{
          id,
          at: new Date(at),
          entry: 'verified/a.md',
          did: 'verified',
          platform: 'telegram',
          person: 'p',
        },
        ...{ by: 'Anna “A”', reach: null, before: null, after: '---\ntitle: é\n---\n' },
        ...more,
      });
      const first = correction('1', '2026-11-01T10:00:00Z');
      const other = correction('2', '2026-11-02T10:00:00Z', {
        entry: 'verified/b.md',
        person: 'q',
        reach: 'r',
      });
      expect([await records.addCorrection(first), await records.addCorrection(other)]).toEqual([true, true]);
      expect(await records.addCorrection({ ...first, by: 'Bert' })).toBe(false);
      expect(await records.corrections(10)).toEqual([other, first]);
      expect(await records.corrections(1)).toEqual([other]);
      expect(await records.corrections(10, 'verified/a.md')).toEqual([first]);
      expect(await records.platforms()).toEqual(['telegram']);
      await records.forget(['p']);
      expect(await records.corrections(10)).toEqual([other]);
      await records.prune(new Date('2026-11-03'));
      expect(await records.corrections(10)).toEqual([]);
    }));

  it('knows the last different questions whose texts were kept, and the platforms', () =>
    inStore(async (records) => {
      const asked = (key: string, question: string | null, day: number, platform = 'discord') =>
        records.add(recordOf({ key, question, platform, at: new Date(Date.UTC(2026, 10, day)) }));
      await asked('1', 'first?', 1);
      await asked('2', 'second?', 2, 'web');
      await asked('1', 'first?', 3);
      await asked('3', null, 4);
      expect(await records.lastQuestions(10)).toEqual(['first?', 'second?']);
      expect(await records.lastQuestions(1)).toEqual(['first?']);
      expect(await records.platforms()).toEqual(['discord', 'web']);
    }));
}

describe('opening records', () => {
  it('says what to do when the database does not answer', async () => {
    const folder = await temporaryFolder();
    const environment = {
      DOCENT_DATA_DIR: folder,
      DOCENT_DATABASE_URL: 'postgres://somebody:hidden@127.0.0.1:1/x',
    };
    await expect(openRecords(environment)).rejects.toThrow(/DOCENT_DATABASE_URL does not answer: .*1/);
    await expect(openRecords(environment)).rejects.not.toThrow(/hidden/);
  });

  it('keeps none when the retention time is 0', async () => {
    const folder = await temporaryFolder();
    const { records } = await openRecords({ DOCENT_DATA_DIR: folder, DOCENT_RETENTION_DAYS: '0' });
    await records.add(recordOf());
    expect(await records.unmet(new Date(0))).toEqual([]);
  });

  it('says what to do when the file is no database, and when a newer version wrote it', async () => {
    const { writeFile } = await import('node:fs/promises');
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'records.db'), 'this is no database, only a text that stands in its place');
    await expect(openRecords({ DOCENT_DATA_DIR: folder })).rejects.toThrow(
      /are damaged: .*`docent start` sets them aside/,
    );

    const newer = await temporaryFolder();
    await (await openRecords({ DOCENT_DATA_DIR: newer })).records.close();
    const { DatabaseSync } = await import('@photostructure/sqlite');
    const database = new DatabaseSync(join(newer, 'records.db'));
    database.exec("INSERT INTO kysely_migration VALUES ('999-later', '2030-01-01')");
    database.close();
    await expect(openRecords({ DOCENT_DATA_DIR: newer })).rejects.toThrow(/newer version/);
  });
});
