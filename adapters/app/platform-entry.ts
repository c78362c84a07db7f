import type { Finding } from '../process/findings.js';
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
  /** How one goes live on it: `docent init`. */
  readonly setUp: () => Promise<PlatformSetUp>;
  /** What `docent` does for it: `docent discord invite`. */
  readonly commands: readonly PlatformCommand[];
  /**
   * What it would be sent for an answer, and how it shows that; its styles are in `preview/` of its folder, named as it
   * is. `null`: there is no drawing of it.
   */
  readonly preview: ((desk: PreviewDesk, turn: Turn) => Promise<Preview>) | null;
}

type Write = (text: string) => void;

/** How one goes live on a platform, step by step. */
export interface PlatformSetUp {
  readonly steps: readonly SetUpStep[];
  /** What is opened when all settings are there, so that the bot is where people ask it; `null` where nothing is. */
  readonly invitation: (environment: Environment) => Promise<SetUpLink | null>;
  /** What `docent doctor` finds. */
  readonly examine: (environment: Environment) => Promise<readonly Finding[]>;
}

/** What is done on the platform's own pages, up to a value that Docent is told. */
export interface SetUpStep {
  /** The setting that takes the value; a secret. */
  readonly variable: string;
  /** Another setting that, set, does without this one. */
  readonly unless?: string;
  /** What the platform calls the value. */
  readonly value: string;
  /** Where it is done, in the order of doing. */
  readonly links: readonly SetUpLink[];
  /** What is to be done there, in this order. */
  readonly acts: readonly string[];
  /** What is wrong with the form of a value; `null`: nothing. */
  readonly fault: (value: string) => string | null;
  /** What the platform says of the value. */
  readonly examine: (environment: Environment) => Promise<readonly Finding[]>;
}

export interface SetUpLink {
  readonly label: string;
  readonly url: string;
}

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
