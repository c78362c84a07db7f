import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { sha256 } from '../adapters/sources/synced.js';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A site of pages on loopback, with a sitemap of them, that can be out of order in the ways that sites are. */
export interface SiteServer {
  readonly url: string;
  /** Words of pages, by their paths; each is one of a heading and a paragraph. What is changed here is so at once. */
  readonly pages: Map<string, string>;
  /** What answers a path instead. */
  readonly faults: Map<string, Handler>;
  /** Paths that were asked for, and with which status they were answered. */
  readonly asked: string[];
  /** Text of robots.txt; without, there is none. */
  robots: string | null;
}

/** The HTML of a page. */
export function pageOf(title: string, words: string): string {
  return `<!doctype html><html><head><title>${title}</title></head><body><main><h1>${title}</h1><p>${words}</p></main></body></html>`;
}

export async function serveSite(pages: Readonly<Record<string, string>>): Promise<SiteServer> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    response.once('close', () => site.asked.push(`${path} ${response.statusCode}`));
    const fault = site.faults.get(path);
    if (fault) fault(request, response);
    else answer(site, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const site: SiteServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages: new Map(Object.entries(pages)),
    faults: new Map(),
    asked: [],
    robots: null,
  };
  return site;
}

function answer(
  { url, pages, robots }: SiteServer,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const path = request.url ?? '/';
  const send = (text: string, type: string) => {
    const etag = `"${sha256(text).slice(0, 8)}"`;
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { 'content-type': type, etag }).end(text);
  };
  if (path === '/robots.txt' && robots !== null) send(robots, 'text/plain');
  else if (path === '/sitemap.xml') {
    const urls = [...pages.keys()].map((page) => `<url><loc>${url}${page}</loc></url>`);
    send(
      `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>`,
      'application/xml',
    );
  } else {
    const words = pages.get(path);
    if (words === undefined) response.writeHead(404).end();
    else send(pageOf(`About ${path}`, words), 'text/html; charset=utf-8');
  }
}

/** Answers with a status, and headers. */
export const status =
  (code: number, headers: Record<string, string> = {}): Handler =>
  (_, response) =>
    void response.writeHead(code, headers).end();

/** Says how much comes, and ends before. */
export const half =
  (text: string, type = 'text/html'): Handler =>
  (_, response) => {
    response.writeHead(200, { 'content-type': type, 'content-length': String(text.length + 100) });
    response.write(text);
    setImmediate(() => response.destroy());
  };
