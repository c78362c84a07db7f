import { DocentError } from '../errors.js';

/** A text with more control characters than this is none: a share of its first characters. */
const MAX_CONTROL_SHARE = 0.01;
const SAMPLE_LENGTH = 4_096;

const BINARY = 'holds binary data, not text. Save its text as DOCX, PDF, HTML, Markdown or plain text.';

/**
 * Bytes to text: UTF-8, UTF-16 with a byte order mark, the encoding that an HTML page declares, or else
 * Windows-1252, in which any bytes are some text.
 * @returns the text with line feeds, and a note where the encoding was guessed
 * @throws {DocentError} `unknown-format` when the bytes are no text
 */
export function decodeText(bytes: Uint8Array): { text: string; note: string | null } {
  const { text, note } = decode(bytes);
  const sample = text.slice(0, SAMPLE_LENGTH);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is counted.
  const control = sample.match(/[\0-\x08\x0E-\x1F]/g)?.length ?? 0;
  if (text.includes('\0') || control > MAX_CONTROL_SHARE * sample.length)
    throw new DocentError('unknown-format', BINARY);
  return { text: text.replace(/\r\n?/g, '\n').replace(/[\u2028\u2029\f\v]/g, '\n'), note };
}

function decode(bytes: Uint8Array): { text: string; note: string | null } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: as('utf-16le', bytes), note: null };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: as('utf-16be', bytes), note: null };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), note: null };
  } catch {
    const declared = /<meta[^>]+charset=["']?([\w-]+)/i.exec(
      as('windows-1252', bytes.subarray(0, 2_048)),
    )?.[1];
    if (declared && isKnown(declared)) return { text: as(declared, bytes), note: null };
    const note = 'is not UTF-8; it was read as Windows-1252. Look whether accents came out right.';
    return { text: as('windows-1252', bytes), note };
  }
}

function as(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes);
}

function isKnown(encoding: string): boolean {
  try {
    return new TextDecoder(encoding).encoding !== 'utf-8';
  } catch {
    return false;
  }
}
