import { Hono } from 'hono';
import type { Browser, Locator, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { CORRECT, correctRoutes } from '../../adapters/web/correct.js';
import { ask as askOn, last } from '../adapters/web/browse.js';
import { serve } from '../adapters/web/served.js';
import { builtFrom, TEAS, unobserved } from '../builders.js';
import type { Door, DoorOptions, Person, Said } from './door-contract.js';

/** What opens the API, for Anna and for others. */
const TOKENS: Readonly<Record<Person, string>> = {
  anna: 'the-token-of-the-staff',
  bert: 'the-token-of-all-others',
};
const CORRECTS = 'the-token-of-who-corrects';
/** How a rule names where Anna asks. */
export const ANNAS_PLACE = {
  rule: 'platform: api, token: STAFF',
  environment: { DOCENT_API_TOKEN_STAFF: TOKENS.anna },
};

/** The chat page, as it is served, in a browser for each of two people. */
export const pageDoor =
  (browser: () => Browser) =>
  async (options: DoorOptions = {}): Promise<Door> => {
    const { ask, corrected, environment } = options;
    const site = await serve({
      bot: corrected?.live.scoped ?? (await builtFrom(TEAS)).bot,
      environment: {
        DOCENT_API_TOKEN: TOKENS.bert,
        DOCENT_API_TOKEN_STAFF: TOKENS.anna,
        ...(corrected ? { DOCENT_CORRECT_TOKEN: CORRECTS } : {}),
        ...environment,
      },
      ...(ask ? { desk: (bot) => ({ bot: unobserved({ ...bot, ask: ask(bot) }) }) } : {}),
      ...(corrected ? { office: officeOf(corrected) } : {}),
    });
    const faults: string[] = [];
    const pages: Partial<Record<Person, Page>> = {};
    const at = async (by: Person) => {
      const open = pages[by] ?? (await visit(browser(), site.address, TOKENS[by], faults));
      pages[by] = open;
      return open;
    };
    const saidOn = async (page: Page, to: Person): Promise<Said> => ({
      text: await last(page).locator('.answer').innerText(),
      to,
    });
    const pageOf = (said: Said) => pages[said.to] as Page;
    const press = (said: Said, name: string) =>
      last(pageOf(said)).getByRole('button', { name, exact: true }).click();
    /** What is read out once something was done. */
    const told = async (said: Said, act: () => Promise<void>): Promise<string> => {
      const answered = pageOf(said).waitForResponse('**/feedback');
      const status = pageOf(said).getByRole('status');
      const before = await status.innerText();
      await act();
      await answered;
      await changed(status, before);
      return status.innerText();
    };
    const asks = async (question: string, by: Person = 'anna') => {
      const page = await at(by);
      await askOn(page, question);
      return saidOn(page, by);
    };
    return {
      ask: asks,
      async titles(by = 'anna') {
        const page = await at(by);
        await page.locator('#about li').first().waitFor({ state: 'attached' });
        return page.locator('#about').innerText();
      },
      async take(said, suggestion) {
        const page = pageOf(said);
        const before = await page.locator('.turn').count();
        await last(page).getByRole('button', { name: suggestion }).click();
        await page.locator('.turn').nth(before).locator('.actions').waitFor();
        return saidOn(page, said.to);
      },
      compare: async (said, subject) => (await asks(`compare oolong and ${subject}`, said.to)).text,
      async show(said, what) {
        const page = pageOf(said);
        if (what === 'why') {
          await press(said, 'Why this answer?');
          await last(page).locator('.why > *').first().waitFor();
          return last(page).locator('.why').innerText();
        }
        await last(page).locator('.mark').first().click();
        await page.locator('#source mark').first().waitFor();
        const quoted = await page.locator('#source mark').allInnerTexts();
        const source = page.getByRole('complementary');
        const place = await last(page).locator('.place').first().innerText();
        return what === 'section' ? source.innerText() : `${place}: ${quoted.join(' ')}`;
      },
      vote: (said, isHelpful) => told(said, () => press(said, isHelpful ? 'Helpful' : 'Not helpful')),
      tellWhy: (said, reason) =>
        told(said, async () => {
          const form = last(pageOf(said)).getByRole('form', { name: 'Why it did not help' });
          await form.getByRole('radio', { name: reason }).check();
          await form.getByRole('button', { name: 'Send' }).click();
        }),
      async correct(said, text) {
        const page = await pageOf(said).context().newPage();
        const link = last(pageOf(said)).getByRole('link', { name: 'Correct this' });
        await page.goto(new URL((await link.getAttribute('href')) ?? '', site.address).href);
        await page.getByLabel(/^The token/).fill(said.to === 'anna' ? CORRECTS : 'a-token-that-is-none');
        await page.getByRole('button', { name: 'Go on' }).click();
        if (said.to !== 'anna') return page.getByRole('alert').innerText();
        await page.getByLabel('Your name').fill('Anna');
        await page.getByLabel('Or an answer in your own words').fill(text);
        await page.getByRole('button', { name: 'Verify' }).click();
        return page.getByRole('status').innerText();
      },
      handOver: async () => {
        throw new Error('The page has no such thing');
      },
      log: site.log,
      faults: () => faults,
    };
  };

const officeOf = ({ corrections, live }: NonNullable<DoorOptions['corrected']>): Hono =>
  new Hono().route(
    CORRECT,
    correctRoutes({ token: CORRECTS, corrections, bot: () => live.scoped.at({ platform: 'api' }) }),
  );

async function changed(status: Locator, before: string): Promise<void> {
  await status.filter({ hasNotText: before === '' ? /^$/ : new RegExp(`^${escaped(before)}$`) }).waitFor();
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** A browser of somebody who has given the token. */
async function visit(browser: Browser, address: string, token: string, faults: string[]): Promise<Page> {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => faults.push(error.message));
  await page.addInitScript(`sessionStorage.setItem('docent-token', '${token}')`);
  await page.goto(`${address}/`);
  return page;
}
