import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examinePulls } from '../../../../adapters/service/drafts/examine.js';
import { createPulls } from '../../../../adapters/service/drafts/pull-requests.js';
import { readPullSettings } from '../../../../adapters/service/drafts/pull-settings.js';
import { temporaryFolder } from '../../../builders.js';
import { openCorrected } from '../../../corrected.js';
import { APP, GithubServer, INSTALLATION, PRIVATE_KEY, REPOSITORY } from '../../../github-server/server.js';

const QUESTION = 'How long does an opened tin of matcha last?';
const ASKED = { title: QUESTION, question: QUESTION };
const PULL = `https://github.com/${REPOSITORY}/pull/1`;

/** A draft where a repository is set. @param changes of the settings */
async function withDraft(changes: Readonly<Record<string, string>> = {}) {
  const server = await GithubServer.start();
  const key = join(await temporaryFolder(), 'app.pem');
  await writeFile(key, PRIVATE_KEY);
  const environment = {
    ...{ DOCENT_DRAFTS_REPOSITORY: REPOSITORY, DOCENT_DRAFTS_APP: APP, DOCENT_DRAFTS_KEY_FILE: key },
    ...{ DOCENT_DRAFTS_INSTALLATION: INSTALLATION, DOCENT_GITHUB_API_URL: server.url },
    ...changes,
  };
  const settings = readPullSettings(environment);
  const corrected = await openCorrected(null, undefined, settings && createPulls(settings));
  const { drafts } = corrected;
  const saved = {
    ...{ platform: 'discord', message: '7', at: '7', person: 'bert', canBeRead: true, question: QUESTION },
    ...{ words: { text: 'Two months.', name: 'Bert' }, on: new Date('2026-11-27T10:00:00Z') },
    ...{ link: null, place: { platform: 'discord' } },
  };
  await drafts.save(saved, 'bert');
  const id = (await drafts.list())[0]?.id ?? '';
  return { ...corrected, server, environment, publish: () => drafts.publish(id, ASKED) };
}

describe('a draft that is published where a repository is set', () => {
  it('is a pull request with its file, and goes into no folder here', async () => {
    const { server, publish, folder, drafts, environment } = await withDraft();
    expect(await examinePulls(environment)).toMatchObject([{ state: 'good' }]);
    expect(await publish()).toBe(`Its pull request is ${PULL}`);
    const [[file = '', text = ''] = []] = [...server.files];
    expect(file).toMatch(
      /^docent\/how-long-does-an-opened-tin-of-matcha-last-\w{8} knowledge\/community\/how-long-does-an-opened-tin-of-matcha-last-\w{8}\.md$/,
    );
    expect(text).toContain(`title: ${QUESTION}`);
    expect(text).toMatch(/said:\n {2}by: Bert\n {2}on: 2026-11-27\n---\n\nTwo months\.\n$/);
    expect(server.pulls).toMatchObject([{ title: QUESTION, base: 'main' }]);
    expect(await readdir(folder)).not.toContain('community');
    expect(await drafts.list()).toEqual([]);
  });

  it('is one pull request, pressed twice, and wherever it was broken off before', async () => {
    const { server, publish } = await withDraft();
    for (const on of [/^POST .*\/git\/refs$/, /^PUT /, /^POST .*\/pulls$/]) {
      server.troubles.push({ on, status: 502, done: true });
      expect(await publish()).toMatch(/^GitHub answered 502: .*Press Publish again/);
    }
    const told = await Promise.all([publish(), publish()]);
    expect(told[0]).toBe(`Its pull request is ${PULL}`);
    expect([server.pulls.length, server.branches.size, server.files.size]).toEqual([1, 2, 1]);
  });

  it('is named in the log where its author wants it no more', async () => {
    const { publish, drafts, log } = await withDraft();
    await publish();
    await drafts.decide('discord', 'bert', null, false);
    expect(log.join('')).toMatch(/wants that no more.*Close https:\/\/github\.com\/teas\/handbook\/pull\/1/);
  });

  it.each([
    ['the key is that of another app', { DOCENT_DRAFTS_APP: '13' }, /GitHub does not take the key.*App ID/],
    [
      'there is no such installation',
      { DOCENT_DRAFTS_INSTALLATION: '35' },
      /has no installation 35.*Configure/,
    ],
    [
      'it may not write there',
      { DOCENT_DRAFTS_REPOSITORY: 'teas/secret' },
      /may not write to teas\/secret.*Contents and Pull requests/,
    ],
    [
      'there is no key',
      { DOCENT_DRAFTS_KEY_FILE: '/nowhere/app.pem' },
      /private key .* cannot be read.*Generate|Private keys/,
    ],
    ['what is there is no key', { DOCENT_DRAFTS_KEY_FILE: '/dev/null' }, /is no private key \(PEM\)/],
    [
      'GitHub is away',
      { DOCENT_GITHUB_API_URL: 'http://127.0.0.1:9' },
      /GitHub cannot be reached.*again in a while/,
    ],
  ])('says what to do where %s', async (_, changes, told) => {
    const { publish, drafts, environment } = await withDraft(changes);
    expect(await publish()).toMatch(told);
    expect(await drafts.list()).toHaveLength(1);
    expect(await examinePulls(environment)).toEqual([{ state: 'bad', text: expect.stringMatching(told) }]);
  });

  it('needs an app with its installation and key, which the settings are told apart by', () => {
    expect(readPullSettings({})).toBeNull();
    expect(() => readPullSettings({ DOCENT_DRAFTS_REPOSITORY: REPOSITORY, DOCENT_DRAFTS_APP: APP })).toThrow(
      /needs a GitHub App.*\n {2}DOCENT_DRAFTS_INSTALLATION is missing\. Write the number.*\n {2}DOCENT_DRAFTS_KEY_FILE is missing/,
    );
    expect(() => readPullSettings({ DOCENT_DRAFTS_REPOSITORY: 'https://github.com/teas/handbook' })).toThrow(
      /must be an owner and a name, as teas\/handbook/,
    );
  });
});
