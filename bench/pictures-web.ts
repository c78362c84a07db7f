/**
 * `npm run pictures`, its second part: the chat page with the shipped article, in `docs/pictures`.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openBot } from '../adapters/service/open-bot.js';
import { startWeb } from '../adapters/web/main.js';
import { launchChromium } from '../test/chromium.js';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DESK = { viewport: { width: 1200, height: 760 }, deviceScaleFactor: 1.5 };
const PHONE = { viewport: { width: 390, height: 760 }, deviceScaleFactor: 1.5, isMobile: true };

let log = '';
const site = await startWeb({
  open: () => openBot({ knowledge: join(ROOT, 'knowledge'), cache: false }),
  environment: { DOCENT_WEB_PORT: '0' },
  write: (line) => {
    log += line;
  },
});
const address = /http:\S+/.exec(log)?.[0] ?? '';
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
  await picture('web-dark', { ...DESK, colorScheme: 'dark' }, async (page) => {
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
} finally {
  await browser.close();
  await site.stop();
}

async function picture(
  name: string,
  look: BrowserContextOptions,
  play: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...look });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('button', { name: 'Compare Django and Flask' }).waitFor();
  await play(page);
  await page.screenshot({ path: join(ROOT, 'docs/pictures', `${name}.png`), animations: 'disabled' });
  await context.close();
}

async function ask(page: Page, question: string): Promise<void> {
  const before = await page.locator('.turn').count();
  await page.getByRole('combobox').fill(question);
  await page.keyboard.press('Enter');
  await page.locator('.turn').nth(before).locator('.actions').waitFor();
}
