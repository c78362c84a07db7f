import { strToU8, type Zippable, zipSync } from 'fflate';
import type { RandomArticle } from './random-article.js';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** The smallest parts that Word opens, with a page header, a comment and a picture beside the body. */
export function docxOf({ title, intro, sections }: RandomArticle): Uint8Array {
  const body = [
    paragraph(title, 'Title'),
    paragraph(intro),
    ...sections.flatMap(({ heading, paragraphs, points, facts }) => [
      paragraph(heading, 'Heading1'),
      ...paragraphs.map((text) => paragraph(text)),
      ...points.map(({ name, text }) => point(name, text)),
      ...(facts.length > 0 ? [table(facts)] : []),
    ]),
  ];
  return docxWith(`${XML}<w:document ${W}><w:body>${body.join('')}</w:body></w:document>`);
}

/** A DOCX around a given `word/document.xml`. */
export function docxWith(document: string | Uint8Array): Uint8Array {
  const parts: Zippable = {
    '[Content_Types].xml': strToU8(
      `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/_rels/document.xml.rels': strToU8(
      `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>`,
    ),
    'word/styles.xml': strToU8(
      `${XML}<w:styles ${W}><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>`,
    ),
    'word/numbering.xml': strToU8(
      `${XML}<w:numbering ${W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    ),
    'word/header1.xml': strToU8(`${XML}<w:hdr ${W}><w:p><w:r><w:t>Barn papers</w:t></w:r></w:p></w:hdr>`),
    'word/media/image1.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47),
    'word/document.xml': typeof document === 'string' ? strToU8(document) : document,
  };
  return zipSync(parts, { level: 6 });
}

/** Writes another unpacked size for a part into the central directory (PKZIP APPNOTE 4.3.12). */
export function withDeclaredSize(zip: Uint8Array, part: string, size: number): Uint8Array {
  const out = zip.slice();
  const view = new DataView(out.buffer, out.byteOffset, out.byteLength);
  for (let i = 0; i + 46 < out.length; i++) {
    if (view.getUint32(i, true) !== 0x02014b50) continue;
    const name = new TextDecoder().decode(out.subarray(i + 46, i + 46 + view.getUint16(i + 28, true)));
    if (name === part) view.setUint32(i + 24, size, true);
  }
  return out;
}

/** What Word makes of a DOCX with a password: a compound file whose directory names the encrypted package. */
export function encryptedDocx(): Uint8Array {
  const out = new Uint8Array(4_096);
  out.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  [...'EncryptedPackage'].forEach((c, i) => {
    out[1_024 + 2 * i] = c.charCodeAt(0);
  });
  return out;
}

function run(text: string, bold = false): string {
  return `<w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`;
}

function paragraph(text: string, style?: string): string {
  return `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}${run(text)}</w:p>`;
}

function point(name: string, text: string): string {
  return `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>${run(name, true)}${run(`: ${text}`)}</w:p>`;
}

function table(rows: readonly (readonly [string, string])[]): string {
  const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
  return `<w:tbl>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
}
