import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { doctor } from '../../../adapters/slack/cli.js';
import { temporaryFolder } from '../../builders.js';

const SCOPES = 'app_mentions:read,chat:write,commands,im:history,assistant:write';

type Replies = Record<string, { ok: boolean; error?: string }>;

/** A Web API that says what it is told to. @returns its address */
async function slackThatSays(replies: Replies, scopes = SCOPES): Promise<string> {
  const server = createServer((request: IncomingMessage, response) => {
    const method = request.url?.split('/').at(-1) ?? '';
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.setHeader('x-oauth-scopes', scopes);
      response.end(JSON.stringify({ user: 'docent', team: 'Tea', ...(replies[method] ?? { ok: true }) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
}

const TOKENS = { SLACK_BOT_TOKEN: 'xoxb-1-secret-bot', SLACK_APP_TOKEN: 'xapp-1-secret-app' };

async function report(environment: Record<string, string>): Promise<{ status: number; text: string }> {
  let text = '';
  const status = await doctor(environment, (part) => {
    text += part;
  });
  expect(text).not.toContain('secret');
  return { status, text };
}

describe('docent doctor on Slack', () => {
  it('is content with good tokens and just the scopes', async () => {
    const { status, text } = await report({ ...TOKENS, SLACK_API_URL: await slackThatSays({}) });
    expect(status).toBe(0);
    expect(text).toContain('ok    The bot token is that of “docent” in “Tea”.');
    expect(text).toContain('ok    The app-level token opens Socket Mode.');
    expect(text).toContain('/invite');
  });

  it('says which scopes are missing and why, which are needless, and what to click', async () => {
    const url = await slackThatSays({}, 'chat:write,commands,im:history,assistant:write,files:read');
    const { status, text } = await report({ ...TOKENS, SLACK_API_URL: url, SLACK_FOLLOW_THREADS: 'on' });
    expect(status).toBe(2);
    expect(text).toContain(
      'BAD   It lacks app_mentions:read (to see a message that mentions it), channels:history',
    );
    expect(text).toContain('"Add an OAuth Scope"');
    expect(text).toContain('does not use: files:read');
  });

  it('says which user group of those who may correct answers is not there, and which scope it takes', async () => {
    const trusted = { ...TOKENS, SLACK_TRUSTED: 'S0EDITORS, U0ANNA' };
    const without = await report({ ...trusted, SLACK_API_URL: await slackThatSays({}) });
    expect([without.status, without.text]).toEqual([
      2,
      expect.stringContaining('BAD   It lacks usergroups:read'),
    ]);
    const url = await slackThatSays({}, `${SCOPES},usergroups:read`);
    const { status, text } = await report({ ...trusted, SLACK_API_URL: url });
    expect([status, text]).toEqual([2, expect.stringContaining('BAD   There is no user group S0EDITORS')]);
  });

  it('explains tokens that Slack does not accept', async () => {
    const url = await slackThatSays({
      'auth.test': { ok: false, error: 'invalid_auth' },
      'apps.connections.open': { ok: false, error: 'not_allowed_token_type' },
    });
    const { status, text } = await report({ ...TOKENS, SLACK_API_URL: url });
    expect(status).toBe(2);
    expect(text).toContain('“invalid_auth”: it does not accept the token');
    expect(text).toContain('"Socket Mode" must be on');
  });

  it('says where requests come over HTTP, and where tokens are kept with OAuth', async () => {
    const http = { SLACK_SIGNING_SECRET: 'shh', PORT: '3000' };
    const one = await report({
      ...http,
      SLACK_BOT_TOKEN: TOKENS.SLACK_BOT_TOKEN,
      SLACK_API_URL: await slackThatSays({}),
    });
    expect(one.text).toContain('port 3000 at /slack/events.');
    const oauth = {
      ...http,
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'client',
      SLACK_STATE_SECRET: 'long-enough-to-be-state',
      SLACK_TOKEN_KEY: 'ab'.repeat(32),
      DOCENT_DATA_DIR: await temporaryFolder(),
    };
    const many = await report(oauth);
    expect(many.status).toBe(0);
    expect(many.text).toMatch(/ok {4}Tokens of the workspaces are kept[\s\S]*\/slack\/install/);
    const nowhere = await report({ ...oauth, DOCENT_DATA_DIR: '/dev/null/x' });
    expect(nowhere.status).toBe(2);
    expect(nowhere.text).toContain('Set DOCENT_DATA_DIR to a folder');
  });

  it('lists settings that are missing', async () => {
    const { status, text } = await report({ SLACK_APP_TOKEN: TOKENS.SLACK_APP_TOKEN });
    expect(status).toBe(2);
    expect(text).toContain('SLACK_BOT_TOKEN is missing');
  });
});
