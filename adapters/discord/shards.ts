import { once } from 'node:events';
import type { RESTGetAPIGatewayBotResult } from 'discord.js';
import { Routes, ShardingManager } from 'discord.js';
import { DocentError } from '../../src/errors.js';
import type { Running } from '../app/start.js';
import { stillTrying } from '../chat/still-trying.js';
import type { Logger } from '../process/logger.js';
import type { Metrics } from '../process/metrics.js';
import { explainedError } from './application.js';
import type { DiscordSettings } from './config.js';
import { createRest } from './rest.js';
import { createMetricsReader } from './shard-metrics.js';

/** Time between two identifications of one rate-limit bucket, in milliseconds. Source: events/gateway, Rate Limiting. */
const IDENTIFY_EVERY_MS = 5_500;
/** How long a shard may take to be ready, in milliseconds. */
const READY_MS = 60_000;

/**
 * Runs every shard as a process of its own, with discord.js' ShardingManager; one that ends is started again. Their
 * numbers are shown with those of this process.
 * @returns `null` when one connection is enough
 */
export async function startShards(
  settings: DiscordSettings,
  log: Logger,
  metrics?: Pick<Metrics, 'include'>,
): Promise<Running | null> {
  // discord.js asks Discord's own address whatever the configuration says, so the number is asked for here.
  const asked = createRest(settings).get(Routes.gatewayBot());
  const gateway = (await stillTrying(log, 'Discord', 'DISCORD_API_URL', asked).catch((cause) => {
    throw explainedError(cause);
  })) as RESTGetAPIGatewayBotResult;
  const total = settings.DISCORD_SHARDS === 'auto' ? gateway.shards : settings.DISCORD_SHARDS;
  if (total === 1) return null;
  const program = process.argv[1];
  if (program === undefined) throw new DocentError('no-program', 'Shards need the program `docent start`.');
  const manager = new ShardingManager(program, {
    token: settings.DISCORD_TOKEN,
    totalShards: total,
    shardArgs: process.argv.slice(2),
    execArgv: process.execArgv.filter((argument) => !argument.startsWith('--watch')),
  });
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failed.catch(() => undefined);
  manager.on('shardCreate', (shard) => {
    log.info('A shard starts', { shard: shard.id, of: total });
    shard.on('death', () => {
      if (manager.respawn) log.warn('A shard ended and is started again', { shard: shard.id });
    });
    shard.on('error', fail);
  });
  metrics?.include(createMetricsReader(() => manager.shards.values()));
  const stop = async () => {
    manager.respawn = false;
    await Promise.all(
      [...manager.shards.values()].map(async ({ process: child }) => {
        if (!child || child.exitCode !== null) return;
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }),
    );
  };
  const together = gateway.session_start_limit.max_concurrency;
  try {
    await manager.spawn({ delay: together >= total ? 0 : IDENTIFY_EVERY_MS, timeout: READY_MS });
  } catch (cause) {
    await stop();
    throw new DocentError('discord-shards', `The shards could not be started: ${(cause as Error).message}.`, {
      cause,
    });
  }
  return { failed, stop };
}
