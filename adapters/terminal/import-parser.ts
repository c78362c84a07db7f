import { type ChildProcess, fork } from 'node:child_process';
import type { Metadata } from '../../src/import/draft.js';
import type { Imported } from '../../src/import/import-source.js';
import { PARSER_HEAP_MB, PARSER_MEMORY_MB, SOURCE_TIMEOUT_MS } from '../../src/import/limits.js';

/** A file to parse. */
export interface ParseJob {
  readonly path: string;
  readonly name: string;
  readonly given: Partial<Metadata>;
}

/** Why a file gave no article; the message goes on from the file's name. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

export type ParseReply =
  | { readonly imported: Imported; readonly memoryMb: number }
  | { readonly failure: Failure; readonly memoryMb: number };

/** A process that holds this much after a job is not given another, in megabytes. */
const RECYCLE_MEMORY_MB = 400;

const TOO_MUCH_MEMORY: Failure = {
  code: 'memory',
  message: `takes more than ${PARSER_MEMORY_MB} MB of memory. Cut it into several files.`,
};
const TOO_LONG: Failure = {
  code: 'timeout',
  message: `takes longer than ${SOURCE_TIMEOUT_MS / 1000} s. Cut it into several files.`,
};

/** Parses files one after the other in a process of its own, within bounds of memory and time. */
export class Parser {
  #child: ChildProcess | null = null;

  /** Parses one file; what goes wrong is told in the reply, never thrown. */
  async parse(job: ParseJob): Promise<ParseReply> {
    const child = this.#child ?? start();
    this.#child = child;
    const reply = await replyOf(child, job);
    if (!child.connected || reply.memoryMb > RECYCLE_MEMORY_MB) this.close();
    return reply;
  }

  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }
}

function start(): ChildProcess {
  const child = fork(new URL('./import-child.js', import.meta.url), {
    execArgv: [`--max-old-space-size=${PARSER_HEAP_MB}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  // An idle process does not keep the command from ending.
  child.unref();
  child.channel?.unref();
  return child;
}

function replyOf(child: ChildProcess, job: ParseJob): Promise<ParseReply> {
  return new Promise((resolve) => {
    const end = (reply: ParseReply) => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(reply);
    };
    const fail = (failure: Failure) => end({ failure, memoryMb: Number.POSITIVE_INFINITY });
    const timer = setTimeout(() => fail(TOO_LONG), SOURCE_TIMEOUT_MS);
    child.once('message', (reply) => end(reply as ParseReply));
    child.once('error', (error) => fail({ code: 'parser', message: `cannot be parsed: ${error.message}.` }));
    // The watch kills it, or V8 aborts when its heap is full.
    child.once('exit', (code, signal) =>
      fail(
        signal === 'SIGKILL' || signal === 'SIGABRT' || code === 134
          ? TOO_MUCH_MEMORY
          : {
              code: 'parser',
              message: `made the parser end (${signal ?? code}). Save it in another format.`,
            },
      ),
    );
    child.send(job);
  });
}
