import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLogger } from '../../../../adapters/process/logger.js';
import { createMetrics } from '../../../../adapters/process/metrics.js';
import { readSettings, SHARED_SETTINGS } from '../../../../adapters/process/settings.js';
import { createPseudonyms } from '../../../../adapters/records/pseudonyms.js';
import { NO_RECORDS, type QuestionRecord } from '../../../../adapters/records/record.js';
import { createDeskParts, deskAt } from '../../../../adapters/service/desk-parts.js';
import { type KnowledgeService, serviceHere } from '../../../../adapters/service/knowledge-thread.js';
import { createObserver, NO_OBSERVER } from '../../../../adapters/service/observed.js';
import { followKnowledge } from '../../../../adapters/service/reload.js';
import type { Place } from '../../../../adapters/service/scopes/place.js';
import { createVersions } from '../../../../adapters/service/versions.js';
import { plainText } from '../../../../src/answer/plain-text.js';
import type { Bot } from '../../../../src/bot.js';
import { temporaryFolder } from '../../../builders.js';

const STAFF: Place = { platform: 'slack', channel: 'CSTAFF' };
const PAGE: Place = { platform: 'page' };
const RULES = 'rules:\n  - { platform: slack, channel: CSTAFF, see: { audience: staff } }\n';
const article = (title: string, text: string, audience?: string) =>
  `---\ntitle: ${title}\n${audience ? `labels: { audience: ${audience} }\n` : ''}---\n# ${title}\n\n${text}\n`;
const HARBOUR = article('Harbour', 'The harbour opens at seven in the morning.');
const PAY = article('Pay', 'A pilot of the harbour earns 4000 € a month.', 'staff').replace(
  'labels',
  'questions: [What does a pilot of the harbour earn?]\nlabels',
);
const PAID = 'what does a pilot earn?';
const ASKED = 'What does a pilot of the harbour earn?';

async function following(articles: Readonly<Record<string, string>>, rules: string | null = RULES) {
  const folder = await temporaryFolder(articles);
  const data = await temporaryFolder();
  const file = join(data, 'scopes.yaml');
  if (rules !== null) await writeFile(file, rules);
  const lines: string[] = [];
  const environment = { DOCENT_CACHE_DIR: await temporaryFolder(), MEANING: 'words', DOCENT_SCOPES: file };
  const opened: string[] = [];
  const own = serviceHere({ environment, warn: () => undefined });
  const service: KnowledgeService = {
    ...own,
    async open(...asked) {
      const served = await own.open(...asked);
      return {
        ...served,
        async within(scope) {
          const bot = await served.within(scope);
          opened.push(bot.contents.documents.map(({ id }) => id).join(' '));
          return bot;
        },
      };
    },
  };
  const live = await followKnowledge({
    ...{ folder, environment, service, versions: createVersions(data, folder), watch: 'off' },
    log: createLogger({ write: (line) => lines.push(line) }),
    metrics: createMetrics(),
    lastQuestions: async () => [],
  });
  onTestFinished(() => live.stop());
  const edit = async (path: string, text: string) => {
    await writeFile(join(folder, path), text);
    await live.reload();
  };
  const rule = async (text: string) => {
    await writeFile(file, text);
    await live.reload();
  };
  return { live, edit, rule, file, lines, opened };
}

const said = async (bot: Pick<Bot, 'ask'>, question: string) => plainText(await bot.ask(question));

