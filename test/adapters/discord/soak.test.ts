import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { APPLICATION } from '../../discord-server/world.js';
import { goLive, textOf } from './live.js';

const MENTIONS = 1_000;
const PEOPLE = 200;
/** Each person asks five times and is admitted four times. */
const PER_PERSON = 4;
/** So many channels that none reaches the limit of a channel. */
const CHANNELS = 25;
const SPREAD_MS = 10_000;
/** A bot may send 50 messages a second, so the last wait; a busy machine takes longer. */
const SOAK_PATIENCE_MS = 120_000;
const QUESTIONS = ['what is oolong?', 'compare green tea and rooibos', 'who won the world cup?', 'topics'];

it(`answers ${MENTIONS} mentions of ${PEOPLE} people in ten seconds once each, through a broken connection`, async () => {
  const { server, running } = await goLive({
    environment: { DOCENT_RATE_PER_PERSON: String(PER_PERSON) },
  });
  const begun = performance.now();
  const asked: string[] = [];
  for (let i = 0; i < MENTIONS; i++) {
    const person = String(700000000000000000n + BigInt(i % PEOPLE));
    asked.push(
      server.say(`<@${APPLICATION}> ${QUESTIONS[i % QUESTIONS.length]}`, {
        mentions: [APPLICATION],
        by: person,
        channel: String(800000000000000000n + BigInt(i % CHANNELS)),
      }),
    );
    if (i % 50 === 7) server.gateway.repeatLast();
    if (i === MENTIONS / 2) server.gateway.drop();
    const behind = begun + (SPREAD_MS * i) / MENTIONS - performance.now();
    if (behind > 0) await pause(behind);
  }
  const isRefusal = (text: string) => text.includes('Please ask again in');
  const all = PEOPLE * (PER_PERSON + 1);
  await server.until('all are answered', () => server.rest.messages.size >= all, SOAK_PATIENCE_MS);
  await running.stop();

  const answers = asked.map((id) => server.answersTo(id).map(({ body }) => textOf(body)));
  expect(Math.max(...answers.map((texts) => texts.length))).toBe(1);
  const texts = answers.flat();
  expect(texts.filter((text) => !isRefusal(text))).toHaveLength(PEOPLE * PER_PERSON);
  // Whoever was refused was told so, once.
  expect(texts.filter(isRefusal)).toHaveLength(PEOPLE);
  expect(server.rest.messages.size).toBe(PEOPLE * (PER_PERSON + 1));
  expect(server.gateway.log).toEqual(['identify 0/1', 'resume', 'resumed']);
  expect(server.rest.faults).toEqual([]);
}, 180_000);
