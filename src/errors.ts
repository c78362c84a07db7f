/**
 * What the operator or the author can mend. Anything else that is thrown is a bug.
 *
 * `message` says what failed, what was found and what to do next; `code` is stable and may be matched on.
 */
export class DocentError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'DocentError';
    this.code = code;
  }
}
