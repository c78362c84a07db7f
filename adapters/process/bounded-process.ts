import { type ChildProcess, fork } from 'node:child_process';
import type { ParserLimits } from '../../src/import/limits.js';

/** Why a job gave nothing; the message goes on from the name of what was to be read. */
export interface Failure {
  readonly code: 'timeout' | 'memory' | 'parser' | (string & {});
  readonly message: string;
}

/** What a process answers to a job, with the memory that it holds afterwards. */
export type Reply<Result> = (Result | { readonly failure: Failure }) & { readonly memoryMb: number };

/** What a process tells of a job before its answer. */
export interface Part<One> {
  readonly part: One;
}

/** What a process may take. */
export interface ProcessLimits extends ParserLimits {
  /**
   * Time of the processor for one job, in milliseconds. Unlike that of the clock it is the same however busy the
   * machine is, so what is left out is left out everywhere.
   */
  readonly processorMs?: number;
}

/** What the thread that watches a process is told: its limits at first, then that a job begins. */
export type WatchLimits = Pick<ProcessLimits, 'memoryMb' | 'processorMs'>;

/** A process that holds this much after a job is not given another, in megabytes. */
const RECYCLE_MEMORY_MB = 400;

/** Exit status of a process that aborts, where a shell or Windows tells no signal. */
const V8_ABORT_STATUS = 134;

/** How the watch ends a process that took too much time; for memory it is SIGKILL. */
export const TIME_SIGNAL = 'SIGXCPU';

/**
 * Does jobs one after the other in a process of its own, within bounds of memory and time. The process runs a
 * program that calls `serveJobs`.
 */
export class BoundedProcess<Job extends object, Result extends object, One = never> {
  readonly #program: URL;
  readonly #limits: ProcessLimits;
  readonly #first: object | null;
  #child: ChildProcess | null = null;

  /** @param first told to each process before its first job */
  constructor(program: URL, limits: ProcessLimits, first: object | null = null) {
    this.#program = program;
    this.#limits = limits;
    this.#first = first;
  }

  /**
   * Does one job; what goes wrong is told in the reply, never thrown.
   * @param take is given what the process tells before, in its order
   */
  async ask(job: Job, take: (part: One) => void = () => undefined): Promise<Reply<Result>> {
    this.begin();
    const child = this.#child as ChildProcess;
    child.ref();
    child.channel?.ref();
    const reply = await replyOf<Result, One>(child, job, this.#limits, take);
    if (reply.memoryMb > RECYCLE_MEMORY_MB) this.close();
    this.#rest();
    return reply;
  }

  /** Starts the process, that the first job need not wait for it. */
  begin(): void {
    if (this.#child?.connected) return;
    this.#child = this.#start();
    this.#rest();
  }

  /** Without a job it keeps nothing from ending, and may end itself. */
  #rest(): void {
    this.#child?.on('error', () => undefined);
    this.#child?.unref();
    this.#child?.channel?.unref();
  }

  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }

  #start(): ChildProcess {
    const { heapMb, memoryMb, processorMs } = this.#limits;
    const limits: WatchLimits = { memoryMb, ...(processorMs === undefined ? {} : { processorMs }) };
    const child = fork(this.#program, [JSON.stringify(limits)], {
      execArgv: [`--max-old-space-size=${heapMb}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    });
    // What fails here fails for the job that follows, and is told there.
    if (this.#first) child.send(this.#first, () => undefined);
    return child;
  }
}

function replyOf<Result, One>(
  child: ChildProcess,
  job: object,
  { timeMs, memoryMb, processorMs }: ProcessLimits,
  take: (part: One) => void,
): Promise<Reply<Result>> {
  return new Promise((resolve) => {
    const end = (reply: Reply<Result>) => {
      clearTimeout(timer);
      child.removeAllListeners();
      // A process that ends later, by itself or by `close`, is nobody's error.
      child.on('error', () => undefined);
      resolve(reply);
    };
    // Infinity: the process is not used again.
    const fail = (code: string, message: string) =>
      end({ failure: { code, message }, memoryMb: Number.POSITIVE_INFINITY });
    const tooLong = (ms: number) =>
      fail('timeout', `takes longer than ${ms / 1000} s. Cut it into several files.`);
    const timer = setTimeout(() => tooLong(timeMs), timeMs);
    child.on('message', (message: Part<One> | Reply<Result>) => {
      if ('part' in message) take(message.part);
      else end(message);
    });
    child.once('error', (error) => fail('parser', `cannot be parsed: ${error.message}.`));
    child.once('exit', (status, signal) => {
      if (signal === TIME_SIGNAL) tooLong(processorMs ?? timeMs);
      // The watch kills it; V8 aborts when its heap is full.
      else if (signal === 'SIGKILL' || signal === 'SIGABRT' || status === V8_ABORT_STATUS)
        fail('memory', `takes more than ${memoryMb} MB of memory. Cut it into several files.`);
      else fail('parser', `made the parser end (${signal ?? status}). Save it in another format.`);
    });
    child.send(job, (error) => {
      if (error) fail('parser', `cannot be parsed: ${error.message}.`);
    });
  });
}
