import type { Finding } from '../../process/findings.js';

/** What can be chosen. */
export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

/**
 * A dialogue with who sets Docent up. What is asked is answered, or ends the dialogue.
 * @throws {DialogueEnded} from every question that is not answered
 */
export interface Dialogue {
  begin(title: string): void;
  end(text: string): void;
  /** The head of a part. */
  part(title: string): void;
  say(text: string): void;
  /** An address to open; it stands on a line of its own, whole, so that it can be copied. */
  link(label: string, url: string): void;
  found(findings: readonly Finding[]): void;
  choose<T extends string>(question: string, choices: readonly Choice<T>[], initial?: T): Promise<T>;
  chooseSome<T extends string>(
    question: string,
    choices: readonly Choice<T>[],
    initial: readonly T[],
  ): Promise<readonly T[]>;
  /** @param initial what is taken unless something else is written @param fault what is wrong with it; `null`: nothing */
  ask(question: string, initial: string, fault: (value: string) => string | null): Promise<string>;
  /**
   * Asks for what is shown to nobody.
   * @param isSet whether there is one; then nothing needs to be written, and the answer is `null`
   */
  askSecret(
    question: string,
    isSet: boolean,
    fault: (value: string) => string | null,
  ): Promise<string | null>;
  confirm(question: string, initial: boolean): Promise<boolean>;
  /** Shows that something is being done, until it is. */
  during<T>(doing: string, work: () => Promise<T>): Promise<T>;
}

/** Nobody wants to be asked any more. */
export class DialogueEnded extends Error {}
