import { describe, expect, it } from 'vitest';
import { ask, focused, inBrowser, last, panel, violations } from './browse.js';
import { open, serve } from './served.js';

inBrowser('the page', (visit) => {
  describe('asking', () => {
    it('gives the answer with its sources, and reads it out', async () => {
      const page = await visit();
      await ask(page, 'what is oolong');
      expect(await last(page).getByRole('heading', { level: 2 }).textContent()).toBe('what is oolong');
      expect(await last(page).locator('p').first().textContent()).toContain(
        'Oolong is a partly oxidised tea',
      );
      expect(await last(page).getByRole('heading', { level: 3 }).textContent()).toMatch(
        /^1Five teas › Oolong, line \d+$/,
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
      const dialog = page.getByRole('dialog', { name: 'Docent asks for a token' });
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
});
