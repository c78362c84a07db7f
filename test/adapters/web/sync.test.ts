import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { signatureOf, syncRoutes } from '../../../adapters/web/api/sync.js';
import { serve } from './served.js';

const SECRET = 'the secret of this test';
const BODY = JSON.stringify({ ref: 'refs/heads/main' });
const PATH = '/api/v1/sync/product';

async function served() {
  const synced: (string | undefined)[] = [];
  const office = new Hono().route(
    '/api/v1/sync',
    syncRoutes({
      sync: async (name) => void synced.push(name),
      webhookSecret: async (name) => (name === 'product' ? SECRET : null),
    }),
  );
  // The webhook has a secret of its own, not the token of the API.
  const site = await serve({ office, environment: { DOCENT_API_TOKEN: 'the-token-of-the-api' } });
  return { site, synced };
}

const signed = (body: string, secret = SECRET) => ({
  'X-Hub-Signature-256': `sha256=${signatureOf(secret, Buffer.from(body))}`,
});

describe('the webhook of a source', () => {
  it('syncs it, when it is signed as GitHub does, or has the secret as GitLab sends it', async () => {
    const { site, synced } = await served();
    const response = await site.post(PATH, BODY, signed(BODY));
    expect([response.status, await response.json()]).toEqual([
      202,
      { status: 'accepted', source: 'product' },
    ]);
    expect((await site.post(PATH, BODY, { 'X-Gitlab-Token': SECRET })).status).toBe(202);
    expect(synced).toEqual(['product', 'product']);
  });

  it('signs as GitHub documents it', () => {
    // The example of https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
    expect(signatureOf("It's a Secret to Everybody", Buffer.from('Hello, World!'))).toBe(
      '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    );
  });

  it.each([
    ['no signature', PATH, {}],
    ['a signature with another secret', PATH, signed(BODY, 'another')],
    ['a signature of another body', PATH, signed(`${BODY} `)],
    ['an empty signature', PATH, { 'X-Hub-Signature-256': '' }],
    ['an empty secret', PATH, { 'X-Gitlab-Token': '' }],
    ['the secret as a signature', PATH, { 'X-Hub-Signature-256': SECRET }],
    ['a source without a webhook', '/api/v1/sync/help', signed(BODY)],
    ['a source without a webhook, signed with nothing', '/api/v1/sync/help', signed(BODY, '')],
  ])('does nothing with %s', async (_, path, headers) => {
    const { site, synced } = await served();
    expect((await site.post(path, BODY, headers)).status).toBe(401);
    expect(synced).toEqual([]);
  });

  it('takes what is larger than a question, and not all', async () => {
    const { site } = await served();
    const [large, huge] = ['x'.repeat(500_000), 'x'.repeat(2_000_000)];
    expect((await site.post(PATH, large, signed(large))).status).toBe(202);
    expect((await site.post(PATH, huge, signed(huge))).status).toBe(413);
  });
});
