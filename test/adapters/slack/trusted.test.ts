import { describe, expect, it } from 'vitest';
import { manifestFor } from '../../../adapters/slack/manifest.js';
import { trustedIn } from '../../../adapters/slack/trusted.js';
import { openCorrected } from '../../corrected.js';
import { SlackServer } from '../../slack-server/server.js';
import type { Sent } from '../../slack-server/store.js';
import { ANNA, BERT, type Installed, installedBy } from '../../slack-server/world.js';
import { fakeDesk } from './desk.js';
import { actionOf, goLive, textOf } from './live.js';

const GROUP = 'S0EDITORS';

/** Presses "Correct this" below an answer in a direct message. @returns what each is shown */
async function pressed(installed: Installed, people: readonly string[]): Promise<string[]> {
  const server = await SlackServer.start(installed);
  server.store.groups.set(GROUP, [ANNA]);
  const corrected = await openCorrected();
  const { running } = await goLive({ server, corrected, environment: { SLACK_TRUSTED: `${GROUP} U0OTHER` } });
  const answer = await server.responseTo(server.slash('/ask', 'How is tea stored?'));
  const shown: string[] = [];
  for (const by of people) {
    const before = server.store.sent.length;
    server.press(answer, actionOf(answer, /Correct this/), { by });
    await server.until('something is shown', () => server.store.sent.length > before);
    shown.push(textOf((server.store.sent[before] as Sent).body));
  }
  await running.stop();
  await server.stop();
  return shown;
}

describe('who may correct answers on Slack', () => {
  it('is in a user group that the settings name', async () => {
    const [anna, bert] = await pressed(installedBy(manifestFor({ readsGroups: true })), [ANNA, BERT]);
    expect(anna).toContain('Which passage answers');
    expect(bert).toContain('Answers are corrected by those who are in a user group that SLACK_TRUSTED names');
  });

  it('is nobody of a group that cannot be read, which the log tells', async () => {
    const { desk, workspace, log, callsOf } = await fakeDesk({
      faults: {
        groupMembers: () => {
          throw new Error('missing_scope');
        },
      },
      desk: { trusted: [GROUP, BERT] },
    });
    expect(await trustedIn(desk, workspace, { id: ANNA })).toBeNull();
    expect(await trustedIn(desk, workspace, { id: BERT, name: 'bert' })).toEqual({
      name: 'bert',
      reach: BERT,
    });
    expect(callsOf('groupMembers')).toHaveLength(1);
    expect(log.join('')).toContain('the app needs usergroups:read');
  });

  it('is remembered for a while, so that not every press asks Slack', async () => {
    const { desk, workspace, callsOf } = await fakeDesk({ desk: { trusted: [GROUP] } });
    for (let i = 0; i < 3; i++) expect(await trustedIn(desk, workspace, { id: ANNA })).toBeNull();
    expect(callsOf('groupMembers')).toHaveLength(1);
  });
});
