import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Card } from '../../../adapters/chat/handover-card.js';
import { createWebhookPort } from '../../../adapters/chat/handover-webhook.js';
import {
  createHandovers,
  type HandedQuestion,
  type HandoverPort,
  UNKNOWN,
} from '../../../adapters/chat/handovers.js';
import { createLogger } from '../../../adapters/process/logger.js';
import { openState, type State } from '../../../adapters/records/state.js';
import { stateRowsInMemory } from '../../../adapters/records/state-rows.js';
import { temporaryFolder } from '../../builders.js';
import { freePort } from '../../free-port.js';
import { stateIn } from '../state.js';

const ASKED: HandedQuestion = {
  ...{ question: 'do you deliver to the moon?', answer: 'a1', person: 'anna', name: 'Anna' },
  ...{ back: 'back to anna', link: null },
  searched: { words: ['deliver', 'moon'], articles: 1, nearest: ['Teas › Oolong'] },
};

const REPLY = { id: 'm1', room: 'r', kind: 'channel', under: ['post 0'] } as const;

/** Where people are, as a platform has it. What goes wrong is said beforehand. */
function createPeople({ canFind = true } = {}) {
  const posts = new Map<string, Card>();
  const told: string[] = [];
  const faults: ('before' | 'after')[] = [];
  /** Holds a post up until the program is gone. */
  let isHanging = false;
  let reached: () => void = () => undefined;
  const port: HandoverPort = {
    isFollowed: true,
    isWithin: ({ room }) => room === 'r',
    async post(card) {
      const fault = faults.shift();
      if (fault === 'before') throw new Error('refused');
      posts.set(`post ${posts.size}`, card);
      const name = `post ${posts.size - 1}`;
      reached();
      if (isHanging) await new Promise(() => undefined);
      if (fault === 'after') throw new Error('lost');
      return name;
    },
    async find(id) {
      if (!canFind) return UNKNOWN;
      return [...posts].find(([, card]) => card.id === id)?.[0] ?? null;
    },
    edit: async (post, card) => void posts.set(post, card),
    tell: async (back, text, link) => void told.push(`${back}: ${text} ${link}`),
    linkTo: async (message) => `https://example.org/${message}`,
    mayHaveArrived: (error) => (error as Error).message === 'lost',
    adviceOn: () => 'Click here.',
  };
  return {
    ...{ port, posts, told, faults },
    hang: () => {
      isHanging = true;
      return new Promise<void>((resolve) => {
        reached = resolve;
      });
    },
    goOn: () => {
      isHanging = false;
    },
  };
}

function opened(port: HandoverPort, state: State, more: { limit?: number } = {}) {
  const lines: string[] = [];
  const handovers = createHandovers({
    ...{ platform: 'test', port, state, hours: null, limit: 10, ...more },
    log: createLogger({ write: (line) => lines.push(line) }),
  });
  return { handovers, lines };
}

