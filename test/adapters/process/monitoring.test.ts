import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createMetrics } from '../../../adapters/process/metrics.js';
import { ROOT } from '../../builders.js';

/** What Prometheus itself adds to what it reads, and what stands at the buckets of a histogram. */
const ADDED = ['instance', 'job', 'le'];

/** Every number that `/metrics` can have, with the labels that it has. */
async function shownMetrics(): Promise<Map<string, Set<string>>> {
  const metrics = createMetrics();
  metrics.question({ platform: 'web', kind: 'fact', status: 'abstained', seconds: 0.1 });
  metrics.failed('web');
  metrics.vote('web', true);
  metrics.post('slack', 'said');
  const count = metrics.counting('slack', ['lost']);
  for (const name of ['tooFast', 'lost']) count(name);
  metrics.recordLost();
  metrics.reload('faulty');
  metrics.knowledge({ documents: 1, passages: 2 });
  metrics.synced({ source: 'teas', articles: 1, failed: [], error: null });
  const shown = new Map<string, Set<string>>([['up', new Set()]]);
  for (const [, name = '', labels = ''] of (await metrics.text()).matchAll(/^(\w+)(?:\{(.*)\})? /gm)) {
    const known = shown.get(name) ?? new Set();
    for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) known.add(label);
    shown.set(name, known);
  }
  return shown;
}

/** The parts of a kind in an expression, as Prometheus' own grammar has them. */
function partsOf(expression: string, kind: string): string[] {
  const found: string[] = [];
  parser.parse(expression).iterate({
    enter: ({ name, from, to }) => {
      if (name === kind) found.push(expression.slice(from, to));
    },
  });
  return found;
}

const rules: { alert: string; expr: string; annotations: Record<string, string> }[] = parse(
  await readFile(join(ROOT, 'docs/monitoring/docent-alerts.yml'), 'utf8'),
).groups.flatMap(({ rules: own }: { rules: object[] }) => own);

const dashboard: {
  panels: { id: number; title: string; gridPos: { x: number; w: number }; targets: { expr: string }[] }[];
} = JSON.parse(await readFile(join(ROOT, 'docs/monitoring/docent-dashboard.json'), 'utf8'));

/** Grafana puts times in place of its variables. */
const withTimes = (expression: string) => expression.replace(/\$__(?:rate_interval|range)/g, '5m');

const EXPRESSIONS: [string, string][] = [
  ...rules.map(({ alert, expr }): [string, string] => [alert, expr]),
  ...dashboard.panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }): [string, string] => [title, withTimes(expr)]),
  ),
];

describe('what is there for those who watch it', () => {
  it.each(EXPRESSIONS)('asks for what Docent counts, in Prometheus’ language: %s', async (_, expression) => {
    const shown = await shownMetrics();
    expect(partsOf(expression, '⚠')).toEqual([]);
    const names = partsOf(expression, 'Identifier').filter((name) => !ADDED.includes(name));
    expect(names.length).toBeGreaterThan(0);
    const labels = new Set(ADDED);
    for (const name of names) {
      expect([...shown.keys()]).toContain(name);
      for (const label of shown.get(name) ?? []) labels.add(label);
    }
    for (const label of partsOf(expression, 'LabelName')) expect([...labels]).toContain(label);
  });

  it('has every number of Docent’s own on the dashboard', async () => {
    const own = [...(await shownMetrics()).keys()].filter((name) =>
      /^docent_(?!.*_(?:sum|count)$)/.test(name),
    );
    const drawn = JSON.stringify(dashboard);
    expect(own.length).toBeGreaterThan(15);
    expect(own.filter((name) => !drawn.includes(name))).toEqual([]);
  });

  it('says with each alert what to do, with labels that its expression leaves', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { alert, expr, annotations } of rules) {
      expect([alert, annotations.summary, annotations.description]).toEqual([
        alert,
        expect.any(String),
        expect.any(String),
      ]);
      const [, by] = /by \(([^)]*)\)/.exec(expr) ?? [];
      for (const [, label = ''] of Object.values(annotations)
        .join(' ')
        .matchAll(/\$labels\.(\w+)/g))
        if (by !== undefined) expect(by.split(', ')).toContain(label);
    }
  });

  it('has panels that stand apart', () => {
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    for (const { gridPos } of dashboard.panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  });
});
