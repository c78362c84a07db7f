import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ROOT } from '../../builders.js';
import { chromiumPath, launchChromium, NO_CHROMIUM } from '../../chromium.js';
import { violations, WATCH_SHIFTS } from './browse.js';
import { open } from './served.js';

/** With the share of the machine that the other tests leave. */
const SOON = { timeout: 10_000 };

/** Three ways, in which axe reads the page seven times. */
const LOOKED_AT_MS = 120_000;

const TOKEN = 'demo-token-for-all';
const FILLER = '<p>Nothing of interest.</p>'.repeat(200);
const SAID = 'Mint tea is brewed from the leaves of mint and holds no caffeine at all.';
const ARTICLE = (url: string) => `---
title: Herbal teas
source:
  name: Made up for a test
  url: ${url}
licence: CC0-1.0
---
# Herbal teas

## Mint

${SAID} It is drunk hot.

## Camomile

Camomile tea calms the stomach. Steep it for five minutes:

\`\`\`sh
kettle --steep 5
\`\`\`
`;

/** What a page answers with: its text, and its policy. */
interface Shown {
  readonly html: string;
  readonly policy?: string;
}

/** A site of pages, on an origin of its own, until the tests are over. */
async function siteOf(): Promise<{ origin: string; pages: Map<string, Shown>; close: () => void }> {
  const pages = new Map<string, Shown>();
  const server = createServer(({ url = '/' }, response) => {
    const shown = pages.get(url);
    const type = url.endsWith('.js') ? 'text/javascript' : 'text/html';
    response.writeHead(shown ? 200 : 404, {
      'Content-Type': `${type}; charset=utf-8`,
      ...(shown?.policy === undefined ? {} : { 'Content-Security-Policy': shown.policy }),
    });
    response.end(shown?.html ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, pages, close: () => server.closeAllConnections() ?? server.close() };
}

const page = (body: string, script: string) =>
  `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><title>A page</title><body><main><h1>A page</h1>${body}</main>${script}`;

const built = (name: string) => readFile(join(ROOT, 'dist/adapters/web/widget', name), 'utf8');

if (chromiumPath() === null) it.skip(`the widget: ${NO_CHROMIUM}`);
else
  describe('the widget', () => {
    let browser: Browser;
    let knowledge = '';
    let docent: Awaited<ReturnType<typeof open>>;
    let [allowed, refused] = [] as unknown as Awaited<ReturnType<typeof siteOf>>[];

    beforeAll(async () => {
      [allowed, refused] = await Promise.all([siteOf(), siteOf()]);
      const cited = `${allowed?.origin}/cited`;
      allowed?.pages.set('/cited', { html: page(`${FILLER}<p>${SAID} It is drunk hot.</p>${FILLER}`, '') });
      knowledge = await mkdtemp(join(tmpdir(), 'docent-widget-'));
      await writeFile(join(knowledge, 'teas.md'), ARTICLE(cited));
      const environment = { DOCENT_WIDGET_ORIGINS: allowed?.origin ?? '', DOCENT_WIDGET_TOKEN: TOKEN };
      [browser, docent] = await Promise.all([
        launchChromium(),
        open({ knowledge, environment: { ...environment, DOCENT_WIDGET_RATE: '1000' } }),
      ]);
    });
    afterAll(async () => {
      await browser.close();
      await docent.close();
      await rm(knowledge, { recursive: true, force: true });
      for (const site of [allowed, refused]) site?.close();
    });

    /** The script element, on a page. */
    const scriptOf = (data: string, more = '') =>
      `<script src="${docent.address}/docent.js" data-token="${TOKEN}" ${data} ${more}></script>`;

    /** Opens a page, on which nothing may go wrong but what is meant to. */
    async function visit(
      shown: Shown,
      {
        faults = 0,
        on = allowed,
        shifts = false,
        ...look
      }: BrowserContextOptions & { faults?: number; on?: typeof allowed | undefined; shifts?: boolean } = {},
    ): Promise<Page> {
      on?.pages.set('/', shown);
      const context = await browser.newContext(look);
      const opened = await context.newPage();
      opened.setDefaultTimeout(10_000);
      const said: string[] = [];
      const others: string[] = [];
      opened.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) said.push(message.text());
      });
      opened.on('pageerror', ({ message }) => said.push(message));
      opened.on('request', (request) => {
        const { origin, protocol } = new URL(request.url());
        if (protocol !== 'data:' && ![on?.origin, docent.address].includes(origin))
          others.push(request.url());
      });
      await opened.goto(`${on?.origin}/`);
      await opened.evaluate(WATCH_SHIFTS);
      onTestFinished(async () => {
        const moved = shifts ? [] : await opened.evaluate('globalThis.shifts ?? []');
        const cookies = await context.cookies();
        const stored = await opened.evaluate('localStorage.length + sessionStorage.length');
        await context.close();
        expect(said).toHaveLength(faults);
        expect([others, moved, cookies, stored]).toEqual([[], [], [], 0]);
      });
      return opened;
    }

    const opener = (on: Page) => on.getByRole('button', { name: 'Ask the docs' });
    const box = (on: Page) => on.getByRole('textbox', { name: 'Ask the docs' });

    async function ask(on: Page, question: string): Promise<void> {
      const answers = on.locator('docent-widget .answer');
      const before = await answers.count();
      await box(on).fill(question);
      await box(on).press('Enter');
      await answers.nth(before).and(on.locator(':not([aria-busy])')).waitFor();
    }

    it('answers on a page of another origin, and opens the cited page at the quoted words', async () => {
      const opened = await visit({ html: page(FILLER, scriptOf('')) });
      await opener(opened).click();
      await ask(opened, 'what is mint tea brewed from?');
      await expect.poll(() => opened.locator('docent-widget .answer').textContent(), SOON).toContain(SAID);
      const [cited] = await Promise.all([
        opened.waitForEvent('popup'),
        opened.locator('docent-widget a.mark').first().click(),
      ]);
      await cited.waitForLoadState();
      expect(cited.url()).toContain(`${allowed?.origin}/cited`);
      const place = cited.getByText(SAID);
      await expect.poll(async () => (await place.boundingBox())?.y, SOON).toBeLessThan(700);
      expect(await cited.evaluate('scrollY')).toBeGreaterThan(0);
    });

    it('goes on with a conversation, and says whether an answer helped', async () => {
      const opened = await visit({ html: page('', scriptOf('data-mode="inline"')) });
      await ask(opened, 'how long is camomile steeped?');
      await opened.locator('docent-widget pre').filter({ hasText: 'kettle --steep 5' }).waitFor();
      await ask(opened, 'and mint?');
      expect(await opened.locator('docent-widget .turns > li').count()).toBe(2);
      const helpful = opened.getByRole('button', { name: 'Helpful', exact: true }).last();
      await helpful.click();
      await expect.poll(() => helpful.getAttribute('aria-pressed'), SOON).toBe('true');
    });

    it('asks why an answer did not help, and sends that once', async () => {
      const look = { colorScheme: 'dark', viewport: { width: 320, height: 640 } } as const;
      const opened = await visit({ html: page('', scriptOf('data-mode="inline"')) }, look);
      const sent: unknown[] = [];
      opened.on('request', (request) => {
        if (request.url().endsWith('/feedback')) sent.push(JSON.parse(request.postData() ?? ''));
      });
      await ask(opened, 'how long is camomile steeped?');
      await opened.getByRole('button', { name: 'Not helpful' }).click();
      const form = opened.getByRole('form', { name: 'Why it did not help' });
      await form.waitFor();
      expect(await violations(opened)).toEqual([]);
      expect(await opened.evaluate('document.documentElement.scrollWidth')).toBe(320);
      await form.getByRole('radio', { name: 'Wrong' }).check();
      await form.getByLabel('Note').fill('It is four minutes.');
      await form.getByRole('button', { name: 'Send' }).click();
      await form.waitFor({ state: 'hidden' });
      await opened.getByRole('button', { name: 'Not helpful' }).click();
      await opened.getByRole('status').getByText('noted that already').waitFor();
      expect(await form.isVisible()).toBe(false);
      expect(sent).toEqual([
        expect.not.objectContaining({ note: expect.anything() }),
        expect.objectContaining({ helpful: false, reason: 'wrong', note: 'It is four minutes.' }),
        expect.not.objectContaining({ note: expect.anything() }),
      ]);
    });

    it('is refused on a page that is not named, and says so', async () => {
      // The browser tells of each request that the server does not let it read.
      const opened = await visit({ html: page('', scriptOf('')) }, { on: refused, faults: 4 });
      await opener(opened).click();
      await box(opened).fill('what is mint tea?');
      await box(opened).press('Enter');
      const alert = opened.getByRole('alert');
      expect(await alert.textContent()).toBe('The answers cannot be reached from this page.');
      expect(await opened.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true);
    });

    it('shows the page of the documentation in all its ways', async () => {
      const demo = await readFile(join(ROOT, 'docs/widget-demo.html'), 'utf8');
      const html = demo
        .replaceAll('http://127.0.0.1:3000', docent.address)
        .replace('<title>', '<link rel="icon" href="data:,"><title>');
      // Its policy lets in no picture, not that of the tab either.
      const opened = await visit({ html }, { faults: 1, shifts: true });
      await opened.locator('docent-widget').nth(2).waitFor({ state: 'attached' });
      await opener(opened).click();
      await opened.getByRole('dialog').getByText('Ask anything that the articles cover.').waitFor();
      await opened.keyboard.press('Escape');
      await opened.getByRole('combobox', { name: 'Search the docs' }).fill('mint');
      await opened.getByRole('option').first().waitFor();
    });

    describe('under a strict policy', () => {
      const hash = async () =>
        `sha256-${createHash('sha256')
          .update(await built('docent.js'))
          .digest('base64')}`;
      const CASES: Record<string, () => Promise<{ policy: string; more?: string }>> = {
        'that names the server': async () => ({ policy: `script-src ${docent.address}` }),
        'of a nonce': async () => ({ policy: `script-src 'nonce-abc'`, more: 'nonce="abc"' }),
        'of a nonce that hands on': async () => ({
          policy: `script-src 'nonce-abc' 'strict-dynamic'`,
          more: 'nonce="abc"',
        }),
        'of a hash': async () => ({
          policy: `script-src '${await hash()}'`,
          more: `integrity="${await hash()}" crossorigin`,
        }),
        'with trusted types': async () => ({
          policy: `script-src ${docent.address}; require-trusted-types-for 'script'; trusted-types 'none'`,
        }),
      };

      it.each(Object.keys(CASES))('%s needs no exception', async (name) => {
        const { policy, more = '' } = (await CASES[name]?.()) ?? { policy: '' };
        const opened = await visit(
          {
            html: page('', scriptOf('data-color="#7a1fa2"', more)).replace(
              '<link rel="icon" href="data:,">',
              '',
            ),
            policy: `default-src 'none'; style-src 'none'; base-uri 'none'; form-action 'none'; connect-src ${docent.address}; ${policy}`,
          },
          { faults: 0 },
        );
        await opener(opened).click();
        await ask(opened, 'what is mint tea?');
        expect(await opened.locator('docent-widget .answer').last().textContent()).toContain('Mint tea');
        // The sheet is at work.
        const send = `document.querySelector('docent-widget').shadowRoot.querySelector('.send')`;
        expect(await opened.evaluate(`getComputedStyle(${send}).backgroundColor`)).toBe('rgb(122, 31, 162)');
      });
    });

    describe('as a search box', () => {
      const search = (on: Page) => on.getByRole('combobox', { name: 'Search the docs' });
      const html = () =>
        page(
          '<div id="here"></div>',
          scriptOf('data-mode="search" data-target="#here" data-label="Search the docs"'),
        );

      it('gives results as one types, and the page of the one that is chosen', async () => {
        const opened = await visit({ html: html() });
        await search(opened).pressSequentially('mint caff');
        const options = opened.getByRole('option');
        await options.first().waitFor();
        expect(await search(opened).getAttribute('aria-expanded')).toBe('true');
        await search(opened).press('ArrowDown');
        expect(await options.first().getAttribute('aria-selected')).toBe('true');
        expect(await options.first().textContent()).toContain('Herbal teas › Mint');
        await search(opened).press('Enter');
        await opened.waitForURL(/\/cited/);
        await expect.poll(() => opened.evaluate('scrollY'), SOON).toBeGreaterThan(0);
      });

      it('gives the answer on Enter, and closes with Escape', async () => {
        const opened = await visit({ html: html() });
        await search(opened).fill('is there caffeine in mint tea?');
        await opened.getByRole('option').first().waitFor();
        await search(opened).press('Escape');
        expect(await opened.getByRole('option').count()).toBe(0);
        await search(opened).press('Enter');
        await expect.poll(() => opened.locator('docent-widget .answer').textContent(), SOON).toContain(SAID);
      });
    });

    it('is opened, asked and closed by keys alone, and gives the focus back', async () => {
      const opened = await visit({ html: page('', scriptOf('')) });
      const focused = () => opened.evaluate('document.activeElement.shadowRoot?.activeElement?.className');
      await opened.keyboard.press('Tab');
      expect(await focused()).toBe('opener');
      await opened.keyboard.press('Enter');
      await opened.keyboard.type('what is mint tea?');
      await opened.keyboard.press('Enter');
      await opened.locator('docent-widget .answer:not([aria-busy])').waitFor();
      await expect.poll(() => opened.getByRole('status').textContent(), SOON).toContain('Mint tea');
      await opened.keyboard.press('Escape');
      expect(await opened.getByRole('dialog').count()).toBe(0);
      expect(await focused()).toBe('opener');
    });

    const LOOKS = [
      { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
      { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
      { colorScheme: 'light', viewport: { width: 320, height: 640 } },
      { colorScheme: 'dark', viewport: { width: 320, height: 640 } },
    ] as const;

    it.each(LOOKS)(
      'is accessible and has room: $colorScheme, $viewport.width px',
      async (look) => {
        for (const mode of ['button', 'inline', 'search']) {
          const opened = await visit({ html: page('', scriptOf(`data-mode="${mode}"`)) }, look);
          expect(await violations(opened), mode).toEqual([]);
          if (mode === 'button') await opener(opened).click();
          if (mode === 'search') {
            const input = opened.getByRole('combobox');
            await input.fill('camomile');
            await opened.getByRole('option').first().waitFor();
            expect(await violations(opened), mode).toEqual([]);
            await input.press('Enter');
            await opened.locator('docent-widget pre').waitFor();
          } else await ask(opened, 'how long is camomile tea steeped?');
          expect(await violations(opened), mode).toEqual([]);
          expect(await opened.evaluate('document.documentElement.scrollWidth'), mode).toBeLessThanOrEqual(
            look.viewport.width,
          );
        }
      },
      LOOKED_AT_MS,
    );

    it('can be had as a module of a page that is bundled itself', async () => {
      allowed?.pages.set('/widget.js', { html: await built('index.js') });
      allowed?.pages.set('/own.js', {
        html: `import { mountDocent } from './widget.js'; mountDocent({ server: '${docent.address}/', token: '${TOKEN}', label: 'Help' });`,
      });
      const opened = await visit({ html: page('', '<script type="module" src="/own.js"></script>') });
      await opened.getByRole('button', { name: 'Help' }).click();
      await opened.getByRole('textbox', { name: 'Help' }).fill('what is mint tea?');
      await opened.getByRole('textbox', { name: 'Help' }).press('Enter');
      await expect
        .poll(() => opened.locator('docent-widget .answer').textContent(), SOON)
        .toContain('Mint tea');
    });
  });
