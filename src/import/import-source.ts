import { DocentError } from '../errors.js';
import { type Article, TOO_DEEP, writeArticle } from './article.js';
import { decodeText } from './decode.js';
import { binaryFormat, formatByName, textFormat } from './detect.js';
import type { Draft, Format, Given } from './draft.js';
import type { AsciidocDraft } from './from-asciidoc.js';
import type { ReadBeside } from './includes.js';
import { MAX_TEXT_BYTES } from './limits.js';
import type { Places } from './link-targets.js';

/** An article, and the format that its source turned out to have. */
export interface Imported extends Article {
  readonly format: Format;
  /** Names of the texts beside it that were looked for to be included: it is another article when they are other texts. */
  readonly includes: readonly string[];
}

const NOTHING_BESIDE: ReadBeside = async () => null;

/**
 * Turns the bytes of a file into an article in the knowledge's shape. The format is told by the content;
 * the name decides only between Markdown and plain text.
 * @param name the file's name, below the folder that is imported
 * @param given what is known of the source beside its own words
 * @param places where the articles of the sources beside it go, by their names: links lead there
 * @param beside reads what a source includes
 * @throws {DocentError} when the file cannot be imported; the message says why and what to do, without its name
 */
export async function importSource(
  name: string,
  bytes: Uint8Array,
  given: Given = {},
  places: Places = new Map(),
  beside: ReadBeside = NOTHING_BESIDE,
): Promise<Imported> {
  if (bytes.length === 0) throw new DocentError('no-text', 'is empty.');
  try {
    const { format, draft } = await read(name, bytes, beside);
    const article = writeArticle(draft, name, given, places);
    const named = formatByName(name);
    const notes = [...article.notes];
    if (named !== null && named !== format)
      notes.unshift(`It is named like ${named} and was read as ${format}.`);
    return { ...article, notes, format, includes: 'includes' in draft ? draft.includes : [] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DocentError('too-deep', TOO_DEEP, { cause: error });
  }
}

/** Parsers are loaded when a file needs them: each takes longer to load than most files to read. */
async function read(
  name: string,
  bytes: Uint8Array,
  beside: ReadBeside,
): Promise<{ format: Format; draft: Draft | AsciidocDraft }> {
  const binary = binaryFormat(bytes);
  if (binary === 'pdf')
    return { format: binary, draft: await (await import('./from-pdf.js')).readPdf(bytes) };
  if (binary === 'docx')
    return { format: binary, draft: await (await import('./from-docx.js')).readDocx(bytes) };
  if (bytes.length > MAX_TEXT_BYTES) {
    const size = (bytes.length / 1024 / 1024).toFixed(0);
    throw new DocentError(
      'too-large',
      `has ${size} MB of text; a source may have ${MAX_TEXT_BYTES / 1024 / 1024} MB. Cut it into several files.`,
    );
  }
  const { text, note } = decodeText(bytes);
  const format = textFormat(text, name);
  const draft =
    format === 'asciidoc'
      ? await (await import('./from-asciidoc.js')).readAsciidoc(text, name, beside)
      : await readText(format, text);
  return { format, draft: note === null ? draft : { ...draft, notes: [note, ...draft.notes] } };
}

async function readText(format: Format, text: string): Promise<Draft> {
  switch (format) {
    case 'html':
      return (await import('./from-html.js')).readHtml(text);
    case 'markdown':
    case 'mdx':
      return (await import('./from-markdown.js')).readMarkdown(text, format === 'mdx');
    default:
      return (await import('./plain-text.js')).readPlainText(text);
  }
}
