import type { EventEmitter } from 'node:events';
import type { MetricsData } from '../process/metrics.js';

/** How long a shard may take to say its numbers, in milliseconds; later ones are left out of this reading. Ours. */
const PATIENCE_MS = 2_000;

/** What goes over the channel between the process that manages the shards and a shard, in both directions. */
interface Message {
  /** Which reading it belongs to. */
  readonly docentMetrics: number;
  /** The answer. */
  readonly data?: MetricsData;
}

/** A shard as the managing process sees it, or that process as the shard sees it. */
export interface Channel extends Pick<EventEmitter, 'on' | 'off'> {
  /** False or a rejection: it is not there any more. */
  readonly send: (message: Message) => unknown;
}

const isOurs = (message: unknown): message is Message =>
  typeof message === 'object' && message !== null && 'docentMetrics' in message;

/** In a shard: says its numbers whenever the managing process asks. */
export function tellMetrics(channel: Channel, data: () => Promise<MetricsData>): void {
  channel.on('message', (message: unknown) => {
    if (!isOurs(message)) return;
    // A reading that is not answered is given up by who asked.
    data()
      .then((own) => channel.send({ docentMetrics: message.docentMetrics, data: own }))
      .catch(() => undefined);
  });
}

/** In the managing process: asks every shard for its numbers. One that is not there or says nothing is left out. */
export function createMetricsReader(
  shards: () => Iterable<Channel>,
  patienceMs = PATIENCE_MS,
): () => Promise<MetricsData[]> {
  let readings = 0;
  return async () => {
    const reading = ++readings;
    const all = await Promise.all([...shards()].map((shard) => ask(shard, reading, patienceMs)));
    return all.filter((data) => data !== null);
  };
}

function ask(shard: Channel, reading: number, patienceMs: number): Promise<MetricsData | null> {
  return new Promise((resolve) => {
    const done = (data: MetricsData | null) => {
      clearTimeout(timer);
      shard.off('message', listen);
      resolve(data);
    };
    const listen = (message: unknown) => {
      if (isOurs(message) && message.docentMetrics === reading && message.data) done(message.data);
    };
    const timer = setTimeout(() => done(null), patienceMs);
    shard.on('message', listen);
    Promise.resolve(shard.send({ docentMetrics: reading })).catch(() => done(null));
  });
}
