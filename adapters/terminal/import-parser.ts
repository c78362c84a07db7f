import { type ChildProcess, fork } from 'node:child_process';
import type { Metadata } from '../../src/import/draft.js';
import type { Imported } from '../../src/import/import-source.js';
import { PARSER_LIMITS, type ParserLimits } from '../../src/import/limits.js';
import type { Places } from '../../src/import/link-targets.js';

/** A file to parse. */
export interface ParseJob {
  readonly path: string;
  /** The folder whose articles its links may lead to. */
  readonly root: string;
  /** Below that folder, with `/`. */
  readonly name: string;
  readonly given: Partial<Metadata>;
}

/** Why a file gave no article; the message goes on from the file's name. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** Where the articles go, for each folder of sources: told to a process before its first job. */
export interface ParseFolders {
  readonly places: ReadonlyMap<string, Places>;
}

export type ParseReply =
  | { readonly imported: Imported; readonly memoryMb: number }
  | { readonly failure: Failure; readonly memoryMb: number };

/** A process that holds this much after a job is not given another, in megabytes. */
const RECYCLE_MEMORY_MB = 400;

/** Exit status of a process that aborts, where a shell or Windows tells no signal. */
const V8_ABORT_STATUS = 134;

/** Parses files one after the other in a process of its own, within bounds of memory and time. */
export class Parser {
  readonly #limits: ParserLimits;
  readonly #folders: ParseFolders;
  #child: ChildProcess | null = null;

  /** @param places where the articles go, for each folder of sources */
  constructor(limits: ParserLimits = PARSER_LIMITS, places: ParseFolders['places'] = new Map()) {
    this.#limits = limits;
    this.#folders = { places };
  }

  /** Parses one file; what goes wrong is told in the reply, never thrown. */
  async parse(job: ParseJob): Promise<ParseReply> {
    const child = this.#child ?? start(this.#limits, this.#folders);
    this.#child = child;
    const reply = await replyOf(child, job, this.#limits);
    if (reply.memoryMb > RECYCLE_MEMORY_MB) this.close();
    return reply;
  }

  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }
}

function start({ heapMb, memoryMb }: ParserLimits, folders: ParseFolders): ChildProcess {
  const child = fork(new URL('./import-child.js', import.meta.url), [String(memoryMb)], {
    execArgv: [`--max-old-space-size=${heapMb}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  // What fails here fails for the job that follows, and is told there.
  child.send(folders, () => undefined);
  return child;
}

function replyOf(
  child: ChildProcess,
  job: ParseJob,
  { timeMs, memoryMb }: ParserLimits,
): Promise<ParseReply> {
  return new Promise((resolve) => {
    const end = (reply: ParseReply) => {
      clearTimeout(timer);
      child.removeAllListeners();
      // A process that ends later, by itself or by `close`, is nobody's error.
      child.on('error', () => undefined);
      resolve(reply);
    };
    // Infinity: the process is not used again.
    const fail = (code: string, message: string) =>
      end({ failure: { code, message }, memoryMb: Number.POSITIVE_INFINITY });
    const timer = setTimeout(
      () => fail('timeout', `takes longer than ${timeMs / 1000} s. Cut it into several files.`),
      timeMs,
    );
    child.once('message', (reply) => end(reply as ParseReply));
    child.once('error', (error) => fail('parser', `cannot be parsed: ${error.message}.`));
    child.once('exit', (status, signal) =>
      // The watch kills it; V8 aborts when its heap is full.
      signal === 'SIGKILL' || signal === 'SIGABRT' || status === V8_ABORT_STATUS
        ? fail('memory', `takes more than ${memoryMb} MB of memory. Cut it into several files.`)
        : fail('parser', `made the parser end (${signal ?? status}). Save it in another format.`),
    );
    child.send(job, (error) => {
      if (error) fail('parser', `cannot be parsed: ${error.message}.`);
    });
  });
}
