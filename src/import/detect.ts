import { DocentError } from '../errors.js';
import type { Format } from './draft.js';

/** Signatures at the start of a file that tell its format (https://en.wikipedia.org/wiki/List_of_file_signatures). */
const PDF = '%PDF-';
const ZIP = 'PK\x03\x04';
const COMPOUND_FILE = '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1';
const OTHERS: readonly (readonly [signature: string, name: string])[] = [
  ['PK\x05\x06', 'an empty archive'],
  ['\x89PNG', 'a PNG picture'],
  ['\xFF\xD8\xFF', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['RIFF', 'a sound, video or WebP file'],
  ['\x1F\x8B', 'a gzip archive'],
  ['7z\xBC\xAF', 'a 7z archive'],
  ['Rar!', 'a RAR archive'],
  ['\x7FELF', 'a program'],
  ['{\\rtf', 'Rich Text (RTF)'],
];

/** A PDF may have other bytes before its header, within this many (ISO 32000-1, annex H.3.4.1). */
const PDF_HEADER_WITHIN = 1024;

const BY_EXTENSION: ReadonlyMap<string, Format> = new Map([
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['mdx', 'mdx'],
  ['adoc', 'asciidoc'],
  ['asciidoc', 'asciidoc'],
  ['html', 'html'],
  ['htm', 'html'],
  ['xhtml', 'html'],
  ['txt', 'text'],
  ['text', 'text'],
  ['docx', 'docx'],
  ['pdf', 'pdf'],
]);

/** The format that a file's name promises, or `null`. */
export function formatByName(path: string): Format | null {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return BY_EXTENSION.get(extension) ?? null;
}

/**
 * The format of a file that is no text, by its first bytes.
 * @returns `null` when no signature is known: it may be text
 * @throws {DocentError} `unknown-format`, `password`, `old-word`: what it is, and what to do
 */
export function binaryFormat(bytes: Uint8Array): 'pdf' | 'docx' | null {
  const head = latin1(bytes.subarray(0, PDF_HEADER_WITHIN));
  if (head.startsWith(PDF)) return 'pdf';
  if (head.startsWith(ZIP)) return 'docx';
  if (head.startsWith(COMPOUND_FILE)) throw compoundFile(bytes);
  const other = OTHERS.find(([signature]) => head.startsWith(signature));
  if (other)
    throw new DocentError(
      'unknown-format',
      `is ${other[1]}, not an article. Save its text as DOCX, PDF, HTML, Markdown or plain text.`,
    );
  return head.includes(PDF) && head.includes('\0') ? 'pdf' : null;
}

/** Word encrypts a DOCX by packing it into a compound file; the old .doc is one too ([MS-OFFCRYPTO] 2.3.4). */
function compoundFile(bytes: Uint8Array): DocentError {
  const encrypted =
    indexOf(
      bytes,
      Uint8Array.from('EncryptedPackage', (c) => c.charCodeAt(0)),
      2,
    ) >= 0;
  return encrypted
    ? new DocentError('password', 'is protected with a password. Save it without one.')
    : new DocentError('old-word', 'is in an old Office format. Save it as .docx.');
}

/** Where the characters of `what` stand, `step` bytes apart. */
function indexOf(bytes: Uint8Array, what: Uint8Array, step: number): number {
  for (let i = 0; i + what.length * step <= bytes.length; i++) {
    let k = 0;
    while (k < what.length && bytes[i + k * step] === what[k]) k++;
    if (k === what.length) return i;
  }
  return -1;
}

/** The format of a text: HTML is told by its tags, whatever the file is called. */
export function textFormat(text: string, path: string): Format {
  const named = formatByName(path);
  const start = text.slice(0, 2_000).replace(/^\s*(?:<\?xml[^>]*>|<!--[\s\S]*?-->|\s)*/, '');
  if (/^<(?:!doctype html|html|head|body)\b/i.test(start)) return 'html';
  if (named === 'markdown' || named === 'mdx' || named === 'asciidoc') return named;
  if (/^<(?:article|main|section|div|header|p|h[1-6]|table|ul|ol)\b[^>]*>/i.test(start)) return 'html';
  if (named === 'html' && /<[a-z][^>]*>/i.test(text)) return 'html';
  return looksLikeMarkdown(text) ? 'markdown' : 'text';
}

/** Two headings with number signs after an empty line, or front matter: a shell script's comments stand closer. */
function looksLikeMarkdown(text: string): boolean {
  if (/^---\n(?:[\w-]+:.*\n)/.test(text)) return true;
  return (text.match(/(?:^|\n[ \t]*\n)#{1,6} \S/g)?.length ?? 0) >= 2;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
