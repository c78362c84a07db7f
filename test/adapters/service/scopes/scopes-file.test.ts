import { describe, expect, it } from 'vitest';
import { MAX_SCOPES, type Place, scopeAt } from '../../../../adapters/service/scopes/place.js';
import { parseRules, readRules } from '../../../../adapters/service/scopes/scopes-file.js';
import { scopeText } from '../../../../src/knowledge/scope.js';
import { temporaryFolder } from '../../../builders.js';

const RULES = `
default: { see: { audience: public } }
rules:
  - { platform: discord, see: { audience: [public, members] } }
  - { platform: discord, server: '1', see: { audience: [public, staff] } }
  - { platform: discord, server: '1', channel: '2', see: everything }
  - { platform: discord, channel: '2', thread: '3', see: { version: 4 }, unlabelled: false }
  - { platform: discord, direct: true, see: { audience: any } }
  - { platform: api, see: { audience: [public, partners] } }
  - { platform: api, token: PARTNERS, see: { audience: partners } }
`;
const seen = (place: Place) => scopeText(scopeAt(parseRules(RULES, 'scopes.yaml'), place));

describe('what is seen in a place', () => {
  it.each<[string, Place, string]>([
    ['no rule names', { platform: 'page' }, 'articles (those without labels; audience: public)'],
    [
      'its platform is named',
      { platform: 'discord', server: '9', channel: '8' },
      'audience: members or public',
    ],
    ['its server is named', { platform: 'discord', server: '1', channel: '8' }, 'audience: public or staff'],
    ['its channel is named', { platform: 'discord', server: '1', channel: '2' }, 'all articles'],
    [
      'it is another thread of that',
      { platform: 'discord', server: '1', channel: '2', thread: '4' },
      'all articles',
    ],
    [
      'its thread is named',
      { platform: 'discord', server: '1', channel: '2', thread: '3' },
      'articles (version: 4)',
    ],
    ['it is a direct message', { platform: 'discord', direct: true }, 'audience: any'],
    ['it has a token', { platform: 'api', token: 'PARTNERS' }, 'audience: partners'],
    ['it has another token', { platform: 'api', token: 'OTHERS' }, 'audience: partners or public'],
    ['nobody knows where it is', { platform: 'discord', server: '1', isUnknown: true }, 'no articles'],
  ])('is what the most specific rule says: %s', (_, place, text) => {
    expect(seen(place)).toContain(text);
  });

  it('is told by what is written: 4.1 and 4.10 are two values', () => {
    const rules =
      'default: { see: { version: 4.10 } }\nrules: [{ platform: page, see: { version: [4.1, 5] } }]';
    const at = (platform: string) => scopeText(scopeAt(parseRules(rules, 'scopes.yaml'), { platform }));
    expect(at('mcp')).toContain('version: 4.10');
    expect(at('page')).toContain('version: 4.1 or 5');
  });

  it('is all of it where there is no file, wherever it is', async () => {
    const rules = await readRules({ DOCENT_SCOPES: 'off' });
    expect(scopeText(scopeAt(rules, { platform: 'discord', isUnknown: true }))).toBe('all articles');
  });
});

describe('a file of scopes that is not as it should be', () => {
  it.each([
    [
      'rules:\n  - { platform: discrod, see: everything }',
      /:2: .*must be one of discord, slack, telegram, page/,
    ],
    ['rules:\n  - { platform: page, channel: "1", see: everything }', /:2: "channel" means nothing on page/],
    ['rules:\n  - { platform: slack, thread: "1", see: everything }', /there server, channel, direct/],
    [
      'rules:\n  - { platform: discord, channel: 12345678901234567890, see: everything }',
      /in quotation marks/,
    ],
    [
      'rules:\n  - platform: page\n    see: everything\n  - platform: page\n    see: { a: b }',
      /:4: .*as the rule in line 2/,
    ],
    ['rules:\n  - { platform: discord, channel: "1", direct: true, see: everything }', /in no channel/],
    ['rules:\n  - { platform: page, see: [staff] }', /must be "everything" or a block of labels/],
    [
      'rules:\n  - { platform: page, sees: everything }',
      /unknown entries: "sees". Known here: platform, server/,
    ],
    ['rules:\n  - { platform: page }', /"rules.0.see" must be "everything" or a block/],
    ['default: public', /:1: .*"default" must be a block with "see:"/],
    ['rules: {', /is not valid YAML/],
  ])('says where and what to write: %j', (yaml, message) => {
    expect(() => parseRules(yaml, 'scopes.yaml')).toThrow(message);
  });

  it('has no more different scopes than there is room for', () => {
    const rules = (count: number) =>
      `rules:\n${Array.from({ length: count }, (_, i) => `  - { platform: slack, channel: C${i}, see: { version: ${i} } }\n`).join('')}`;
    expect(parseRules(rules(MAX_SCOPES - 1), 'scopes.yaml').rules).toHaveLength(MAX_SCOPES - 1);
    expect(() => parseRules(rules(MAX_SCOPES), 'scopes.yaml')).toThrow(/at most 32/);
  });

  it('is named, where it is not there or names a token that is not', async () => {
    const folder = await temporaryFolder({
      's.yaml': 'rules: [{ platform: api, token: PARTNERS, see: everything }]',
    });
    await expect(readRules({ DOCENT_SCOPES: `${folder}/none.yaml` })).rejects.toThrow(
      /none\.yaml.*cannot be read/,
    );
    const environment = { DOCENT_SCOPES: `${folder}/s.yaml` };
    await expect(readRules(environment)).rejects.toThrow(/Set DOCENT_API_TOKEN_PARTNERS/);
    const token = 'a-token-of-this-test';
    expect((await readRules({ ...environment, DOCENT_API_TOKEN_PARTNERS: token })).rules).toHaveLength(1);
  });
});
