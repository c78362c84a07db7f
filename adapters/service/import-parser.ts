import type { Given } from '../../src/import/draft.js';
import type { Imported } from '../../src/import/import-source.js';
import { PARSER_LIMITS, type ParserLimits } from '../../src/import/limits.js';
import type { Places } from '../../src/import/link-targets.js';
import { BoundedProcess, type Reply } from '../process/bounded-process.js';

/** A file to parse. */
export interface ParseJob {
  readonly path: string;
  /** The folder whose articles its links may lead to. */
  readonly root: string;
  /** Below that folder, with `/`. */
  readonly name: string;
  readonly given: Given;
}

/** Where the articles go, for each folder of sources: told to a process before its first job. */
export interface ParseFolders {
  readonly places: ReadonlyMap<string, Places>;
}

export interface Parsed {
  readonly imported: Imported;
}

export type ParseReply = Reply<Parsed>;

/** Parses files one after the other in a process of its own, within bounds of memory and time. */
export class Parser {
  readonly #process: BoundedProcess<ParseJob, Parsed>;

  /** @param places where the articles go, for each folder of sources */
  constructor(limits: ParserLimits = PARSER_LIMITS, places: ParseFolders['places'] = new Map()) {
    const program = new URL('./import-child.js', import.meta.url);
    this.#process = new BoundedProcess(program, limits, { places } satisfies ParseFolders);
  }

  /** Parses one file; what goes wrong is told in the reply, never thrown. */
  parse(job: ParseJob): Promise<ParseReply> {
    return this.#process.ask(job);
  }

  close(): void {
    this.#process.close();
  }
}
