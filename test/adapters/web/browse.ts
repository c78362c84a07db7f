import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { chromiumPath, launchChromium, NO_CHROMIUM } from '../../chromium.js';
import { open } from './served.js';

export interface Visit extends BrowserContextOptions {
  /** The part of the address from `#` on. */
  readonly at?: string;
  /** Of another site than the usual one. */
  readonly address?: string;
  /** Requests that the server is meant to refuse. */
  readonly faults?: number;
  /** Whether something is shown so late after what was pressed that the browser sees no connection. */
  readonly shifts?: boolean;
}

/**
 * Runs tests in a browser, on a site that knows the teas.
 * @param tests is given what opens the page; when a test is over, the page must have met no error and no other
 * host, and nothing in it may have moved by itself
 */
export function inBrowser(about: string, tests: (visit: (how?: Visit) => Promise<Page>) => void): void {
  if (chromiumPath() === null) {
    it.skip(`${about}: ${NO_CHROMIUM}`);
    return;
  }
  let browser: Browser;
  let site: Awaited<ReturnType<typeof open>>;
  describe(about, () => {
    beforeAll(async () => {
      [browser, site] = await Promise.all([launchChromium(), open()]);
    });
    afterAll(async () => {
      await browser.close();
      await site.close();
    });
    tests((how = {}) => visit(browser, { address: site.address, ...how }));
  });
}

async function visit(
  browser: Browser,
  { at = '', address, faults = 0, shifts = false, ...look }: Visit & { readonly address: string },
): Promise<Page> {
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
  // In every document that it loads, so that a reload is watched too.
  await page.addInitScript(WATCH_SHIFTS);
  await page.goto(`${address}/${at}`);
  onTestFinished(async () => {
    const moved = shifts ? [] : await page.evaluate('shifts');
    await context.close();
    // A refused request is an error to the browser, whatever the page makes of it.
    expect(said).toHaveLength(faults);
    expect(others).toEqual([]);
    expect(moved).toEqual([]);
  });
  return page;
}

/** Keeps every shift of the layout that no input brought about: its size, and what moved. */
export const WATCH_SHIFTS = `
  globalThis.shifts = [];
  const moved = ({ value, sources }) => [value, ...sources.map(({ node }) => node?.outerHTML ?? node?.textContent)];
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) shifts.push(moved(shift));
  }).observe({ type: 'layout-shift', buffered: true });
`;

export async function ask(page: Page, question: string): Promise<void> {
  const before = await page.locator('.turn').count();
  await page.getByRole('combobox', { name: 'Question' }).fill(question);
  await page.keyboard.press('Enter');
  const answered = page.locator('.turn').nth(before).locator('.actions, .failed, .chat').first();
  await answered.waitFor({ state: 'attached' });
}

/** The last question with its answer. */
export const last = (page: Page) => page.locator('.turn').last();

/** The source beside the conversation. */
export const panel = (page: Page) => page.getByRole('complementary');

/** What axe finds wrong, with where. */
export async function violations(page: Page): Promise<string[]> {
  // Evaluated by the debugger, to which the page's Content-Security-Policy does not apply.
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate<AxeResults>('axe.run()');
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

/** The name of what has the focus. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(
    'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent',
  );
}
