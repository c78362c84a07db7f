import { unzipSync, zipSync } from 'fflate';
import { DocentError } from '../errors.js';
import { MAX_UNPACKED_BYTES, MAX_ZIP_ENTRIES } from './limits.js';

/** A zip archive that claims to be a DOCX, read within limits. */
export interface DocxParts {
  /** The XML parts by name. Pictures and other binary parts are not unpacked. */
  readonly xml: ReadonlyMap<string, Uint8Array>;
  /** Names of the pictures. */
  readonly images: readonly string[];
  /** The XML parts as an archive of their own, stored: what is parsed further holds no more than was counted here. */
  readonly archive: Uint8Array;
}

/**
 * Unpacks the XML of a DOCX. Sizes are those that the central directory declares: they are added up before
 * anything is unpacked, and no part is given more room than it declared, so a directory that lies gains nothing.
 * @throws {DocentError} `too-large` for a zip bomb, `damaged`, `unknown-format` for an archive that is no DOCX
 */
export function readDocxParts(bytes: Uint8Array): DocxParts {
  const images: string[] = [];
  let unpacked = 0;
  let entries = 0;
  let parts: Record<string, Uint8Array>;
  try {
    parts = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        if (++entries > MAX_ZIP_ENTRIES) throw tooLarge(`has more than ${MAX_ZIP_ENTRIES} parts`);
        if (/^word\/media\//.test(name)) images.push(name);
        if (!/\.(?:xml|rels)$/i.test(name)) return false;
        unpacked += Math.max(size, originalSize);
        if (unpacked > MAX_UNPACKED_BYTES)
          throw tooLarge(`unpacks to more than ${MAX_UNPACKED_BYTES / 1024 / 1024} MB`);
        return true;
      },
    });
  } catch (cause) {
    if (cause instanceof DocentError) throw cause;
    throw new DocentError('damaged', 'is a damaged or encrypted archive. Open it in Word and save it anew.', {
      cause,
    });
  }
  if (!parts['word/document.xml'])
    throw new DocentError(
      'unknown-format',
      'is an archive, but no DOCX (it has no word/document.xml). Unpack it, or save its text as DOCX.',
    );
  return { xml: new Map(Object.entries(parts)), images, archive: zipSync(parts, { level: 0 }) };
}

function tooLarge(what: string): DocentError {
  return new DocentError('too-large', `${what}. Cut it into several files, and take what is no text out.`);
}
