import { resolve } from 'node:path';
import { DocentError } from '../../src/errors.js';
import type { Imported } from '../../src/import/import-source.js';
import { MAX_SOURCE_BYTES, PARSER_LIMITS } from '../../src/import/limits.js';
import {
  exists,
  listSources,
  placesOf,
  type SourceFile,
  writeArticleFile,
} from '../../src/io/import-files.js';
import type { Failure } from '../process/bounded-process.js';
import { Parser } from '../service/import-parser.js';
import type { Terminal } from './cli.js';
import { importedText } from './import-report.js';

export interface ImportOptions {
  readonly out: string;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly sourceName?: string;
  readonly sourceUrl?: string;
}

/**
 * Imports files and folders as articles, and reports on every one.
 * @returns the exit status: 0, or 1 when a source was not imported
 */
export async function importSources(
  sources: readonly string[],
  options: ImportOptions,
  terminal: Terminal,
): Promise<number> {
  const say = (line: Record<string, unknown>, text: string) =>
    terminal.stdout.write(options.json ? `${JSON.stringify(line)}\n` : `${text}\n`);
  const { files, leftOut, unusable } = await listSources(sources, options.out);
  const sayFailed = (source: string, { code, message }: Failure) =>
    say({ source, status: 'failed', code, message }, `${source}: not imported: ${message} [${code}]`);
  for (const { name, reason } of leftOut)
    say({ source: name, status: 'left-out', message: reason }, `${name}: left out: ${reason}.`);
  for (const { name, message } of unusable) sayFailed(name, { code: 'no-source', message });
  let imported = 0;
  for await (const { file, target, result } of importEach(files, options)) {
    if ('code' in result) sayFailed(file.name, result);
    else {
      imported++;
      const { markdown: _, links: __, ...report } = result;
      say({ source: file.name, status: 'imported', target, ...report }, importedText(file, result));
    }
  }
  const failed = unusable.length + files.length - imported;
  if (!options.json) {
    const counts = `${imported} imported into ${options.out}, ${failed} not imported, ${leftOut.length} left out`;
    terminal.stdout.write(`${counts}\n`);
    if (imported > 0)
      terminal.stdout.write(`Read them over, then: docent check --knowledge ${options.out}\n`);
  }
  return failed > 0 || imported === 0 ? 1 : 0;
}

/** What became of a file. */
interface Outcome {
  readonly file: SourceFile;
  /** Path of its article. */
  readonly target: string;
  readonly result: Imported | Failure;
}

/** Imports one file after the other. */
export async function* importEach(
  files: readonly SourceFile[],
  options: ImportOptions,
): AsyncGenerator<Outcome> {
  const parser = new Parser(PARSER_LIMITS, placesOf(files));
  try {
    for (const file of files) {
      const target = resolve(options.out, file.target);
      yield { file, target, result: await importOne(file, target, options, parser) };
    }
  } finally {
    parser.close();
  }
}

async function importOne(
  file: SourceFile,
  target: string,
  options: ImportOptions,
  parser: Parser,
): Promise<Imported | Failure> {
  if (file.size > MAX_SOURCE_BYTES) {
    const message = `is ${(file.size / 1024 / 1024).toFixed(0)} MB; a source may have ${MAX_SOURCE_BYTES / 1024 / 1024} MB. Cut it into several files.`;
    return { code: 'too-large', message };
  }
  if (target === file.path)
    return { code: 'same-file', message: 'would be overwritten by its own article. Choose another --out.' };
  if (!options.force && (await exists(target)))
    return { code: 'exists', message: `has an article already (${target}); --force overwrites it.` };
  const given = { publisher: options.sourceName ?? null, url: options.sourceUrl ?? null };
  const reply = await parser.parse({ path: file.path, root: file.root, name: file.name, given });
  if ('failure' in reply) return reply.failure;
  try {
    await writeArticleFile(target, reply.imported.markdown, options.force ?? false);
    return reply.imported;
  } catch (error) {
    if (error instanceof DocentError) return { code: error.code, message: error.message };
    throw error;
  }
}
