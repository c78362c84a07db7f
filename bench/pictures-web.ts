/**
 * `npm run pictures`, its second part: the chat page, and the pages of who runs the bot, with the shipped article, in
 * `docs/pictures`.
 */
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { createListening } from '../adapters/chat/listening.js';
import { createDraftRows } from '../adapters/service/drafts/draft-rows.js';
import { startWeb } from '../adapters/web/main.js';
import { launchChromium } from '../test/chromium.js';
import { drawn, openShown, PICTURES } from './drawn.js';

const DESK = { viewport: { width: 1200, height: 760 }, deviceScaleFactor: 1.5 };
const PHONE = { viewport: { width: 390, height: 760 }, deviceScaleFactor: 1.5, isMobile: true };
const NARROW = { ...PHONE, viewport: { width: 320, height: 760 } };
const DARK = { colorScheme: 'dark' } as const;

const TOKEN = 'a-token-for-pictures-only';
const LOGGED_IN = { extraHTTPHeaders: { Authorization: `Bearer ${TOKEN}` } };
const CORRECTED = 'Does Flask check forms for me?';
const ANNA = { platform: 'slack', person: '1', name: 'Anna', reach: null };

const shown = await openShown({ DOCENT_ADMIN_TOKEN: TOKEN, DOCENT_CORRECT_TOKEN: TOKEN });
const { operations, live, environment } = shown;
const { DOCENT_CORRECT_TOKEN: _, ...open } = environment;
// Most have no token to correct with.
const site = await serve(open);
const office = await serve(environment);
const browser = await launchChromium();
try {
  await picture('web-answer', DESK, async (page) => {
    await ask(page, 'Which framework suits real-time apps?');
    await ask(page, 'How do users log in with Laravel?');
    await page.locator('.turn').last().locator('.mark').first().click();
    await page.locator('#source mark').first().waitFor();
  });
  await picture('web-compare', DESK, async (page) => {
    await ask(page, 'Compare Django and Flask');
  });
  await picture('web-dark', { ...DESK, ...DARK }, async (page) => {
    await ask(page, 'What is Flask?');
    await ask(page, 'what are its advantages?');
    await page.getByRole('combobox').pressSequentially('which framework');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
  });
  await picture('web-first', DESK, async () => undefined);
  await picture('web-reserve', DESK, async (page) => {
    await ask(page, 'Is Laravel good for microservices?');
  });
  await picture('web-phone', PHONE, async (page) => {
    await ask(page, 'What is the latest version of Django?');
    await ask(page, 'Compare Django and Flask');
  });
  await picture('web-why-not', { ...NARROW, ...DARK }, async (page) => {
    await ask(page, 'What is the latest version of Django?');
    await page.getByRole('button', { name: 'Not helpful' }).click();
    const form = page.getByRole('form', { name: 'Why it did not help' });
    await form.getByRole('radio', { name: 'Outdated' }).check();
    await form.getByLabel('Note').fill('There is a newer one.');
    await form.scrollIntoViewIfNeeded();
  });
  const correct = `/correct?${new URLSearchParams({ question: CORRECTED })}`;
  await operators('web-correct', { ...DESK, ...LOGGED_IN, viewport: { width: 900, height: 840 } }, correct);
  await wouldSay();
  await corrected();
  await saved();
  const places = { unasked: '/admin/unasked', verified: '/admin/verified', drafts: '/admin/drafts' };
  for (const [name, path] of Object.entries(places)) {
    await operators(
      `admin-${name}-desktop`,
      { ...DESK, ...LOGGED_IN, viewport: { width: 1000, height: 580 } },
      path,
    );
    await operators(`admin-${name}-phone`, { ...NARROW, ...DARK, ...LOGGED_IN }, path);
  }
} finally {
  await browser.close();
  await Promise.all([site.stop(), office.stop()]);
  await shown.close();
}

/** The page, and those of who runs the bot, with some settings. */
async function serve(settings: Readonly<Record<string, string>>) {
  let log = '';
  const { stop } = await startWeb({
    open: async () => ({ bot: live.scoped }),
    ...{ operations, state: operations.state },
    environment: { ...settings, DOCENT_WEB_PORT: '0', DOCENT_LOG_LEVEL: 'info' },
    write: (line) => {
      log += line;
    },
  });
  return { stop, address: /http:[^\s"]+/.exec(log)?.[0] ?? '' };
}

/** What a dry run would have said. */
async function wouldSay(): Promise<void> {
  const { log: logger, state } = operations;
  const bar = async () => ({ likelihood: 0.9, from: 'default' as const, votes: 0 });
  const listening = createListening({
    ...{ platform: 'discord', rooms: new Map(), waitMs: 0 },
    ...{ state, log: logger, bar },
  });
  for (const [i, question] of [
    'Does Flask have an ORM of its own?',
    'Which attacks does Django protect against?',
    'Is there a debugger in Flask?',
  ].entries()) {
    const answer = await live.scoped.ask(question);
    const [cited] = answer.citations;
    await listening.wouldSay(
      `${i}`,
      {
        ...{ rooms: ['1012345678901234567'], likelihood: answer.confidence, question },
        cites: `${cited?.title} › ${cited?.section}`,
      },
      '1',
    );
  }
}

/** Answers that Anna verified. */
async function corrected(): Promise<void> {
  const { corrections } = operations.office;
  for (const question of [CORRECTED, 'Is there a debugger in Flask?']) {
    const [right] = await corrections.candidates(question, live.scoped);
    if (!right) throw new Error(`There is no passage for "${question}"`);
    await corrections.correct(question, { passage: right.key }, ANNA, live.scoped);
  }
}

/** What Bert wrote below a question that was not covered, and Anna saved. */
async function saved(): Promise<void> {
  const rows = createDraftRows(operations.state, () => new Date());
  const question = 'Which Python do we run in production?';
  await rows.write({
    ...{
      id: rows.idOf('discord', '3'),
      state: 'draft',
      platform: 'discord',
      at: '3',
      person: '2',
      name: 'Bert',
    },
    words: 'Python 3.13 since October, on all machines. The build fails with anything older than 3.12.',
    ...{ title: question, question, link: 'https://discord.com/channels/1/2/3', on: '2026-11-27' },
    ...{ scope: null, path: null, folder: null, pull: null },
  });
}

async function picture(
  name: string,
  look: BrowserContextOptions,
  play: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...look });
  const page = await context.newPage();
  await page.goto(site.address);
  await page.getByRole('button', { name: 'Compare Django and Flask' }).waitFor();
  await play(page);
  await shoot(page, name);
  await context.close();
}

/** A page of who runs the bot. */
async function operators(name: string, look: BrowserContextOptions, path: string): Promise<void> {
  const context = await browser.newContext(look);
  const page = await context.newPage();
  await page.goto(`${office.address}${path}`);
  await shoot(page, name);
  await context.close();
}

async function shoot(page: Page, name: string): Promise<void> {
  const path = join(PICTURES, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  drawn(path);
}

async function ask(page: Page, question: string): Promise<void> {
  const before = await page.locator('.turn').count();
  await page.getByRole('combobox').fill(question);
  await page.keyboard.press('Enter');
  await page.locator('.turn').nth(before).locator('.actions').waitFor();
}
