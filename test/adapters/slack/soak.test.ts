import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TEXTS } from '../../../adapters/service/texts.js';
import { questionsIn, ROOT, SHIPPED } from '../../builders.js';
import type { Question } from '../../slack-server/payloads.js';
import type { Interaction, Sent } from '../../slack-server/store.js';
import { directOf, TEAM } from '../../slack-server/world.js';
import { goLive } from './live.js';

const EVENTS = 1_000;
/** One in so many is delivered twice. */
const DOUBLED = 5;
/** So many are sent at once. */
const BURST = 50;
/** After this one the socket breaks, in the middle of a burst. */
const BREAK_AT = 520;
/** How long it may take on a slow machine that has other things to do, in milliseconds. */
const PATIENCE_MS = 120_000;

it(
  'answers 1,000 events once each, a fifth of them delivered twice, though the socket breaks',
  async () => {
    const questions = (await questionsIn(join(ROOT, 'test/eval/dev.jsonl'))).map(({ q }) => q);
    const { server, running, log } = await goLive({
      knowledge: SHIPPED,
      environment: { DOCENT_RATE_PER_PERSON: '100000', DOCENT_RATE_PER_CHANNEL: '100000' },
    });
    server.socket.deadlineMs = PATIENCE_MS;
    // On a machine that stands still for ten seconds a command may get its answer and the notice that it may not have arrived.
    const isNotice = ({ body }: Sent) => body.text === TEXTS.unsure;
    const answers = () => server.store.sent.filter((one) => !isNotice(one));
    const said: Question[] = [];
    const used: Interaction[] = [];
    for (let i = 0; i < EVENTS; i++) {
      const text = questions[i % questions.length] ?? '';
      const by = `U0P${String(i).padStart(4, '0')}`;
      // A person's command that meets no connection is lost, as people are told; after the break there is none.
      const isCommand = i % 4 === 1 && Math.floor(i / BURST) !== Math.floor(BREAK_AT / BURST);
      if (isCommand) used.push(server.slash('/ask', text, { by }));
      else if (i % 4 === 2) said.push(server.say(text, { by, channel: directOf(by) }));
      else said.push(server.say(`<@${TEAM.botUser}> ${text}`, { by }));
      const last = said.at(-1);
      if (!isCommand && i % DOUBLED === 0 && last) server.repeat(last);
      if (i === BREAK_AT) server.socket.drop();
      if (i % BURST < BURST - 1) continue;
      await server.settled(PATIENCE_MS);
      await server.until('most are answered', () => answers().length >= i - 2 * BURST, PATIENCE_MS);
    }
    await server.until('all are answered', () => answers().length >= EVENTS, PATIENCE_MS);
    // What was answered before the break comes again over the other connection.
    for (const one of said.filter((_, i) => i % DOUBLED === 1)) server.repeat(one);
    await server.settled();
    await running.stop();
    expect(said.length + used.length).toBe(EVENTS);
    expect(said.filter((one) => server.answersTo(one).length !== 1)).toEqual([]);
    expect(used.filter((one) => server.responsesTo(one).length !== 1)).toEqual([]);
    const wanted = new Set([
      ...said.flatMap((one) => server.answersTo(one)),
      ...used.flatMap((one) => server.responsesTo(one)),
    ]);
    expect(answers().filter((one) => !wanted.has(one))).toEqual([]);
    const wasSlow = log.some((line) => line.includes('aborted due to timeout'));
    expect(server.store.sent.some(isNotice)).toBe(wasSlow);
    expect(server.socket.log.filter((word) => word === 'hello')).toHaveLength(2);
  },
  PATIENCE_MS,
);
