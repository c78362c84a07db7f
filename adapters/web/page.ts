import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { etag } from 'hono/etag';

/** The chat page, and the styles of the previews. Browsers read them as they are, so the build leaves them in place. */
const [PAGE, PREVIEW] = ['page', 'preview'].map((name) => {
  const tried = [`./${name}/`, `../../../adapters/web/${name}/`];
  const places = tried.map((path) => fileURLToPath(new URL(path, import.meta.url)));
  // Of the previews the build has the modules and not the styles.
  return places.find((place) => existsSync(`${place}index.html`) || existsSync(`${place}discord.css`)) ?? '';
});

/** Serves the chat page at `/`. */
export function mountPage(app: OpenAPIHono): void {
  const fresh = etag();
  app.get('/', fresh, serveStatic({ root: PAGE ?? '', path: 'index.html' }));
  const serve = (route: string, root = '') =>
    app.get(route, fresh, (c, next) => serveStatic({ root, path: c.req.param('file') ?? '' })(c, next));
  serve('/page/:file{[a-z-]+\\.(?:js|css|svg)}', PAGE);
  serve('/page/preview/:file{[a-z]+\\.css}', PREVIEW);
}
