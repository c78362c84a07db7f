import { beforeAll, describe, expect, it } from 'vitest';
import { type Imported, importSource } from '../../../src/import/import-source.js';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';
import { WRITERS } from '../../import-sources/generate.js';
import { type RandomArticle, randomArticle, textsOf } from '../../import-sources/random-article.js';
import { docxWith, encryptedDocx, withDeclaredSize } from '../../import-sources/write-docx.js';
import { pdfWith } from '../../import-sources/write-pdf.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const squeezed = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, ' ');

/** The words that a reader sees in a generated file, beside those of the article. */
const AROUND: Readonly<Record<string, readonly string[]>> = {
  mdx: ['not for readers', 'year = 2024'],
  html: ['Barn home', 'Sign up for barn mail', 'all rights kept', 'The barn'],
  adoc: ['The barn', '../../barn.txt'],
  txt: ['top of page', 'bottom of page'],
  docx: ['Barn papers', 'image1.png'],
  pdf: ['Barn papers', 'Page 1'],
};

describe.each(Object.keys(WRITERS))('a source in %s', (extension) => {
  const sources: { article: RandomArticle; imported: Imported }[] = [];

  beforeAll(async () => {
    for (let seed = 1; seed <= 15; seed++) {
      const article = randomArticle(seed);
      const content = WRITERS[extension]?.(article) ?? new Uint8Array();
      sources.push({ article, imported: await importSource(`barn.${extension}`, content) });
    }
  });

  it('is imported under its title, with its headings in order', () => {
    for (const { article, imported } of sources) {
      expect(imported.title).toBe(article.title);
      const headings = [...imported.markdown.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
      expect(headings).toEqual(article.sections.map(({ heading }) => heading));
    }
  });

  it('keeps every text, or tells that it was dropped', () => {
    for (const { article, imported } of sources) {
      const kept = squeezed(imported.markdown);
      for (const text of textsOf(article)) expect(kept).toContain(squeezed(text).trim());
      const dropped = squeezed(imported.dropped.map(({ text }) => text).join(' | '));
      for (const text of AROUND[extension] ?? []) {
        expect(dropped).toContain(squeezed(text).trim());
        expect(kept).not.toContain(squeezed(text).trim());
      }
    }
  });

  it('has its points by name, and its facts where the format can tell them', () => {
    for (const { article, imported } of sources) {
      const points = article.sections.flatMap((section) => section.points);
      expect([imported.recognised.points, imported.recognised.named]).toEqual([points.length, points.length]);
      expect(imported.recognised.facts).toBe(article.sections.flatMap(({ facts }) => facts).length);
    }
  });

  it('is an article without fault', () => {
    for (const { imported } of sources)
      expect(loadCorpus([{ path: 'a.md', text: imported.markdown }], null).problems).toEqual([]);
  });
});

describe('the format', () => {
  it.each([
    ['letter.txt', 'pdf'],
    ['letter.pdf', 'docx'],
    ['letter.docx', 'html'],
    ['letter.md', 'html'],
    ['letter', 'pdf'],
    ['letter.html', 'txt'],
  ])('of %s is told by its content: %s', async (name, extension) => {
    const { format, title, notes } = await importSource(
      name,
      WRITERS[extension]?.(randomArticle(3)) ?? new Uint8Array(),
    );
    expect([format, title]).toEqual([extension === 'txt' ? 'text' : extension, randomArticle(3).title]);
    if (name.includes('.')) expect(notes[0]).toMatch(/^It is named like \w+ and was read as \w+\.$/);
  });

  it.each([
    ['UTF-16', Buffer.from('\ufeffCafé\n\nThe café is open.\n', 'utf16le'), []],
    ['Windows-1252', Buffer.from('Caf\xe9\n\nThe caf\xe9 is open.\n', 'latin1'), ['is not UTF-8']],
    [
      'the declared one',
      Buffer.from(
        '<html><head><meta charset="iso-8859-1"><title>x</title></head><body><h1>Caf\xe9</h1><p>The caf\xe9 is open.</p></body></html>',
        'latin1',
      ),
      [],
    ],
  ])('of letters is found: %s', async (_, content, notes) => {
    const imported = await importSource('cafe', content);
    expect(imported.title).toBe('Café');
    expect(imported.markdown).toContain('The café is open.');
    for (const note of notes) expect(imported.notes.join()).toContain(note);
  });
});

describe('a source that cannot be imported', () => {
  const blanks = docxWith(new Uint8Array(45 * 1024 * 1024).fill(0x20));
  it.each<[what: string, name: string, content: Uint8Array, code: string, says: string]>([
    ['an empty file', 'a.md', new Uint8Array(), 'no-text', 'is empty'],
    ['a text without words', 'a.md', bytes('\n \n'), 'no-text', 'no text'],
    ['a DOCX with a password', 'a.docx', encryptedDocx(), 'password', 'Save it without one'],
    ['a PDF with a password', 'a.pdf', pdfWith(['BT ET'], true), 'password', 'Save it without one'],
    ['a PDF of pictures', 'a.pdf', pdfWith(['q Q']), 'no-text', 'OCR'],
    ['a PDF cut short', 'a.pdf', bytes('%PDF-1.4\n1 0 obj\n<< /Type'), 'damaged', 'save or print it anew'],
    ['a zip bomb', 'a.docx', blanks, 'too-large', 'unpacks to more than 40 MB'],
    [
      'a zip bomb that lies',
      'a.docx',
      withDeclaredSize(blanks, 'word/document.xml', 900),
      'damaged',
      'save it anew',
    ],
    ['another archive', 'a.docx', withoutDocument(), 'unknown-format', 'no DOCX'],
    [
      'an old Word file',
      'a.doc',
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
      'old-word',
      '.docx',
    ],
    ['a picture', 'a.txt', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'unknown-format', 'a PNG picture'],
    ['binary data', 'a.txt', Uint8Array.of(1, 2, 0, 3), 'unknown-format', 'binary'],
    ['11 MB of text', 'a.txt', new Uint8Array(11 * 1024 * 1024).fill(0x61), 'too-large', 'Cut it'],
    ['lists without end', 'a.md', bytes(`# T\n\n${'- '.repeat(20_000)}x`), 'too-deep', 'on line 3'],
    ['the same in MDX', 'a.mdx', bytes(`# T\n\n${'1. '.repeat(20_000)}x`), 'too-deep', 'on line 3'],
    ['lists that its article would have', 'a.html', bytes(listsIn(60)), 'too-deep', 'levels'],
    ['boxes without end', 'a.html', bytes(`<html><body>${'<div>'.repeat(6_000)}x`), 'too-deep', 'levels'],
  ])('says what it is and what to do: %s', async (_, name, content, code, says) => {
    await expect(importSource(name, content)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(says),
    });
  });
});

const listsIn = (depth: number): string =>
  `<html><body><h1>T</h1>${'<ul><li>Tea is a drink.'.repeat(depth)}${'</li></ul>'.repeat(depth)}</body></html>`;

function withoutDocument(): Uint8Array {
  const zip = docxWith('x');
  const text = Buffer.from(zip).toString('latin1').replaceAll('word/document.xml', 'word/somewhat.xml');
  return Buffer.from(text, 'latin1');
}
