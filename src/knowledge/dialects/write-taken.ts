import { isBlank } from './columns.js';
import { decoded } from './html-elements.js';
import type { Marker } from './marker.js';
import type { Line, Page } from './page.js';
import type { TakenLines } from './taken-lines.js';

/** Writes what is made of lines that go together. @returns their text where none of it is shown */
export function writeTaken(
  { as, way, name, language, tab }: Marker & { does: 'take' },
  { pieces, lines }: TakenLines,
  prefix: string,
  page: Page,
): string {
  const from = page.line;
  const write = (text: string, below: number, kind: Line['kind']) => {
    page.line = from + below;
    page.write(text, kind);
  };
  const indent = ' '.repeat(prefix.length);
  const last = lines - 1;
  const text = pieces
    .map((piece) => piece.text.trim())
    .join(' ')
    .trim();
  if (as === 'label') {
    if (page.label(plainLabel(text))) page.mark(prefix);
    else page.write(`${prefix}**${plainLabel(text)}**`, 'text');
    return '';
  }
  page.mark(prefix);
  if (as === 'nothing') return text;
  if (as === 'heading') page.write(`${indent}${'#'.repeat(Number(name[1] ?? 1))} ${text}`, 'text');
  else if (as === 'html') {
    for (const [i, piece] of pieces.entries()) {
      const whole = `${i === 0 ? `<${name}>` : ''}${piece.text}${piece.below === last ? `</${name}>` : ''}`;
      // A blank line would end the HTML.
      if (!isBlank(whole)) write(indent + whole.trim(), piece.below, 'html');
    }
    page.mark();
  } else {
    if (tab !== null) page.open('section', 'code', 0, { kind: 'box', name: 'tab', label: tab }, indent);
    const code = codeLines(pieces, way === 'tag');
    const fence = '`'.repeat(Math.max(3, ...code.map((line) => backticksOf(line.text) + 1)));
    write(`${indent}${fence}${language}`, 0, 'code');
    for (const line of code) write(indent + line.text, line.below, 'code');
    write(indent + fence, last, 'code');
    if (tab !== null) page.close('section', 'code', 0);
  }
  return '';
}

function plainLabel(html: string): string {
  return html
    .replace(/<\/?(?:p|div|br|h[1-6]|li)\b[^<>]*>/g, ' ')
    .replace(/<[^<>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function backticksOf(line: string): number {
  return /^\s*(`{3,})/.exec(line)?.[1]?.length ?? 0;
}

/** Lines of code, without blank ones at the edges and, out of HTML, without its tags. */
function codeLines(pieces: TakenLines['pieces'], isHtml: boolean): { text: string; below: number }[] {
  const lines = pieces.map(({ text, below }) => ({ text: isHtml ? withoutTags(text) : text, below }));
  while (lines[0] && isBlank(lines[0].text)) lines.shift();
  while (lines.length > 0 && isBlank(lines.at(-1)?.text ?? '')) lines.pop();
  return lines;
}

/** In MDX code stands in a text of its language: `` {`…`} ``. */
function withoutTags(html: string): string {
  const text = html.replace(/^\s*\{`|`\}\s*$/g, '').replace(/<\/?[a-zA-Z][^<>]*>/g, '');
  return decoded(text);
}
