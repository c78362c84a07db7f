import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodyOf } from '../../../test/slack-server/http-mode.js';
import { SIGNING_SECRET, TEAM } from '../../../test/slack-server/world.js';
import type { Attack } from '../attack.js';
import { never } from '../attack.js';
import { overHttp } from '../slack-over-http.js';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
/** Signed bodies that are no event. */
const BODIES: readonly (readonly [string, string])[] = [
  ...['null', '5', '"a"', '[]', '{', '', '{"type":null}', `${'['.repeat(9_000)}${']'.repeat(9_000)}`].map(
    (body) => [body, JSON_TYPE] as const,
  ),
  ...['payload=null', 'payload=5', 'payload=', 'payload={', 'command=', '%', 'payload=[]'].map(
    (body) => [body, FORM_TYPE] as const,
  ),
];
const HOUR_S = 3_600;

export const slackRequests: Attack = {
  name: 'slack-requests',
  claims: 'A request that is not as Slack sends them is refused, and answers go to Slack alone',
  tries: `${BODIES.length} signed bodies that are no event, times an hour off, addresses for answers elsewhere`,
  async run(stage) {
    const { server, http, program } = await overHttp(stage);
    await server.responseTo(server.slash('/ask', 'what is oolong?'));
    const last = server.delivered.at(-1);
    if (!last) throw new Error('Nothing was sent');
    const [body, type] = bodyOf(last);
    let taken = 0;
    for (const [content, kind] of BODIES) {
      const received = await http.post(content, kind).catch(() => null);
      if (received && received.status >= 500) taken++;
    }
    let misdated = 0;
    for (const seconds of [HOUR_S, -HOUR_S, 10 * HOUR_S, 301]) {
      const timestamp = Math.floor(Date.now() / 1_000) + seconds;
      if (
        (await http.post(body.replace(/trigger_id=[^&]*/, `trigger_id=9.${seconds}`), type, { timestamp }))
          .status < 400
      )
        misdated++;
    }
    const forged = await http.post(body, type, { secret: SIGNING_SECRET.replace('0', '1') });
    let reached = 0;
    const elsewhere = createServer((_, response) => {
      reached++;
      response.end('ok');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    stage.after(() => elsewhere.close());
    const { port } = elsewhere.address() as AddressInfo;
    const addresses = [
      `http://127.0.0.1:${port}/x`,
      `${server.url}@127.0.0.1:${port}/`,
      'file:///etc/passwd',
      'no address',
    ];
    for (const [i, address] of addresses.entries()) {
      const changed = body
        .replace(/trigger_id=[^&]*/, `trigger_id=1.${i}`)
        .replace(/response_url=[^&]*/, `response_url=${encodeURIComponent(address)}`);
      await http.post(changed, type);
    }
    const afterwards = server.say(`<@${TEAM.botUser}> what is oolong?`);
    await server.answerTo(afterwards).catch(() => undefined);
    return [
      never('bodies answered with an error of the server', taken),
      never('requests with a wrong time that were taken', misdated),
      never('requests with a wrong signature that were taken', forged.status < 400 ? 1 : 0),
      never('answers sent elsewhere', reached),
      never('questions afterwards without an answer', server.answersTo(afterwards).length === 1 ? 0 : 1),
      never('programs ended', program.hasEnded ? 1 : 0),
    ];
  },
};
