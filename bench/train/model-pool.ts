import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Inference, PassageText, PassageVectors } from '../../src/meaning/inference.js';
import type { ModelJob } from './model-process.js';

/** The models in a process for each core: several threads for one run wait for each other where others work too. */
export class ModelPool implements Pick<Inference, 'passage' | 'score' | 'cover'> {
  readonly #children: { readonly process: ChildProcess; waiting: number }[] = [];
  readonly #resolve = new Map<number, (result: never) => void>();
  #id = 0;

  passage(passage: PassageText): Promise<PassageVectors> {
    return this.#ask({ passage });
  }

  score(question: string, passage: PassageText): Promise<number> {
    return this.#ask({ passage, question });
  }

  cover(question: string, words: readonly string[], passage: PassageText): Promise<number[]> {
    return this.#ask({ passage, question, words });
  }

  #ask<T>(job: Omit<ModelJob, 'id'>): Promise<T> {
    if (this.#children.length === 0) for (let core = 0; core < availableParallelism(); core++) this.#start();
    const [idlest] = [...this.#children].sort((a, b) => a.waiting - b.waiting);
    if (!idlest) throw new Error('There is no process.');
    const id = ++this.#id;
    idlest.waiting++;
    idlest.process.send({ id, ...job });
    return new Promise<T>((resolve) => {
      this.#resolve.set(id, (result) => {
        idlest.waiting--;
        resolve(result);
      });
    });
  }

  #start(): void {
    const process = fork(fileURLToPath(new URL('model-process.ts', import.meta.url)), {
      serialization: 'advanced',
      execArgv: ['--import', 'tsx'],
    });
    process.on('message', ({ id, result }: { id: number; result: never }) => {
      this.#resolve.get(id)?.(result);
      this.#resolve.delete(id);
    });
    this.#children.push({ process, waiting: 0 });
  }

  close(): void {
    for (const { process } of this.#children) process.kill();
    this.#children.length = 0;
  }
}
