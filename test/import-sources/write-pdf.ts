import type { RandomArticle } from './random-article.js';

interface Line {
  readonly text: string;
  readonly size: number;
  /** Room above it, in points. */
  readonly above: number;
}

const PAGE_LINES = 40;
const WIDTH = 88;
const BODY = 10;

/** A PDF of the article on as many pages as it takes, each with a header and its number. */
export function pdfOf({ title, intro, sections }: RandomArticle): Uint8Array {
  const lines: Line[] = [{ text: title, size: 20, above: 0 }, ...wrapped(intro)];
  for (const { heading, paragraphs, points, facts } of sections) {
    lines.push({ text: heading, size: 14, above: 12 });
    for (const text of paragraphs) lines.push(...wrapped(text));
    for (const { name, text } of points) lines.push(...wrapped(`\x95 ${name}: ${text}`));
    for (const [label, value] of facts) lines.push(...wrapped(`${label}: ${value}`));
  }
  const pages: string[] = [];
  for (let i = 0; i < lines.length; i += PAGE_LINES)
    pages.push(pageOf(lines.slice(i, i + PAGE_LINES), pages.length + 1));
  return pdfWith(pages);
}

/** A PDF whose pages have the given content streams. @param encrypted whether it asks for a password that nobody has */
export function pdfWith(contents: readonly string[], encrypted = false): Uint8Array {
  const kids = contents.map((_, i) => `${4 + 2 * i} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...contents.flatMap((content, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * i} 0 R >>`,
      content.startsWith('<<') ? content : `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
    `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >>`,
  ];
  let out = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = out.length;
    out += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const encryption = encrypted ? ` /Encrypt ${objects.length} 0 R /ID [<00><00>]` : '';
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${encryption} >>\nstartxref\n${out.length}\n%%EOF\n`;
  return Uint8Array.from(out, (c) => c.charCodeAt(0));
}

function wrapped(text: string): Line[] {
  const lines: string[] = [];
  let open = '';
  for (const word of text.split(' ')) {
    if (open !== '' && open.length + 1 + word.length > WIDTH) {
      lines.push(open);
      open = word;
    } else open = open === '' ? word : `${open} ${word}`;
  }
  return [...lines, open].map((line, i) => ({ text: line, size: BODY, above: i === 0 ? 8 : 0 }));
}

function pageOf(lines: readonly Line[], number: number): string {
  let y = 800;
  const shown = [show('Barn papers', 8, 820), show(`Page ${number}`, 8, 20)];
  for (const { text, size, above } of lines) {
    y -= above + size * 1.3;
    shown.push(show(text, size, y));
  }
  return shown.join('\n');
}

function show(text: string, size: number, y: number): string {
  return `BT /F1 ${size} Tf 1 0 0 1 50 ${y.toFixed(1)} Tm (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`;
}
