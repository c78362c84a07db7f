import { describe, expect, it } from 'vitest';
import { type Answer, name } from '../../../src/answer/answer.js';
import { temporaryFolder, unobserved } from '../../builders.js';
import { boxed, closest, code, KETTLE, madeUp, RESERVE, STEPS, TABLE } from '../../made-up.js';
import { ask, inBrowser, last, panel, violations } from './browse.js';
import { type Served, serve } from './served.js';

/** A site whose bot gives one answer, whatever it is asked. */
const answering = (answer: Answer): Promise<Served> =>
  serve({ desk: (bot) => ({ bot: unobserved({ ...bot, ask: async () => answer }) }) });

/** A site that knows the kettle, the last of whose sections stands in a box. */
async function withKettle(): Promise<Served> {
  const knowledge = await temporaryFolder({ 'kettle.md': KETTLE });
  return serve({
    knowledge,
    desk: (bot) => ({ bot: unobserved(boxed(bot)) }),
  });
}

inBrowser('what the page draws', (visit) => {
  describe('an answer', () => {
    it('has steps with their numbers, points in them, and code with its language', async () => {
      const page = await visit({ address: (await answering(madeUp({ blocks: [STEPS] }))).address });
      await ask(page, 'how?');
      const steps = last(page).locator('.blocks > ol.steps');
      expect(await steps.getAttribute('start')).toBe('9');
      expect(await steps.locator('> li').count()).toBe(4);
      const [first, second, third] = await steps.locator('> li').all();
      expect(await first?.locator('figure code.language-sh').textContent()).toBe('boil --to 95\n  # wait');
      expect(await first?.locator('> ul > li strong').textContent()).toBe('Water');
      expect(await second?.locator('> ul > li > ul > li').textContent()).toMatch(/^Three for milk\./);
      expect(await third?.locator('figure code').textContent()).toBe('pour()');
      expect(await third?.getAttribute('value')).toBeNull();
      expect(await violations(page)).toEqual([]);
    });

    it('has a table of an article by the names of its columns, which is no comparison', async () => {
      const page = await visit({ address: (await answering(madeUp({ blocks: [TABLE] }))).address });
      await ask(page, 'how?');
      const table = page.getByRole('table', { name: 'Grams, Minutes, Note' });
      expect(await table.getByRole('columnheader').allTextContents()).toEqual([
        ...['Row', 'Grams', 'Minutes', 'Note'],
      ]);
      expect(await table.getByRole('rowheader').allTextContents()).toEqual(['Cup', 'Pot']);
      expect(await page.getByRole('status').textContent()).not.toContain('comparison');
      expect(await violations(page)).toEqual([]);
    });

    it('says a reserve first and quietly, and can be voted on as any other', async () => {
      const answer = closest({ blocks: [code('tea()', 'js')] });
      const page = await visit({ address: (await answering(answer)).address });
      await ask(page, 'how?');
      expect(await last(page).locator('.answer').getAttribute('class')).toBe('answer closest');
      const first = last(page).locator('.blocks > *').first();
      expect([await first.textContent(), await first.getAttribute('class')]).toEqual([RESERVE, 'aside']);
      expect(await last(page).locator('code.language-js').count()).toBe(1);
      for (const button of ['Helpful', 'Not helpful', 'Why this answer?'])
        expect(await last(page).getByRole('button', { name: button, exact: true }).isVisible()).toBe(true);
      expect(await page.getByRole('status').textContent()).toContain(RESERVE);
      expect(await violations(page)).toEqual([]);
    });

    it('has its title above, and what to ask next below its sources', async () => {
      const answer = madeUp({
        title: [name('Making tea')],
        suggestions: { lead: 'Ask next:', questions: ['What is tea?'] },
      });
      const page = await visit({ address: (await answering(answer)).address });
      await ask(page, 'how?');
      const parts = await last(page).locator('.blocks > *').all();
      const kinds = await Promise.all(
        parts.map((part) => part.evaluate((element) => `${element.tagName} ${element.className}`.trim())),
      );
      expect(kinds).toEqual(['H3', 'P', 'DIV sources', 'DIV next']);
      await last(page).getByRole('button', { name: 'What is tea?' }).click();
      await page.locator('.turn').nth(1).locator('.actions').waitFor();
    });
  });

  describe('an article', () => {
    it('keeps its steps, code, tables and boxes', async () => {
      const { address } = await withKettle();
      const page = await visit({ address, at: '#/article/kettle.md' });
      await panel(page).waitFor();
      const steps = panel(page).locator('ol.steps > li');
      expect(await steps.count()).toBe(2);
      expect(await steps.nth(0).locator('pre code.language-sh').textContent()).toBe('kettle --on');
      expect(await steps.nth(1).locator('> ul > li').textContent()).toBe('Rinse the kettle twice.');
      const table = panel(page).getByRole('table');
      expect(await table.getByRole('columnheader').allTextContents()).toEqual(['Model', 'Litres', 'Minutes']);
      expect(await table.getByRole('row').nth(1).getByRole('cell').allTextContents()).toEqual(['0.5', '2']);
      expect(await table.getByRole('row').nth(2).getByRole('cell').allTextContents()).toEqual(['1.7', '']);
      const box = panel(page).getByRole('group', { name: 'Warning' });
      expect(await box.textContent()).toBe('WarningNever run the kettle dry. It melts.');
      expect(await violations(page)).toEqual([]);
    });

    it.each([
      ['a step', { line: '5', quote: 'Fill the kettle with vinegar and switch it on:' }, null],
      ['code in a step', { line: '7-9', quote: 'kettle --on' }, null],
      ['a cell', { line: '19', quote: '1.7' }, null],
      [
        'two sentences that are quoted as one',
        { line: '23', quote: 'Never run the kettle dry. It melts.' },
        null,
      ],
      [
        'two whose address has the beginning and the end',
        { line: '23', quote: 'Never run the', until: 'It melts.' },
        'Never run the kettle dry. It melts.',
      ],
    ])('marks %s that is cited, and shows it', async (_, place, marked) => {
      const { address } = await withKettle();
      const page = await visit({ address, at: `#/article/kettle.md?${new URLSearchParams(place)}` });
      await panel(page).waitFor();
      expect(await panel(page).locator('mark').allTextContents()).toEqual([marked ?? place.quote]);
      expect(await page.evaluate('document.activeElement.tagName')).toBe('MARK');
    });
  });
});
