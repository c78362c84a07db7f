import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { DocentError } from '../../../src/errors.js';
import { listSources } from '../../../src/io/import-files.js';
import { counted } from '../../process/counted.js';
import { isAddress, isRepository, repositoryOf } from '../../sources/clone.js';
import { examineSources } from '../../sources/examine.js';
import { readSources } from '../../sources/sources-file.js';
import { SOURCES_FILE, sourcesPath } from '../../sources/sources-path.js';
import { createSyncer } from '../../sources/sync-thread.js';
import { examineKnowledge } from '../doctor.js';
import { knowledgeFolder } from '../knowledge-folder.js';
import { SHIPPED_KNOWLEDGE } from '../package.js';
import type { Dialogue } from './dialogue.js';
import type { Settings } from './setting-place.js';
import { addSource, type SourceEntry } from './source-entry.js';

const CHOICES = {
  keep: 'as it is now',
  folder: 'a folder of mine',
  address: 'a git repository or a site',
  shipped: 'the article that comes with Docent, to see how it is',
} as const;
type From = keyof typeof CHOICES;

/** Asks where the articles come from. @param folder where Docent is started */
export async function setUpKnowledge(dialogue: Dialogue, settings: Settings, folder: string): Promise<void> {
  dialogue.part('Articles');
  const has = await isSetUp(settings, folder);
  const offered: From[] = has ? ['keep', 'folder', 'address'] : ['folder', 'address', 'shipped'];
  const from = await dialogue.choose<From>(
    'Where do the articles come from?',
    offered.map((value) => ({
      value,
      label: value === 'keep' ? `${CHOICES.keep}: ${whereNow(settings, folder)}` : CHOICES[value],
    })),
    offered[0],
  );
  if (from === 'folder') await takeFolder(dialogue, settings, folder);
  else if (from === 'address') await takeAddress(dialogue, settings, folder);
  else await tellKnowledge(dialogue, settings, folder);
}

/** Where the articles come from now, to be read. */
function whereNow({ environment }: Settings, folder: string): string {
  const knowledge = `the folder "${placeOf(environment, folder)}"`;
  return hasFile(environment, folder) ? `${SOURCES_FILE}, into ${knowledge}` : knowledge;
}

/** Whether a folder or a source is named, or the usual folder is there. */
async function isSetUp({ environment, has }: Settings, folder: string): Promise<boolean> {
  return has('KNOWLEDGE_DIR') || hasFile(environment, folder) || isFolder(placeOf(environment, folder));
}

/** The file of sources, from the folder where Docent is started. */
const fileOf = (environment: Settings['environment'], folder: string): string =>
  resolve(folder, sourcesPath(environment) ?? SOURCES_FILE);

const hasFile = (environment: Settings['environment'], folder: string): boolean =>
  sourcesPath(environment) !== null && existsSync(fileOf(environment, folder));

/** The folder of the articles, from the one where Docent is started. */
const placeOf = (env: Settings['environment'], folder: string): string =>
  resolve(folder, knowledgeFolder({ option: undefined, env }));

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (one) => one.isDirectory(),
    () => false,
  );

/** Says what `docent doctor` finds of the articles. @returns false when something is amiss */
async function tellKnowledge(
  dialogue: Dialogue,
  { environment }: Settings,
  folder: string,
): Promise<boolean> {
  const place = placeOf(environment, folder);
  const fromSources = hasFile(environment, folder);
  const isNamed = Boolean(environment.KNOWLEDGE_DIR?.trim()) || (await isFolder(place));
  const findings = await dialogue.during('opening the articles', async () => [
    ...(fromSources ? await examineSources(place, environment) : []),
    // What is synced is not there yet; without either it is the article that comes with the program.
    ...(fromSources && !isNamed
      ? []
      : await examineKnowledge(isNamed ? place : SHIPPED_KNOWLEDGE, environment)),
  ]);
  dialogue.found(findings);
  return !findings.some(({ state }) => state === 'bad');
}

