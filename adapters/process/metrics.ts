import {
  AggregatorRegistry,
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  type MetricObjectWithValues,
  type MetricValue,
  Registry,
} from 'prom-client';
import type { Status } from '../../src/answer/answer.js';

/** How long answers take, in seconds. Most take a millisecond; Slack and Discord wait for three seconds. */
const ANSWER_BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3];

/** What an adapter counts under this name is a question that was refused because it came too fast. */
const TOO_FAST = 'tooFast';

export interface AnsweredQuestion {
  readonly platform: string;
  readonly kind: string;
  readonly status: Status;
  readonly seconds: number;
}

/** All numbers of a process, as they go to another. */
export type MetricsData = readonly MetricObjectWithValues<MetricValue<string>>[];

/** Numbers for a monitoring system, in Prometheus' text format. */
export interface Metrics {
  question(question: AnsweredQuestion): void;
  /** A question that could not be answered because of an error. */
  failed(platform: string): void;
  vote(platform: string, helpful: boolean): void;
  /** Counts what an adapter counts by name: refusals as such, and what is among `errors` as errors of the platform. */
  counting(platform: string, errors: readonly string[]): (name: string) => void;
  /** What became of a post in a room that the bot listens in. */
  post(platform: string, outcome: string): void;
  recordLost(): void;
  /** How taking in changed knowledge ended: `swapped`, `rolled-back`, or `faulty` and the old one stays. */
  reload(result: 'swapped' | 'rolled-back' | 'faulty'): void;
  /** When the knowledge in service was taken in, and how many articles and passages it has. */
  knowledge(size: { readonly documents: number; readonly passages: number }): void;
  /** How a sync of a source ended, and how many articles it has since. */
  synced(report: {
    readonly source: string;
    readonly articles: number;
    readonly failed: readonly unknown[];
    readonly error: unknown;
  }): void;
  /** With the numbers of all processes that are included. */
  text(): Promise<string>;
  /** The numbers of this process. */
  data(): Promise<MetricsData>;
  /** Shows the numbers of other processes, too, which must have other labels. */
  include(others: () => Promise<readonly MetricsData[]>): void;
  readonly contentType: string;
}

/** @param labels what every number of this process is labelled with */
export function createMetrics(labels: Readonly<Record<string, string>> = {}): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels(labels);
  const included: (() => Promise<readonly MetricsData[]>)[] = [];
  // Among them nodejs_eventloop_lag_seconds and its percentiles, memory, garbage collection.
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const questions = counter('docent_questions_total', 'Questions that were asked.', [
    'platform',
    'kind',
    'status',
  ]);
  const abstentions = counter('docent_abstentions_total', 'Questions that the articles do not cover.', [
    'platform',
  ]);
  const failures = counter('docent_failures_total', 'Questions that an error kept from an answer.', [
    'platform',
  ]);
  const votes = counter('docent_votes_total', 'What people thought of answers.', ['platform', 'helpful']);
  const posts = counter(
    'docent_posts_total',
    'Posts where the bot listens: said, would-say, or why it was silent.',
    ['platform', 'outcome'],
  );
  const limited = counter(
    'docent_rate_limited_total',
    'Questions that were refused because they came too fast.',
    ['platform'],
  );
  const errors = counter(
    'docent_platform_errors_total',
    'What a platform did not take, or what failed on it.',
    ['platform', 'error'],
  );
  const lost = counter('docent_records_lost_total', 'Records of questions that could not be kept.');
  const reloads = counter('docent_reloads_total', 'Times that changed knowledge was looked at.', ['result']);
  const seconds = new Histogram({
    name: 'docent_answer_seconds',
    help: 'Time from a question to its answer, without sending it.',
    labelNames: ['platform'],
    buckets: ANSWER_BUCKETS,
    registers,
  });
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const since = gauge(
    'docent_knowledge_since_seconds',
    'When the knowledge in service was taken in (Unix time).',
  );
  const documents = gauge('docent_knowledge_articles', 'Articles in service.');
  const passages = gauge('docent_knowledge_passages', 'Passages in service.');
  const syncs = counter('docent_source_syncs_total', 'Syncs of a source: ok, partly, given-up.', [
    'source',
    'result',
  ]);
  const sourceArticles = gauge('docent_source_articles', 'Articles of a source.', ['source']);
  const sourceFailed = gauge('docent_source_failed_pages', 'Pages of a source that could not be read.', [
    'source',
  ]);
  const sourceSince = gauge(
    'docent_source_synced_seconds',
    'When all of a source was last as it is there (Unix time).',
    ['source'],
  );
  return {
    contentType: registry.contentType,
    async text() {
      if (included.length === 0) return registry.metrics();
      const others = await Promise.all(included.map((read) => read()));
      return joined([await registry.getMetricsAsJSON(), ...others.flat()]).metrics();
    },
    data: () => registry.getMetricsAsJSON(),
    include: (others) => void included.push(others),
    question({ platform, kind, status, seconds: taken }) {
      questions.inc({ platform, kind, status });
      seconds.observe({ platform }, taken);
      if (status === 'abstained') abstentions.inc({ platform });
    },
    failed: (platform) => failures.inc({ platform }),
    vote: (platform, helpful) => votes.inc({ platform, helpful: String(helpful) }),
    post: (platform, outcome) => posts.inc({ platform, outcome }),
    counting: (platform, errorNames) => (name) => {
      if (name === TOO_FAST) limited.inc({ platform });
      else if (errorNames.includes(name)) errors.inc({ platform, error: name });
    },
    recordLost: () => lost.inc(),
    reload: (result) => reloads.inc({ result }),
    synced({ source, articles, failed, error }) {
      syncs.inc({ source, result: error ? 'given-up' : failed.length > 0 ? 'partly' : 'ok' });
      sourceArticles.set({ source }, articles);
      if (error) return;
      sourceFailed.set({ source }, failed.length);
      sourceSince.setToCurrentTime({ source });
    },
    knowledge(size) {
      since.setToCurrentTime();
      documents.set(size.documents);
      passages.set(size.passages);
    },
  };
}

/** Labels keep the numbers of processes apart, so that nothing is summed up, and a counter that starts anew is seen to. */
function joined(all: readonly MetricsData[]): Registry {
  const apart = all.map((data) => data.map((metric) => ({ ...metric, aggregator: 'first' })));
  return AggregatorRegistry.aggregate(apart);
}
