import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { NO_OBSERVER, type ObservedBot } from '../adapters/service/observed.js';
import type { Answer, Block, Citation, Shown, Span } from '../src/answer/answer.js';
import { type Knowledge, outlineOf } from '../src/answer/context.js';
import { type Bot, createBot, type LocalBot } from '../src/bot.js';
import { readKnowledge } from '../src/io/read-knowledge.js';
import type { Corpus } from '../src/knowledge/corpus.js';
import { ENGLISH } from '../src/knowledge/english-thesaurus.js';
import { createLexicon, type Lexicon } from '../src/knowledge/lexicon.js';
import { loadCorpus } from '../src/knowledge/load-corpus.js';
import type { Problem } from '../src/knowledge/problem.js';
import { type KnownWords, withKnownWords } from '../src/query/known-words.js';
import type { Query } from '../src/query/query.js';
import { understand } from '../src/query/understand.js';
import { FIND } from '../src/retrieval/find.js';
import { buildIndex } from '../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../src/retrieval/local/engine.js';
import { LEARNED } from '../src/retrieval/weights/learned.js';
import { standsIn } from './stands-in.js';

/** Root of the repository. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
export const TEAS = join(ROOT, 'test/fixtures/teas');
export const HANDBOOK = join(ROOT, 'test/fixtures/handbook');
export const SHIPPED = join(ROOT, 'knowledge');

/** A bot built anew from a folder, with the texts of its articles by their path. */
export interface Built {
  readonly bot: LocalBot;
  readonly sources: ReadonlyMap<string, string>;
}

/** Reads a folder and builds its bot. @throws when the knowledge has an error */
export async function buildFrom(folder: string): Promise<Built> {
  const { articles, thesaurus } = await readKnowledge(folder);
  const { corpus, problems } = loadCorpus(articles, thesaurus);
  refuse(problems);
  return { bot: botOf(corpus), sources: new Map(articles.map(({ path, text }) => [path, text])) };
}

const built = new Map<string, Promise<Built>>();

/** The same, built once in a test file. */
export function builtFrom(folder: string): Promise<Built> {
  const known = built.get(folder) ?? buildFrom(folder);
  built.set(folder, known);
  return known;
}

/** A corpus of articles given as text; more than one is named `a.md`, `b.md` … in order. */
export function corpusOf(articles: readonly string[], thesaurus?: string): Corpus {
  const { corpus, problems } = load(articles, thesaurus);
  refuse(problems);
  return corpus;
}

/** What loading says of articles given as text. */
export function problemsOf(articles: readonly string[], thesaurus?: string): Problem[] {
  return load(articles, thesaurus).problems;
}

function load(articles: readonly string[], thesaurus?: string): ReturnType<typeof loadCorpus> {
  return loadCorpus(
    articles.map((text, i) => ({ path: `${String.fromCharCode(97 + i)}.md`, text })),
    thesaurus === undefined ? null : { path: 'thesaurus.yaml', text: thesaurus },
  );
}

function refuse(problems: readonly Problem[]): void {
  const [error] = problems.filter(({ severity }) => severity === 'error');
  if (error) throw new Error(`${error.file}:${error.line}: ${error.message}`);
}

export function botOf(corpus: Corpus): LocalBot {
  return createBot(corpus, createLocalEngine(corpus, buildIndex(corpus)));
}

/** A corpus with all that composers work with. */
export function knowledgeOf(corpus: Corpus): Knowledge {
  return {
    outline: outlineOf(corpus),
    lexicon: createLexicon(corpus, [ENGLISH]),
    engine: createLocalEngine(corpus, buildIndex(corpus)),
    weights: LEARNED,
    finding: FIND,
    leastLikelihood: 0,
  };
}

/** What composers work with, of a folder. */
export async function knowledgeFrom(folder: string): Promise<Knowledge> {
  return knowledgeOf((await builtFrom(folder)).bot.corpus);
}

/** Reads something of a question with the words of the articles at hand, as the bot does. */
export function reading<T>(
  { lexicon, engine }: Pick<Knowledge, 'lexicon' | 'engine'>,
  read: (lexicon: Lexicon, known: KnownWords) => T,
): Promise<T> {
  return withKnownWords(engine.vocabulary, (known) => read(lexicon, known));
}

/** What is understood of a question by itself. */
export function queryOf(question: string, knowledge: Pick<Knowledge, 'lexicon' | 'engine'>): Promise<Query> {
  return reading(knowledge, (lexicon, known) => understand(question, lexicon, known));
}

/** A bot as an adapter has it, of which nobody takes note. */
export function unobserved(bot: Bot): ObservedBot {
  return NO_OBSERVER.observe(bot, 'test');
}

/** A bot that hands votes on, whatever the place it is wanted for. */
export function withVotes(bot: Bot, vote: ObservedBot['vote']): ObservedBot {
  const observed: ObservedBot = { ...unobserved(bot), vote, at: async () => observed };
  return observed;
}

/** Asks one turn after the other in one conversation. @returns the last answer */
export async function converse(bot: Bot, ...turns: readonly string[]): Promise<Answer> {
  let answer: Answer | null = null;
  for (const turn of turns) answer = await bot.ask(turn, { conversation: answer?.conversation ?? null });
  if (!answer) throw new Error('There is no turn');
  return answer;
}

/** Every span of blocks, in reading order; code counts as a quotation. */
export function spansOf(blocks: readonly Block[]): Span[] {
  return blocks.flatMap(spansIn);
}

function spansIn(block: Block): Span[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return [...block.spans];
    case 'list':
      return block.items.flat();
    case 'steps':
      return block.items.flatMap(({ content }) =>
        content.type === 'text' ? content.spans : spansIn(content),
      );
    case 'table':
      return [...block.columns, ...block.rows.flatMap((row) => [row.label, ...row.cells.flat()])];
    case 'code':
      return [{ type: 'quoted', text: block.text, citation: block.citation }];
  }
}

