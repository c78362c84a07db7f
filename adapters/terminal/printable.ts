import type { Writable } from 'node:stream';

/**
 * Control characters (C0 but for tabs and ends of lines, DEL, C1): a terminal takes what begins with one for a command, to
 * change what was written before, its title or the clipboard. Source: ECMA-48, section 5.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\r(?!\n)/g;

/** A text as a terminal shows it and obeys nothing in it: control characters as JSON writes them, `\u001b`. */
export function printable(text: string): string {
  return text.replace(CONTROLS, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same for every text in a value, however deep. */
export function printableIn<T>(value: T): T {
  if (typeof value === 'string') return printable(value) as T;
  if (Array.isArray(value)) return value.map(printableIn) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, printableIn(part)])) as T;
}

/**
 * A stream whose texts are made printable. In JSON that changes no value, as JSON may write control characters so.
 * All else of the stream is as it was.
 */
export function printableStream<S extends Writable>(stream: S): S {
  const write = (text: unknown, ...rest: []) =>
    stream.write(typeof text === 'string' ? printable(text) : text, ...rest);
  return new Proxy(stream, {
    get(target, key) {
      if (key === 'write') return write;
      const part: unknown = Reflect.get(target, key, target);
      return typeof part === 'function' ? part.bind(target) : part;
    },
  });
}
