import type { EventEmitter } from 'node:events';
import type { Bot } from '../../src/bot.js';
import { DocentError } from '../../src/errors.js';
import { PLATFORMS } from '../platforms.js';
import type { Environment } from '../process/settings.js';
import type { State } from '../records/state.js';
import { type Operations, openOperations } from './operations.js';
import type { Startable } from './platform-entry.js';

/** An adapter that is connected to its platform. */
export interface Running {
  /** Lets no new question in, finishes the answers under way, and disconnects. May be called twice. */
  stop(): Promise<void>;
  /** Rejects when the platform will have no more of it; never resolves. */
  readonly failed: Promise<never>;
}

export interface StartContext {
  /** The bot; one for all platforms. */
  readonly open: () => Promise<{ readonly bot: Bot }>;
  readonly environment: Environment;
  /** Takes the lines of the log. */
  readonly write: (line: string) => void;
  /** What the one who runs it sees; without, nothing is observed. */
  readonly operations?: Operations;
  /** What outlives a restart; without, nothing does. */
  readonly state?: State;
}

/** The chat page and the API: beside the platforms when switched on, and where there are none, unless off. */
const WEB: Startable = {
  name: 'web',
  variable: 'DOCENT_WEB',
  start: async (context) => (await import('../web/main.js')).startWeb(context),
};

/** The platforms that the environment asks for. */
export function wantedPlatforms(environment: Environment): Startable[] {
  const wanted: Startable[] = PLATFORMS.filter(({ variable, or }) =>
    [variable, ...or].some((name) => environment[name]?.trim()),
  );
  const web = environment[WEB.variable]?.trim() || (wanted.length === 0 ? 'on' : 'off');
  // Each shard is this program again; one page is enough.
  return web === 'off' || 'SHARDING_MANAGER' in environment ? wanted : [WEB, ...wanted];
}

export interface RunOptions {
  /** Folder of the articles. */
  readonly knowledge: string;
  readonly environment: Environment;
  readonly write: (line: string) => void;
  /** What the one who starts it should know of how it was started: the first lines of the log. */
  readonly notices?: readonly string[];
}

/**
 * Starts every wanted platform and runs until SIGINT or SIGTERM, or until the npm that started it is gone. Then it says that it is not ready any more, lets
 * the platforms finish and disconnect, and last writes the records that wait.
 * @throws {DocentError} when a platform cannot be started, or ends by itself
 */
export async function runPlatforms(
  options: RunOptions,
  signals: EventEmitter = process,
  parent: () => number = () => process.ppid,
): Promise<void> {
  const { environment, write } = options;
  const wanted = wantedPlatforms(environment);
  if (wanted.length === 0)
    throw new DocentError(
      'no-platform',
      `No platform is set up. Set ${PLATFORMS.map((one) => one.variable).join(' or ')}, or take DOCENT_WEB=off away for the chat page.`,
    );
  const operations = await openOperations(options);
  for (const notice of options.notices ?? []) operations.log.warn(notice);
  const open = async () => (await operations.office.knowledge()).opened;
  const { promise: stopped, stop, release } = stopSignal(signals, environment, parent);
  const running: Running[] = [];
  let ran = false;
  try {
    const { health } = operations;
    for (const { name } of wanted) health.set(name, 'starting');
    for (const { name, start } of wanted) {
      running.push(await start({ open, environment, write, operations, state: operations.state }));
      health.set(name, 'up');
    }
    ran = true;
    await Promise.race([stopped, ...running.map(({ failed }) => failed)]);
  } finally {
    stop();
    operations.health.set('program', 'stopping');
    await Promise.all(running.map((one) => one.stop()));
    await operations.close();
    if (ran) operations.log.info('Docent has stopped');
    release();
  }
}

/** How often a program that npm started looks whether npm still runs, in milliseconds. */
const PARENT_CHECK = 1_000;

/**
 * Settles when the program shall end. npm hands SIGTERM to the shell between, which does not hand it on: a program
 * that npm started would live on without it and hold its port, so it looks whether it still has the same parent.
 */
function stopSignal(
  signals: EventEmitter,
  environment: Environment,
  parent: () => number,
): {
  promise: Promise<void>;
  stop: () => void;
  release: () => void;
} {
  let stop: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const names = ['SIGINT', 'SIGTERM'];
  for (const name of names) signals.on(name, stop);
  const born = parent();
  const timer = environment.npm_lifecycle_event
    ? setInterval(() => {
        if (parent() !== born) stop();
      }, PARENT_CHECK).unref()
    : undefined;
  return {
    promise,
    stop,
    release: () => {
      clearInterval(timer);
      for (const name of names) signals.off(name, stop);
    },
  };
}
