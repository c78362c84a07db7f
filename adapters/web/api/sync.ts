import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { timingSafeEqual } from 'hono/utils/buffer';
import type { FollowedSources } from '../../sources/follow.js';
import { MAX_WEBHOOK_BYTES } from '../limits.js';
import { problem } from '../problem.js';

/** Where the webhook of a source is, below the API. */
export const SYNC = '/sync';

/**
 * The webhooks by which a repository says that it has changed. They have the secret of their source in place of the API's token:
 * GitHub and Forgejo sign the body with it, GitLab sends it.
 */
export function syncRoutes(sources: Pick<FollowedSources, 'sync' | 'webhookSecret'>): Hono {
  const app = new Hono();
  const limit = bodyLimit({
    maxSize: MAX_WEBHOOK_BYTES,
    onError: (c) =>
      problem(
        c,
        413,
        `The body is too large. Send at most ${MAX_WEBHOOK_BYTES} bytes, or none with a token.`,
      ),
  });
  app.post('/:name', limit, async (c) => {
    const name = c.req.param('name');
    const secret = await sources.webhookSecret(name);
    const body = Buffer.from(await c.req.arrayBuffer());
    const given = c.req.header('X-Hub-Signature-256') ?? c.req.header('X-Gitlab-Token') ?? '';
    const expected = [secret, `sha256=${signatureOf(secret ?? '', body)}`];
    const wanted = c.req.header('X-Hub-Signature-256') === undefined ? expected[0] : expected[1];
    // A source without a webhook is told from a wrong secret by nobody.
    if (secret === null || !(await timingSafeEqual(given, wanted ?? '')))
      return problem(
        c,
        401,
        'There is no such webhook, or the secret is another. Set "webhook" of the source in sources.yaml, and the same secret where it is sent.',
      );
    void sources.sync(name);
    return c.json({ status: 'accepted', source: name }, 202, { 'Cache-Control': 'no-store' });
  });
  return app;
}

/** Source: https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries */
export function signatureOf(secret: string, body: Uint8Array): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}
