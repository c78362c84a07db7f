import { describe, expect, it, onTestFinished } from 'vitest';
import { examineSlack } from '../../../adapters/slack/doctor.js';
import { readWords } from '../../../adapters/slack/escape.js';
import { openCorrected } from '../../corrected.js';
import { SlackServer } from '../../slack-server/server.js';
import { ANNA, APP_TOKEN, BERT, directOf, TEAM } from '../../slack-server/world.js';
import { actionOf, goLive, shippedManifest } from './live.js';

const WORDS = 'It does not.\nBut ask *Carl*.';

describe('saving what people wrote on Slack', () => {
  it('works from the menu where the bot may not read channels', async () => {
    const corrected = await openCorrected();
    const { server } = await goLive({ corrected, environment: { SLACK_TRUSTED: ANNA } });
    const { ts } = server.say(WORDS, { by: BERT });
    await server.responseTo(server.useOn('save_article', server.store.said.get(ts) ?? {}));
    const [asked] = server.store.sent.filter(({ channel }) => channel === directOf(BERT));
    if (!asked) throw new Error('Bert was not asked');
    await server.responseTo(server.press(asked, actionOf(asked, /^Yes$/), { by: BERT }));
    expect(await corrected.drafts.list()).toMatchObject([{ words: WORDS, name: BERT.toLowerCase() }]);
  });

  it('has names in place of mentions, and links as Markdown', () => {
    const text =
      '<@U0DOCENT> ask <@U1|anna> or <@U2>,\n<!channel>: <https://a.example|this> &amp; <https://b.example>';
    expect(readWords(text, 'U0DOCENT')).toBe(
      'ask anna or someone,\nchannel: [this](https://a.example) & https://b.example',
    );
  });

  it('is told by doctor where a check mark saves nothing, with what to click', async () => {
    const server = await SlackServer.start(await shippedManifest());
    onTestFinished(() => server.stop());
    const findings = await examineSlack({
      ...{ SLACK_BOT_TOKEN: TEAM.botToken, SLACK_APP_TOKEN: APP_TOKEN, SLACK_API_URL: server.url },
      SLACK_TRUSTED: ANNA,
    });
    const said = findings.map(({ text, remedy = '' }) => `${text} ${remedy}`).join('\n');
    expect(said).toMatch(
      /✅ saves nothing.* lacks reactions:read, channels:history, groups:history.*--reactions/,
    );
    expect(said).toMatch(/“Save as article” is in the menu.*App Manifest/);
  });
});