describe('a question that is handed to people', () => {
  it('is posted once by two programs on one database, whoever is first', async () => {
    const folder = await temporaryFolder();
    const { port, posts } = createPeople();
    const programs = [await stateIn(folder), await stateIn(folder)].map(
      ({ state }) => opened(port, state).handovers,
    );
    for (let i = 0; i < 20; i++)
      await Promise.all(programs.flatMap(({ ask }) => [ask(ASKED), ask({ ...ASKED, person: 'bert' })]));
    expect(posts.size).toBe(1);
  });

  it('is posted by the next start when the program ended before it was, and not again when after', async () => {
    for (const isPosted of [false, true]) {
      const folder = await temporaryFolder();
      const people = createPeople();
      const reached = people.hang();
      const first = await stateIn(folder);
      void opened(people.port, first.state).handovers.ask(ASKED);
      await reached;
      if (!isPosted) people.posts.clear();
      people.goOn();
      // As after a kill: nothing more is done by the first.
      const next = opened(people.port, (await stateIn(folder)).state).handovers;
      await next.resume();
      await next.resume();
      expect(await next.ask(ASKED)).toContain('with people already');
      expect(people.posts.size).toBe(1);
      expect(await next.take([...people.posts.values()][0]?.id ?? '', 'Bert')).toContain('It is yours');
    }
  });

  it('is not posted again where nobody can tell whether it was', async () => {
    const folder = await temporaryFolder();
    const people = createPeople({ canFind: false });
    people.faults.push('after');
    const { handovers } = opened(people.port, (await stateIn(folder)).state);
    for (let i = 0; i < 3; i++) expect(await handovers.ask(ASKED)).toContain('do not send it twice');
    const next = opened(people.port, (await stateIn(folder)).state).handovers;
    await next.resume();
    expect(people.posts.size).toBe(1);
  });

  it('is found where the word of it was lost, and goes on', async () => {
    const people = createPeople();
    people.faults.push('after');
    const { state } = await stateIn(await temporaryFolder());
    const { handovers } = opened(people.port, state);
    expect(await handovers.ask(ASKED)).toContain('with people now');
    await handovers.reply({ ...REPLY, person: 'bert' });
    expect(people.told).toEqual([
      'back to anna: Somebody answered what you asked: “do you deliver to the moon?” https://example.org/m1',
    ]);
  });

  it('that was refused may be handed over again, and does not count', async () => {
    const people = createPeople();
    people.faults.push('before');
    const { state } = await stateIn(await temporaryFolder());
    const { handovers, lines } = opened(people.port, state, { limit: 1 });
    expect(await handovers.ask(ASKED)).toContain('could not pass that on');
    expect(lines.join('')).toContain('Click here.');
    expect(await handovers.ask(ASKED)).toContain('with people now');
    expect(await handovers.ask({ ...ASKED, answer: 'a2' })).toContain('in an hour');
    expect(people.posts.size).toBe(1);
  });

  it('is handed to nobody while the database does not answer: once is once', async () => {
    const rows = stateRowsInMemory();
    const broken = { ...rows, claimState: () => Promise.reject(new Error('database is locked')) };
    const state = await openState(broken, { key: 'a key of sixteen characters' });
    onTestFinished(() => state.close());
    const people = createPeople();
    const { handovers } = opened(people.port, state);
    expect(await handovers.ask(ASKED)).toContain('could not pass that on');
    expect(people.posts.size).toBe(0);
  });

  it('is answered once, by somebody else than who asked, and keeps no text then', async () => {
    const rows = stateRowsInMemory();
    const state = await openState(rows, { key: 'a key of sixteen characters' });
    onTestFinished(() => state.close());
    const people = createPeople();
    const { handovers } = opened(people.port, state);
    await handovers.ask(ASKED);
    const reply = (person: string, under = 'post 0') => handovers.reply({ ...REPLY, person, under: [under] });
    expect([await reply('anna'), people.told.length]).toEqual([true, 0]);
    const all = await Promise.all(['bert', 'carl', 'bert'].map((person) => reply(person)));
    expect([all, people.told.length]).toEqual([[true, true, true], 1]);
    expect(people.posts.get('post 0')?.isClosed).toBe(true);
    expect(await reply('bert', 'another')).toBe(false);
    const places = [REPLY, { ...REPLY, under: [] }, { ...REPLY, room: 'elsewhere' }];
    expect(places.map((place) => handovers.mayAnswer({ ...place, person: 'bert' }))).toEqual([
      true,
      false,
      false,
    ]);
    const [kept] = await state.certain.all('handover test');
    expect(JSON.stringify(kept)).not.toMatch(/moon|Oolong/);
  });

  it('is forgotten with who asked', async () => {
    const { state, forget } = await stateIn(await temporaryFolder());
    const people = createPeople();
    const { handovers } = opened(people.port, state);
    await handovers.ask(ASKED);
    await forget('anna');
    expect(await state.certain.all('handover test')).toEqual([]);
    // What stands below it asks the bot nothing all the same.
    expect(await handovers.reply({ ...REPLY, person: 'bert' })).toBe(true);
    expect(people.told).toEqual([]);
  });
});

describe('a webhook', () => {
  async function listening(status: number, isCut = false) {
    const got: { readonly key: unknown; readonly body: Record<string, unknown> }[] = [];
    const server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      got.push({ key: request.headers['idempotency-key'], body: JSON.parse(text) });
      if (isCut) request.socket.destroy();
      else response.writeHead(status, { location: 'https://example.org/' }).end('ok');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`, got };
  }
  const handedTo = async (address: string) => {
    const { state } = await stateIn(await temporaryFolder());
    return opened(createWebhookPort(address, 'test'), state);
  };

  it('is sent a question once', async () => {
    const { address, got } = await listening(200);
    const { handovers } = await handedTo(address);
    expect(await handovers.ask(ASKED)).toBe('Your question is with people now.');
    expect(await handovers.ask(ASKED)).toContain('with people already');
    expect(got).toEqual([
      {
        key: expect.stringMatching(/^[\w-]{22}$/),
        body: {
          id: got[0]?.key,
          platform: 'test',
          question: ASKED.question,
          asker: 'Anna',
          link: null,
          searched: ASKED.searched,
        },
      },
    ]);
  });

  it('that refuses is asked again at the next press; one that is cut off is not', async () => {
    for (const [status, isCut, count] of [
      [500, false, 2],
      [302, false, 1],
      [200, true, 1],
    ] as const) {
      const { address, got } = await listening(status, isCut);
      const { handovers } = await handedTo(address);
      for (let i = 0; i < 2; i++) await handovers.ask(ASKED);
      expect(got).toHaveLength(count);
    }
    const nobody = await handedTo(`http://127.0.0.1:${await freePort()}/in`);
    expect(await nobody.handovers.ask(ASKED)).toContain('could not pass that on');
    expect(nobody.lines.join('')).toContain('DOCENT_HANDOVER_WEBHOOK');
  });
});
