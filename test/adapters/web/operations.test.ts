import { describe, expect, it } from 'vitest';
import { createHealth } from '../../../adapters/process/health.js';
import { createMetrics } from '../../../adapters/process/metrics.js';
import { operationsRoutes } from '../../../adapters/web/operations.js';

function routes(metricsToken: string | null = null) {
  const health = createHealth();
  const metrics = createMetrics();
  return { health, metrics, app: operationsRoutes({ health, metrics, metricsToken }) };
}

describe('what a monitoring system asks', () => {
  it('is whether the program runs, and whether it is ready', async () => {
    const { app, health } = routes();
    const ready = async () => {
      const response = await app.request('/readyz');
      return [response.status, await response.json()];
    };
    expect((await app.request('/healthz')).status).toBe(200);
    expect(await ready()).toEqual([503, { status: 'not ready', parts: {} }]);
    health.set('web', 'up');
    health.set('discord', 'starting');
    expect(await ready()).toMatchObject([503, { parts: { web: 'up', discord: 'starting' } }]);
    health.set('discord', 'up');
    expect(await ready()).toMatchObject([200, { status: 'ready' }]);
    health.set('discord', 'down');
    expect(await ready()).toMatchObject([503, {}]);
    health.set('discord', 'up');
    health.set('program', 'stopping');
    expect(await ready()).toMatchObject([503, {}]);
    expect((await app.request('/healthz')).status).toBe(200);
  });

  it('is the metrics in Prometheus’ format', async () => {
    const { app, metrics } = routes();
    metrics.question({ platform: 'web', kind: 'fact', status: 'abstained', seconds: 0.003 });
    const response = await app.request('/metrics');
    expect(response.headers.get('Content-Type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    expect(text).toContain('docent_questions_total{platform="web",kind="fact",status="abstained"} 1');
    expect(text).toContain('docent_answer_seconds_bucket{le="0.005",platform="web"} 1');
    // Each line is a comment or a sample.
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{[^{}]*\})? (?:[-+]?[\d.e+-]+|NaN|\+Inf)|)$/i);
  });

  it('is refused the metrics without the token, where there is one', async () => {
    const { app } = routes('a-token-of-the-metrics');
    const get = async (token: string | null) =>
      (await app.request('/metrics', token === null ? {} : { headers: { Authorization: `Bearer ${token}` } }))
        .status;
    expect([await get(null), await get('another'), await get('a-token-of-the-metrics')]).toEqual([
      401, 401, 200,
    ]);
    expect((await app.request('/healthz')).status).toBe(200);
  });
});
