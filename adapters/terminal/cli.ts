import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Shown } from '../../src/answer/answer.js';
import { DocentError } from '../../src/errors.js';
import type { PlatformEntry } from '../app/platform-entry.js';
import { PLATFORMS } from '../platforms.js';
import { counted } from '../process/counted.js';
import { withSecretFiles } from '../process/secret-files.js';
import type { Environment } from '../process/settings.js';
import type { OpenedBot } from '../service/open-bot.js';
import type { CheckFormat } from './check.js';
import { completionScript, SHELLS, type Shell } from './completion.js';
import type { GapsOptions } from './gaps.js';
import { addHelp } from './help.js';
import type { ImportOptions } from './import.js';
import { type KnowledgePlace, knowledgeFolder, knowledgeOrShipped } from './knowledge-folder.js';
import { openEncoded } from './open-encoded.js';
import { version } from './package.js';
import { printableStream } from './printable.js';
import { renderPlain, renderTerminal } from './render.js';
import type { RollbackOptions } from './rollback.js';
import type { IndexAction } from './search-index.js';
import type { SyncCommandOptions } from './sync.js';
import type { TryOptions } from './try.js';

/** What the command line is given of the process; tests give streams of their own. */
export interface Process {
  readonly stdin: Readable & { isTTY?: boolean };
  readonly stdout: Writable & { isTTY?: boolean; columns?: number };
  readonly stderr: Writable & { isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What commands write to: nothing in a text is a command to the terminal, whoever wrote the text. */
export interface Terminal extends Process {
  /** Standard output as it is, for what draws: it has made the texts in it printable. */
  readonly screen: Process['stdout'];
}

/** Exit status when the command itself or the knowledge is at fault. */
const BAD_INPUT = 2;
/** The command that is meant where none is named. */
const IMPLIED = 'start';
/** Options of the program itself. */
const OF_PROGRAM = ['-h', '--help', '-V', '--version'];
/** The highest port. Source: RFC 9293, section 3.1. */
const MAX_PORT = 65_535;

interface CommonOptions {
  readonly knowledge?: string;
}

/**
 * Runs the command line.
 * @param args words after `docent`
 * @returns the exit status: 0, 1 (a wanted score was missed, a source was not imported), 2 (bad input)
 */
export async function run(
  args: readonly string[],
  { stdin, stdout, stderr, env: given }: Process,
): Promise<number> {
  const env = { ...given };
  const terminal: Terminal = {
    ...{ stdin, env, screen: stdout },
    stdout: printableStream(stdout),
    stderr: printableStream(stderr),
  };
  let status = 0;
  const program = commands(terminal, (code) => {
    status = code;
  });
  // Not for help, which is to be had whatever the settings are.
  program.hook('preAction', () => {
    const read = withSecretFiles(given);
    for (const name of Object.keys(env)) if (!(name in read)) delete env[name];
    Object.assign(env, read);
  });
  try {
    await program.parseAsync(withCommand(args), { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : BAD_INPUT;
    if (error instanceof DocentError) {
      terminal.stderr.write(`docent: ${error.message}\n`);
      return BAD_INPUT;
    }
    if ((error as NodeJS.ErrnoException)?.code === 'EPIPE') return 0;
    throw error;
  }
}

/** The words with the command that they mean. */
function withCommand(args: readonly string[]): string[] {
  const [first] = args;
  const named = first !== undefined && (!first.startsWith('-') || OF_PROGRAM.includes(first));
  return named ? [...args] : [IMPLIED, ...args];
}

/** All that can be typed, and what it does. @param setStatus is told of an exit status other than 0 */
export function commands(terminal: Terminal, setStatus: (code: number) => void): Command {
  const program = new Command('docent')
    .description(
      'Answers questions from the articles in a folder, and cites the passage behind every sentence.',
    )
    .version(version(), '-V, --version', 'print the version')
    .exitOverride()
    .showHelpAfterError('docent --help lists the commands, docent COMMAND --help shows examples of one.')
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    });
  const placeOf = ({ knowledge }: CommonOptions): KnowledgePlace => ({
    option: knowledge,
    env: terminal.env,
  });
  const named = (options: CommonOptions) => knowledgeFolder(placeOf(options));
  const orShipped = (options: CommonOptions) =>
    knowledgeOrShipped(placeOf(options), (text) => terminal.stderr.write(`docent: ${text}\n`));
  const add = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .option('-k, --knowledge <dir>', 'folder of the articles (default: KNOWLEDGE_DIR, or "knowledge")');

  add('ask <question...>', 'answer one question')
    .option('--json', 'the answer as JSON, as `docent answer` gives it')
    .option('--explain', 'how the question was read, what was found, and what decided')
    .action(async (words: string[], options: CommonOptions & { json?: boolean; explain?: boolean }) => {
      await ask(words.join(' '), orShipped(options), options, terminal);
    });
  add('compare <subjects...>', 'line two to four subjects up: docent compare a b')
    .option('--json', 'the answer as JSON')
    .option('--explain', 'how it was read, what was found, and what decided')
    .action(async (words: string[], options: CommonOptions & { json?: boolean; explain?: boolean }) => {
      await ask(`/compare ${words.join(', ')}`, orShipped(options), options, terminal);
    });
  add('topics', 'what the articles are about').action(async (options: CommonOptions) => {
    await ask('/topics', orShipped(options), {}, terminal);
  });
  add('chat', 'talk in the terminal; from a pipe: one question a line').action(
    async (options: CommonOptions) => {
      const { chat } = await import('./chat.js');
      await chat(await open(orShipped(options), terminal), terminal);
    },
  );
  add(IMPLIED, 'start the bot on the platforms that have a token; without one, the chat page on this machine')
    .option('-p, --port <n>', 'port of the chat page and the API (default: DOCENT_WEB_PORT, or 3000)', port)
    .action(async (options: CommonOptions & { port?: number }) => {
      const { runPlatforms } = await import('../app/start.js');
      const notices: string[] = [];
      await runPlatforms({
        knowledge: knowledgeOrShipped(placeOf(options), (text) => notices.push(text)),
        environment: {
          DOCENT_LOG_FORMAT: terminal.stderr.isTTY ? 'text' : 'json',
          ...terminal.env,
          ...pageAt(options.port),
        },
        write: (line) => terminal.stderr.write(line),
        notices,
      });
    });
  add('doctor', 'look at the knowledge, the settings and the platforms, and say what to do').action(
    async (options: CommonOptions) => {
      const { doctor } = await import('./doctor.js');
      setStatus(await doctor(orShipped(options), terminal));
    },
  );
  program
    .command('init')
    .description('set it up in a short dialogue: articles, Discord, Slack, Telegram, a service')
    .action(async () => {
      const { startInit } = await import('./init/start-init.js');
      setStatus(await startInit(terminal));
    });
  const write = (text: string) => terminal.stdout.write(text);
  for (const platform of PLATFORMS) addCommandsOf(program, platform, terminal.env, write);
  add('answer', 'answer questions in JSON Lines from standard input, one line each').action(
    async (options: CommonOptions) => {
      const { answerLines } = await import('./answer-lines.js');
      await answerLines((await open(named(options), terminal)).bot, terminal.stdin, terminal.stdout);
    },
  );
  add(
    'mcp',
    'serve the Model Context Protocol on standard input and output, to a program that starts it',
  ).action(async (options: CommonOptions) => {
    const { serveMcp } = await import('../mcp/stdio.js');
    await serveMcp(orShipped(options), terminal);
  });
  add('check', 'say what is wrong with the articles, and ask them the questions they say they answer')
    .addOption(
      new Option('--format <format>', 'for people, for programs, for GitHub Actions')
        .choices(['text', 'json', 'github'])
        .default('text'),
    )
    .action(async (options: CommonOptions & { format: CheckFormat }) => {
      const { check } = await import('./check.js');
      setStatus(await check(named(options), terminal, options.format));
    });
  add('eval <file>', 'score a question set (JSON Lines)')
    .option('--min <percent>', 'least share right; below it the exit status is 1', percent)
    .option('--json', 'the report as JSON')
    .option('--failures <n>', 'failures that are shown', count, 20)
    .action(
      async (file: string, options: CommonOptions & { min?: number; json?: boolean; failures: number }) => {
        const { evaluate } = await import('./evaluate.js');
        const text = await readFile(file, 'utf8').catch((cause) => {
          throw new DocentError(
            'no-question-set',
            `The question set "${file}" cannot be read: ${(cause as Error).message}. Name a file with one JSON object a line.`,
            { cause },
          );
        });
        setStatus(await evaluate((await open(named(options), terminal)).bot, text, file, options, terminal));
      },
    );
  program
    .command('import <source...>')
    .description(
      'turn files and folders (Markdown, MDX, AsciiDoc, HTML, plain text, DOCX, PDF) into articles',
    )
    .requiredOption('-o, --out <dir>', 'folder for the articles')
    .option('-f, --force', 'overwrite articles that are there')
    .option('--source-name <name>', 'who published the facts, for the citations')
    .option('--source-url <url>', 'where they were published', address)
    .option('--json', 'the report in JSON Lines, with all that was dropped')
    .action(async (sources: string[], options: ImportOptions) => {
      const { importSources } = await import('./import.js');
      setStatus(await importSources(sources, options, terminal));
    });
  program
    .command('try <source...>')
    .description(
      'see at once what it makes of your files, folders, a git repository or a site: nothing is kept',
    )
    .option('--branch <name>', 'branch or tag of the repository (default: its main branch)')
    .option('--path <dir>', 'folder in the repository (default: where documentation usually is)')
    .option('--port <n>', 'port of the page (default: 3000, or the next that is free)', count)
    .option('--no-open', 'do not open the page in a browser')
    .action(async (sources: string[], options: TryOptions) => {
      const { tryOut } = await import('./try.js');
      setStatus(await tryOut(sources, options, terminal));
    });
  add('sync [name]', 'make the articles of the sources in sources.yaml, or of one, as they are there now')
    .option('--once', 'end when it is done; without, go on by their schedule')
    .action(async (name: string | undefined, options: CommonOptions & SyncCommandOptions) => {
      const { syncCommand } = await import('./sync.js');
      setStatus(await syncCommand(name, named(options), options, terminal));
    });
  add('gaps', 'what people asked and did not get, grouped, most asked first')
    .option('--days <n>', 'how far to go back (default: as long as records are kept)', count)
    .option('--csv', 'as CSV')
    .option('--stub <group>', 'the beginning of an article for a group')
    .action(async (options: CommonOptions & GapsOptions) => {
      const { gaps } = await import('./gaps.js');
      await gaps(await open(named(options), terminal), options, terminal);
    });
  program
    .command('forget <person>')
    .description("delete the records of one person, by the platform's id of them")
    .option(
      '--platform <name>',
      `on this platform alone: ${[...PLATFORMS.map(({ name }) => name), 'web'].join(', ')}`,
    )
    .action(async (person: string, options: { platform?: string }) => {
      const { forget } = await import('./forget.js');
      await forget(person, options.platform, terminal);
    });
  add('rollback', 'go back to the knowledge before the one in service, until the articles change')
    .option('--undo', 'serve what the folder holds again')
    .option('--list', 'the versions that are kept')
    .action(async (options: CommonOptions & RollbackOptions) => {
      const { rollback } = await import('./rollback.js');
      await rollback(named(options), options, terminal);
    });
  add('index', 'knowledge in the search engine at SEARCH_URL: built aside, put in service, gone back from')
    .addArgument(new Argument('<action>').choices(['build', 'publish', 'list', 'roll-back']))
    .action(async (action: IndexAction, options: CommonOptions) => {
      const { searchIndex } = await import('./search-index.js');
      await searchIndex(action, named(options), terminal);
    });
  program
    .command('completion')
    .description('print a script by which a shell completes commands and options')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .action((shell: Shell) => {
      write(completionScript(program, shell));
    });
  addHelp(program);
  return program;
}

/** What going live on a chat platform takes: `docent discord invite`. */
function addCommandsOf(
  program: Command,
  { name, title, commands: own }: PlatformEntry,
  environment: Environment,
  write: (text: string) => void,
): void {
  if (own.length === 0) return;
  const group = program.command(name).description(`what going live on ${title} takes`);
  for (const { run: does, options, ...command } of own) {
    const added = group.command(command.name).description(command.description);
    for (const { flags, description, fallback } of options) added.option(flags, description, fallback);
    added.action((given: Readonly<Record<string, string | boolean>>) => does(environment, write, given));
  }
}

function percent(value: string): number {
  const n = Number(value);
  if (!(n >= 0 && n <= 100)) throw new InvalidArgumentError('Write a number from 0 to 100.');
  return n;
}

function address(value: string): string {
  if (!/^https?:\/\/\S+$/.test(value))
    throw new InvalidArgumentError('Write an address that begins with https://.');
  return value;
}

function port(value: string): number {
  const n = Number(value);
  if (!/^\d+$/.test(value) || n > MAX_PORT)
    throw new InvalidArgumentError(`Write a whole number from 0 to ${MAX_PORT}; 0 takes any that is free.`);
  return n;
}

function count(value: string): number {
  const n = Number(value);
  if (!Number.isInteger(n) || n < 0) throw new InvalidArgumentError('Write a whole number.');
  return n;
}

/** The port that the page was asked for at, over what the environment says of it. */
function pageAt(port: number | undefined): Environment {
  return port === undefined ? {} : { DOCENT_WEB: 'on', DOCENT_WEB_PORT: String(port) };
}

async function open(knowledge: string, terminal: Terminal): Promise<OpenedBot> {
  const opened = await openEncoded(knowledge, terminal);
  if (opened.warnings.length > 0)
    terminal.stderr.write(
      `docent: the knowledge has ${counted(opened.warnings.length, 'warning')}; \`docent check\` lists them.\n`,
    );
  return opened;
}

async function ask(
  question: string,
  knowledge: string,
  options: { json?: boolean; explain?: boolean },
  terminal: Terminal,
): Promise<void> {
  const { bot } = await open(knowledge, terminal);
  const start = performance.now();
  const answer = await bot.ask(question);
  const ms = performance.now() - start;
  if (options.json) {
    const { lineOf } = await import('./answer-lines.js');
    terminal.stdout.write(`${JSON.stringify(lineOf(null, answer, ms))}\n`);
    return;
  }
  writeAnswer(answer, terminal, '\n');
  if (options.explain) {
    const { explanationText } = await import('./explain.js');
    terminal.stdout.write(`\n${explanationText(answer)}\n`);
  }
}

/** Writes an answer as the terminal likes it, and what comes after. */
export function writeAnswer(answer: Shown, terminal: Terminal, after: string): void {
  if (terminal.stdout.isTTY) terminal.screen.write(renderTerminal(answer, look(terminal)) + after);
  else terminal.stdout.write(renderPlain(answer) + after);
}

/** How wide the terminal is, and whether it wants colour (https://no-color.org). */
function look(terminal: Terminal): { width: number; colour: boolean } {
  return {
    width: terminal.stdout.columns ?? 80,
    colour: terminal.stdout.isTTY === true && !terminal.env.NO_COLOR,
  };
}

/** Lines of a stream, one after the other. */
export function linesOf(input: Readable): AsyncIterable<string> {
  return createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
}
