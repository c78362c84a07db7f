import { Hono } from 'hono';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { createPseudonyms } from '../../../adapters/records/pseudonyms.js';
import type { DraftToReview } from '../../../adapters/service/drafts/publishing.js';
import { type AdminDeps, adminRoutes } from '../../../adapters/web/admin.js';
import { ADMIN } from '../../../adapters/web/admin-page.js';
import { builtFrom, TEAS } from '../../builders.js';
import { booksOf, recordOf } from '../records/builders.js';
import { inBrowser, violations } from './browse.js';
import { serve } from './served.js';

const TOKEN = 'the-token-of-this-test';
const PHONE = { viewport: { width: 360, height: 720 } };

/** What somebody wrote, in one long word. */
const DRAFT: DraftToReview = {
  ...{
    id: 'AbCdEfGhIjKlMnOpQrStUv',
    state: 'draft',
    platform: 'discord',
    at: '',
    person: '1',
    name: 'n'.repeat(60),
  },
  ...{ words: `${'w'.repeat(300)}\nand more`, title: 't'.repeat(80), question: null, on: '2026-11-27' },
  ...{ link: 'https://discord.com/channels/1/2/3', scope: null, path: null, folder: null, pull: null },
  problems: [`community/a.md:1: error: ${'p'.repeat(200)}`],
};

/** The address of a site with questions that were not answered, one of them a long word. @param days kept */
async function served(days: number): Promise<string> {
  const { bot } = await builtFrom(TEAS);
  const at = new Date();
  const kept = [
    recordOf({ at, key: 'a', question: 'Who invented oolong?', terms: ['invented'] }),
    recordOf({ at, key: 'b', question: 'y'.repeat(400), subjects: [], terms: ['x'.repeat(60)] }),
    recordOf({ at, key: 'c', status: 'closest', subjects: ['rooibos'], terms: ['v'.repeat(60)] }),
  ];
  const routes = adminRoutes({
    token: TOKEN,
    books: booksOf(kept),
    pseudonyms: createPseudonyms('a key for this test'),
    bot: () => bot,
    knowledge: () => ({
      hash: 'a',
      since: at,
      rolledBack: false,
      changes: { asked: 3, changed: ['z'.repeat(300)], doubted: ['v'.repeat(300)], lost: [], gained: [] },
      fault: `teas.md:2: error: ${'w'.repeat(300)}`,
    }),
    corrections: {
      list: async () => ({
        entries: [
          {
            ...{ document: `verified/${'d'.repeat(200)}.md`, questions: ['How is tea stored?'] },
            ...{ by: 'Anna', on: '2026-11-28', reviewBy: '2027-05-29', scope: null, stands: true },
            quote: {
              article: 'the-five-teas-of-the-house.md',
              section: 'How is tea stored › In the kitchen',
            },
          },
        ] as unknown as Awaited<ReturnType<AdminDeps['corrections']['list']>>['entries'],
        log: [],
      }),
      undo: async () => ({ done: 'refused', text: '' }),
    },
    drafts: { list: async () => [DRAFT], publish: async () => '', discard: async () => '' },
    unasked: async () => ({
      noted: [
        {
          ...{ platform: 'discord', rooms: ['4'.repeat(20)], at: at.getTime(), likelihood: 0.97 },
          ...{ question: `${'q'.repeat(300)}?`, cites: `Teas › ${'t'.repeat(300)}` },
        },
        {
          ...{ platform: 'discord', rooms: ['4'.repeat(19)], at: at.getTime(), likelihood: 0.94 },
          ...{
            question: 'Which teas are safe for children?',
            cites: 'Five teas of the house › Rooibos › Advantages',
          },
        },
      ],
      bar: { likelihood: 0.9, from: 'default', votes: 12 },
    }),
    sources: async () => [
      {
        ...{ name: 'help', kind: 'site', articles: 3, syncedAt: at, failed: [] },
        error: {
          code: 'http',
          message: `https://help.example.com/${'u'.repeat(300)} answers with HTTP 502.`,
        },
      },
    ],
    days,
  });
  return (await serve({ office: new Hono().route(ADMIN, routes) })).address;
}

/** Texts of cells that stay whole, with how many lines each takes. */
const LINES = `[...document.querySelectorAll('tbody td')].map((cell) => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
  return [cell.textContent.trim(), new Set(tops).size];
})`;

async function expectSound(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  const [width, room] = await page.evaluate<number[]>(
    'const { scrollWidth, clientWidth } = document.documentElement; [scrollWidth, clientWidth]',
  );
  expect(width).toBe(room);
}

