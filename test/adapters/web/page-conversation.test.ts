import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ask, inBrowser, last, violations } from './browse.js';
import { serve } from './served.js';

const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };

const copied = (page: Page) => page.evaluate<string>('navigator.clipboard.readText()');
const questions = (page: Page) => page.locator('.turn h2').allTextContents();

/** Presses what copies, and waits until it says that it has. */
async function copy(page: Page, what: string): Promise<string> {
  await last(page).getByRole('button', { name: what, exact: true }).click();
  await page.getByRole('status').getByText('Copied').waitFor();
  return copied(page);
}

inBrowser('a conversation', (visit) => {
  describe('that the page is loaded again in', () => {
    it('is there as before, and goes on', async () => {
      const page = await visit();
      await ask(page, 'what is oolong');
      await ask(page, 'compare oolong and rooibos');
      await ask(page, 'what is rooibos');
      await last(page).getByRole('button', { name: 'Not helpful' }).click();
      await last(page).getByRole('button', { name: 'No, thanks' }).click();
      const before = await page
        .locator('.answer')
        .evaluateAll((all) => all.map(({ innerHTML }) => innerHTML));
      await page.reload();
      await last(page).locator('.actions').waitFor();
      expect(
        await page.locator('.answer').evaluateAll((all) => all.map(({ innerHTML }) => innerHTML)),
      ).toEqual(before);
      expect(await page.locator('#welcome').isVisible()).toBe(false);
      expect(await page.getByRole('status').textContent()).toBe('');
      // The last question is in sight, at the top.
      const head = (await page.locator('#top').boundingBox())?.height ?? 0;
      const top = (await last(page).boundingBox())?.y ?? 0;
      expect(Math.abs(top - head)).toBeLessThan(2);
      await ask(page, 'does it have caffeine?');
      expect(await last(page).textContent()).toContain('Reading this as: ');
      expect(await questions(page)).toHaveLength(4);
    });

    it('is gone when a new one was begun, and is of this tab alone', async () => {
      const page = await visit();
      await ask(page, 'what is oolong');
      const other = await page.context().newPage();
      await other.goto(page.url());
      await other.getByRole('button', { name: 'What is green tea?' }).waitFor();
      expect(await other.locator('.turn').count()).toBe(0);
      await page.getByRole('button', { name: 'New conversation' }).click();
      await page.reload();
      await page.getByRole('button', { name: 'What is green tea?' }).waitFor();
      expect(await page.locator('.turn').count()).toBe(0);
    });

    it.each([
      '{',
      'null',
      '{"turns": [{}]}',
      '{"begun": null, "conversation": "a", "turns": [{"question": "?"}]}',
    ])('is begun anew where what was kept is %s', async (kept) => {
      const page = await visit();
      await page.evaluate(`sessionStorage.setItem('docent-conversation-1', ${JSON.stringify(kept)})`);
      await page.reload();
      await page.getByRole('button', { name: 'What is green tea?' }).waitFor();
      await ask(page, 'what is oolong');
      expect(await questions(page)).toEqual(['what is oolong']);
    });

    it('has as many answers as before where the tab has no more room for them', async () => {
      const page = await visit();
      await page.evaluate(
        `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }`,
      );
      await ask(page, 'what is oolong');
      await ask(page, 'what is rooibos');
      expect(await questions(page)).toHaveLength(2);
    });
  });

  it('takes no answer that comes after another was begun', async () => {
    const page = await visit();
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/ask', async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole('combobox').fill('what is oolong');
    await page.keyboard.press('Enter');
    await page.locator('.turn').waitFor();
    await page.getByRole('button', { name: 'New conversation' }).click();
    const given = page.waitForResponse('**/ask');
    answer();
    await given;
    await page.unroute('**/ask');
    await ask(page, 'what is rooibos');
    expect(await questions(page)).toEqual(['what is rooibos']);
    await page.reload();
    expect(await questions(page)).toEqual(['what is rooibos']);
  });

  describe('the address of an answer', () => {
    it('asks again, what it leans on before it, and nothing else', async () => {
      const page = await visit(CLIPBOARD);
      for (const question of ['compare oolong and green tea', 'what is rooibos', 'does it have caffeine?'])
        await ask(page, question);
      const answer = await last(page).locator('.blocks').textContent();
      const address = await copy(page, 'Copy link');
      expect(address).toMatch(/#\/ask\?q=what\+is\+rooibos&q=does\+it\+have\+caffeine%3F$/);
      const shared = await visit({ at: new URL(address).hash });
      await shared.locator('.turn').nth(1).locator('.actions').waitFor();
      expect(await questions(shared)).toEqual(['what is rooibos', 'does it have caffeine?']);
      expect(await last(shared).locator('.blocks').textContent()).toBe(answer);
      await shared.reload();
      await last(shared).locator('.actions').waitFor();
      expect(await questions(shared)).toHaveLength(2);
    });

    it('asks no further where a question that others lean on has no answer', async () => {
      const page = await visit({ faults: 1 });
      await page.route('**/ask', (route) => route.fulfill({ status: 429, body: '{}' }), { times: 1 });
      await page.evaluate(
        `location.hash = '#/ask?' + new URLSearchParams([['q', 'what is rooibos'], ['q', 'does it have caffeine?']])`,
      );
      await page.locator('.turn').getByRole('button', { name: 'Try again' }).waitFor();
      expect(await questions(page)).toEqual(['what is rooibos']);
    });

    it('takes the place of what was asked before in the tab, and is shown as text', async () => {
      const page = await visit();
      await ask(page, 'what is oolong');
      const question = '<img src="/nothing" onerror="alert(1)"> tea?';
      await page.evaluate(
        `location.hash = '#/ask?' + new URLSearchParams({ q: ${JSON.stringify(question)} })`,
      );
      await expect.poll(() => questions(page)).toEqual([question]);
      await last(page).locator('.actions').waitFor();
      expect(await page.locator('.turn img').count()).toBe(0);
    });

    it('says when the articles have changed since, and only then', async () => {
      let knowledge = 'aaaa';
      const { address } = await serve({ desk: () => ({ knowledge: () => knowledge }) });
      const page = await visit({ ...CLIPBOARD, address });
      await ask(page, 'what is oolong');
      const at = new URL(await copy(page, 'Copy link')).hash;
      expect(at).toMatch(/&of=aaaa$/);
      const same = await visit({ address, at });
      await last(same).locator('.actions').waitFor();
      expect(await same.locator('.change').count()).toBe(0);
      knowledge = 'bbbb';
      const changed = await visit({ address, at });
      await last(changed).locator('.actions').waitFor();
      expect(await changed.getByRole('note').textContent()).toMatch(/^The articles have changed since/);
      expect(await violations(changed)).toEqual([]);
    });

    it.each(['#/ask', '#/ask?', '#/ask?q=', '#/ask?q=+++', '#/ask?of=a', '#/asks?q=what'])(
      'asks nothing when it is %s',
      async (at) => {
        const page = await visit({ at });
        await page.getByRole('button', { name: 'What is green tea?' }).waitFor();
        expect(await page.locator('.turn').count()).toBe(0);
      },
    );
  });

  describe('what is copied', () => {
    it('is the answer as Markdown, with the question and its sources', async () => {
      const page = await visit(CLIPBOARD);
      await ask(page, 'what is *oolong*');
      const text = await copy(page, 'Copy answer');
      const { origin } = new URL(page.url());
      const lines = text.split('\n\n');
      expect(lines[0]).toBe('**what is \\*oolong\\***');
      expect(lines[1]).toMatch(/^Oolong is a partly oxidised tea.* \[1\]$/);
      expect(lines.slice(-2)).toEqual([
        'Sources:',
        expect.stringMatching(/^1\. \[Five teas › Oolong, line \d+\]\(</),
      ]);
      expect(text).toContain(`${origin}/#/article/teas.md?line=`);
      await page.goto(/<(.*)>/.exec(lines.at(-1) ?? '')?.[1] ?? '');
      expect(await page.locator('#source mark').first().textContent()).toMatch(/^Oolong is/);
    });

    it('is a table where the answer is one', async () => {
      const page = await visit(CLIPBOARD);
      await ask(page, 'compare green tea and black tea');
      const [, , table = ''] = (await copy(page, 'Copy answer')).split('\n\n');
      const rows = table.split('\n');
      expect(rows.slice(0, 2)).toEqual(['|  | Green tea | Black tea |', '| --- | --- | --- |']);
      for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(4);
    });

    it('reaches the clipboard over plain HTTP too', async () => {
      const page = await visit(CLIPBOARD);
      await ask(page, 'what is oolong');
      await page.evaluate(
        `const read = navigator.clipboard.readText.bind(navigator.clipboard);
         Object.defineProperty(navigator, 'clipboard', { value: { readText: read } })`,
      );
      expect(await copy(page, 'Copy answer')).toContain('Oolong is a partly oxidised tea');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Copy answer');
    });
  });

  it('brings earlier questions back with the arrow up, and loses nothing that is typed', async () => {
    const page = await visit();
    for (const question of ['what is oolong', 'what is rooibos']) await ask(page, question);
    const input = page.getByRole('combobox', { name: 'Question' });
    const press = async (key: string) => {
      await page.keyboard.press(key);
      return input.inputValue();
    };
    const seen: string[] = [];
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowDown'])
      seen.push(await press(key));
    expect(seen).toEqual([
      ...['what is rooibos', 'what is oolong', 'what is oolong'],
      ...['what is rooibos', '', ''],
    ]);
    await input.fill('x');
    expect(await press('ArrowUp')).toBe('x');
    await input.fill('');
    await press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.locator('.turn').nth(2).locator('.actions').waitFor();
    expect(await questions(page)).toEqual(['what is oolong', 'what is rooibos', 'what is rooibos']);
  });
});
