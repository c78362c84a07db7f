import { describe, expect, it } from 'vitest';
import { createChatParts } from '../../../adapters/chat/desk.js';
import { createListening, type Outcome } from '../../../adapters/chat/listening.js';
import { createMessages } from '../../../adapters/chat/messages.js';
import type { ChatMessage, ChatPlatform } from '../../../adapters/chat/platform.js';
import { createCounters } from '../../../adapters/process/counters.js';
import { createLogger } from '../../../adapters/process/logger.js';
import { createMetrics } from '../../../adapters/process/metrics.js';
import { readSettings, SHARED_SETTINGS } from '../../../adapters/process/settings.js';
import { createPseudonyms } from '../../../adapters/records/pseudonyms.js';
import { NO_RECORDS, type QuestionRecord } from '../../../adapters/records/record.js';
import { createState } from '../../../adapters/records/state.js';
import { createObserver } from '../../../adapters/service/observed.js';
import { plainText } from '../../../src/answer/plain-text.js';
import type { Bot } from '../../../src/bot.js';
import { builtFrom, TEAS } from '../../builders.js';
import { madeUp, paragraph, quoted } from '../../made-up.js';

type Message = ChatMessage<string>;

const POST: Message = {
  ...{ id: '1', person: 'anna', who: 'anna', room: 'room', roomName: 'room', where: '1' },
  place: { platform: 'test' },
  ...{ kind: 'channel', speaksBy: null, text: 'what is oolong?', isForOthers: false },
  post: { rooms: ['room'], title: null },
  ...{ mentions: [], names: ['anna'], repliesTo: null, talk: null, thread: null, under: [] },
  ...{ isOwnThread: false, mayWrite: true, words: 'what is oolong?' },
};
const BERT = { person: 'bert', who: 'bert', names: ['bert'] };

/** A room where the bot answers unasked, as soon as it has read a post. @param made what its bot is but for the teas */
async function listenedRoom(made: (bot: Bot) => Partial<Bot> = () => ({}), waitMs = 0) {
  const { bot } = await builtFrom(TEAS);
  const posts: string[] = [];
  const records: QuestionRecord[] = [];
  const outcomes: Outcome[] = [];
  let told: () => void = () => undefined;
  const log = createLogger({ write: () => undefined });
  const state = createState();
  const observer = createObserver({
    ...{ metrics: createMetrics(), log, pseudonyms: createPseudonyms('a key for tests only') },
    ...{ keepsQuestions: true, logsQuestions: false },
    records: { ...NO_RECORDS, add: async (one) => void records.push(one) },
  });
  const observed = observer.observe({ ...bot, ...made(bot) }, 'test');
  const settings = readSettings(SHARED_SETTINGS, {});
  const desk = {
    ...createChatParts(observed, settings, log, state),
    ...{ platform: 'test', busyAfterMs: 60_000, counters: createCounters<never>() },
    listening: createListening({
      ...{ platform: 'test', state, log, waitMs, rooms: new Map([['room', 'here' as const]]) },
      bar: async () => ({ likelihood: 0.5, from: 'setting', votes: 0 }),
      counted(outcome) {
        outcomes.push(outcome);
        told();
      },
    }),
  };
  const platform: ChatPlatform<string, string> = {
    answer: (answer) => [plainText(answer)],
    shown: (shown) => [plainText(shown)],
    notice: (text) => text,
    encodeAction: () => '',
    ...{ severalEvents: false, answersAlone: true, lookUp: null, whisper: null },
    post: async (_, page) => ({ id: `${posts.push(page)}`, talk: '' }),
    edit: async (_, { id }, page) => void posts.splice(Number(id) - 1, 1, page),
    remove: async () => undefined,
    showBusy: async () => undefined,
    tellPrivately: async () => undefined,
    refusalIn: () => null,
  };
  const running: Promise<void>[] = [];
  const messages = createMessages<string, string>(desk, platform, (work) => void running.push(work()));
  return {
    ...{ messages, posts, records, outcomes },
    /** Waits until it is known what becomes of so many posts, and all of it is done. */
    async settled(count: number) {
      while (outcomes.length < count)
        await new Promise<void>((resolve) => {
          told = resolve;
        });
      await Promise.all(running);
      await observer.flush();
    },
  };
}

