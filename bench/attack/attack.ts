import type { Stage } from './stage.js';

/** What was seen, and the most that it may be. */
export interface Figure {
  readonly what: string;
  readonly seen: number;
  readonly limit: number;
  /** `ms`, `MB` …; empty for a count. */
  readonly unit: string;
}

/** A hostile program: one thing that one author, user or neighbour may do to the others. */
export interface Attack {
  /** By which it is run alone: `npm run attack NAME`. */
  readonly name: string;
  /** What is promised. */
  readonly claims: string;
  /** What is done, with its numbers. */
  readonly tries: string;
  /** @throws {NotTried} where it cannot be done */
  run(stage: Stage): Promise<readonly Figure[]>;
}

/** Why an attack cannot be made on this machine. */
export class NotTried extends Error {}

export function atMost(what: string, seen: number, limit: number, unit = ''): Figure {
  return { what, seen, limit, unit };
}

/** Something that may not happen even once. */
export function never(what: string, seen: number): Figure {
  return atMost(what, seen, 0);
}

export function isHeld({ seen, limit }: Figure): boolean {
  return seen <= limit;
}
