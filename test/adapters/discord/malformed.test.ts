import { expect, it, vi } from 'vitest';
import type { DiscordServer } from '../../discord-server/server.js';
import { APPLICATION } from '../../discord-server/world.js';
import { escapedFrom, malformed } from '../../malformed.js';
import { goLive, textOf } from './live.js';

const at = `<@${APPLICATION}>`;
const ANYBODY = { DOCENT_RATE_PER_PERSON: '100000', DOCENT_RATE_PER_CHANNEL: '100000' };
/** The last events that a server sent, by kind. */
function eventsOf(server: DiscordServer): [type: string, data: unknown][] {
  const { events = [] } = server.gateway.sessions[0] ?? {};
  const last = new Map(events.map(({ t, d }) => [t, d]));
  return [...last].filter(([type]) => /^(?:READY$|MESSAGE_|INTERACTION_|GUILD_)/.test(type));
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
    'READY',
  ]);
  const escaped = await escapedFrom(async () => {
    for (const [type, event] of events)
      for (const one of malformed(event)) server.gateway.dispatch(type, one);
    for (const type of [null, 5, 'error', 'constructor', '__proto__'])
      server.gateway.dispatch(type as string, { id: '1' });
    server.gateway.dispatch('GUILD_CREATE', events.find(([type]) => type === 'GUILD_CREATE')?.[1]);
    await vi.waitFor(
      async () => {
        const by = { by: '777777777777777777', mentions: [APPLICATION] };
        const asked = server.say(`${at} what is oolong?`, by);
        expect(textOf((await server.answerTo(asked)).body)).toContain('Oolong');
      },
      { timeout: 25_000 },
    );
  });
  expect(escaped).toEqual([]);
});
