import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { DocentError } from '../../src/errors.js';
import type { Imported } from '../../src/import/import-source.js';
import { type LeftOut, listSources } from '../../src/io/import-files.js';
import { runPlatforms } from '../app/start.js';
import { counted } from '../process/counted.js';
import { clone, isAddress, isRepository, repositoryOf } from '../sources/clone.js';
import { openInBrowser } from './browser.js';
import { calledAs } from './called-as.js';
import type { Terminal } from './cli.js';
import { importEach } from './import.js';
import { createProgressBar } from './progress-bar.js';

export interface TryOptions {
  readonly branch?: string;
  readonly path?: string;
  readonly port?: number;
  /** False: the page is not opened in a browser. */
  readonly open?: boolean;
}

/** Most files that are named as not read, and most kinds of what was left out of those that were. */
const NAMED = 10;

const NOTHING_READ =
  'There is nothing to answer from. Name files, or a folder with some: Markdown, AsciiDoc, HTML, plain text, DOCX and PDF are read.\n';

/** Settings that matter to an attempt; no platform is started and nothing of it is kept. */
const TAKEN_OVER =
  /^(?:MEANING|ABSTAIN_RISK$|DOCENT_WEB_HOST$|PATH$|HOME$|LANG$|NO_COLOR$|npm_lifecycle_event$)/;

interface Summary {
  imported: number;
  headings: number;
  readonly failed: { readonly name: string; readonly message: string }[];
  readonly dropped: Map<string, number>;
}

/**
 * Imports files, folders, repositories and sites into a temporary place, says what it made of them, and serves the page on
 * them until it is stopped. Then all of it is deleted.
 * @returns the exit status: 0, or 1 when there was nothing to import
 * @throws {DocentError} `no-repository`, `no-site`, and what starting throws
 */
