import mammoth from 'mammoth';
import type { Heading, Root } from 'mdast';
import { DocentError } from '../errors.js';
import { type DocxParts, readDocxParts } from './docx-parts.js';
import { type Draft, type Dropped, NO_METADATA } from './draft.js';
import { readFragment } from './from-html.js';

/** Parts beside the body that hold text, and what they are. */
const BESIDE: readonly (readonly [part: RegExp, what: string])[] = [
  [/^word\/header\d*\.xml$/, 'page header'],
  [/^word\/footer\d*\.xml$/, 'page footer'],
  [/^word\/comments\.xml$/, 'comment'],
];

/** Word's title stands above its headings of the first level. */
const STYLE_MAP = [
  "p[style-name='Title'] => h1:fresh",
  ...[1, 2, 3, 4, 5].map((n) => `p[style-name='heading ${n}'] => h${n + 1}:fresh`),
];

/**
 * Reads a DOCX: headings, lists, tables and footnotes of its body. Pictures, page headers and footers,
 * comments and text that was deleted under tracked changes are dropped.
 * @throws {DocentError} `damaged`, `too-large`, `unknown-format`
 */
export async function readDocx(bytes: Uint8Array): Promise<Draft> {
  const parts = readDocxParts(bytes);
  const dropped: Dropped[] = parts.images.map((name) => ({ what: 'image', text: name }));
  const { value, messages } = await toHtml(parts);
  for (const [name, what] of [...parts.xml.keys()].flatMap((part) => besides(part))) {
    const text = xmlText(parts, name, 'w:t');
    if (text !== '') dropped.push({ what, text });
  }
  const deleted = xmlText(parts, 'word/document.xml', 'w:delText');
  if (deleted !== '') dropped.push({ what: 'deleted text', text: deleted });
  const notes = [
    ...new Set(messages.filter((one) => !/image/i.test(one.message)).map((one) => `${one.message}.`)),
  ];
  const tree = fromFirstLevel(readFragment(value, dropped));
  return {
    tree,
    metadata: {
      ...NO_METADATA,
      title: xmlText(parts, 'docProps/core.xml', 'dc:title') || null,
      author: xmlText(parts, 'docProps/core.xml', 'dc:creator') || null,
    },
    dropped,
    notes,
  };
}

async function toHtml(parts: DocxParts): ReturnType<typeof mammoth.convertToHtml> {
  try {
    return await mammoth.convertToHtml(
      { buffer: Buffer.from(parts.archive) },
      {
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        styleMap: STYLE_MAP,
      },
    );
  } catch (cause) {
    if (cause instanceof RangeError) throw cause;
    throw new DocentError('damaged', 'is a damaged DOCX. Open it in Word and save it anew.', { cause });
  }
}

/** Without a title, the headings are as they were. */
function fromFirstLevel(tree: Root): Root {
  const headings = tree.children.filter((node): node is Heading => node.type === 'heading');
  if (headings.every(({ depth }) => depth > 1))
    for (const heading of headings) heading.depth = (heading.depth - 1) as 1;
  return tree;
}

function besides(part: string): [name: string, what: string][] {
  return BESIDE.flatMap(([pattern, what]) => (pattern.test(part) ? [[part, what] as [string, string]] : []));
}

/** The text of all elements of one name in a part, without their markup. */
function xmlText(parts: DocxParts, part: string, element: string): string {
  const xml = parts.xml.get(part);
  if (!xml) return '';
  const found = new TextDecoder()
    .decode(xml)
    .matchAll(new RegExp(`<${element}(?:\\s[^>]*)?>([^<]*)</${element}>`, 'g'));
  return [...found]
    .map(([, text = '']) => text)
    .join(' ')
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