/** A bot that comes to the section behind its first answer, and goes on when it is let. */
function heldAtSection() {
  let [reach, release]: (() => void)[] = [];
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isFirst = true;
  return {
    reached,
    release: () => release?.(),
    made: (bot: Bot): Partial<Bot> => ({
      async section(cited) {
        const waits = isFirst;
        isFirst = false;
        reach?.();
        if (waits) await released;
        return bot.section(cited);
      },
    }),
  };
}

describe('an answer that nobody asked for', () => {
  it('is not given to a post that calls the bot by then, which answers it as always', async () => {
    const { reached, release, made } = heldAtSection();
    const { messages, posts, settled } = await listenedRoom(made);
    await messages.create(POST);
    await reached;
    await messages.update({ ...POST, speaksBy: 'mention', post: null });
    release();
    await settled(1);
    expect(posts).toEqual([expect.stringMatching(/^Oolong is a partly oxidised tea/)]);
  });

  it('is not given where a person answered by then', async () => {
    const { reached, release, made } = heldAtSection();
    const { messages, posts, records, outcomes, settled } = await listenedRoom(made);
    await messages.create(POST);
    await reached;
    await messages.create({ ...POST, ...BERT, id: '2', text: 'a tea', post: null, under: ['1'] });
    release();
    await settled(1);
    expect([posts, records, outcomes]).toEqual([[], [], ['person-faster']]);
  });

  it('is the one that was judged, and leaves one record', async () => {
    let asked = 0;
    const { messages, posts, records, settled } = await listenedRoom((bot) => ({
      // Whatever is asked later meets other articles.
      ask: async (...question) =>
        asked++ === 0
          ? bot.ask(...question)
          : madeUp({ blocks: [paragraph(quoted('Oolong is a mountain.'))], confidence: 0.1 }),
    }));
    await messages.create(POST);
    await settled(1);
    expect(posts).toEqual([expect.stringMatching(/^Nobody asked me[\s\S]*Oolong is a partly oxidised tea/)]);
    expect(records).toMatchObject([{ status: 'answered', question: POST.text, platform: 'test' }]);
    expect(asked).toBe(1);
  });

  it('follows its post with what was judged too', async () => {
    const asked: string[] = [];
    const { messages, posts, records, settled } = await listenedRoom((bot) => ({
      ask(message, options) {
        asked.push(message);
        return bot.ask(message, options);
      },
    }));
    await messages.create(POST);
    await settled(1);
    await messages.update({ ...POST, text: 'what is rooibos?' });
    await settled(1);
    expect(posts).toEqual([expect.stringMatching(/^Nobody asked me[\s\S]*Rooibos is a herbal tea/)]);
    expect(asked).toEqual(['what is oolong?', 'what is rooibos?']);
    expect(records.map(({ question }) => question)).toEqual(asked);
  });
});

describe('what asks nothing', () => {
  const chatter = (i: number): Message => ({ ...POST, id: `c${i}`, text: 'good morning, all of you' });

  it('takes no place from what does, however much of it there is', async () => {
    const { messages, posts, outcomes, settled } = await listenedRoom();
    const all = Array.from({ length: 1_000 }, (_, i) => chatter(i));
    await Promise.all([...all, POST].map((message) => messages.create(message)));
    await settled(1_001);
    expect(posts).toHaveLength(1);
    expect([outcomes.filter((one) => one === 'no-question').length, outcomes.at(-1)]).toEqual([
      1_000,
      'said',
    ]);
  });

  it('is heard, and not one to be kept', async () => {
    const { messages } = await listenedRoom();
    expect([messages.hears(chatter(1)), messages.mayAnswer(chatter(1))]).toEqual([true, false]);
    expect([messages.hears(POST), messages.mayAnswer(POST)]).toEqual([true, true]);
  });

  it('waits where it is edited into a question in the time that it would have waited', async () => {
    const { messages } = await listenedRoom(undefined, 600_000);
    // What somebody says below a post is heard as long as that waits.
    const below = { ...POST, ...BERT, id: '2', post: null, under: ['1'] };
    await messages.create({ ...POST, text: 'sorry' });
    expect(messages.hears(below)).toBe(false);
    await messages.update({ ...POST, text: 'sorry!' });
    expect(messages.hears(below)).toBe(false);
    await messages.update(POST);
    expect(messages.hears(below)).toBe(true);
  });
});