describe('knowledge of which each place sees a part', () => {
  it('is opened for a place when that first asks, and from then on follows the folder and the rules', async () => {
    const { live, edit, rule, opened } = await following({ 'harbour.md': HARBOUR, 'pay.md': PAY });
    expect(opened).toEqual(['harbour.md']);
    const staff = await live.scoped.at(STAFF);
    expect(await said(staff, PAID)).toContain('4000 €');
    expect(await said(await live.scoped.at(PAGE), PAID)).not.toContain('4000');
    await edit('pay.md', PAY.replace('4000', '5000'));
    expect(await said(staff, PAID)).toContain('5000 €');
    await rule('rules: []');
    expect(await said(await live.scoped.at(STAFF), PAID)).not.toMatch(/[45]000/);
    await rule('default: { see: everything }');
    expect(await said(live.scoped, PAID)).toContain('5000 €');
    // Who runs it sees all of it, whatever the rules are.
    expect(live.bot.contents.documents).toHaveLength(2);
  });

  it('is answered from by who holds its bot, and no other, when other rules see more where no rule says it', async () => {
    const { live, rule, edit, opened } = await following({ 'harbour.md': HARBOUR, 'pay.md': PAY });
    const page = await live.scoped.at(PAGE);
    expect(opened).toEqual(['harbour.md']);
    await rule('default: { see: everything }\nrules: [{ platform: mcp, see: {} }]\n');
    expect(page.scope).toEqual({ labels: {}, unlabelled: true });
    expect(await said(page, PAID)).not.toContain('4000');
    expect(page.contents.documents).toHaveLength(1);
    expect(await said(await live.scoped.at(PAGE), PAID)).toContain('4000 €');
    expect(await said(live.scoped, PAID)).toContain('4000 €');
    // What sees the same now has the very bot that is held.
    expect(await live.scoped.at({ platform: 'mcp' })).toBe(page);
    await edit('harbour.md', HARBOUR.replace('seven', 'eight'));
    expect(await said(page, 'when does the harbour open?')).toContain('eight');
  });

  it('stays as it is where the file of the rules is written otherwise and says the same', async () => {
    const { live, rule, lines } = await following({ 'harbour.md': HARBOUR, 'pay.md': PAY });
    const staff = await live.scoped.at(STAFF);
    const [before, everywhere] = [staff.now(), live.scoped.now()];
    await rule(`# Who is paid by the harbour.\ndefault: { see: {} }\n${RULES}`);
    expect(staff.now()).toBe(before);
    expect(live.scoped.now()).toBe(everywhere);
    expect(lines.join('')).not.toContain('What is seen where has changed');
    await rule(`${RULES}  - { platform: page, see: everything }\n`);
    expect(lines.join('')).toContain('What is seen where has changed');
  });

  it('leaves a place the very bot that it had where an edit is of nothing that is seen there', async () => {
    const { live, edit } = await following({ 'harbour.md': HARBOUR, 'pay.md': PAY });
    const page = await live.scoped.at(PAGE);
    const staff = await live.scoped.at(STAFF);
    const [before, known] = [page.contents, staff.contents];
    await edit('pay.md', PAY.replace('4000', '5000'));
    expect(page.contents).toBe(before);
    expect(staff.contents).not.toBe(known);
    await edit('harbour.md', HARBOUR.replace('seven', 'eight'));
    expect(page.contents).not.toBe(before);
    expect(page.contents.version).not.toBe(before.version);
  });

  it('is one bot for places that see the same articles by other labels', async () => {
    const { live } = await following(
      { 'harbour.md': HARBOUR, 'pay.md': PAY },
      `${RULES}  - { platform: page, see: { version: 4 } }\n`,
    );
    const [page, mcp] = [await live.scoped.at(PAGE), await live.scoped.at({ platform: 'mcp' })];
    expect(page).not.toBe(mcp);
    expect(page.contents).toBe(mcp.contents);
    expect((await live.scoped.at(STAFF)).contents.documents).toHaveLength(2);
  });

  it('abstains where nothing is seen', async () => {
    const { live } = await following({ 'pay.md': PAY });
    const page = await live.scoped.at(PAGE);
    for (const question of [PAID, '/topics', '/help', 'compare a and b', 'list all', 'hello'])
      expect(await said(page, question)).not.toMatch(/pilot earns|Pay\b|4000/);
    expect(page.contents.documents).toEqual([]);
    expect((await page.search(PAID)).passages).toEqual([]);
  });

  it('keeps the rules that it had when their file has a fault or is gone, and says so', async () => {
    const { live, rule, file, lines } = await following({ 'harbour.md': HARBOUR, 'pay.md': PAY });
    await rule('rules: 5');
    expect(live.state.fault).toMatch(/must be a list of rules/);
    expect(await said(await live.scoped.at(PAGE), PAID)).not.toContain('4000');
    await rm(file);
    await live.reload();
    expect(lines.join('\n')).toMatch(/What is seen where stays as it was\. .*cannot be read/);
    expect(await said(await live.scoped.at(PAGE), PAID)).not.toContain('4000');
    expect(await said(await live.scoped.at(STAFF), PAID)).toContain('4000');
    await rule(RULES);
    expect(live.state.fault).toBeNull();
  });

  it('takes rules in although the articles have a fault', async () => {
    const { live, edit, rule } = await following({ 'harbour.md': HARBOUR, 'pay.md': PAY });
    await edit('pay.md', PAY.replace('title: Pay', 'title: [5]'));
    await rule('rules: []');
    expect(live.state.fault).toMatch(/pay\.md/);
    expect(await said(await live.scoped.at(STAFF), PAID)).not.toContain('4000');
  });

  it('does not start with a file that cannot be read', async () => {
    await expect(following({ 'harbour.md': HARBOUR }, 'rules: 5')).rejects.toThrow(/must be a list of rules/);
  });
});

