import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { toString as textOf } from 'mdast-util-to-string';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type Answer, framing, name } from '../../../src/answer/answer.js';
import { temporaryFolder, unobserved } from '../../builders.js';
import {
  boxed,
  closest,
  code,
  KETTLE,
  madeUp,
  paragraph,
  quoted,
  RESERVE,
  STEPS,
  TABLE,
} from '../../made-up.js';
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
      const steps = last(page).locator('.passage > ol.steps');
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

    it('says a reserve first, and how likely it is in words, and can be voted on as any other', async () => {
      const answer = closest({ blocks: [code('tea()', 'js')] });
      const page = await visit({ address: (await answering(answer)).address });
      await ask(page, 'how?');
      expect(await last(page).locator('.answer').getAttribute('class')).toBe('answer closest');
      const first = last(page).locator('.answer > *').first();
      expect([await first.textContent(), await first.getAttribute('class')]).toEqual([RESERVE, 'outcome']);
      expect(await last(page).locator('.likelihood').textContent()).toBe(
        'Less likely the answer than not, quoted word for word',
      );
      expect(await last(page).locator('code.language-js').count()).toBe(1);
      for (const button of ['Helpful', 'Not helpful', 'Why this answer?'])
        expect(await last(page).getByRole('button', { name: button, exact: true }).isVisible()).toBe(true);
      expect(await page.getByRole('status').textContent()).toContain(RESERVE);
      expect(await violations(page)).toEqual([]);
    });

    it('has its title above, and what to ask next below it', async () => {
      const answer = madeUp({
        title: [name('Making tea')],
        suggestions: { lead: 'Ask next:', questions: ['What is tea?'] },
      });
      const page = await visit({ address: (await answering(answer)).address });
      await ask(page, 'how?');
      const parts = await last(page).locator('.blocks > *, .answer > *').all();
      const kinds = await Promise.all(
        parts.map((part) => part.evaluate((element) => `${element.tagName} ${element.className}`.trim())),
      );
      expect(kinds).toEqual([
        ...['DIV blocks', 'H3', 'SECTION passage', 'P likelihood'],
        ...['DIV next', 'DIV actions'],
      ]);
      await last(page).getByRole('button', { name: 'What is tea?' }).click();
      await page.locator('.turn').nth(1).locator('.actions').waitFor();
    });
  });

  describe('what an answer quotes', () => {
    it('stands below its page and heading, once for what is of one section, with what introduces it', async () => {
      const blocks = [
        paragraph(framing('Two things:')),
        paragraph(quoted('Tea is a drink.')),
        code('tea()', 'js'),
        paragraph(quoted('Milk is white.', 2)),
      ];
      const page = await visit({ address: (await answering(madeUp({ blocks }))).address });
      await ask(page, 'how?');
      const passages = await last(page).locator('.passage').all();
      const parts = await Promise.all(
        passages.map((one) => one.evaluate((element) => [...element.children].map(({ tagName }) => tagName))),
      );
      expect(parts).toEqual([
        ['H3', 'P', 'P', 'FIGURE'],
        ['H3', 'P'],
      ]);
      expect(await last(page).locator('.place').allTextContents()).toEqual([
        '1Made up › Part 1, lines 2–3',
        '2Made up › Part 2, line 4',
      ]);
      expect(await last(page).locator('.sources').count()).toBe(0);
    });

    it('has its sources listed below where a list is of several, many of them folded', async () => {
      const few = [{ type: 'list' as const, items: [1, 2].map((n) => [quoted(`No. ${n}.`, n)]) }];
      const page = await visit({ address: (await answering(madeUp({ blocks: few }))).address });
      await ask(page, 'how?');
      expect(await last(page).locator('.sources li').allTextContents()).toEqual([
        '1Part 1, line 1',
        '2Part 2, line 2',
      ]);
      const many = [{ type: 'list' as const, items: [1, 2, 3, 4].map((n) => [quoted(`No. ${n}.`, n)]) }];
      const other = await visit({ address: (await answering(madeUp({ blocks: many }))).address });
      await ask(other, 'how?');
      expect(await last(other).locator('.sources li').first().isVisible()).toBe(false);
      await last(other).getByText('4 sources in “Made up”').click();
      expect(await last(other).locator('.sources li').count()).toBe(4);
      expect(await violations(other)).toEqual([]);
    });

    it.each([
      [0.95, 'Very likely the answer'],
      [0.8, 'Likely the answer'],
      [0.61, 'Probably the answer'],
    ])('is said to be, with a likelihood of %s: %s', async (confidence, words) => {
      const page = await visit({ address: (await answering(madeUp({ confidence }))).address });
      await ask(page, 'how?');
      expect(await last(page).locator('.likelihood strong').textContent()).toBe(words);
    });
  });

  describe('what is copied', () => {
    const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };
    const copied = async (page: Page, what: string) => {
      await last(page).getByRole('button', { name: what, exact: true }).first().click();
      await page.getByRole('status').getByText('Copied').waitFor();
      return page.evaluate<string>('navigator.clipboard.readText()');
    };

    it('is code as it stands', async () => {
      const page = await visit({
        ...CLIPBOARD,
        address: (await answering(madeUp({ blocks: [STEPS] }))).address,
      });
      await ask(page, 'how?');
      expect(await copied(page, 'Copy code')).toBe('boil --to 95\n  # wait');
    });

    it('is Markdown that says the same: steps in their order, code, tables, and no markup that is not meant', async () => {
      const blocks = [
        STEPS,
        code('a\n```\nb', 'js'),
        TABLE,
        paragraph(quoted('# no heading, *not* [bold](x) <b> | `c`')),
        paragraph(quoted('1. no list')),
      ];
      const page = await visit({ ...CLIPBOARD, address: (await answering(madeUp({ blocks }))).address });
      await ask(page, '- what\n# is it?');
      const tree = fromMarkdown(await copied(page, 'Copy answer'), {
        extensions: [gfmTable()],
        mdastExtensions: [gfmTableFromMarkdown()],
      });
      const [question, steps, fence, mark, table, odd, number, sources, list] = tree.children;
      expect(textOf(question)).toBe('- what # is it?');
      expect(steps).toMatchObject({ type: 'list', ordered: true, start: 9 });
      const items = steps?.type === 'list' ? steps.children : [];
      expect(items.map(({ children }) => children.map(({ type }) => type))).toEqual([
        ['paragraph', 'code', 'list'],
        ['paragraph', 'list'],
        ['code'],
        ['paragraph'],
      ]);
      expect(items[0]?.children[1]).toMatchObject({ lang: 'sh', value: 'boil --to 95\n  # wait' });
      expect(items.map((item) => textOf(item.children[0]))).toEqual([
        ...['Warm the pot *well*. [1]', 'Add the leaves. [1]', 'pour()', 'Drink it. [1]'],
      ]);
      expect(fence).toMatchObject({ type: 'code', lang: 'js', value: 'a\n```\nb' });
      expect(textOf(mark)).toBe('[1]');
      expect(table).toMatchObject({ type: 'table' });
      const cells =
        table?.type === 'table' ? table.children.map((one) => one.children.map((cell) => textOf(cell))) : [];
      expect(cells[1]).toEqual(['Cup', '2 [1]', '3 [1]', 'A lid | helps [1]']);
      expect([odd?.type, textOf(odd)]).toEqual(['paragraph', '# no heading, *not* [bold](x) <b> | `c` [1]']);
      expect([number?.type, textOf(number)]).toEqual(['paragraph', '1. no list [1]']);
      expect(textOf(sources)).toBe('Sources:');
      expect(list).toMatchObject({ type: 'list', ordered: true });
    });
  });

  describe('a comparison', () => {
    const row = (text: string, ...cells: string[]) => ({
      label: name(text),
      cells: cells.map((cell, i) => [cell === '' ? framing('not stated') : quoted(cell, i + 1)]),
    });
    const compared = (...rows: ReturnType<typeof row>[]) =>
      madeUp({
        intent: 'compare',
        title: [name('A'), framing(' and '), name('B')],
        blocks: [{ type: 'table', columns: [name('A'), name('B')], rows }],
      });
    const labels = (page: Page, table: string) =>
      page.getByRole('table', { name: table }).getByRole('rowheader').allTextContents();

    it('opens with what differs, and folds what is the same and what only some are told of', async () => {
      const answer = compared(
        row('Colour', 'red', 'Red'),
        row('Price', 'two', ''),
        row('Size', 'large', 'small'),
        row('Taste', 'sweet', 'sour'),
      );
      const page = await visit({ address: (await answering(answer)).address });
      await ask(page, 'how?');
      expect(await labels(page, 'Comparison of A, B')).toEqual(['Size', 'Taste']);
      expect(await page.locator('.fold:not(.sources) > summary').allTextContents()).toEqual([
        'Stated of some only: Price',
        'The same for both: Colour',
      ]);
      const folded = page.getByRole('table', { name: 'The same for both: A, B' });
      expect(await folded.count()).toBe(0);
      await page.getByText('The same for both:', { exact: true }).click();
      expect(await labels(page, 'The same for both: A, B')).toEqual(['Colour']);
      expect(await violations(page)).toEqual([]);
    });

    it('shows at once what only some are told of, where nothing else differs', async () => {
      const page = await visit({ address: (await answering(compared(row('Price', 'two', '')))).address });
      await ask(page, 'how?');
      expect(await labels(page, 'Comparison of A, B')).toEqual(['Price']);
      expect(await page.locator('.fold').count()).toBe(0);
    });

    it.each([390, 320])('has every cell in sight and named at %d pixels', async (width) => {
      const answer = compared(row('Size', 'extraordinarily large', 'incomprehensibilities'));
      const site = await answering(answer);
      const page = await visit({ address: site.address, viewport: { width, height: 640 } });
      await ask(page, 'how?');
      for (const cell of await page.getByRole('cell').all()) {
        const { x, width: own } = (await cell.boundingBox()) ?? { x: -1, width: 0 };
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + own).toBeLessThanOrEqual(width);
      }
      const wide = await page
        .locator('.comparison .scroll')
        .evaluate((one) => one.scrollWidth > one.clientWidth);
      expect(wide).toBe(false);
      // Each has its column's name above it, or beside it.
      const named = await page.evaluate<string[]>(
        `[getComputedStyle(document.querySelector('.compared td'), '::before').content,
          getComputedStyle(document.querySelector('.compared thead')).clipPath]`,
      );
      expect(named).toEqual(width === 320 ? ['"A"', 'inset(50%)'] : ['none', 'none']);
      expect(await violations(page)).toEqual([]);
    });
  });

  describe('what the articles do not cover', () => {
    it('says what was looked for, which words no article has, and links what is nearest', async () => {
      const page = await visit();
      await ask(page, 'Can I grow oolong on the planet Mars?');
      expect(await last(page).locator('.answer').getAttribute('class')).toBe('answer abstained');
      expect(await last(page).locator('.searched').getByRole('heading').allTextContents()).toEqual([
        'Looked for in the one article',
        'Nearest to it',
      ]);
      expect(await last(page).locator('.words .unknown').allTextContents()).toContain('mars in no article');
      expect(await last(page).textContent()).not.toContain('Nearest to it:');
      const nearest = last(page).locator('.nearest a').first();
      expect(await nearest.textContent()).toMatch(/^Five teas › /);
      expect(await violations(page)).toEqual([]);
      await nearest.click();
      await panel(page).locator('mark').first().waitFor();
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
