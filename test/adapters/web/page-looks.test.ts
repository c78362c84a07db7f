import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ask, inBrowser, last, panel, violations } from './browse.js';
import { serve } from './served.js';

const PHONE = { viewport: { width: 360, height: 720 } };
const DARK = { colorScheme: 'dark' } as const;

inBrowser('how the page looks', (visit) => {
  describe.each([
    ['in light', {}],
    ['in dark', DARK],
    ['on a phone', PHONE],
  ])('%s', (_, look) => {
    it('has no fault that axe finds and no horizontal scroll, in every state', async () => {
      const page = await visit({ ...look, shifts: true });
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
    }, 60_000);
  });

  it('stands still while it arrives in pieces', async () => {
    const page = await visit({ address: (await serve({ sent: inPieces })).address });
    await page.getByRole('button', { name: 'What is green tea?' }).waitFor();
    await ask(page, 'what is oolong');
  });

  it('stands still when an answer, and what it begins with, come late', async () => {
    const site = await serve({ sent: late });
    const page = await visit({ address: site.address });
    await page.getByRole('button', { name: 'What is green tea?' }).waitFor();
    await ask(page, 'what is oolong');
    await ask(page, 'compare green tea and black tea');
    expect(await last(page).getByRole('table').isVisible()).toBe(true);
  });

  it('moves nothing where less motion is wanted', async () => {
    const moving = async (page: Page) => {
      await page.route('**/ask', () => undefined);
      await page.getByRole('combobox').fill('what is oolong');
      await page.keyboard.press('Enter');
      await page.locator('.waiting').waitFor();
      return page.evaluate<string[]>(
        `[getComputedStyle(document.querySelector('#talk')).scrollBehavior,
          getComputedStyle(document.querySelector('.waiting'), '::after').animationName]`,
      );
    };
    expect(await moving(await visit())).toEqual(['smooth', 'come, breathe']);
    expect(await moving(await visit({ reducedMotion: 'reduce' }))).toEqual(['auto', 'come']);
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
});

/** Longer than the 500 ms for which the browser takes what moves for what was pressed. */
const LATE_MS = 700;

/** What the API gives, late. */
async function late(response: Response): Promise<Response> {
  if (response.headers.get('Content-Type')?.startsWith('application/json')) await setTimeout(LATE_MS);
  return response;
}

/** Size of a piece in bytes, and the time between two of them in ms. */
const PIECE = 300;
const PAUSE_MS = 60;

/** The same response, a document of HTML in it slowly, piece by piece. */
async function inPieces(response: Response): Promise<Response> {
  if (!response.headers.get('Content-Type')?.startsWith('text/html')) return response;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += PIECE) {
      yield bytes.slice(at, at + PIECE);
      await setTimeout(PAUSE_MS);
    }
  };
  const headers = new Headers(response.headers);
  headers.delete('Content-Length');
  return new Response(ReadableStream.from(pieces()), { headers });
}
