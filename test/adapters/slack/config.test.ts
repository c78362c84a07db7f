import { describe, expect, it } from 'vitest';
import { readSlackSettings, secretsOf } from '../../../adapters/slack/config.js';

const BOT = 'xoxb-1-bot';
const APP = 'xapp-1-app';
const OAUTH = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'client-secret',
  SLACK_STATE_SECRET: 'long-enough-state-secret',
  SLACK_TOKEN_KEY: 'ab'.repeat(32),
  SLACK_SIGNING_SECRET: 'signing-secret',
  PORT: '3000',
  DOCENT_DATA_DIR: 'data',
};

describe('settings', () => {
  it('take Socket Mode with an app-level token, whatever port the host sets', () => {
    const settings = readSlackSettings({ SLACK_BOT_TOKEN: `"${BOT}"`, SLACK_APP_TOKEN: APP, PORT: 'x' });
    expect(settings).toMatchObject({
      mode: { kind: 'socket', botToken: BOT, appToken: APP },
      SLACK_API_URL: 'https://slack.com/api/',
      SLACK_OPEN_ANSWERS: 'off',
      SLACK_FOLLOW_THREADS: 'off',
    });
    expect(secretsOf(settings)).toEqual([BOT, APP]);
  });

  it('take HTTP with a signing secret and a port', () => {
    const settings = readSlackSettings({
      SLACK_BOT_TOKEN: BOT,
      SLACK_SIGNING_SECRET: 'shh',
      PORT: '3000',
      SLACK_API_URL: 'http://127.0.0.1:1/api',
    });
    expect(settings.mode).toEqual({
      kind: 'http',
      botToken: BOT,
      signingSecret: 'shh',
      port: 3000,
      host: '127.0.0.1',
    });
    expect(settings.SLACK_API_URL).toBe('http://127.0.0.1:1/api/');
    expect(secretsOf(settings)).toEqual([BOT, 'shh']);
  });

  it('take OAuth with a client id, and then no token', () => {
    const settings = readSlackSettings(OAUTH);
    expect(settings.mode).toMatchObject({ kind: 'oauth', clientId: '1.2', port: 3000, folder: 'data' });
    expect(secretsOf(settings)).toEqual([
      'client-secret',
      'long-enough-state-secret',
      'signing-secret',
      'ab'.repeat(32),
    ]);
    expect(() => readSlackSettings({ ...OAUTH, SLACK_BOT_TOKEN: BOT })).toThrow(
      /SLACK_BOT_TOKEN must be left out beside SLACK_CLIENT_ID/,
    );
  });

  it.each([
    [{}, ['SLACK_BOT_TOKEN is missing', 'SLACK_APP_TOKEN is missing']],
    [{ SLACK_BOT_TOKEN: BOT }, ['SLACK_APP_TOKEN is missing', 'or HTTP set SLACK_SIGNING_SECRET and PORT']],
    [{ SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: 'shh' }, ['PORT is missing']],
    [{ SLACK_BOT_TOKEN: APP, SLACK_APP_TOKEN: BOT }, ['begins with xoxb-', 'begins with xapp-']],
    [{ SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: APP, PORT: '1' }, ['is a token, not the signing secret']],
    [{ SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: 'shh', PORT: '70000' }, ['PORT must be a whole number']],
    [{ SLACK_CLIENT_ID: 'abc' }, ['is no client id', 'SLACK_STATE_SECRET is missing', 'DOCENT_DATA_DIR is']],
    [{ ...OAUTH, SLACK_TOKEN_KEY: 'ab'.repeat(31) }, ['SLACK_TOKEN_KEY must be 64', 'openssl rand -hex 32']],
    [{ ...OAUTH, SLACK_STATE_SECRET: 'short' }, ['must have at least 16 characters']],
    [{ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, SLACK_OPEN_ANSWERS: 'yes' }, ['must be on or off']],
  ])('say all that is missing or wrong in %j, and show no secret', (environment, faults) => {
    let message = '';
    try {
      readSlackSettings(environment);
    } catch (error) {
      message = (error as Error).message;
    }
    for (const fault of faults) expect(message).toContain(fault);
    for (const secret of [BOT, APP, 'shh', 'client-secret', 'signing-secret'])
      expect(message).not.toContain(secret);
  });
});