export async function tryOut(
  sources: readonly string[],
  options: TryOptions,
  terminal: Terminal,
): Promise<number> {
  const place = await mkdtemp(join(tmpdir(), 'docent-try-'));
  try {
    const knowledge = join(place, 'knowledge');
    const summary: Summary = { imported: 0, headings: 0, failed: [], dropped: new Map() };
    const folders = await fetched(sources, options, { place, knowledge, summary }, terminal);
    const { files, leftOut, unusable } = await listSources(folders, knowledge);
    summary.failed.push(...unusable);
    const bar = createProgressBar(terminal, (all) => `importing ${counted(all, 'file')}`);
    for await (const { file, result } of importEach(files, { out: knowledge })) {
      if ('code' in result) summary.failed.push({ name: file.name, message: result.message });
      else count(summary, result);
      bar.show(summary.imported + summary.failed.length, files.length);
    }
    bar.clear();
    terminal.stdout.write(summaryText(summary, leftOut));
    if (summary.imported === 0) {
      terminal.stdout.write(NOTHING_READ);
      return 1;
    }
    const keeping = keepingText(sources, calledAs(terminal.env));
    await runPlatforms({
      knowledge,
      environment: environmentFor(terminal, options, place),
      write: (line) => tell(line, { ...options, keeping }, terminal),
    });
    return 0;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

function count(summary: Summary, { recognised, dropped }: Pick<Imported, 'recognised' | 'dropped'>): void {
  summary.imported++;
  summary.headings += recognised.headings;
  for (const { what } of dropped) summary.dropped.set(what, (summary.dropped.get(what) ?? 0) + 1);
}

/** Where it is tried, and what is found there. */
interface Attempt {
  readonly place: string;
  readonly knowledge: string;
  readonly summary: Summary;
}

/** The folders and files that are named. A repository is fetched to one first; the pages of a site are articles at once. */
async function fetched(
  sources: readonly string[],
  options: TryOptions,
  attempt: Attempt,
  terminal: Terminal,
): Promise<string[]> {
  const folders: string[] = [];
  for (const [i, source] of sources.entries()) {
    if (!isAddress(source)) folders.push(source);
    else
      try {
        folders.push(
          await repositoryFolder(source, options, join(attempt.place, `repository-${i}`), terminal),
        );
      } catch (error) {
        const isSure = options.branch !== undefined || options.path !== undefined || isRepository(source);
        if (isSure || !(error instanceof DocentError)) throw error;
        await readSite({ url: source, name: `site-${i}` }, error.message, attempt, terminal);
      }
  }
  return folders;
}

async function repositoryFolder(
  source: string,
  { branch, path }: TryOptions,
  root: string,
  terminal: Terminal,
): Promise<string> {
  const bar = createProgressBar(terminal, (all) => `fetching ${counted(all, 'object')}`);
  const named = repositoryOf(source);
  const { folder } = await clone({ ...named, ref: branch ?? named.ref, path: path ?? named.path }, root, {
    progress: bar.show,
  }).finally(bar.clear);
  const own = relative(root, folder);
  terminal.stdout.write(`${named.url}: ${own === '' ? 'all of it' : `its folder "${own}"`} is read.\n`);
  return folder;
}

/** @param notRepository why it is no repository @throws {DocentError} `no-site` */
async function readSite(
  { url, name }: { readonly url: string; readonly name: string },
  notRepository: string,
  { knowledge, summary }: Attempt,
  terminal: Terminal,
): Promise<void> {
  const { readSiteOnce } = await import('../sources/site-once.js');
  const bar = createProgressBar(terminal, (all) => `reading ${counted(all, 'page')}`);
  const { error, failed, leftOut } = await readSiteOnce(url, name, {
    ...{ knowledge, environment: terminal.env },
    progress: ({ done, all }) => bar.show(done, all),
    imported: (imported) => count(summary, imported),
  }).finally(bar.clear);
  if (error)
    throw new DocentError('no-site', `${notRepository} Nor can it be read as a site: ${error.message}`);
  for (const { key, message } of failed) summary.failed.push({ name: key, message });
  const out = Object.entries(leftOut).map(([reason, pages]) => `; ${pages} ${reason}`);
  terminal.stdout.write(`${url}: the pages of its sitemap are read${out.join('')}.\n`);
}

function summaryText({ imported, headings, failed, dropped }: Summary, leftOut: readonly LeftOut[]): string {
  const kinds = [...dropped].sort(([, a], [, b]) => b - a).slice(0, NAMED);
  const lines = [
    `${counted(imported, 'article')} with ${counted(headings, 'heading')}, of ${counted(imported + failed.length, 'file')}; ${leftOut.length === 1 ? '1 other is no article' : `${leftOut.length} others are no articles`}.`,
    ...(kinds.length > 0
      ? [`Left out of them: ${kinds.map(([what, count]) => `${count} × ${what}`).join(', ')}.`]
      : []),
    ...(failed.length > 0 ? ['Not read:'] : []),
    ...failed.slice(0, NAMED).map(({ name, message }) => `  ${name}: ${message}`),
    ...(failed.length > NAMED ? [`  and ${failed.length - NAMED} more`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function environmentFor({ env }: Terminal, { port }: TryOptions, place: string): Record<string, string> {
  const own = Object.entries(env).filter(
    (entry): entry is [string, string] => TAKEN_OVER.test(entry[0]) && entry[1] !== undefined,
  );
  return {
    ...Object.fromEntries(own),
    ...(port === undefined ? {} : { DOCENT_WEB_PORT: String(port) }),
    DOCENT_WEB: 'on',
    DOCENT_WATCH: 'off',
    DOCENT_SOURCES: 'off',
    DOCENT_SCOPES: 'off',
    DOCENT_RETENTION_DAYS: '0',
    DOCENT_DATA_DIR: join(place, 'data'),
    DOCENT_CACHE_DIR: join(place, 'cache'),
    DOCENT_LOG_FORMAT: 'json',
  };
}

/** How what was tried is kept: `docent import` reads files, and what is at an address is a source. */
function keepingText(sources: readonly string[], docent: string): string {
  if (sources.some(isAddress)) return `To keep the articles: ${docent} init, which asks for the address.`;
  const files = sources.map((source) => (/\s/.test(source) ? `"${source}"` : source)).join(' ');
  return `To keep the articles: ${docent} import ${files} --out knowledge, then ${docent} start`;
}

/** Says of the log what who tries wants to know: where the page is, and what is amiss. */
function tell(
  line: string,
  { open, keeping }: TryOptions & { readonly keeping: string },
  terminal: Terminal,
): void {
  const { level, msg } = JSON.parse(line) as { level: string; msg: string };
  const [, address] = /^Docent answers at (\S+)/.exec(msg) ?? [];
  if (address) {
    terminal.stdout.write(`Ask at ${address} (Ctrl+C ends it, and nothing of it is kept).\n${keeping}\n`);
    if (open !== false && terminal.stdout.isTTY) void openInBrowser(address);
  } else if (/^Passages are being encoded|^Questions are answered by meaning too/.test(msg)) {
    terminal.stderr.write(`docent: ${msg}\n`);
  } else if (level === 'warn' || level === 'error') terminal.stderr.write(`docent: ${msg}\n`);
}
