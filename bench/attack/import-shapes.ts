import { docxWith } from '../../test/import-sources/write-docx.js';
import { pdfWith } from '../../test/import-sources/write-pdf.js';
import type { Make } from './cases.js';

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const docx =
  (part: string, tail = ''): Make =>
  (times) =>
    docxWith(`<w:document ${WORD}><w:body>${part.repeat(times)}${tail.repeat(times)}</w:body></w:document>`);
const paragraph = (inside: string) => `<w:p>${inside}</w:p>`;
const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;

/** Documents of Word that are one thing over and over. */
export const DOCX_SHAPES: Readonly<Record<string, Make>> = {
  paragraphs: docx(paragraph(run('It is a word.'))),
  'empty paragraphs': docx('<w:p/>'),
  'a long paragraph': (times) =>
    docxWith(`<w:document ${WORD}><w:body>${paragraph(run('word ').repeat(times))}</w:body></w:document>`),
  'tables of a cell': docx(`<w:tbl><w:tr><w:tc>${paragraph(run('a'))}</w:tc></w:tr></w:tbl>`),
  'nested tables': docx('<w:tbl><w:tr><w:tc>', '</w:tc></w:tr></w:tbl>'),
  'bold runs': docx(paragraph('<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r>')),
  breaks: docx(paragraph('<w:r><w:br/></w:r>')),
};

const pdf =
  (operators: string): Make =>
  (times) =>
    pdfWith([`BT /F1 10 Tf ${operators.repeat(times)}ET`]);

/** Pages that are one thing over and over. */
export const PDF_SHAPES: Readonly<Record<string, Make>> = {
  'lines of text': pdf('0 -12 Td (It is a word.) Tj\n'),
  'pieces of a line': pdf('(a) Tj\n'),
  'spaced pieces': pdf('[(a) -500 (b)] TJ\n'),
  'saved states': pdf('q '),
  pages: (times) =>
    pdfWith(
      Array.from({ length: Math.ceil(times / 10) }, (_, i) => `BT /F1 10 Tf 72 700 Td (Page ${i}) Tj ET`),
    ),
};