/** Takes a folder with articles as it is, and one with files to import as a source. */
async function takeFolder(dialogue: Dialogue, settings: Settings, folder: string): Promise<void> {
  const elsewhere = settings.elsewhere('KNOWLEDGE_DIR');
  for (;;) {
    const written = await dialogue.ask(
      'Which folder?',
      settings.environment.KNOWLEDGE_DIR?.trim() || 'knowledge',
      (value) => (value === '' ? 'Write the path of a folder.' : null),
    );
    const path = resolve(folder, written.replace(/^~(?=\/|$)/, settings.environment.HOME ?? '~'));
    const { files } = (await isFolder(path)) ? await listSources([path], '') : { files: [] };
    if (files.length === 0) {
      dialogue.found([
        {
          state: 'bad',
          text: `"${path}" is no folder with articles, or with files that they can be made of.`,
          remedy: 'Write another path. Markdown, HTML, plain text, AsciiDoc, DOCX and PDF are read.',
        },
      ]);
      continue;
    }
    const isWritten = files.some(({ name }) => name.endsWith('.md'));
    if (!isWritten) return takeSource(dialogue, settings, folder, { kind: 'folder', path });
    if (elsewhere !== null) {
      dialogue.say(`KNOWLEDGE_DIR comes from ${elsewhere}: set it there to ${path}.`);
      return;
    }
    await settings.set('KNOWLEDGE_DIR', relative(folder, path) === 'knowledge' ? 'knowledge' : path);
    if (await tellKnowledge(dialogue, settings, folder)) return;
    const next = await dialogue.choose(
      'It does not open like that. What now?',
      [
        { value: 'again', label: 'another folder' },
        { value: 'import', label: 'import it: articles are made of its files, and kept as they are there' },
        { value: 'keep', label: 'go on; I shall mend it' },
      ],
      'import',
    );
    if (next === 'keep') return;
    if (next === 'import') {
      await settings.set('KNOWLEDGE_DIR', null);
      return takeSource(dialogue, settings, folder, { kind: 'folder', path });
    }
  }
}

async function takeAddress(dialogue: Dialogue, settings: Settings, folder: string): Promise<void> {
  const url = await dialogue.ask('Which address?', '', (value) =>
    isAddress(value) && URL.canParse(value)
      ? null
      : 'Write an address that begins with https://, as your browser shows it.',
  );
  const isGit =
    isRepository(url) ||
    (await dialogue.choose(
      'What is there?',
      [
        { value: 'site', label: 'a site with pages to read' },
        { value: 'git', label: 'a git repository' },
      ],
      'site',
    )) === 'git';
  if (!isGit) return takeSource(dialogue, settings, folder, { kind: 'site', url });
  const { url: repository, ref, path } = repositoryOf(url);
  return takeSource(dialogue, settings, folder, {
    ...{ kind: 'git', url: repository },
    ...(ref === null ? {} : { branch: ref }),
    ...(path === null ? {} : { path }),
  });
}

/** Writes a source, and reads it once if wanted. */
async function takeSource(
  dialogue: Dialogue,
  settings: Settings,
  folder: string,
  entry: SourceEntry,
): Promise<void> {
  if (sourcesPath(settings.environment) === null) await settings.set('DOCENT_SOURCES', SOURCES_FILE);
  const { environment } = settings;
  const file = fileOf(environment, folder);
  const name = await addSource(file, entry);
  dialogue.say(
    `Written to ${file} as “${name}”; docs/sources.md tells what else can be said of it, a token too. It is read at each start, and every half hour.`,
  );
  const knowledge = placeOf(environment, folder);
  if (await dialogue.confirm('Read it now?', true)) {
    const syncer = createSyncer({ sources: await readSources(environment), knowledge, environment });
    try {
      const [report] = await dialogue.during('reading', () => syncer.sync([name]));
      if (report) dialogue.say(`${counted(report.articles, 'article')} of it.`);
    } catch (error) {
      if (!(error instanceof DocentError)) throw error;
      dialogue.found([{ state: 'bad', text: error.message }]);
    } finally {
      await syncer.close();
    }
  }
  dialogue.found(await examineSources(knowledge, environment));
}