inBrowser('how the admin page looks', (visit) => {
  const LOGGED_IN = { at: ADMIN.slice(1), extraHTTPHeaders: { Authorization: `Bearer ${TOKEN}` } };

  it.each([
    ['on a phone', PHONE, 90],
    ['on a phone, with counts of ten years', PHONE, 3_650],
    ['on a phone, in dark', { ...PHONE, colorScheme: 'dark' as const }, 7],
    ['on a tablet, with counts of ten years', { viewport: { width: 800, height: 600 } }, 3_650],
    ['on a desk', {}, 90],
  ])('%s: everything is in sight, and axe finds no fault', async (_, look, days) => {
    const page = await visit({ ...look, ...LOGGED_IN, address: await served(days), shifts: true });
    for (const summary of await page.locator('summary').all()) await summary.click();
    await expectSound(page);
    const room = page.viewportSize()?.width ?? 0;
    const cells = await page.locator('tbody :is(th, td, svg, a)').all();
    expect(cells).toHaveLength(3 * 8);
    for (const cell of cells) {
      const { x, width, height } = (await cell.boundingBox()) ?? { x: -1, width: 0, height: 0 };
      expect(Math.min(width, height)).toBeGreaterThan(8);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(room);
    }
    const heights = await page.evaluate<number[]>(
      `[...document.querySelectorAll('thead th, tbody a')].map((one) => one.clientHeight || one.offsetHeight)`,
    );
    // One line of text with its padding.
    expect(Math.max(...heights)).toBeLessThan(48);
  });

  it('names each value on a phone, where the heads of the columns have no room', async () => {
    const page = await visit({ ...PHONE, ...LOGGED_IN, address: await served(90) });
    for (const head of await page.locator('thead').all()) expect(await head.isVisible()).toBe(false);
    const labels = await page.evaluate<string[]>(
      `[...document.querySelectorAll('tr:first-child > td[data-label]')].map((cell) => getComputedStyle(cell, '::before').content)`,
    );
    const each = ['"Asked"', '"People"', '"Not helpful"', '"By week"'];
    expect(labels).toEqual([...each, ...each]);
  });

  it.each([
    ['on a phone', PHONE],
    ['on a phone, in dark', { ...PHONE, colorScheme: 'dark' as const }],
    ['on a tablet', { viewport: { width: 800, height: 600 } }],
    ['on a desk', { viewport: { width: 1200, height: 800 } }],
  ])('shows what would be answered and what was verified in the room that there is, %s', async (_, look) => {
    for (const [path, said] of [
      ['unasked', 'Which teas are safe for children?'],
      ['verified', 'How is tea stored?'],
    ] as const) {
      const at = `${ADMIN.slice(1)}/${path}`;
      const page = await visit({ ...look, ...LOGGED_IN, address: await served(90), at, shifts: true });
      await page.getByText(said).first().waitFor();
      await expectSound(page);
      const room = page.viewportSize()?.width ?? 0;
      for (const cell of await page.locator('tbody :is(th, td)').all()) {
        const { x, width } = (await cell.boundingBox()) ?? { x: -1, width: 0 };
        expect(x + width).toBeLessThanOrEqual(room - 16);
      }
      // Names, shares and days stay whole, and what is longer is not squeezed to letters.
      const lines = new Map(await page.evaluate<[string, number][]>(LINES));
      for (const whole of ['97 %', 'Anna', '2027-05-29']) expect(lines.get(whole) ?? 1, whole).toBe(1);
      expect(lines.get('Five teas of the house › Rooibos › Advantages') ?? 1).toBeLessThan(10);
    }
  });

  it.each([
    ['on a phone', PHONE],
    ['on a desk', {}],
  ])('%s a draft is read, and has its fields and buttons in sight', async (_, look) => {
    const page = await visit({
      ...look,
      ...LOGGED_IN,
      address: await served(90),
      at: `${ADMIN.slice(1)}/drafts`,
    });
    await page.getByLabel('The question that it answers').fill('How long does it last?');
    for (const name of ['Publish', 'Discard'])
      expect(await page.getByRole('button', { name }).isVisible()).toBe(true);
    await expectSound(page);
  });

  it('asks for the token on a phone', async () => {
    // To the browser a page that asks for a token is an error.
    const page = await visit({ ...PHONE, address: await served(90), at: ADMIN.slice(1), faults: 1 });
    await page.getByLabel('The token').fill(TOKEN);
    await expectSound(page);
  });

  it.each([
    ['on a phone', PHONE, 'light'],
    ['on a desk, in dark', {}, 'dark'],
  ])('shows an answer as the chat platforms do, %s', async (_, look, theme) => {
    const at = `${ADMIN.slice(1)}/preview?question=what+is+oolong&theme=${theme}`;
    const page = await visit({ ...look, ...LOGGED_IN, address: await served(90), at });
    for (const platform of ['Discord', 'Slack', 'Telegram']) {
      const drawn = page.getByRole('region', { name: platform });
      await drawn.getByText('Oolong is a partly oxidised tea').waitFor();
      expect(await drawn.getByRole('button', { name: /^Why/ }).isVisible()).toBe(true);
    }
    await expectSound(page);
  });
});
