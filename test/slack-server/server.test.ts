import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { Thing } from './checks.js';
import { SlackServer } from './server.js';
import { APP_TOKEN, ELSEWHERE, GENERAL, TEAM } from './world.js';

const INSTALLED = {
  scopes: ['chat:write', 'commands'],
  events: ['app_mention'],
  commands: ['/ask'],
  isAgent: true,
};
const at = `<@${TEAM.botUser}>`;

async function serverFor(): Promise<SlackServer> {
  const server = await SlackServer.start(INSTALLED);
  onTestFinished(() => server.stop());
  return server;
}

async function call(server: SlackServer, method: string, args: Thing, token = TEAM.botToken): Promise<Thing> {
  const response = await fetch(`${server.url}${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(args),
  });
  return (await response.json()) as Thing;
}

interface Client {
  readonly socket: WebSocket;
  readonly received: Thing[];
  /** Acknowledges everything that comes. */
  acknowledge(payload?: Thing): void;
}

async function connect(server: SlackServer, address?: string): Promise<Client> {
  const url = address ?? String((await call(server, 'apps.connections.open', {}, APP_TOKEN)).url);
  const socket = new WebSocket(url);
  const received: Thing[] = [];
  const answer = (envelope: Thing, payload: Thing) =>
    socket.send(JSON.stringify({ envelope_id: envelope.envelope_id, payload }));
  socket.on('message', (raw) => received.push(JSON.parse(String(raw))));
  await Promise.race([once(socket, 'message'), once(socket, 'close')]);
  return {
    socket,
    received,
    acknowledge: (payload = {}) => {
      for (const envelope of received) if (envelope.envelope_id) answer(envelope, payload);
      socket.on('message', (raw) => answer(JSON.parse(String(raw)), payload));
    },
  };
}

describe('Socket Mode', () => {
  it('greets, and lets each address be used once, by the app alone', async () => {
    const server = await serverFor();
    const { url } = await call(server, 'apps.connections.open', {}, APP_TOKEN);
    expect((await connect(server, String(url))).received[0]).toMatchObject({
      type: 'hello',
      num_connections: 1,
    });
    expect((await connect(server, String(url))).received).toEqual([]);
    expect(server.faults).toHaveLength(1);
    expect(await call(server, 'apps.connections.open', {})).toEqual({ ok: false, error: 'invalid_auth' });
  });

  it('sends an event again that was not acknowledged in time, and holds it against the app', async () => {
    const server = await serverFor();
    server.socket.deadlineMs = 20;
    const client = await connect(server);
    server.say(`${at} hello`);
    await server.until('it was sent again', () => server.socket.log.includes('retry'));
    client.acknowledge();
    await server.until('it is acknowledged', () => server.socket.pending === 0);
    const [first, second] = client.received.filter(({ type }) => type === 'events_api');
    expect(second).toMatchObject({ retry_attempt: 1, retry_reason: 'timeout' });
    expect(second?.payload).toEqual(first?.payload);
    expect(server.faults[0]).toContain('was not acknowledged within 20 ms');
  });

  it('takes turns between connections, and sends over another what a broken one had not acknowledged', async () => {
    const server = await serverFor();
    const [one, two] = [await connect(server), await connect(server)];
    server.say(`${at} first`);
    server.say(`${at} second`);
    await server.until('both have one', () => [one, two].every(({ received }) => received.length > 0));
    one.socket.terminate();
    await server.until('it is sent again', () => server.socket.log.includes('retry'));
    two.acknowledge();
    await server.settled();
    expect(server.faults).toEqual([]);
  });

  it('keeps events for the next connection, and holds it against the app that a command meets none', async () => {
    const server = await serverFor();
    server.say(`${at} hello`);
    expect(server.faults).toEqual([]);
    server.slash('/ask', 'x');
    expect(server.faults).toEqual(["a person's slash_commands met no connection"]);
    const client = await connect(server);
    client.acknowledge();
    await server.settled();
  });

  it('finds a second acknowledgement, and one with a body that nobody reads', async () => {
    const server = await serverFor();
    const client = await connect(server);
    client.acknowledge({ text: 'hello' });
    server.say(`${at} hello`);
    await server.settled();
    expect(server.faults).toEqual(['the acknowledgement of events_api has a body that nobody reads']);
    const id = client.received.find(({ envelope_id: id }) => id)?.envelope_id;
    client.socket.send(JSON.stringify({ envelope_id: id }));
    await server.until('it is found', () => server.faults.length > 1);
    expect(server.faults[1]).toBe('an envelope was acknowledged twice');
  });

  it('says when a connection is to be made anew', async () => {
    const server = await serverFor();
    const { socket, received } = await connect(server);
    server.socket.refresh('refresh_requested');
    await once(socket, 'message');
    expect(received[1]).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
  });
});

describe('response URLs', () => {
  const hookOf = (server: SlackServer) => String(server.delivered[0]?.payload.response_url);
  const respond = async (url: string, body: Thing) => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body), headers: JSON_TYPE });
    return [response.status, ((await response.json()) as Thing).error];
  };
  const JSON_TYPE = { 'content-type': 'application/json' };

  it('can be used five times, and for half an hour', async () => {
    const server = await serverFor();
    await connect(server);
    const asked = server.slash('/ask', 'x');
    const url = hookOf(server);
    for (let i = 0; i < 5; i++) expect(await respond(url, { text: 'x' })).toEqual([200, undefined]);
    expect(await respond(url, { text: 'x' })).toEqual([404, 'used_url']);
    expect(server.responsesTo(asked)).toHaveLength(5);
    asked.isExpired = true;
    expect(await respond(url, { text: 'x' })).toEqual([404, 'expired_url']);
    expect(await respond(`${url}x`, { text: 'x' })).toEqual([404, 'invalid_url']);
  });

  it('show a response to the asker alone, unless it is for the channel, and refuse what is not valid', async () => {
    const server = await serverFor();
    await connect(server);
    const asked = server.slash('/ask', 'x');
    await respond(hookOf(server), { text: 'one' });
    await respond(hookOf(server), { text: 'two', response_type: 'in_channel' });
    expect(server.responsesTo(asked).map(({ shownTo }) => shownTo)).toEqual(['U0ANNA', null]);
    expect(await respond(hookOf(server), { blocks: [] })).toEqual([400, 'invalid_blocks']);
    expect(server.faults.join()).toContain('no fallback text');
  });
});

describe('the Web API', () => {
  it('does what the manifest allows, and holds the rest against the app', async () => {
    const server = await serverFor();
    expect(await call(server, 'auth.test', {})).toMatchObject({ ok: true, user_id: TEAM.botUser });
    expect(await call(server, 'auth.test', {}, 'xoxb-other')).toMatchObject({ error: 'invalid_auth' });
    expect(await call(server, 'users.info', {})).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
    });
    expect(await call(server, 'channels.list', {})).toMatchObject({ error: 'unknown_method' });
    const wrong = { channel: GENERAL, text: 'x', blocks: [{ type: 'banner' }] };
    expect(await call(server, 'chat.postMessage', wrong)).toMatchObject({ error: 'invalid_blocks' });
    expect(server.faults).toHaveLength(3);
    const away = { channel: ELSEWHERE, text: 'x' };
    expect(await call(server, 'chat.postMessage', away)).toMatchObject({ error: 'not_in_channel' });
    expect(server.store.sent).toEqual([]);
  });

  it('opens one view for each trigger', async () => {
    const server = await serverFor();
    await connect(server);
    const { id } = server.slash('/ask', 'x');
    const view = { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [] };
    expect(await call(server, 'views.open', { trigger_id: id, view })).toMatchObject({ ok: true });
    expect(await call(server, 'views.open', { trigger_id: id, view })).toMatchObject({
      error: 'exchanged_trigger_id',
    });
    expect(await call(server, 'views.open', { trigger_id: 'x', view })).toMatchObject({
      error: 'invalid_trigger_id',
    });
  });

  it('is in trouble when it is told to be, once for each time', async () => {
    const server = await serverFor();
    server.api.troubles.push(
      { on: 'chat.postMessage', error: 'internal_error' },
      { on: 'chat.postMessage', error: 'fatal_error', done: true },
    );
    const post = () => call(server, 'chat.postMessage', { channel: GENERAL, text: 'x' });
    expect(await post()).toMatchObject({ error: 'internal_error' });
    expect(server.store.sent).toHaveLength(0);
    expect(await post()).toMatchObject({ error: 'fatal_error' });
    expect(server.store.sent).toHaveLength(1);
    expect(await post()).toMatchObject({ ok: true });
  });
});