describe('a desk at a place', () => {
  const desk = async () => {
    const { live, rule, edit } = await following({ 'harbour.md': HARBOUR, 'pay.md': PAY });
    const all = createDeskParts(NO_OBSERVER.observe(live.scoped, 'slack'), readSettings(SHARED_SETTINGS, {}));
    return { all, rule, edit, staff: await deskAt(all, STAFF), page: await deskAt(all, PAGE) };
  };

  it('leans on nothing that was said, and finds no turn that was kept, where something else is seen', async () => {
    const { all, staff, page, rule } = await desk();
    const { conversation } = await staff.bot.ask(PAID);
    staff.conversations.set('one place', conversation);
    expect(staff.conversations.get('one place')).toEqual(conversation);
    expect([page, all].map(({ conversations }) => conversations.get('one place'))).toEqual([null, null]);
    const key = staff.turns.of('anna').keep({ question: PAID, conversation });
    expect(staff.turns.find(key)?.question).toBe(PAID);
    expect([page, all].map(({ turns }) => turns.find(key))).toEqual([null, null]);
    await rule('rules: []');
    const now = await deskAt(all, STAFF);
    expect(now.conversations.get('one place')).toBeNull();
    expect(now.turns.find(key)).toBeNull();
  });

  it('has the bot that is in service there, also where it was made before rules went and came back', async () => {
    const { all, staff, page, rule, edit } = await desk();
    await rule('rules: []');
    await edit('pay.md', PAY.replace('4000', '5000'));
    await rule(RULES);
    for (const before of [all, staff, page]) {
      const now = await deskAt(before, STAFF);
      expect(await said(now.bot, PAID)).toContain('5000 €');
      expect(await now.completer.questions('pilot', 10)).toContain(ASKED);
    }
    const now = await deskAt(all, STAFF);
    expect(await deskAt(now, STAFF)).toBe(now);
  });

  it('that is held answers from what was seen there when rules let more be seen', async () => {
    const { page, rule } = await desk();
    page.conversations.set('one place', (await page.bot.ask('when does the harbour open?')).conversation);
    await rule('default: { see: everything }');
    expect(await said(page.bot, PAID)).not.toContain('4000');
    expect(await page.completer.questions('pilot', 10)).toEqual([]);
    expect(page.conversations.get('one place')).not.toBeNull();
    const now = await deskAt(page, PAGE);
    expect(await said(now.bot, PAID)).toContain('4000 €');
    expect(now.conversations.get('one place')).toBeNull();
  });

  it('completes and begins with what is seen there', async () => {
    const { staff, page } = await desk();
    expect(await staff.starters.find(10)).toContain(ASKED);
    expect(await staff.completer.questions('pilot', 10)).toContain(ASKED);
    expect(await page.starters.find(10)).not.toContain(ASKED);
    expect(await page.completer.questions('pilot', 10)).toEqual([]);
  });

  it('leaves records of what is seen there', async () => {
    const { live } = await following({ 'harbour.md': HARBOUR, 'pay.md': PAY });
    const kept: QuestionRecord[] = [];
    const observer = createObserver({
      records: { ...NO_RECORDS, add: async (record) => void kept.push(record) },
      pseudonyms: createPseudonyms('a key for this test'),
      metrics: createMetrics(),
      log: createLogger({ write: () => undefined }),
      ...{ keepsQuestions: false, logsQuestions: false },
    });
    const bot = observer.observe(live.scoped, 'slack');
    for (const place of [STAFF, PAGE]) await (await bot.at(place)).now().ask(PAID, { person: 'anna' });
    await observer.flush();
    expect(kept.map(({ scope }) => scope)).toEqual(['audience=staff; unlabelled', 'unlabelled']);
    // The same question is another where something else answers it.
    expect(new Set(kept.map(({ key }) => key)).size).toBe(2);
  });
});
