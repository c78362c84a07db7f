const MB = 1024 * 1024;

/** Largest file that is opened, in bytes. A book with its pictures is smaller; it has to fit into memory several times. */
export const MAX_SOURCE_BYTES = 50 * MB;

/** Largest text source (Markdown, HTML, plain text), in bytes: the tree of it takes about fifty times as much. */
export const MAX_TEXT_BYTES = 10 * MB;

/** Most that the parts of a DOCX may unpack to, together, in bytes: its XML becomes a tree of twenty times its size. */
export const MAX_UNPACKED_BYTES = 40 * MB;

/** Most parts in a DOCX. A report with a thousand pictures has fewer. */
export const MAX_ZIP_ENTRIES = 5_000;

/** Most pages of a PDF that are read. */
export const MAX_PDF_PAGES = 5_000;

/** What parsing one source may take. */
export interface ParserLimits {
  readonly timeMs: number;
  /** JavaScript heap of the process that parses, in megabytes. */
  readonly heapMb: number;
  /** All memory that the process holds, buffers outside the heap included, in megabytes. */
  readonly memoryMb: number;
}

export const PARSER_LIMITS: ParserLimits = { timeMs: 30_000, heapMb: 768, memoryMb: 1_200 };
