import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { examineDiscord } from '../../../adapters/discord/doctor.js';
import type { Finding } from '../../../adapters/process/findings.js';
import { openRecords } from '../../../adapters/records/open-records.js';
import { examineTelegram } from '../../../adapters/telegram/doctor.js';
import { run } from '../../../adapters/terminal/cli.js';
import { fakeTerminal, temporaryFolder } from '../../builders.js';
import { DiscordServer } from '../../discord-server/server.js';
import * as discord from '../../discord-server/world.js';
import { SlackServer } from '../../slack-server/server.js';
import * as slack from '../../slack-server/world.js';
import { TelegramServer } from '../../telegram-server/server.js';
import * as telegram from '../../telegram-server/world.js';
import { recordOf } from '../records/builders.js';
import { shippedManifest } from '../slack/live.js';

const ARTICLES = {
  'pay.md': '---\ntitle: Pay\nlabels: { audience: staff }\n---\n# Pay\n\nA pilot earns 4000 € a month.\n',
  'harbour.md': '# Harbour\n\nThe harbour opens at seven in the morning.\n',
};

async function environment(rules: string): Promise<Record<string, string>> {
  const folder = await temporaryFolder(ARTICLES);
  const file = join(await temporaryFolder(), 'scopes.yaml');
  await writeFile(file, rules);
  return {
    ...{ KNOWLEDGE_DIR: folder, MEANING: 'words', DOCENT_SCOPES: file },
    ...{ DOCENT_CACHE_DIR: await temporaryFolder(), DOCENT_DATA_DIR: await temporaryFolder() },
  };
}

async function docent(args: readonly string[], env: Record<string, string>) {
  const terminal = fakeTerminal({ env });
  const status = await run(args, terminal);
  return { status, out: terminal.out(), err: terminal.err() };
}

describe('docent check', () => {
  it('holds the rules against the articles', async () => {
    const { status, out } = await docent(
      ['check'],
      await environment('rules:\n  - { platform: page, see: { audience: stuff } }\n'),
    );
    expect(status).toBe(0);
    expect(out).toMatch(/scopes\.yaml:2: warning: .*Did you mean "staff"\? \[empty-scope\]/);
    expect(out).toMatch(/pay\.md:1: warning: This article is seen nowhere: .*\[unseen\]/);
  });

  it('names the line of each rule that is wrong, and each token that is missing', async () => {
    const rule = (token: string) => `  - { platform: api, token: ${token}, see: { audience: staff } }\n`;
    const missing = await docent(['check'], await environment(`rules:\n${rule('CREW')}${rule('GUESTS')}`));
    expect(missing.status).toBe(2);
    expect(missing.out).toMatch(/scopes\.yaml:2: error: There is no token "CREW"\. .*\[scopes\]/);
    expect(missing.out).toMatch(/scopes\.yaml:3: error: There is no token "GUESTS"\. .*\[scopes\]/);
    const wrong = await docent(
      ['check'],
      await environment('rules:\n  - { platform: telex, see: everything }\n'),
    );
    expect(wrong.out).toMatch(/scopes\.yaml:2: error: "rules\.0\.platform" must be one of .*\[scopes\]/);
  });

  it('fails with a file that cannot be read', async () => {
    const { status, out } = await docent(['check'], await environment('rules: 5'));
    expect([status, out]).toEqual([2, expect.stringMatching(/error: .*must be a list of rules/s)]);
  });
});

describe('docent gaps', () => {
  it('asks again what was asked where a part is seen of a bot that sees that part', async () => {
    const env = {
      ...(await environment('rules:\n  - { platform: page, see: { audience: staff } }\n')),
      DOCENT_KEEP_QUESTIONS: 'on',
    };
    const { records, pseudonyms } = await openRecords(env);
    const question = 'what does a pilot earn?';
    for (const scope of ['audience=staff; unlabelled', 'unlabelled'])
      await records.add(
        recordOf({ at: new Date(), scope, key: pseudonyms.question(question, scope), question }),
      );
    await records.close();
    const { out } = await docent(['gaps'], env);
    const [open, answered] = out.split('The articles answer these by now');
    expect(open).toContain('asked where this is seen: unlabelled');
    expect(answered).toContain('asked where this is seen: audience=staff; unlabelled');
  });
});

describe('docent doctor', () => {
  const told = (findings: readonly Finding[]) =>
    findings.map(({ state, text }) => `${state}: ${text}`).join('\n');
  const gone = (line: number, id: string | number) =>
    `bad: The rule in line ${line} of scopes.yaml names the channel ${id}, which is gone`;

  it('says whether the rules can be read', async () => {
    const good = await docent(['doctor'], await environment('rules: []'));
    expect(good.out).toMatch(/ok {4}What is seen where is said in ".*scopes\.yaml", by 0 rules\./);
    const bad = await docent(['doctor'], await environment('rules: 5'));
    expect([bad.status, bad.out]).toEqual([2, expect.stringMatching(/BAD .*must be a list of rules/s)]);
  });

  it('names channels of rules that are gone from Discord', async () => {
    const server = await DiscordServer.start({});
    onTestFinished(() => server.stop());
    const rules = [discord.GENERAL, discord.GONE].map(
      (id) => `  - { platform: discord, channel: "${id}", see: everything }\n`,
    );
    const env = await environment(`rules:\n${rules.join('')}`);
    const findings = await examineDiscord({
      ...env,
      ...{ DISCORD_TOKEN: discord.TOKEN, DISCORD_API_URL: server.url },
    });
    expect(told(findings)).toContain(gone(3, discord.GONE));
    expect(told(findings)).toContain('good: Of the places that scopes.yaml names, 1 are there.');
  });

  it('names those that are gone from Telegram and Slack', async () => {
    const server = await TelegramServer.start({});
    onTestFinished(() => server.stop());
    const rules = (platform: string, ...ids: (string | number)[]) =>
      `rules:\n${ids.map((id) => `  - { platform: ${platform}, channel: ${id}, see: everything }\n`).join('')}`;
    const findings = await examineTelegram({
      ...(await environment(rules('telegram', telegram.GROUP.id, telegram.GONE))),
      ...{ TELEGRAM_TOKEN: telegram.TOKEN, TELEGRAM_API_URL: server.url },
    });
    expect(told(findings)).toContain(gone(3, telegram.GONE));
    const workspace = await SlackServer.start(await shippedManifest());
    onTestFinished(() => workspace.stop());
    const { out } = await docent(['doctor'], {
      ...(await environment(rules('slack', slack.HELP, 'CGONE'))),
      SLACK_API_URL: workspace.url,
      SLACK_BOT_TOKEN: slack.TEAM.botToken,
      SLACK_APP_TOKEN: slack.APP_TOKEN,
    });
    expect(out).toContain('line 3 of scopes.yaml names the channel CGONE, which is gone');
    expect(out).not.toContain(`names the channel ${slack.HELP}`);
  });
});
