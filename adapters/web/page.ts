import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { type Brand, COLOURS_PATH, LOGO_PATH } from './brand.js';

/** The chat page, and the styles of the previews. Browsers read them as they are, so the build leaves them in place. */
const [PAGE, PREVIEW] = ['page', 'preview'].map((name) => {
  const tried = [`./${name}/`, `../../../adapters/web/${name}/`];
  const places = tried.map((path) => fileURLToPath(new URL(path, import.meta.url)));
  // Of the previews the build has the modules and not the styles.
  return places.find((place) => existsSync(`${place}index.html`) || existsSync(`${place}discord.css`)) ?? '';
});

/** Serves the chat page at `/`, with what of it is the operator's. */
export function mountPage(app: OpenAPIHono, { fill, colours, logo }: Brand): void {
  // Sent once and small: by its hash it is not sent again while it stays the same.
  const small = compress();
  const fresh = etag();
  app.get('/', small, fresh, async (c) => c.html(fill(await readFile(`${PAGE}index.html`, 'utf8'))));
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
  serve('/page/preview/:file{[a-z]+\\.css}', PREVIEW);
}
