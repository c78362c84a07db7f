import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync, deflateSync } from 'node:zlib';
import { type RandomArticle, randomArticle, seeded } from './random-article.js';
import { docxOf, docxWith, encryptedDocx, withDeclaredSize } from './write-docx.js';
import { pdfOf, pdfWith } from './write-pdf.js';
import { asciidocOf, htmlOf, markdownOf, mdxOf, plainTextOf } from './write-text.js';

const MB = 1024 * 1024;
const bytes = (text: string) => new TextEncoder().encode(text);

/** How each format is written, by its extension. */
export const WRITERS: Readonly<Record<string, (article: RandomArticle) => Uint8Array>> = {
  md: (article) => bytes(markdownOf(article)),
  mdx: (article) => bytes(mdxOf(article)),
  html: (article) => bytes(htmlOf(article)),
  adoc: (article) => bytes(asciidocOf(article)),
  txt: (article) => bytes(plainTextOf(article)),
  docx: docxOf,
  pdf: pdfOf,
};
/** The formats that the figures in docs/benchmarks.md are of. */
const EXTENSIONS = Object.keys(WRITERS).filter((one) => one !== 'adoc');

/** A file that was written, and what should become of it: an article, one of these failures, or either. */
export interface Generated {
  readonly name: string;
  readonly expected: 'imported' | 'any' | readonly string[];
}

interface Broken {
  readonly extension: string;
  readonly expected: Generated['expected'];
  write(random: () => number): Uint8Array;
  /** Bytes that the file is made to have beyond what is written; they take no room on the disk. */
  readonly padTo?: number;
}

let bomb: Uint8Array | null = null;
/** A DOCX of less than a hundred kilobytes that unpacks to 60 MB. */
function zipBomb(): Uint8Array {
  bomb ??= docxWith(new Uint8Array(60 * MB).fill(0x20));
  return bomb;
}

let packedBlanks: string | null = null;
/** A PDF whose page unpacks to 300 MB of blanks. */
function pdfBomb(): Uint8Array {
  packedBlanks ??= deflateSync(Buffer.alloc(300 * MB, ' ')).toString('latin1');
  const content = `<< /Length ${packedBlanks.length} /Filter /FlateDecode >>\nstream\n${packedBlanks}\nendstream`;
  return pdfWith([content]);
}

/** A DOCX within the limit of its size whose tree of empty paragraphs is not within that of memory. */
function manyParagraphs(): Uint8Array {
  const open = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>';
  return docxWith(`${open}${'<w:p/>'.repeat(6 * MB)}</w:body></w:document>`);
}

function truncated(extension: string): Broken {
  return {
    extension,
    expected: 'any',
    write: (random) => {
      const whole = WRITERS[extension]?.(randomArticle(Math.floor(random() * 1e9))) ?? new Uint8Array();
      return whole.subarray(0, Math.floor(whole.length * (0.1 + 0.8 * random())));
    },
  };
}

function misnamed(extension: string, content: string): Broken {
  return {
    extension,
    expected: 'imported',
    write: (random) => WRITERS[content]?.(randomArticle(Math.floor(random() * 1e9))) ?? new Uint8Array(),
  };
}

/** Every way in which a file is broken; those that take a parser long are last. */
export const BROKEN: readonly Broken[] = [
  truncated('docx'),
  truncated('pdf'),
  misnamed('pdf', 'docx'),
  misnamed('md', 'html'),
  { extension: 'docx', expected: ['password'], write: encryptedDocx },
  { extension: 'pdf', expected: ['password'], write: () => pdfWith(['BT ET'], true) },
  { extension: 'docx', expected: ['too-large'], write: zipBomb },
  {
    extension: 'docx',
    expected: ['damaged'],
    write: () => withDeclaredSize(zipBomb(), 'word/document.xml', 1_000),
  },
  { extension: 'txt', expected: ['too-large'], write: () => bytes('Much ado.\n'), padTo: 200 * MB },
  { extension: 'pdf', expected: ['too-large'], write: () => bytes('%PDF-1.4\n'), padTo: 200 * MB },
  { extension: 'txt', expected: ['unknown-format'], write: noise },
  {
    extension: 'html',
    expected: ['too-deep'],
    write: () => bytes(`<html><body>${'<div>'.repeat(5_000)}deep`),
  },
  { extension: 'md', expected: ['no-text'], write: () => new Uint8Array() },
  { extension: 'pdf', expected: ['unknown-format'], write: () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47) },
  {
    extension: 'docx',
    expected: ['damaged'],
    write: () => new Uint8Array([0x50, 0x4b, 3, 4, ...deflateRawSync(bytes('no archive'))]),
  },
  ...['md', 'mdx', 'html', 'txt'].map(truncated),
  misnamed('docx', 'pdf'),
  misnamed('html', 'txt'),
  misnamed('txt', 'pdf'),
  { extension: 'pdf', expected: ['no-text', 'memory', 'timeout'], write: pdfBomb },
  { extension: 'docx', expected: ['memory', 'timeout'], write: manyParagraphs },
  { extension: 'md', expected: ['too-deep'], write: () => bytes(`${'> '.repeat(20_000)}deep`) },
];

function noise(random: () => number): Uint8Array {
  return Uint8Array.from({ length: 5_000 }, () => Math.floor(random() * 256));
}

/**
 * Writes files of every format, every tenth of them broken in one of the ways above, in turn.
 * @param count files in all
 * @param seed decides their words; the same seed gives the same files
 */
export async function generateSources(folder: string, count: number, seed: number): Promise<Generated[]> {
  const random = seeded(seed);
  const out: Generated[] = [];
  await mkdir(folder, { recursive: true });
  for (let i = 0; i < count; i++) {
    const broken = i % 10 === 9 ? BROKEN[Math.floor(i / 10) % BROKEN.length] : undefined;
    const extension = broken?.extension ?? (EXTENSIONS[i % EXTENSIONS.length] as string);
    const name = `source-${String(i).padStart(4, '0')}.${extension}`;
    const content = broken ? broken.write(random) : WRITERS[extension]?.(randomArticle(seed + i));
    await writeFile(join(folder, name), content ?? '');
    if (broken?.padTo) {
      const file = await open(join(folder, name), 'r+');
      await file.truncate(broken.padTo);
      await file.close();
    }
    out.push({ name, expected: broken?.expected ?? 'imported' });
  }
  return out;
}
