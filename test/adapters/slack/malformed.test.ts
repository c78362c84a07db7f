import { expect, it } from 'vitest';
import { escapedFrom, malformed } from '../../malformed.js';
import { isThing } from '../../slack-server/checks.js';
import { bodyOf } from '../../slack-server/http-mode.js';
import { ANNA, directOf, TEAM } from '../../slack-server/world.js';
import { actionOf, goLive, textOf } from './live.js';

const at = `<@${TEAM.botUser}>`;
const ANYBODY = { DOCENT_RATE_PER_PERSON: '100000', DOCENT_RATE_PER_CHANNEL: '100000' };
/** Requests that are under way at a time. */
const AT_A_TIME = 100;

it('lives through every signed request of which a part is missing or of another kind', async () => {
  const { server } = await goLive({ http: true, environment: ANYBODY });
  const { http } = server;
  if (!http) throw new Error('The server sends no requests');
  const answer = await server.answerTo(server.say(`${at} what is rooibos?`));
  await server.answerTo(server.say('what is rooibos?', { channel: directOf(ANNA) }));
  await server.responseTo(server.slash('/ask', 'what is rooibos?'));
  await server.responseTo(server.press(answer, actionOf(answer, /^Sources/)));
  await server.settled();
  const statuses = new Set<number>();
  const escaped = await escapedFrom(async () => {
    const sendings = server.delivered.flatMap(({ type, payload }) =>
      [...malformed(payload, [undefined, null, 5])].map((one) =>
        bodyOf({ type, payload: one as typeof payload }),
      ),
    );
    for (let i = 0; i < sendings.length; i += AT_A_TIME)
      await Promise.all(
        sendings.slice(i, i + AT_A_TIME).map(async ([body, type]) => {
          // One that nobody can make sense of is acknowledged by nobody, and refused after three seconds.
          const received = await http.post(body ?? '', type).catch(() => null);
          if (received) statuses.add(received.status);
        }),
      );
    const asked = await server.answerTo(server.say(`${at} what is oolong?`));
    expect(textOf(asked.body)).toContain('Oolong');
  });
  expect(escaped).toEqual([]);
  expect(statuses).toContain(400);
}, 180_000);

it('lives through every event of the socket of which no part can be written as a text', async () => {
  const { server } = await goLive({ environment: ANYBODY });
  await server.answerTo(server.say(`${at} what is rooibos?`));
  const silent = { toString: 5 };
  const escaped = await escapedFrom(async () => {
    for (const { payload } of [...server.delivered])
      for (const one of malformed(payload, [silent]))
        if (isThing(one)) server.tellRaw({ ...one, type: silent });
    const asked = await server.answerTo(server.say(`${at} what is oolong?`));
    expect(textOf(asked.body)).toContain('Oolong');
  });
  expect(escaped).toEqual([]);
}, 90_000);
