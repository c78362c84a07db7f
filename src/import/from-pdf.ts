import { getDocumentProxy } from 'unpdf';
import { DocentError } from '../errors.js';
import type { Draft, Dropped } from './draft.js';
import { MAX_PDF_PAGES } from './limits.js';
import type { Line } from './lines.js';
import { type PageText, pageLines } from './pdf-lines.js';
import { readLines } from './plain-text.js';

/** PDF.js prints nothing but errors at this level (`VerbosityLevel.ERRORS`). */
const ERRORS_ONLY = 0;

/**
 * Reads the text of a PDF: lines by where they stand, headings by the size of their type.
 * @throws {DocentError} `password`, `damaged`, `too-large`, or `no-text` where the pages are pictures
 */
export async function readPdf(bytes: Uint8Array): Promise<Draft> {
  const pdf = await open(bytes);
  try {
    if (pdf.numPages > MAX_PDF_PAGES)
      throw new DocentError(
        'too-large',
        `has ${pdf.numPages} pages; at most ${MAX_PDF_PAGES} are read. Cut it into several files.`,
      );
    const dropped: Dropped[] = [];
    const pages: PageText[] = [];
    for (let i = 1; i <= pdf.numPages; i++) {
      const page = await pdf.getPage(i);
      const { items } = await page.getTextContent();
      pages.push(items.flatMap((item) => ('str' in item ? [item] : [])));
      page.cleanup();
    }
    const lines: Line[] = pageLines(pages, dropped);
    if (lines.length === 0)
      throw new DocentError(
        'no-text',
        'holds no text: its pages are pictures. Run text recognition (OCR) on it.',
      );
    const draft = readLines(lines, true);
    const info = await pdf.getMetadata().then(({ info: entries }) => entries as Record<string, unknown>);
    const entry = (key: string) =>
      typeof info[key] === 'string' && info[key].trim() !== '' ? info[key] : null;
    const { metadata } = draft;
    return {
      ...draft,
      metadata: {
        ...metadata,
        title: metadata.title ?? entry('Title'),
        author: metadata.author ?? entry('Author'),
      },
      dropped: [...dropped, ...draft.dropped],
      notes: [...draft.notes, 'Pictures, drawings and form fields of a PDF are not read.'],
    };
  } catch (cause) {
    if (cause instanceof DocentError || cause instanceof RangeError) throw cause;
    throw damaged(cause);
  } finally {
    await pdf.destroy();
  }
}

async function open(bytes: Uint8Array): ReturnType<typeof getDocumentProxy> {
  try {
    // PDF.js takes no Buffer, and takes the bytes away from the caller.
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: ERRORS_ONLY });
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'PasswordException')
      throw new DocentError('password', 'is protected with a password. Save it without one.', { cause });
    throw damaged(cause);
  }
}

function damaged(cause: unknown): DocentError {
  return new DocentError('damaged', 'is a damaged PDF. Open it in a viewer and save or print it anew.', {
    cause,
  });
}
