import { describe, expect, it, onTestFinished } from 'vitest';
import { manifestFor } from '../../../adapters/slack/manifest.js';
import { run } from '../../../adapters/terminal/cli.js';
import { fakeTerminal, temporaryFolder } from '../../builders.js';
import { SlackServer } from '../../slack-server/server.js';
import {
  APP_TOKEN,
  GENERAL,
  HELP,
  type Installed,
  installedBy,
  SIGNING_SECRET,
  TEAM,
} from '../../slack-server/world.js';
import { shippedManifest } from './live.js';

async function examined(installed: Partial<Installed>, environment: Record<string, string> = {}) {
  const server = await SlackServer.start({ ...(await shippedManifest()), ...installed });
  onTestFinished(() => server.stop());
  const env = {
    DOCENT_CACHE_DIR: await temporaryFolder(),
    DOCENT_DATA_DIR: await temporaryFolder(),
    SLACK_API_URL: server.url,
    SLACK_BOT_TOKEN: TEAM.botToken,
    SLACK_APP_TOKEN: APP_TOKEN,
    ...environment,
  };
  const terminal = fakeTerminal({ env });
  const status = await run(['doctor'], terminal);
  expect(server.faults).toEqual([]);
  expect(terminal.out() + terminal.err()).not.toMatch(/xoxb-|xapp-/);
  return { status, out: terminal.out() };
}

describe('docent doctor, for Slack', () => {
  it('finds nothing wrong with an app made from the manifest', async () => {
    const { status, out } = await examined({});
    expect(out).toMatch(/ok {4}The bot token is that of “docent” in “Teas”/);
    expect(out).toContain('The app-level token opens Socket Mode.');
    expect(status).toBe(0);
  });

  it('says which scopes are missing, what for, and what to click', async () => {
    const { status, out } = await examined({ scopes: ['commands', 'files:read'] });
    expect(out).toContain('chat:write (to answer)');
    expect(out).toContain('"Add an OAuth Scope"');
    expect(out).toContain('does not use: files:read');
    expect(status).toBe(2);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['a bot token', { SLACK_BOT_TOKEN: 'xoxb-1-2-unknown' }, /does not accept the token/],
    ['an app-level token', { SLACK_APP_TOKEN: 'xapp-1-A0-2-unknown' }, /connections:write/],
    ['an address', { SLACK_API_URL: 'http://127.0.0.1:1/api/' }, /cannot be reached/],
  ])('says what to do about %s that does not work', async (_, environment, remedy) => {
    const { status, out } = await examined({}, environment);
    expect(out).toMatch(remedy);
    expect(status).toBe(2);
  });

  it('says where requests must arrive when they come over HTTP', async () => {
    const own = { SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: SIGNING_SECRET, PORT: '3000' };
    const { status, out } = await examined({}, own);
    expect(out).toContain('port 3000 at /slack/events');
    expect(status).toBe(0);
  });

  it('says whether questions for a person arrive, and what to do where they do not', async () => {
    const { out } = await examined({}, { SLACK_HANDOVER_CHANNEL: HELP });
    expect(out).toContain(`Questions for a person go to the channel ${HELP}.`);
    expect(out).toContain('Set SLACK_FOLLOW_THREADS=on');
    const gone = await examined({}, { SLACK_HANDOVER_CHANNEL: 'CGONE' });
    expect(gone.out).toMatch(
      /all else works\.\s+→ The channel CGONE of SLACK_HANDOVER_CHANNEL is gone.*\/invite/,
    );
    expect(gone.status).toBe(2);
  });

  it('says whether the digest of a week arrives, and what to do where it does not', async () => {
    const { out } = await examined({}, { SLACK_DIGEST_CHANNEL: HELP });
    expect(out).toContain(`The digest of each week goes to the channel ${HELP}.`);
    const gone = await examined({}, { SLACK_DIGEST_CHANNEL: 'CGONE' });
    expect(gone.out).toMatch(/all else works\.\s+→ The channel CGONE of SLACK_DIGEST_CHANNEL is gone/);
    expect(gone.status).toBe(2);
  });

  it('says where the bot is to answer unasked and can, and what to do where it cannot', async () => {
    const { scopes, events } = installedBy(manifestFor({ followsThreads: true }));
    const { out, status } = await examined({ scopes, events }, { SLACK_LISTEN: GENERAL });
    expect(out).toContain(`Questions in the channel ${GENERAL} are answered unasked.`);
    expect(status).toBe(0);
    const gone = await examined({ scopes, events }, { SLACK_LISTEN: 'CGONE:dry-run' });
    expect(gone.out).toMatch(/all else works\.\s+→ The channel CGONE of SLACK_LISTEN is gone.*\/invite/);
    const blind = await examined({}, { SLACK_LISTEN: GENERAL });
    expect(blind.out).toMatch(/It lacks channels:history/);
    expect(blind.out).toContain('"Add an OAuth Scope"');
    expect([gone.status, blind.status]).toEqual([2, 2]);
  });
});
