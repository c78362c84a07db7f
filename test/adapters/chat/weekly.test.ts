import { describe, expect, it } from 'vitest';
import { digestOf, digestTitle, type Week } from '../../../adapters/chat/digest.js';
import { UNKNOWN } from '../../../adapters/chat/handovers.js';
import { createWeekly, type DigestPort, type WeeklyOptions } from '../../../adapters/chat/weekly.js';
import { createLogger } from '../../../adapters/process/logger.js';
import { parseWeeklyTime, type WeeklyTime } from '../../../adapters/process/weekly-time.js';
import type { Gap } from '../../../adapters/records/gaps.js';
import type { CorrectionRecord } from '../../../adapters/records/record.js';
import type { State } from '../../../adapters/records/state.js';
import { plainText } from '../../../src/answer/plain-text.js';
import { contentsOf } from '../../../src/knowledge/contents.js';
import { corpusOf, temporaryFolder } from '../../builders.js';
import { shown } from '../../made-up.js';
import { stateIn } from '../state.js';

const MONDAY = parseWeeklyTime('Mon 09:00 UTC') as WeeklyTime;
const HOUR_MS = 3_600_000;
/** An hour after it is due. */
const NOW = Date.parse('2026-11-23T10:00:00Z');

/** A place where digests are posted, whose next message may fail: before it is posted, or when it is there. */
function createPlace(messages = 1) {
  const posts: string[] = [];
  let failing: 'refused' | 'lost' | null = null;
  let failsAt = 0;
  let finds: boolean | typeof UNKNOWN | null = null;
  const port: DigestPort = {
    place: async () => ({ platform: 'test' }),
    messages: (_, key) =>
      Array.from({ length: messages }, (_, i) => async () => {
        const now = i === failsAt ? failing : null;
        if (now !== null) failing = null;
        if (now !== 'refused') posts.push(messages === 1 ? key : `${i}`);
        if (now !== null) throw new Error(now);
      }),
    find: async () => finds ?? posts.length > 0,
    mayHaveArrived: (error) => String(error).includes('lost'),
    adviceOn: () => 'Do something about it.',
  };
  return {
    ...{ port, posts },
    fail(how: 'refused' | 'lost', at = 0) {
      [failing, failsAt] = [how, at];
    },
    find(what: boolean | typeof UNKNOWN) {
      finds = what;
    },
  };
}

function weeklyOf(state: State, port: DigestPort, more: Partial<WeeklyOptions> = {}) {
  const lines: string[] = [];
  const weekly = createWeekly({
    ...{ platform: 'test', time: MONDAY, port, state, now: () => NOW },
    log: createLogger({ write: (line) => lines.push(line) }),
    digest: async () => shown(),
    ...more,
  });
  return { ...weekly, lines };
}

describe('the time of a week', () => {
  it('is a day and a time, in a zone', () => {
    const time = parseWeeklyTime('fri 17:30 Europe/Berlin') as WeeklyTime;
    expect(time.last(new Date('2026-11-27T16:29:00Z')).toISOString()).toBe('2026-11-20T16:30:00.000Z');
    expect(time.last(new Date('2026-11-27T16:30:00Z')).toISOString()).toBe('2026-11-27T16:30:00.000Z');
    expect(time.next(new Date('2026-11-27T16:30:00Z')).toISOString()).toBe('2026-12-04T16:30:00.000Z');
    // Over the change of the clock.
    expect(time.last(new Date('2026-03-30T00:00:00Z')).toISOString()).toBe('2026-03-27T16:30:00.000Z');
    expect(time.next(new Date('2026-03-30T00:00:00Z')).toISOString()).toBe('2026-04-03T15:30:00.000Z');
  });

  it.each(['', 'Mon', '09:00', 'Mon 24:00', 'Mon 9:60', 'Mo 9', 'Mon 09:00 Europe/Atlantis', 'daily 9'])(
    'is none in %j',
    (text) => {
      expect(parseWeeklyTime(text)).toBeNull();
    },
  );
});

