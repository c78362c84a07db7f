import type { Environment } from '../process/settings.js';
import type { OwnedTurns, Turn } from '../records/turns.js';
import type { ObservedBot } from '../service/observed.js';
import type { Running, StartContext } from './start.js';

/** What `docent start` starts. */
export interface Startable {
  /** As records, metrics and the log name it. */
  readonly name: string;
  /** The variable that, set, says that it is wanted. */
  readonly variable: string;
  readonly start: (context: StartContext) => Promise<Running>;
}

/**
 * A chat platform as the rest of the program sees it. Nothing of it but this is loaded before it is asked for, so that
 * its library costs nobody anything who does not use it.
 */
export interface PlatformEntry extends Startable {
  /** As people write it. */
  readonly title: string;
  /** Other variables that say that it is wanted. */
  readonly or: readonly string[];
  /** Variables that, set alone, say that somebody began to set it up. */
  readonly begun: readonly string[];
  /** Where it is told how to set it up. */
  readonly guide: string;
  /** What a rule can name there, by ids: a server or workspace, a channel or chat, a thread or topic. */
  readonly places: readonly ('server' | 'channel' | 'thread')[];
  /** What names a person there, to whom `docent forget` is told it. */
  readonly personIs: string;
  /** `docent doctor`, its part. @returns the exit status: 2 when something keeps the bot from working */
  readonly doctor: (environment: Environment, write: Write) => Promise<number>;
  /** What `docent` does for it: `docent discord invite`. */
  readonly commands: readonly PlatformCommand[];
  /**
   * What it would be sent for an answer, and how it shows that; its styles are in `preview/` of its folder, named as it
   * is. `null`: there is no drawing of it.
   */
  readonly preview: ((desk: PreviewDesk, turn: Turn) => Promise<Preview>) | null;
}

type Write = (text: string) => void;

export interface PlatformCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly PlatformOption[];
  readonly run: (
    environment: Environment,
    write: Write,
    options: Readonly<Record<string, string | boolean | undefined>>,
  ) => Promise<void>;
}

export interface PlatformOption {
  /** With a placeholder when it takes a value: `--name <name>`. */
  readonly flags: string;
  readonly description: string;
  readonly fallback?: string;
}

export interface PreviewDesk {
  readonly bot: ObservedBot;
  readonly turns: OwnedTurns;
}

export interface Preview {
  /** As its API takes them. */
  readonly messages: readonly object[];
  readonly html: string;
}
