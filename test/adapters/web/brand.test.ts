import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readBrand } from '../../../adapters/web/brand.js';
import { readWebSettings } from '../../../adapters/web/config.js';
import { MAX_LOGO_BYTES } from '../../../adapters/web/limits.js';
import { ROOT, temporaryFolder } from '../../builders.js';
import { ask, inBrowser, last, violations } from './browse.js';
import { serve } from './served.js';

/** Enough for the page's modules to run, in milliseconds. */
const LATE_MS = 700;

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="20" fill="#a40"/></svg>';

async function branded() {
  const folder = await temporaryFolder({ 'logo.svg': SVG });
  return {
    DOCENT_WEB_NAME: 'Ask <Teas> & Co',
    DOCENT_WEB_GREETING: 'Which tea "is" it?',
    DOCENT_WEB_LOGO: join(folder, 'logo.svg'),
    DOCENT_WEB_COLOUR: '#ffaa00',
    DOCENT_WEB_LINKS: 'Shop=https://teas.example/?a=1&b=2, Help=https://help.example',
  };
}

describe('the page of an operator', () => {
  it('has its name, greeting, logo, links and colours as text and as files of the server', async () => {
    const site = await serve({ environment: await branded() });
    const response = await site.get('/');
    const html = await response.text();
    expect(html).not.toContain('{{');
    expect(html).toContain('<title>Ask &lt;Teas&gt; &amp; Co</title>');
    expect(html).toContain('Which tea &quot;is&quot; it?');
    expect(html).toContain('<a href="https://teas.example/?a=1&amp;b=2" rel="noreferrer">Shop</a>');
    expect(html).not.toMatch(/<style|style=|<script(?! type="module" src=)/);
    expect(response.headers.get('Content-Security-Policy')).toContain("style-src 'self';");
    const logo = await site.get('/page/logo');
    expect([logo.headers.get('Content-Type'), await logo.text()]).toEqual(['image/svg+xml', SVG]);
    expect(logo.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    const colours = await site.get('/page/colours.css');
    expect(colours.headers.get('Content-Type')).toMatch(/^text\/css/);
    expect(await colours.text()).toMatch(/^:root { --accent: #[0-9a-f]{6};.*dark.*--accent: #ffaa00/s);
  });

  it('is Docent without settings, and has no file more', async () => {
    const site = await serve();
    const html = await (await site.get('/')).text();
    expect(html).not.toContain('{{');
    expect(html).toContain('<title>Docent</title>');
    expect(html).not.toContain('<nav');
    for (const path of ['/page/logo', '/page/colours.css']) expect((await site.get(path)).status).toBe(404);
  });

  it.each(['/', '/page/style.css', '/page/app.js'])(
    'is sent packed, and not again while it stays the same: %s',
    async (path) => {
      const site = await serve();
      const packed = { 'Accept-Encoding': 'gzip' };
      const { headers } = await site.get(path, packed);
      expect([headers.get('Content-Encoding'), headers.get('Vary')]).toEqual(['gzip', 'Accept-Encoding']);
      const etag = headers.get('ETag') ?? '';
      expect((await site.get(path, { ...packed, 'If-None-Match': etag })).status).toBe(304);
    },
  );

  it('asks for all of its modules at once', async () => {
    const site = await serve();
    const html = await (await site.get('/')).text();
    const modules = (await readdir(join(ROOT, 'adapters/web/page'))).filter((name) => name.endsWith('.js'));
    const asked = [...html.matchAll(/(?:modulepreload" href|src)="\/page\/([a-z-]+\.js)"/g)].map(
      ([, name]) => name,
    );
    expect(asked.sort()).toEqual(modules.sort());
  });

  it.each([
    ['is not there', 'none.svg', /none\.svg" cannot be read\. Write the path/],
    ['is a folder', 'folder.svg', /folder\.svg" cannot be read\./],
    ['is too large', 'large.png', /large\.png" has \d+ bytes, more than \d+\./],
  ])('says what to do about a logo that %s', async (_, name, fault) => {
    const folder = await temporaryFolder({ 'large.png': 'x'.repeat(MAX_LOGO_BYTES + 1) });
    await mkdir(join(folder, 'folder.svg'));
    const settings = readWebSettings({ DOCENT_WEB_LOGO: join(folder, name) });
    expect(() => readBrand(settings)).toThrow(fault);
  });
});

inBrowser('the page of an operator in a browser', (visit) => {
  it('is shown when its logo has its width, and without it when there is none', async () => {
    const { address } = await serve({ environment: await branded() });
    // It is the icon of the tab too.
    const page = await visit({ address, faults: 2 });
    await page.getByRole('button', { name: 'What is green tea?' }).waitFor();
    let come: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      come = resolve;
    });
    await page.route('**/page/logo', (route) => held.then(() => route.continue()));
    const loaded = page.waitForResponse('**/page/welcome.js');
    await page.reload({ waitUntil: 'commit' });
    await loaded;
    await setTimeout(LATE_MS);
    expect(await page.locator('#top').isVisible()).toBe(false);
    come();
    const width = async () => Math.round((await page.locator('#logo').boundingBox())?.width ?? 0);
    await page.locator('#top').waitFor();
    expect(await width()).toBe(84);
    await page.unroute('**/page/logo');
    await page.route('**/page/logo', (route) => route.abort());
    await page.reload();
    await page.locator('#top').waitFor();
    expect(await width()).toBe(28);
  });

  it.each([
    ['in light', {}],
    ['in dark, on a phone', { colorScheme: 'dark' as const, viewport: { width: 320, height: 640 } }],
  ])('%s: can be read, and has room', async (_, look) => {
    const { address } = await serve({ environment: await branded() });
    const page = await visit({ ...look, address });
    await page.getByRole('button', { name: 'What is green tea?' }).waitFor();
    expect(await page.title()).toBe('Ask <Teas> & Co');
    expect(await violations(page)).toEqual([]);
    await ask(page, 'what is oolong');
    await last(page).locator('.place a').click();
    await page.waitForFunction('document.title.endsWith(" – Ask <Teas> & Co")');
    const [width, room] = await page.evaluate<number[]>(
      'const { scrollWidth, clientWidth } = document.documentElement; [scrollWidth, clientWidth]',
    );
    expect(width).toBe(room);
    expect(await violations(page)).toEqual([]);
  });
});
