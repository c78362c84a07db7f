import { mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { targetsOf } from '../../../adapters/sources/read-site.js';
import { readSiteOnce } from '../../../adapters/sources/site-once.js';
import { parseSitemap } from '../../../adapters/sources/sitemap.js';
import { readSyncState } from '../../../adapters/sources/synced.js';
import { temporaryFolder } from '../../builders.js';
import { half, pageOf, serveSite, status } from '../../site-server.js';
import { articlesIn, createTestClock, siteSource, sourcesOf, sync, syncOne } from './builders.js';

const PAGES = {
  '/hire/': 'Hiring a rowing boat costs nine euros an hour, and one pays at the jetty.',
  '/hire/deposit': 'The deposit for a boat is forty euros, which one gets back in the evening.',
  '/moor': 'A boat is moored at the north quay, where the water is two metres deep.',
};

/** A site, synced once into an empty knowledge folder. */
async function synced(more = '') {
  const [site, knowledge] = [await serveSite(PAGES), await temporaryFolder()];
  const sources = siteSource(site.url, more);
  const first = await syncOne(sources, knowledge);
  site.asked.length = 0;
  return {
    ...{ site, knowledge, sources, first },
    again: (options = {}) => syncOne(sources, knowledge, options),
    articles: () => articlesIn(join(knowledge, 'synced/help')),
  };
}

describe('a site', () => {
  it('becomes articles, each with the address of its page', async () => {
    const { first, articles, site } = await synced();
    expect(first).toMatchObject({ articles: 3, added: 3, updated: 0, removed: 0, failed: [], error: null });
    const all = await articles();
    expect(Object.keys(all)).toEqual(['hire.md', 'hire/deposit.md', 'moor.md']);
    expect(all['hire/deposit.md']).toContain(`  url: ${site.url}/hire/deposit\n`);
    expect(all['hire/deposit.md']).toContain(PAGES['/hire/deposit']);
  });

  it('is asked for what changed alone', async () => {
    const { again, site } = await synced();
    site.pages.set('/moor', 'A boat is moored at the south quay.');
    expect(await again()).toMatchObject({ articles: 3, added: 0, updated: 1, removed: 0 });
    expect(site.asked.sort()).toEqual([
      ...['/hire/ 304', '/hire/deposit 304', '/moor 200', '/robots.txt 404', '/sitemap.xml 200'],
    ]);
  });

  it('loses here what it lost there: in its list, or with 404 or 410', async () => {
    const { again, site, articles } = await synced();
    site.pages.delete('/hire/deposit');
    site.faults.set('/moor', status(410));
    expect(await again()).toMatchObject({ articles: 1, removed: 2, error: null });
    expect(Object.keys(await articles())).toEqual(['hire.md']);
  });

  it.each([
    ['cut off', half('<urlset><url><loc>', 'application/xml')],
    ['missing', status(404)],
    ['refused', status(403)],
    ['broken', status(500)],
    ['empty', (_: unknown, response: { end: (text: string) => void }) => response.end('<urlset></urlset>')],
    ['no sitemap', (_: unknown, response: { end: (text: string) => void }) => response.end(pageOf('A', 'b'))],
    [
      'not closed',
      (request: IncomingMessage, response: ServerResponse) =>
        response.end(`<urlset><url><loc>http://${request.headers.host}/hire/</loc></url>`),
    ],
  ])('loses nothing when its list is %s', async (_, fault) => {
    const { again, site, articles } = await synced();
    const before = await articles();
    site.pages.delete('/moor');
    site.faults.set('/sitemap.xml', fault as never);
    expect((await again()).error).not.toBeNull();
    expect(await articles()).toEqual(before);
    site.faults.clear();
    expect(await again()).toMatchObject({ removed: 1, error: null });
  });

  it('loses nothing when one of several lists cannot be read', async () => {
    const { again, site, articles } = await synced();
    const before = await articles();
    const index = ['a', 'b'].map((name) => `<sitemap><loc>${site.url}/${name}.xml</loc></sitemap>`).join('');
    site.faults.set(
      '/sitemap.xml',
      (_, response) => void response.end(`<sitemapindex>${index}</sitemapindex>`),
    );
    site.faults.set(
      '/a.xml',
      (_, response) => void response.end(`<urlset><url><loc>${site.url}/hire/</loc></url></urlset>`),
    );
    site.faults.set('/b.xml', status(503));
    expect((await again()).error).toMatchObject({ code: 'http' });
    expect(await articles()).toEqual(before);
  });

  it('keeps what a page said that cannot be read this time', async () => {
    const { again, site, articles } = await synced();
    const before = await articles();
    site.faults.set('/moor', half('<html><body>'));
    site.pages.set('/hire/', 'Hiring a boat is free.');
    const report = await again();
    expect(report).toMatchObject({ articles: 3, updated: 1, removed: 0, error: null });
    expect(report.failed).toEqual([
      { key: `${site.url}/moor`, message: expect.stringContaining('/moor cannot be read') },
    ]);
    const after = await articles();
    expect(after['moor.md']).toBe(before['moor.md']);
    expect(after['hire.md']).toContain('free');
  });

  it('keeps all when it is half out of order', async () => {
    const { again, site, articles } = await synced();
    const before = await articles();
    for (const path of ['/moor', '/hire/']) site.faults.set(path, status(502));
    site.pages.set('/hire/deposit', 'There is no deposit.');
    expect((await again()).error).toMatchObject({
      code: 'half-read',
      message: expect.stringMatching(/^2 of 3 pages cannot be read, so all stays as it was\. .*HTTP 502/),
    });
    expect(await articles()).toEqual(before);
  });

  it('that asks to be left alone is, and is asked again when it allows', async () => {
    const { again, site, articles, knowledge } = await synced();
    const clock = createTestClock();
    const before = await articles();
    site.faults.set('/moor', status(429, { 'retry-after': '3600' }));
    expect((await again({ clock })).error).toMatchObject({ code: 'busy' });
    const asked = site.asked.length;
    expect((await again({ clock })).error).toMatchObject({ code: 'busy' });
    expect(site.asked).toHaveLength(asked);
    expect(await articles()).toEqual(before);
    site.faults.clear();
    clock.advance(3_600_000);
    expect((await again({ clock })).error).toBeNull();
    expect((await readSyncState(knowledge, 'help'))?.notBefore).toBeNull();
  });

  it.each([
    ['more seconds than a number holds', '9'.repeat(400)],
    ['thousands of years', '9'.repeat(12)],
    ['the end of dates', 'Fri, 31 Dec 9999 23:59:59 GMT'],
  ])('that asks to be left alone for %s is for a day', async (_, told) => {
    const { again, site, knowledge } = await synced();
    const clock = createTestClock();
    site.faults.set('/moor', status(429, { 'retry-after': told }));
    expect((await again({ clock })).error).toMatchObject({ code: 'busy' });
    const { notBefore } = (await readSyncState(knowledge, 'help')) ?? {};
    expect((notBefore ?? 0) - clock.now()).toBe(86_400_000);
  });

  it.each([
    ['a sitemap', '/sitemap.xml', 'listing'],
    ['a redirect', '/robots.txt', 'robots'],
  ])('that leads to no address, by %s, keeps no other from being synced', async (_, path, code) => {
    const { again, site, articles, knowledge } = await synced();
    const before = await articles();
    site.faults.set(path, (_, response) => {
      response.writeHead(path === '/robots.txt' ? 302 : 200, { location: 'http://[' });
      response.end('<sitemapindex><sitemap><loc>http://[</loc></sitemap></sitemapindex>');
    });
    expect((await again()).error).toMatchObject({ code });
    expect(await articles()).toEqual(before);
    expect((await readSyncState(knowledge, 'help'))?.error).toMatchObject({ code });
  });

  it('that asks to wait a little is waited for', async () => {
    const { again, site } = await synced();
    const clock = createTestClock();
    let left = 2;
    site.faults.set('/moor', (_, response) => {
      if (left-- > 0) response.writeHead(429, { 'retry-after': '20' }).end();
      else response.writeHead(200, { 'content-type': 'text/html' }).end(pageOf('Moor', 'At the quay.'));
    });
    expect(await again({ clock })).toMatchObject({ updated: 1, failed: [], error: null });
    expect(clock.waits.filter((ms) => ms > 10_000)).toHaveLength(2);
  });

  it('that asks for a login is named so', async () => {
    const { again, site } = await synced();
    site.faults.set('/moor', status(401));
    expect((await again()).failed[0]?.message).toContain('asks for a login, or refuses programs (HTTP 401)');
  });

  it('that leads all pages to a login loses none', async () => {
    const { again, site, articles } = await synced();
    const before = await articles();
    for (const path of Object.keys(PAGES)) site.faults.set(path, status(302, { location: '/login' }));
    site.faults.set('/login', (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(pageOf('Log in', 'Who are you?'));
    });
    expect((await again()).error?.message).toContain('Does it ask for a login?');
    expect(await articles()).toEqual(before);
  });

  it('that leads all pages to its first one, which is listed too, loses none', async () => {
    const site = await serveSite({ '/': 'Boats are for hire.', ...PAGES });
    const [sources, knowledge] = [siteSource(site.url), await temporaryFolder()];
    await syncOne(sources, knowledge);
    const before = await articlesIn(join(knowledge, 'synced/help'));
    expect(Object.keys(before)).toHaveLength(4);
    for (const path of Object.keys(PAGES)) site.faults.set(path, status(302, { location: '/' }));
    expect((await syncOne(sources, knowledge)).error).toMatchObject({ code: 'half-read' });
    expect(await articlesIn(join(knowledge, 'synced/help'))).toEqual(before);
  });

  it('is read as far as its robots.txt allows, in its pace', async () => {
    const { again, site, articles } = await synced();
    const clock = createTestClock();
    site.robots = 'User-agent: *\nCrawl-delay: 2\nDisallow: /hire/deposit\n';
    expect(await again({ clock })).toMatchObject({ removed: 1, leftOut: { 'not allowed by robots.txt': 1 } });
    expect(Object.keys(await articles())).toEqual(['hire.md', 'moor.md']);
    expect(clock.waits.filter((ms) => ms > 1_900).length).toBeGreaterThanOrEqual(3);
  });

  it('is not read when it cannot be known what its robots.txt allows', async () => {
    const { again, site } = await synced();
    site.faults.set('/robots.txt', status(500));
    expect((await again()).error).toMatchObject({ code: 'robots' });
  });

  it('is read on its own host alone, and at no private address that is not listed', async () => {
    const secret = createServer((_, response) => response.end(pageOf('Secret', 'The key is under the mat.')));
    await new Promise<void>((resolve) => secret.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void secret.close());
    const elsewhere = `http://127.0.0.1:${(secret.address() as AddressInfo).port}/`;
    const { again, site, articles } = await synced();
    site.faults.set('/moor', status(302, { location: elsewhere }));
    expect((await again()).failed[0]?.message).toContain('which is not the host of the source');
    expect(JSON.stringify(await articles())).not.toContain('under the mat');
    const unlisted = siteSource(site.url).map((source) => ({ ...source, privateAddresses: [] }));
    const report = await syncOne(unlisted, await temporaryFolder());
    expect(report.error).toMatchObject({ code: 'private-address' });
    expect(report.error?.message).toContain('list its address');
  });

  it('is not read at a private address that its name leads to, at once or a moment later', async () => {
    const site = await serveSite(PAGES);
    const { port } = new URL(site.url);
    const inside = createServer((_, response) => response.end(pageOf('Secret', 'The key is under the mat.')));
    await new Promise<void>((resolve) => inside.listen(Number(port), '127.0.0.2', resolve));
    onTestFinished(() => void inside.close());
    let isAsked = false;
    inside.on('connection', () => {
      isAsked = true;
    });
    // One address is let in; the name leads there at first, and then to the other.
    const [source] = siteSource(`http://docs.example.com:${port}`, '  pages: [/moor, /hire/]\n');
    for (const honest of [0, 1]) {
      let looked = 0;
      const report = await syncOne(source ? [source] : [], await temporaryFolder(), {
        lookup: (_, callback) =>
          callback(null, [{ address: looked++ < honest ? '127.0.0.1' : '127.0.0.2', family: 4 }]),
      });
      expect(looked).toBeGreaterThan(honest);
      expect(JSON.stringify(report)).toContain('leads to this machine or a private network');
      expect(report.articles).toBe(0);
      site.faults.set('/robots.txt', status(404, { connection: 'close' }));
    }
    expect(isAsked).toBe(false);
  });

  it('gives no more pages and no larger ones than it may', async () => {
    const { again, site, articles } = await synced('  maxPages: 2\n');
    expect(Object.keys(await articles())).toEqual(['hire.md', 'hire/deposit.md']);
    site.faults.set('/hire/', (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(Buffer.alloc(11 * 1024 * 1024, 'a '));
    });
    expect((await again()).failed[0]?.message).toContain('has more than 10 MB');
  });

  it('takes the pages that are listed in place of a sitemap', async () => {
    const site = await serveSite(PAGES);
    const report = await syncOne(siteSource(site.url, '  pages: [/moor, hire/]\n'), await temporaryFolder());
    expect(report).toMatchObject({ articles: 2, error: null });
    expect(site.asked).not.toContain('/sitemap.xml 200');
  });

  it.each(['/hire', '/hire/', '/hire/index.html'])(
    'at %s is what is below it, by the list of its own',
    async (path) => {
      const site = await serveSite(PAGES);
      site.faults.set('/hire/sitemap.xml', (_, response) => {
        const urls = ['/hire/', '/hire/deposit', '/moor'].map(
          (page) => `<url><loc>${site.url}${page}</loc></url>`,
        );
        response.end(`<urlset>${urls.join('')}</urlset>`);
      });
      const sources = siteSource(site.url).map((source) => ({ ...source, url: site.url + path }));
      const report = await syncOne(sources, await temporaryFolder());
      expect(report).toMatchObject({ articles: 2, error: null });
      expect(site.asked).not.toContain('/sitemap.xml 200');
    },
  );

  it('loses nothing when the list of its folder, or what names its lists, is not there once', async () => {
    const urlset = (site: string, paths: readonly string[]) =>
      `<urlset>${paths.map((path) => `<url><loc>${site}${path}</loc></url>`).join('')}</urlset>`;
    for (const isNamed of [false, true]) {
      const [site, knowledge] = [await serveSite(PAGES), await temporaryFolder()];
      const list = isNamed ? '/lists/all.xml' : '/hire/sitemap.xml';
      const serve = (path: string, paths: readonly string[]) =>
        site.faults.set(path, (_, response) => void response.end(urlset(site.url, paths)));
      serve('/sitemap.xml', ['/hire/']);
      serve(list, ['/hire/', '/hire/deposit']);
      if (isNamed) site.robots = `Sitemap: ${site.url}${list}\n`;
      const sources = siteSource(site.url).map((source) => ({ ...source, url: `${site.url}/hire/` }));
      expect(await syncOne(sources, knowledge)).toMatchObject({ articles: 2, error: null });
      if (isNamed) site.robots = null;
      else site.faults.set(list, status(404));
      for (const _ of [1, 2])
        expect(await syncOne(sources, knowledge)).toMatchObject({
          articles: 2,
          error: {
            code: 'listing',
            message: expect.stringContaining(`listed at ${site.url}${list}, which is named or found no more`),
          },
        });
      const told = sources.map((source) => ({ ...source, sitemap: [`${site.url}/sitemap.xml`] }));
      expect(await syncOne(told, knowledge)).toMatchObject({ articles: 1, removed: 1, error: null });
      // What was told is no more than that: it is found anew without.
      expect(await syncOne(sources, knowledge)).toMatchObject({ articles: 1, error: null });
    }
  });

  it('loses nothing when its robots.txt may be cut off, or names a list on another host', async () => {
    const { again, site, articles } = await synced();
    const before = await articles();
    site.pages.delete('/moor');
    site.faults.set('/robots.txt', ({ socket }) => void socket.end('HTTP/1.0 200 OK\r\n\r\nUser-agent: *\n'));
    expect((await again()).error).toMatchObject({
      code: 'listing',
      message: expect.stringContaining('cut off'),
    });
    site.faults.clear();
    site.robots = `Sitemap: ${site.url}/sitemap.xml\nSitemap: https://elsewhere.example.com/sitemap.xml\n`;
    expect((await again()).error?.message).toContain('not on its host: https://elsewhere.example.com/');
    expect(await articles()).toEqual(before);
  });

  it('takes one of the pages that lead to one another', async () => {
    const { again, site, articles } = await synced();
    site.faults.set('/moor', status(301, { location: '/hire/' }));
    expect(await again()).toMatchObject({ removed: 1, leftOut: { 'leads to another page of the list': 1 } });
    expect(Object.keys(await articles())).toEqual(['hire.md', 'hire/deposit.md']);
  });

  it('is made anew of what was touched here', async () => {
    const { again, knowledge, articles } = await synced();
    const before = await articles();
    await writeFile(join(knowledge, 'synced/help/moor.md'), '# Not what the page says\n');
    await writeFile(join(knowledge, 'synced/help/mine.md'), '# Mine\n');
    await again();
    expect(await articles()).toEqual(before);
  });

  it('that is put in place half is finished at the next sync, and keeps no other from being synced', async () => {
    const { site, knowledge, sources, articles } = await synced();
    const folder = await temporaryFolder({ 'row.md': '# Rowing\n\nOne rows with two oars.\n' });
    const all = [...sources, ...sourcesOf(`boats:\n  kind: folder\n  path: ${folder}\n`)];
    const remembered = await readSyncState(knowledge, 'help');
    const moor = join(knowledge, 'synced/help/moor.md');
    await rm(moor);
    await mkdir(moor);
    site.pages.delete('/hire/deposit');
    site.pages.set('/moor', 'A boat is moored at the south quay.');
    // The second time it fails before anything is fetched.
    for (const _ of [1, 2]) {
      const [help, boats] = await sync(all, knowledge);
      expect(help?.error).toMatchObject({ code: 'disk', message: expect.stringContaining('A part of it') });
      expect(boats).toMatchObject({ articles: 1, error: null });
      expect(await readSyncState(knowledge, 'help')).toEqual(remembered);
    }
    await rmdir(moor);
    site.faults.set('/sitemap.xml', status(404));
    expect((await syncOne(sources, knowledge)).error).toMatchObject({ code: 'listing' });
    const now = await articles();
    expect(Object.keys(now)).toEqual(['hire.md', 'moor.md']);
    expect(now['moor.md']).toContain('south quay');
  });

  it('takes no folder that somebody else has filled', async () => {
    const [site, knowledge] = [await serveSite(PAGES), await temporaryFolder()];
    await mkdir(join(knowledge, 'synced/help'), { recursive: true });
    await writeFile(join(knowledge, 'synced/help/mine.md'), '# Mine\n');
    for (const _ of [1, 2])
      expect((await syncOne(siteSource(site.url), knowledge)).error).toMatchObject({ code: 'not-synced' });
    expect(await readFile(join(knowledge, 'synced/help/mine.md'), 'utf8')).toBe('# Mine\n');
  });

  it('goes with its entry', async () => {
    const { knowledge, articles } = await synced();
    await sync([], knowledge);
    expect(await articles()).toEqual({});
    expect(await readSyncState(knowledge, 'help')).toBeNull();
  });
});

it('sites that are read once stay beside each other', async () => {
  const knowledge = await temporaryFolder();
  for (const name of ['site-0', 'site-1']) {
    const site = await serveSite({ '/hire': `Of ${name} a boat is hired at the jetty.` });
    const options = { knowledge, environment: {}, clock: createTestClock() };
    expect(await readSiteOnce(`${site.url}/`, name, options)).toMatchObject({ added: 1, error: null });
  }
  expect(Object.keys(await articlesIn(join(knowledge, 'synced')))).toEqual([
    'site-0/hire.md',
    'site-1/hire.md',
  ]);
});

describe('a sitemap', () => {
  const read = (text: string | Buffer, type = 'application/xml') =>
    parseSitemap({
      url: 'https://a.example/sitemap.xml',
      body: Buffer.from(text as string),
      isWhole: true,
      header: (name) => (name === 'content-type' ? type : null),
    });

  it('may be packed, have prefixes, entities and pictures', () => {
    const xml =
      '<s:urlset xmlns:s="x"><s:url><s:loc> https://a.example/?a=1&amp;b=2 </s:loc><i:image><i:loc>https://a.example/x.png</i:loc></i:image></s:url></s:urlset>';
    const pages = ['https://a.example/?a=1&b=2'];
    expect(read(xml)).toEqual({ pages, sitemaps: [] });
    expect(read(gzipSync(xml))).toEqual({ pages, sitemaps: [] });
    expect(read('https://a.example/1\nhttps://a.example/2\n', 'text/plain').pages).toHaveLength(2);
  });

  it('expands no entity of its own', () => {
    const bomb =
      '<!DOCTYPE a [<!ENTITY x "xxxxxxxx">]><urlset><url><loc>https://a.example/&x;</loc></url></urlset>';
    expect(read(bomb).pages).toEqual(['https://a.example/&x;']);
  });
});

describe('the article of a page', () => {
  it('goes where the address says, and no two to one place', () => {
    const targets = targetsOf([
      'https://a.example/',
      'https://a.example/guide/',
      'https://a.example/guide.html',
      'https://a.example/Install/Index.html',
      'https://a.example/x.md/y',
      'https://a.example/..%2F..%2Fetc%2Fpasswd',
      'https://a.example/page?version=2',
    ]);
    expect([...targets.values()]).toEqual([
      'index',
      expect.stringMatching(/^guide-[0-9a-f]{8}$/),
      expect.stringMatching(/^guide-[0-9a-f]{8}$/),
      'Install',
      'x-md/y',
      '-..-etc-passwd',
      expect.stringMatching(/^page-[0-9a-f]{8}$/),
    ]);
    expect(new Set(targets.values()).size).toBe(7);
  });
});
