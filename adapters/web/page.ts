import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { DRAWN } from '../platforms.js';
import { type Brand, COLOURS_PATH, LOGO_PATH } from './brand.js';

/** Browsers read some files as they are, so the build leaves them in place. @returns where one of `adapters` is */
function placeOf(path: string): string {
  const places = [`../${path}`, `../../../adapters/${path}`];
  return places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find(existsSync) ?? '';
}

const PAGE = dirname(placeOf('web/page/index.html'));
/** Styles of the previews, by platform. */
const PREVIEWS = DRAWN.map(({ name }) => ({
  name,
  folder: dirname(placeOf(`${name}/preview/${name}.css`)),
}));

/** Serves the chat page at `/`, with what of it is the operator's. */
export function mountPage(app: OpenAPIHono, { fill, colours, logo }: Brand): void {
  // Sent once and small: by its hash it is not sent again while it stays the same.
  const small = compress();
  const fresh = etag();
  app.get('/', small, fresh, async (c) => c.html(fill(await readFile(join(PAGE, 'index.html'), 'utf8'))));
  if (colours !== null)
    app.get(COLOURS_PATH, small, fresh, (c) =>
      c.body(colours, 200, { 'Content-Type': 'text/css; charset=utf-8' }),
    );
  if (logo !== null)
    app.get(LOGO_PATH, small, fresh, (c) => c.body(logo.bytes, 200, { 'Content-Type': logo.type }));
  const serve = (route: string, root = '') =>
    app.get(route, small, fresh, (c, next) =>
      serveStatic({ root, path: c.req.param('file') ?? '' })(c, next),
    );
  serve('/page/:file{[a-z-]+\\.(?:js|css|svg)}', PAGE);
  for (const { name, folder } of PREVIEWS) serve(`/page/preview/:file{${name}\\.css}`, folder);
}
