import { expect, it } from 'vitest';
import { type Answered, createAnswered } from '../../../adapters/chat/answered.js';
import { createHandovers, type HandoverPort } from '../../../adapters/chat/handovers.js';
import { createListening } from '../../../adapters/chat/listening.js';
import { createThreads } from '../../../adapters/chat/threads.js';
import { createWeekly } from '../../../adapters/chat/weekly.js';
import { createLogger } from '../../../adapters/process/logger.js';
import { parseWeeklyTime, type WeeklyTime } from '../../../adapters/process/weekly-time.js';
import type { State } from '../../../adapters/records/state.js';
import { temporaryFolder } from '../../builders.js';
import { shown } from '../../made-up.js';
import { onPostgres } from '../../postgres-server/on-postgres.js';
import { stateIn } from '../state.js';

const log = createLogger({ write: () => undefined });

onPostgres('what one program knows of a conversation', (server) => {
  let forget: (person: string) => Promise<number> = async () => 0;
  /** Two programs on one database. */
  async function two(): Promise<readonly [State, State]> {
    const database = { DOCENT_DATABASE_URL: await server().database(), DOCENT_PERSON_KEY: 'k'.repeat(32) };
    const open = async () => stateIn(await temporaryFolder(), undefined, database);
    const [one, other] = [await open(), await open()];
    forget = one.forget;
    return [one.state, other.state];
  }

  it('another knows: which threads it answered in, and whom', async () => {
    const [one, other] = await two();
    const [here, there] = [createThreads(one), createThreads(other)];
    here.add('thread', 'anna');
    await one.settled();
    await other.shared?.fresh();
    expect([
      there.knows('thread'),
      there.knowsAsker('thread', 'anna'),
      there.knowsAsker('thread', 'bert'),
    ]).toEqual([true, true, false]);
  });

  it('another knows: where it was set that the bot listens', async () => {
    const [one, other] = await two();
    const bar = async () => ({ likelihood: 1, from: 'default' as const, votes: 0 });
    const [here, there] = [one, other].map((state) =>
      createListening({ ...{ platform: 'test', state, log, rooms: new Map(), waitMs: 0 }, bar }),
    );
    await here?.set('room', 'here');
    await other.shared?.fresh();
    expect(there?.modeIn(['room'])).toBe('here');
    await there?.set('room', 'off');
    await one.shared?.fresh();
    expect(here?.modeIn(['room'])).toBe('off');
  });

  it('another knows: what it answered, so that an edit and a deletion are followed, once, wherever they come', async () => {
    const [one, other] = await two();
    const [here, there] = [createAnswered<string>(one, false), createAnswered<string>(other, false)];
    const answer: Answered<string> = {
      ...{ where: 'here', asked: 'a hash', before: null, scope: 's', edits: 0, isUnasked: false },
      said: {
        subjects: ['oolong'],
        listed: [],
        intent: 'fact',
        topic: 'words',
        places: [],
        askedBack: false,
      },
      sent: [{ id: '1', talk: 't' }],
    };
    expect(await here.set('q', answer, 'anna')).toBe(true);
    const known = await there.get('q', 'there');
    expect(known).toEqual({ ...answer, where: 'there', said: { ...answer.said, topic: '' } });
    await there.set('q', { ...answer, where: 'there', asked: 'another', edits: 1 }, 'anna');
    expect(await here.get('q', 'here')).toMatchObject({ asked: 'another', edits: 1 });
    const removed = await Promise.all([here.remove('q', 'here'), there.remove('q', 'there')]);
    expect(removed.filter((one) => one !== null)).toHaveLength(1);
    // It is taken back what is said by now to what was deleted meanwhile.
    expect(await there.set('q', answer, 'anna')).toBe(false);
  });

  it('goes with the person whose it is', async () => {
    const [one, other] = await two();
    const [here, there] = [createAnswered<string>(one, false), createAnswered<string>(other, false)];
    const answer = { where: 'here', asked: 'h', before: null, scope: 's', said: null, sent: [], edits: 0 };
    for (const person of ['anna', 'bert']) await here.set(person, { ...answer, isUnasked: false }, person);
    await forget('anna');
    expect([await there.get('anna', 'there'), await there.get('bert', 'there')]).toEqual([
      null,
      { ...answer, where: 'there', isUnasked: false },
    ]);
  });

  it('tells who asked once that somebody answered, and lets one take a question', async () => {
    const states = await two();
    const told: string[] = [];
    const port: HandoverPort = {
      isFollowed: true,
      isWithin: () => true,
      post: async () => 'post',
      find: async () => null,
      edit: async () => undefined,
      tell: async (back) => void told.push(back),
      linkTo: async () => null,
      mayHaveArrived: () => false,
      adviceOn: () => '',
    };
    const programs = states.map((state) =>
      createHandovers({ platform: 'test', port, state, log, hours: null, limit: 5 }),
    );
    const asked = { question: 'q?', answer: 'a', person: 'anna', name: 'Anna', back: 'to anna', link: null };
    const searched = { words: [], articles: 0, nearest: [] };
    await programs[0]?.ask({ ...asked, searched });
    const id = states[0].hash('handover', 'test\0a\0q?');
    const takes = await Promise.all(programs.map((one, i) => one.take(id, `helper ${i}`)));
    expect(takes.filter((text) => /yours|you/i.test(text) && !/helper/.test(text))).toHaveLength(1);
    await Promise.all(programs.map((one) => one.done(id)));
    expect(told).toEqual(['to anna']);
  });

  it('posts a week’s digest once, though one program starts while another posts it', async () => {
    const [one, other] = await two();
    const posts: string[] = [];
    let goOn: () => void = () => undefined;
    const weekly = (state: State, post: () => Promise<void>) =>
      createWeekly({
        ...{ platform: 'test', time: parseWeeklyTime('Mon 09:00 UTC') as WeeklyTime, state, log },
        now: () => Date.parse('2026-11-23T10:00:00Z'),
        digest: async () => shown(),
        port: {
          place: async () => ({ platform: 'test' }),
          messages: (_, key) => [
            async () => {
              posts.push(key);
              await post();
            },
          ],
          find: async () => false,
          mayHaveArrived: () => true,
          adviceOn: () => '',
        },
      });
    const first = weekly(one, () => new Promise((resolve) => (goOn = resolve)));
    const looking = first.look();
    await expect.poll(() => posts.length).toBe(1);
    const second = weekly(other, async () => undefined);
    await second.start();
    second.stop();
    goOn();
    await looking;
    expect(posts).toHaveLength(1);
  });
});