describe('the digest of a week', () => {
  it('is posted once, by however many programs, and however often they look', async () => {
    const folder = await temporaryFolder();
    const place = createPlace();
    const both = [await stateIn(folder), await stateIn(folder)].map(({ state }) =>
      weeklyOf(state, place.port),
    );
    await Promise.all(both.map(({ look }) => look()));
    for (const { look, start, stop } of both) {
      await look();
      await start();
      stop();
    }
    expect(place.posts).toEqual(['digest test 2026-11-23T09:00:00.000Z']);
  });

  it('is posted when it is late, and not when nobody waits for it any more', async () => {
    const { state } = await stateIn(await temporaryFolder());
    const place = createPlace();
    const { start, stop } = weeklyOf(state, place.port, { now: () => NOW + 48 * HOUR_MS });
    await start();
    stop();
    expect(place.posts).toEqual([]);
    await weeklyOf(state, place.port, { now: () => NOW + 46 * HOUR_MS }).look();
    expect(place.posts).toHaveLength(1);
  });

  it('is tried again where it was refused, and the log says what to do', async () => {
    const { state } = await stateIn(await temporaryFolder());
    const place = createPlace();
    const { look, lines } = weeklyOf(state, place.port);
    place.fail('refused');
    await look();
    expect(lines.join('')).toContain('Do something about it.');
    expect(place.posts).toEqual([]);
    await look();
    expect(place.posts).toHaveLength(1);
  });

  it('is gone on with at the message that was refused, and none of it is posted twice', async () => {
    const folder = await temporaryFolder();
    const first = await stateIn(folder);
    const place = createPlace(3);
    let made = 0;
    const digest = async () => {
      made++;
      return shown();
    };
    const { look } = weeklyOf(first.state, place.port, { digest });
    for (let i = 0; i < 3; i++) {
      place.fail('refused', 1);
      await look();
      expect(place.posts).toEqual(['0']);
    }
    // What is gone on with is what was begun.
    expect(made).toBe(1);
    await look();
    await look();
    expect(place.posts).toEqual(['0', '1', '2']);
    await first.close();
    const next = weeklyOf((await stateIn(folder)).state, place.port);
    await next.start();
    next.stop();
    expect(place.posts).toEqual(['0', '1', '2']);
  });

  it.each([
    ['refused', ['0', '1', '2']],
    ['lost', ['0', '1', '2']],
  ] as const)('is gone on with after a restart where its second message was %s', async (how, posts) => {
    const folder = await temporaryFolder();
    const first = await stateIn(folder);
    const place = createPlace(3);
    place.fail(how, 1);
    const { look } = weeklyOf(first.state, place.port);
    await look();
    if (how === 'lost') await look();
    await first.close();
    const next = weeklyOf((await stateIn(folder)).state, place.port);
    await next.start();
    next.stop();
    expect(place.posts).toEqual(posts);
  });

  it('is not posted, and the log says what to do, where it cannot be found out what is seen there', async () => {
    const { state } = await stateIn(await temporaryFolder());
    const place = createPlace();
    const gone = { ...place.port, place: () => Promise.reject(new Error('gone')) };
    const { look, lines } = weeklyOf(state, gone);
    await look();
    expect([place.posts, lines.join('')]).toEqual([[], expect.stringContaining('Do something about it.')]);
    await weeklyOf(state, place.port).look();
    expect(place.posts).toHaveLength(1);
  });

  it.each([
    ['stands there', true, 1],
    ['does not', false, 2],
    ['cannot be looked for', UNKNOWN, 1],
  ] as const)('that was lost on its way is looked for after a restart: it %s', async (_, found, count) => {
    const folder = await temporaryFolder();
    const first = await stateIn(folder);
    const place = createPlace();
    place.fail('lost');
    const { look } = weeklyOf(first.state, place.port);
    await look();
    await look();
    expect(place.posts).toHaveLength(1);
    await first.close();
    place.find(found);
    const next = weeklyOf((await stateIn(folder)).state, place.port);
    await next.start();
    await next.look();
    next.stop();
    expect(place.posts).toHaveLength(count);
  });

  it('says who is late, what was not met, what did not help and why, and what was corrected', () => {
    const article = (title: string, more = '') =>
      `---\ntitle: ${title}\n${more}---\n# ${title}\n\n${title} is tea.\n`;
    const late = Array.from({ length: 8 }, (_, i) =>
      article(`Tea ${i}`, 'owner: Anna\nreview_by: 2026-11-01\n'),
    );
    const week: Week = {
      contents: contentsOf(corpusOf([...late, article('Rooibos')])),
      to: new Date('2026-11-23T09:00:00Z'),
      gaps: [
        {
          asked: 3,
          people: 2,
          subjects: [],
          terms: ['moon'],
          kinds: ['fact'],
          questions: ['Do you ship to the moon?'],
        },
        { asked: 1, people: 1, subjects: [], terms: ['price'], kinds: ['fact'], questions: [] },
      ] as Partial<Gap>[] as Gap[],
      groups: 9,
      reasons: [
        {
          platform: 'test',
          at: 0,
          reason: 'wrong',
          note: 'it is green',
          cites: 'Teas › Oolong',
          question: 'what is oolong?',
          scope: null,
        },
        { platform: 'test', at: 0, reason: 'outdated', note: null, cites: null, question: null, scope: null },
      ],
      corrections: [
        { by: 'Bert', did: 'verified', entry: 'verified/a.md' },
        { by: '', did: 'withdrawn', entry: 'verified/b.md' },
      ] as Partial<CorrectionRecord>[] as CorrectionRecord[],
    };
    const told = digestOf(week);
    const text = told ? plainText(told) : '';
    expect(text).toContain(digestTitle(week.to));
    expect(text).toContain('The week to 23 November 2026');
    expect(text).toContain('• Tea 0 (a.md), by 1 November 2026, Anna');
    expect(text).toContain('• and 2 more');
    expect(text).toContain('• Do you ship to the moon?: 3 times, by 2 people');
    expect(text).toContain('• price: once, by one person');
    expect(text).toContain('• and 7 more');
    expect(text).toContain('Did not help: outdated 1, wrong 1');
    expect(text).toContain('• wrong: what is oolong?, from Teas › Oolong (“it is green”)');
    expect(text).toContain('• outdated: an answer without a source');
    expect(text).toContain('• Bert verified verified/a.md');
    expect(text).toContain('• verified/b.md was withdrawn, since its passage changed');
  });

  it('is none where there is nothing to say', () => {
    const contents = contentsOf(corpusOf(['# Tea\n\nTea is a drink.\n']));
    const week = { contents, to: new Date(NOW), gaps: [], groups: 0, reasons: [], corrections: [] };
    expect(digestOf(week)).toBeNull();
  });
});
