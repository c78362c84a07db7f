import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { etag } from 'hono/etag';

/** The files of the page. They are what the browser reads, so the build leaves them where they are. */
const FOLDER = ['./page/', '../../../adapters/web/page/']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(`${path}index.html`));

/** Serves the chat page at `/`. */
export function mountPage(app: OpenAPIHono): void {
  if (FOLDER === undefined) throw new RangeError('The files of the page are missing');
  const root = FOLDER;
  const file = (path: string) => serveStatic({ root, path });
  const fresh = etag();
  app.get('/', fresh, file('index.html'));
  app.get('/page/:file{[a-z-]+\\.(?:js|css|svg)}', fresh, (c, next) => file(c.req.param('file'))(c, next));
}
