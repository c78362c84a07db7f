import { expect, it, onTestFinished, vi } from 'vitest';
import type { DiscordServer } from '../../discord-server/server.js';
import { APPLICATION } from '../../discord-server/world.js';
import { goLive, textOf } from './live.js';

const at = `<@${APPLICATION}>`;
const ANYBODY = { DOCENT_RATE_PER_PERSON: '100000', DOCENT_RATE_PER_CHANNEL: '100000' };
/** What a part of an event may be instead of what it should be. */
const INSTEAD = [undefined, null, 5, 'text', [], {}];

/** Every copy of an event of which one part, however deep, is something else. */
function* malformed(event: unknown): Generator<unknown> {
  yield* INSTEAD;
  if (typeof event !== 'object' || event === null) return;
  for (const [key, part] of Object.entries(event))
    for (const other of malformed(part)) yield Array.isArray(event) ? [other] : { ...event, [key]: other };
}

/** The last events that a server sent, by kind. */
function eventsOf(server: DiscordServer): [type: string, data: unknown][] {
  const { events = [] } = server.gateway.sessions[0] ?? {};
  const last = new Map(events.map(({ t, d }) => [t, d]));
  return [...last].filter(([type]) => /^(?:MESSAGE|INTERACTION|GUILD)_/.test(type));
}

it('lives through a message without an author, and counts it', async () => {
  const { server, running, log } = await goLive();
  server.say(`${at} what is rooibos?`, { mentions: [APPLICATION] });
  const [, message] = eventsOf(server).find(([type]) => type === 'MESSAGE_CREATE') ?? [];
  server.gateway.dispatch('MESSAGE_CREATE', { ...(message as object), id: '1', author: null });
  const answer = await server.answerTo(
    server.say(`${at} what is oolong?`, { by: '777777777777777777', mentions: [APPLICATION] }),
  );
  expect(textOf(answer.body)).toContain('Oolong');
  await running.stop();
  expect(log.join('')).toContain('An event was not handled');
  expect(log.at(-1)).toMatch(/unhandled=\d/);
});

it('lives through every event of which a part is missing or of another kind', async () => {
  const { server } = await goLive({ environment: ANYBODY });
  const escaped: unknown[] = [];
  const note = (error: unknown) => escaped.push(error);
  process.on('uncaughtException', note).on('unhandledRejection', note);
  onTestFinished(() => void process.off('uncaughtException', note).off('unhandledRejection', note));
  const question = server.say(`${at} what is rooibos?`, { mentions: [APPLICATION] });
  const answer = await server.answerTo(question);
  server.slash('ask', { question: 'what is oolong?' });
  server.change(question, `${at} what is oolong?`, { mentions: [APPLICATION] });
  server.press(answer, 'nothing');
  server.remove(question);
  const events = eventsOf(server);
  expect(events.map(([type]) => type).sort()).toEqual([
    'GUILD_CREATE',
    'INTERACTION_CREATE',
    'MESSAGE_CREATE',
    'MESSAGE_DELETE',
    'MESSAGE_UPDATE',
  ]);
  let tried = 0;
  for (const [type, event] of events)
    for (const one of malformed(event)) {
      server.gateway.dispatch(type, one);
      tried++;
    }
  for (const type of [null, 5, 'error', 'constructor', '__proto__'])
    server.gateway.dispatch(type as string, { id: '1' });
  expect(tried).toBeGreaterThan(500);
  server.gateway.dispatch('GUILD_CREATE', events.find(([type]) => type === 'GUILD_CREATE')?.[1]);
  await vi.waitFor(
    async () => {
      const asked = server.say(`${at} what is oolong?`, {
        by: '777777777777777777',
        mentions: [APPLICATION],
      });
      expect(textOf((await server.answerTo(asked)).body)).toContain('Oolong');
    },
    { timeout: 25_000 },
  );
  expect(escaped).toEqual([]);
});
