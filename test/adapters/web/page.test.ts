import { join } from 'node:path';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { builtFrom, questionsIn, TEAS } from '../../builders.js';
import { chromiumPath, launchChromium, NO_CHROMIUM } from '../../chromium.js';
import { open, serve } from './served.js';

const PHONE = { viewport: { width: 360, height: 720 } };
const DARK = { colorScheme: 'dark' } as const;

const path = chromiumPath();
if (path === null) it.skip(`the page in a browser: ${NO_CHROMIUM}`);
else inBrowser(path);

function inBrowser(executablePath: string): void {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    [browser, site] = await Promise.all([launchChromium(executablePath), open()]);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  /** Opens the page; when the test is over, it must have met no error, no other host, and no shift of its layout. */
  async function visit({ at = '', address = site.address, faults = 0, ...look }: Visit = {}): Promise<Page> {
    const context = await browser.newContext(look);
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const said: string[] = [];
    const others: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) said.push(message.text());
    });
    page.on('pageerror', (error) => said.push(error.message));
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== address) others.push(request.url());
    });
    await page.addInitScript({ content: WATCH_SHIFTS });
    await page.goto(`${address}/${at}`);
    onTestFinished(async () => {
      const shifts = await page.evaluate('shifts');
      await context.close();
      // A refused request is an error to the browser, whatever the page makes of it.
      expect(said).toHaveLength(faults);
      expect(others).toEqual([]);
      expect(shifts).toEqual([]);
    });
    return page;
  }

  async function ask(page: Page, question: string): Promise<void> {
    const before = await page.locator('.turn').count();
    await page.getByRole('combobox', { name: 'Question' }).fill(question);
    await page.keyboard.press('Enter');
    await page.locator('.turn').nth(before).locator('.actions, .failed, .chat').first().waitFor();
  }

  const last = (page: Page) => page.locator('.turn').last();
  const panel = (page: Page) => page.getByRole('complementary');

  describe('asking', () => {
    it('gives the answer with its sources, and reads it out', async () => {
      const page = await visit();
      await ask(page, 'what is oolong');
      expect(await last(page).getByRole('heading', { level: 2 }).textContent()).toBe('what is oolong');
      expect(await last(page).locator('p').first().textContent()).toContain(
        'Oolong is a partly oxidised tea',
      );
      expect(await last(page).locator('.sources').textContent()).toMatch(
        /Sources in “Five teas”.*Oolong, line \d+/,
      );
      expect(await page.getByRole('status').textContent()).toMatch(
        /^Oolong is a partly oxidised tea.*One source\.$/s,
      );
      expect(await page.evaluate('document.activeElement.id')).toBe('question');
    });

    it('goes on with what was said, until a new conversation is begun', async () => {
      const page = await visit();
      await ask(page, 'what is rooibos');
      await ask(page, 'does it have caffeine?');
      expect(await last(page).textContent()).toContain('Reading this as: ');
      await page.getByRole('button', { name: 'New conversation' }).click();
      expect(await page.locator('.turn').count()).toBe(0);
      await ask(page, 'does it have caffeine?');
      expect(await last(page).textContent()).not.toContain('Reading this as: ');
    });

    it('begins with a question that is offered, and goes on with one', async () => {
      const page = await visit();
      await page.getByRole('button', { name: 'What is green tea?' }).click();
      await last(page).locator('.next button').first().click();
      await page.locator('.turn').nth(1).locator('.actions').waitFor();
      expect(await page.locator('#welcome').isVisible()).toBe(false);
    });

    it('shows what is asked as text, whatever it is', async () => {
      const page = await visit();
      const question = '<img src="/nothing" onerror="alert(1)"> tea?';
      await ask(page, question);
      expect(await last(page).locator('h2').textContent()).toBe(question);
      expect(await page.locator('.turn img').count()).toBe(0);
    });

    it('says what is wrong when the server is gone, and tries again', async () => {
      const own = await open();
      const page = await visit({ address: own.address, faults: 1 });
      await page.getByRole('button', { name: 'What is green tea?' }).waitFor();
      await page.route('**/ask', (route) => route.abort());
      await ask(page, 'what is oolong');
      expect(await page.getByRole('alert').textContent()).toMatch(/cannot be reached/);
      await page.unroute('**/ask');
      await page.getByRole('button', { name: 'Try again' }).click();
      await last(page).locator('.actions').waitFor();
      await own.close();
    });

    it('asks for the token where one is wanted, and again when it is wrong', async () => {
      const token = 'a-token-of-the-tests';
      const closed = await serve({ environment: { DOCENT_API_TOKEN: token } });
      const page = await visit({ address: closed.address, faults: 2 });
      const dialog = page.getByRole('dialog', { name: 'This Docent asks for a token' });
      const give = async (text: string) => {
        await dialog.getByLabel('Token').fill(text);
        await page.keyboard.press('Enter');
      };
      await give('another-token-than-that');
      await dialog.getByRole('alert').getByText('not the right one').waitFor();
      expect(await violations(page)).toEqual([]);
      await give(token);
      await page.getByRole('button', { name: 'What is green tea?' }).click();
      await last(page).locator('.actions').waitFor();
    });
  });

  describe('an answer', () => {
    it('is a table when it compares', async () => {
      const page = await visit();
      await ask(page, 'compare green tea and black tea');
      const table = page.getByRole('table', { name: 'Comparison of Green tea, Black tea' });
      expect(await table.getByRole('columnheader').allTextContents()).toEqual([
        'Property',
        'Green tea',
        'Black tea',
      ]);
      const row = table.getByRole('row').nth(1);
      expect(await row.getByRole('rowheader').count()).toBe(1);
      expect(await row.getByRole('cell').count()).toBe(2);
      expect(await page.getByRole('status').textContent()).toMatch(
        /^A comparison of Green tea and Black tea, \d+ rows/,
      );
    });

    it('can be called helpful, and says why it was given', async () => {
      const page = await visit();
      await ask(page, 'what is oolong');
      await last(page).getByRole('button', { name: 'Not helpful' }).click();
      const pressed = last(page).locator('[aria-pressed="true"]');
      await pressed.waitFor();
      expect(await pressed.textContent()).toBe('Not helpful');
      const why = last(page).getByRole('button', { name: 'Why this answer?' });
      await why.click();
      await last(page).getByText('What decided').waitFor();
      expect(await why.getAttribute('aria-expanded')).toBe('true');
    });
  });

  describe('a source', () => {
    it('opens beside the answer with its sentences marked, at an address that shows the same', async () => {
      const page = await visit();
      await ask(page, 'what is oolong');
      await last(page).locator('.mark').first().click();
      await panel(page).waitFor();
      const marks = await panel(page).locator('mark').allTextContents();
      expect(marks.join(' ')).toContain('Oolong is a partly oxidised tea');
      expect(page.url()).toMatch(/#\/article\/teas\.md\?line=\d+&quote=Oolong\+is/);
      expect(await panel(page).locator('mark').first().isVisible()).toBe(true);
      const shared = await visit({ at: new URL(page.url()).hash });
      await panel(shared).waitFor();
      expect(await panel(shared).locator('mark').allTextContents()).toEqual(marks);
      await page.goBack();
      await panel(page).waitFor({ state: 'hidden' });
    });

    it('marks every sentence that any answer cites', async () => {
      const { bot } = await builtFrom(TEAS);
      const page = await visit();
      const questions = (await questionsIn(join(TEAS, 'questions.jsonl'))).map(({ q }) => q);
      const asked = [];
      for (const question of questions) {
        const { citations } = await bot.ask(question);
        if (citations.length > 0) asked.push({ question, citations });
      }
      expect(asked.length).toBeGreaterThan(20);
      for (const { question, citations } of asked) {
        // Each by itself, as the bot was asked above.
        const again = page.getByRole('button', { name: 'New conversation' });
        if (await again.isEnabled()) await again.click();
        await ask(page, question);
        for (const link of await last(page).locator('.sources a').all()) {
          const source = Number(await link.locator('xpath=../span').textContent());
          await page.evaluate(`location.hash = ${JSON.stringify(await link.getAttribute('href'))}`);
          const quotes = citations.filter((one) => one.source === source).map(({ quote }) => quote);
          await expect
            .poll(async () => {
              const marked = (await panel(page).locator('mark').allTextContents()).join('\n');
              return quotes.filter((quote) => !marked.includes(quote));
            })
            .toEqual([]);
        }
      }
    }, 90_000);

    it('shows the lines when the sentence is no longer there, and says when the article is not', async () => {
      const page = await visit({ at: '#/article/teas.md?line=42&quote=No+such+sentence' });
      await panel(page).waitFor();
      expect(await panel(page).locator('mark').allTextContents()).toEqual([
        expect.stringMatching(/^Tea is a drink/),
      ]);
      const other = await visit({ at: '#/article/none.md', faults: 1 });
      await panel(other).waitFor();
      expect(await panel(other).textContent()).toContain('There is no article of that name');
    });
  });

  describe('the keyboard alone', () => {
    it('asks, opens a source, reads on in it, and comes back', async () => {
      const page = await visit();
      await page.getByRole('button', { name: 'What is green tea?' }).waitFor();
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe('Skip to the question');
      await page.keyboard.press('Enter');
      await page.keyboard.type('what is oolong');
      await page.keyboard.press('Enter');
      await last(page).locator('.actions').waitFor();
      const link = await last(page).locator('.mark').first().getAttribute('aria-label');
      for (let i = 0; i < 9 && (await focused(page)) !== link; i++) await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
      await panel(page).waitFor();
      await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('MARK');
      await page.keyboard.press('Escape');
      await panel(page).waitFor({ state: 'hidden' });
      expect(await focused(page)).toBe(link);
    });

    it('chooses among the suggestions', async () => {
      const page = await visit();
      const input = page.getByRole('combobox', { name: 'Question' });
      await input.pressSequentially('what is');
      await page.getByRole('option').first().waitFor();
      const options = await page.getByRole('option').allTextContents();
      expect(options.length).toBeGreaterThan(2);
      expect(await input.getAttribute('aria-expanded')).toBe('true');
      const selected = () => page.locator('[role="option"][aria-selected="true"]').allTextContents();
      expect(await selected()).toEqual([]);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      expect(await selected()).toEqual([options[1]]);
      const id = await input.getAttribute('aria-activedescendant');
      expect(await page.locator(`#${id}`).textContent()).toBe(options[1]);
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      expect(await selected()).toEqual([]);
      await page.keyboard.press('ArrowUp');
      expect(await selected()).toEqual(options.slice(-1));
      await page.keyboard.press('Enter');
      await last(page).locator('.actions').waitFor();
      expect(await last(page).locator('h2').textContent()).toBe(options.at(-1));
      await input.pressSequentially('what is');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Escape');
      expect(await page.getByRole('option').count()).toBe(0);
      expect(await input.inputValue()).toBe('what is');
    });
  });

  describe.each([
    ['in light', {}],
    ['in dark', DARK],
    ['on a phone', PHONE],
    ['on a phone in dark', { ...PHONE, ...DARK }],
  ])('%s', (_, look) => {
    it('has no fault that axe finds and no horizontal scroll, in every state', async () => {
      const page = await visit(look);
      const check = async (state: string) => {
        expect(await violations(page), state).toEqual([]);
        const [width, room] = await page.evaluate<number[]>(
          'const { scrollWidth, clientWidth } = document.documentElement; [scrollWidth, clientWidth]',
        );
        expect(width, state).toBe(room);
      };
      await page.getByRole('button', { name: 'What is green tea?' }).waitFor();
      await check('at first');
      await page.getByRole('combobox').fill('what is');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await check('with suggestions');
      await page.keyboard.press('Escape');
      for (const question of [
        'compare green tea and black tea',
        'compare oolong, rooibos, green tea, white tea',
      ])
        await ask(page, question);
      await check('with comparisons');
      await ask(page, 'who is the king of Spain');
      await last(page).getByRole('button', { name: 'Why this answer?' }).click();
      await last(page).getByText('What decided').waitFor();
      await check('with what is not known');
      await page.locator('.mark').first().click();
      await panel(page).waitFor();
      await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('MARK');
      await check('with a source');
    });
  });

  it('is dark where dark is wanted', async () => {
    const lightness = async (page: Page) => {
      const colour = await page.evaluate<string>(
        'getComputedStyle(document.documentElement).backgroundColor',
      );
      return Math.max(...(colour.match(/\d+/g) ?? []).map(Number));
    };
    expect(await lightness(await visit())).toBeGreaterThan(200);
    expect(await lightness(await visit(DARK))).toBeLessThan(60);
  });

  it('covers the conversation with the source on a phone, and leads back', async () => {
    const page = await visit(PHONE);
    await ask(page, 'what is oolong');
    await last(page).locator('.mark').first().click();
    await panel(page).waitFor();
    const box = await panel(page).boundingBox();
    expect(box).toMatchObject({ x: 0, y: 0, ...PHONE.viewport });
    await page.getByRole('link', { name: 'Close the source' }).click();
    await panel(page).waitFor({ state: 'hidden' });
    await page.getByRole('combobox', { name: 'Question' }).click();
  });
}

interface Visit extends BrowserContextOptions {
  /** The part of the address from `#` on. */
  readonly at?: string;
  readonly address?: string;
  /** Requests that the server is meant to refuse. */
  readonly faults?: number;
}

/** Keeps the size of every shift of the layout that no input brought about. */
const WATCH_SHIFTS = `
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shifts.push(value);
  }).observe({ type: 'layout-shift', buffered: true });
`;

/** What axe finds wrong, with where. */
async function violations(page: Page): Promise<string[]> {
  // Evaluated by the debugger, to which the page's Content-Security-Policy does not apply.
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate<AxeResults>('axe.run()');
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

/** The name of what has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(
    'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent',
  );
}