/** Every span that is shown, those of the title first. */
function shownSpans({ title, blocks }: Pick<Shown, 'title' | 'blocks'>): Span[] {
  return [...(title ?? []), ...spansOf(blocks)];
}

/** What is wrong with an answer's quotations; nothing, when every one can be found where it is said to stand. */
export function misquotations(answer: Answer, sources: ReadonlyMap<string, string>): string[] {
  const faults: string[] = [];
  for (const { document, lines, quote } of answer.citations) {
    const source = sources.get(document);
    if (source === undefined) faults.push(`there is no article ${document}`);
    else if (!standsIn(quote, source, lines))
      faults.push(`${document}:${lines[0]}-${lines[1]} does not say "${quote}"`);
  }
  const cited = new Set(answer.citations.map(({ source, quote }) => `${source} ${quote}`));
  const known = new Set(answer.citations.map(({ source }) => source));
  for (const span of shownSpans(answer)) {
    if (span.type !== 'quoted') continue;
    // A label bears no citation of its own: the sentences behind it do, with the same number.
    const isCited = span.label ? known.has(span.citation) : cited.has(`${span.citation} ${span.text}`);
    if (!isCited) faults.push(`"${span.text}" [${span.citation}] is quoted and not cited`);
  }
  const quoted = new Set(
    shownSpans(answer).flatMap((span) =>
      span.type === 'quoted' && !span.label ? [`${span.citation} ${span.text}`] : [],
    ),
  );
  for (const { source, quote } of answer.citations)
    if (!quoted.has(`${source} ${quote}`)) faults.push(`"${quote}" [${source}] is cited and not shown`);
  return faults;
}

/** Quotes by the subject that they are cited of. */
export function quotesOf(answer: Answer, subject: string | null): string[] {
  return answer.citations.filter((one: Citation) => one.subject === subject).map(({ quote }) => quote);
}

/** A folder of its own, taken away after the test, with files in it. */
export async function temporaryFolder(
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'docent-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

/** What stands in the files of a folder, by name. A database takes files of its own away when it is closed: such a one holds nothing. */
export async function filesIn(folder: string): Promise<Map<string, Buffer>> {
  const read = async (name: string) => {
    try {
      return [[name, await readFile(join(folder, name))] as const];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  };
  return new Map((await Promise.all((await readdir(folder)).map(read))).flat());
}

/** A process as the command line sees it: what it reads is given, what it writes is kept. */
export interface FakeTerminal {
  readonly stdin: Readable & { isTTY?: boolean };
  readonly stdout: Writable & { isTTY?: boolean; columns?: number };
  readonly stderr: Writable;
  readonly env: Record<string, string | undefined>;
  readonly out: () => string;
  readonly err: () => string;
}

/**
 * @param options.input what stands on standard input
 * @param options.tty whether a person sits there
 */
export function fakeTerminal(
  options: { input?: string | Readable; tty?: boolean; columns?: number; env?: Record<string, string> } = {},
): FakeTerminal {
  const { input = '', tty = false, columns } = options;
  // What is not about meaning is tested by words: the models take a second to load.
  const env = { MEANING: 'words', ...options.env };
  const out = sink();
  const err = sink();
  const stdin = typeof input === 'string' ? Readable.from(input === '' ? [] : [Buffer.from(input)]) : input;
  return {
    stdin: Object.assign(stdin, { isTTY: tty }),
    stdout: Object.assign(out.stream, { isTTY: tty, ...(columns === undefined ? {} : { columns }) }),
    stderr: err.stream,
    env,
    out: out.text,
    err: err.text,
  };
}

function sink(): { stream: Writable; text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}

/** The questions of a set, one JSON object a line. */
export async function questionsIn(path: string): Promise<{ id: string; q: string; context: string[] }[]> {
  const text = await readFile(path, 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const { id, q, context = [] } = JSON.parse(line) as { id: string; q: string; context?: string[] };
      return { id, q, context };
    });
}

/** A second small article, of another noun, whose subjects have names of one and of several words. */
export const BRIDGES = `---
title: Three bridges
source:
  name: Made up for a test
licence: CC0-1.0
noun: bridge
subjects:
  - id: arch
    heading: Arch bridge
    aliases: [vaulted bridge]
  - id: cable-stayed
    heading: Cable-stayed bridge
    aliases: [fan bridge]
  - id: truss
    heading: Truss
    aliases: [trestle]
questions:
  - What is a truss?
---
# Three bridges

## Introduction

The article treats three bridges: the arch bridge, the cable-stayed bridge and the truss.

## Arch bridge

An arch bridge carries its load as pressure along a curve.

### At a glance

| Fact | Value |
| --- | --- |
| Material | Stone; concrete |
| Span | 300 m |
| Inspector | Marta Oyelaran |

### Strengths

- **Long life** – An arch bridge of stone stands for centuries.
- **No steel** – An arch bridge can be built without any steel.

## Cable-stayed bridge

A cable-stayed bridge hangs its deck on cables that run straight to the towers.

### At a glance

| Fact | Value |
| --- | --- |
| Material | Steel; concrete |
| Span | 1100 m |

### Strengths

- **Fast to build** – A cable-stayed bridge grows from its towers without scaffolding.
- **Wide spans** – A cable-stayed bridge crosses a wide river in one leap.

## Truss

A truss is a frame of triangles that carries a railway with little material.

### At a glance

| Fact | Value |
| --- | --- |
| Material | Steel; wood |
| Span | 400 m |

### Strengths

- **Light** – A truss needs less steel than a solid beam.
`;
