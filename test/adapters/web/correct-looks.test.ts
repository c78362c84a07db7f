import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { createPseudonyms } from '../../../adapters/records/pseudonyms.js';
import { adminRoutes } from '../../../adapters/web/admin.js';
import { ADMIN } from '../../../adapters/web/admin-page.js';
import { CORRECT, correctRoutes } from '../../../adapters/web/correct.js';
import { openCorrected } from '../../corrected.js';
import { booksOf } from '../records/builders.js';
import { inBrowser, violations } from './browse.js';
import { serve } from './served.js';

const TOKEN = 'the-token-of-this-test';
const SIZES = [{ viewport: { width: 360, height: 720 } }, { viewport: { width: 1100, height: 800 } }];
const QUESTION = 'Where is tea kept?';

/** The site with the page that corrects and the operator's. */
async function address(): Promise<string> {
  const { corrections, live } = await openCorrected();
  const bot = () => live.bot.now();
  const admin = adminRoutes({
    ...{ token: TOKEN, corrections, bot, books: booksOf([]), days: 90 },
    pseudonyms: createPseudonyms('a key for this test'),
    knowledge: () => live.state,
    sources: async () => [],
    drafts: { list: async () => [], publish: async () => '', discard: async () => '' },
    unasked: async () => ({ noted: [], bar: { likelihood: 0.9, from: 'default', votes: 0 } }),
  });
  const office = new Hono()
    .route(ADMIN, admin)
    .route(CORRECT, correctRoutes({ token: TOKEN, corrections, bot: async () => live.scoped }));
  return (await serve({ office, environment: { DOCENT_CORRECT_TOKEN: TOKEN } })).address;
}

inBrowser('correcting an answer of the chat page', (visit) => {
  it.each(SIZES)(
    'is led to by the answer, asks for the token, and is taken back on the admin page, %j',
    async (size) => {
      const at = await address();
      // To the browser a page that asks for a token is an error, and there are two.
      const page = await visit({ ...size, address: at, faults: 2 });
      const isSound = async () => {
        expect(await violations(page)).toEqual([]);
        const [width, room] = await page.evaluate<number[]>(
          'const { scrollWidth, clientWidth } = document.documentElement; [scrollWidth, clientWidth]',
        );
        expect(width).toBe(room);
      };
      await page.getByRole('combobox', { name: 'Question' }).fill(QUESTION);
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'Correct this' }).click();
      await page.getByLabel('The token').fill(TOKEN);
      await isSound();
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByLabel('Your name').fill('Anna');
      expect(await page.getByLabel('Question, as a whole').inputValue()).toBe(QUESTION);
      await page.getByLabel(/How is tea stored/).check();
      await isSound();
      await page.getByRole('button', { name: 'Verify' }).click();
      await page.getByText('Verified.', { exact: false }).first().waitFor();
      await isSound();
      await page.goto(at + ADMIN);
      await page.getByLabel('The token').fill(TOKEN);
      await page.getByRole('button', { name: 'Log in' }).click();
      await page.getByRole('link', { name: 'What people verified' }).click();
      await page.getByRole('button', { name: 'Take back' }).waitFor();
      await isSound();
      await page.getByRole('button', { name: 'Take back' }).click();
      await page.getByText('Taken back.', { exact: false }).first().waitFor();
    },
  );
});
