import { Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect, onTestFinished } from 'vitest';
import { chat } from '../../adapters/terminal/chat.js';
import { run } from '../../adapters/terminal/cli.js';
import { printableStream } from '../../adapters/terminal/printable.js';
import { botOf, builtFrom, fakeTerminal, TEAS, temporaryFolder } from '../builders.js';
import type { Door, DoorOptions, Person, Said } from './door-contract.js';

const SOON = { timeout: 20_000, interval: 10 };
/** What the terminal shows when it waits for a question. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what moves the cursor behind the prompt.
const WAITS = /› \u001b\[\d+G$/;

/** `docent chat`, at a terminal for each of two people. */
export async function openTerminal(options: DoorOptions = {}): Promise<Door> {
  const terminals: Partial<Record<Person, Terminal>> = {};
  const at = async (by: Person) => {
    const open = terminals[by] ?? (await sitDown(options));
    terminals[by] = open;
    return open;
  };
  const type = async (text: string, by: Person = 'anna'): Promise<Said> => ({
    text: await (await at(by)).type(text),
    to: by,
  });
  const none = async () => {
    throw new Error('The terminal has no such thing');
  };
  return {
    ask: type,
    titles: async (by) => (await type('/topics', by)).text,
    take: (said, suggestion) => type(suggestion, said.to),
    compare: async (said, subject) => (await type(`/compare oolong, ${subject}`, said.to)).text,
    show: async (said, what) => (await type(`/${what}`, said.to)).text,
    ...{ vote: none, tellWhy: none, correct: none, handOver: none },
    log: () => '',
    faults: () => [],
  };
}

interface Terminal {
  /** @returns what is written then */
  type(text: string): Promise<string>;
}

async function sitDown({ ask, corrected }: DoorOptions): Promise<Terminal> {
  const input = new Readable({ read: () => undefined });
  const env = { NO_COLOR: '1', DOCENT_CACHE_DIR: await temporaryFolder() };
  const terminal = fakeTerminal({ input, tty: true, columns: 100, env });
  const folder = corrected?.folder ?? TEAS;
  const ended = ask ? talk(terminal, folder, ask) : run(['chat', '--knowledge', folder], terminal);
  onTestFinished(async () => {
    input.push(null);
    await ended;
  });
  const waits = () => WAITS.test(terminal.out());
  await expect.poll(waits, SOON).toBe(true);
  return {
    async type(text) {
      const before = terminal.out().length;
      input.push(`${text}\n`);
      const told = () => terminal.out().slice(before).split('\n').slice(1).join('\n');
      await expect.poll(() => told() !== '' && waits(), SOON).toBe(true);
      // However it is wrapped.
      return stripVTControlCharacters(told()).replace(/\s+/g, ' ').trim();
    },
  };
}

/** The same with a bot that answers otherwise. */
async function talk(
  terminal: ReturnType<typeof fakeTerminal>,
  folder: string,
  ask: NonNullable<DoorOptions['ask']>,
): Promise<void> {
  const { corpus } = (await builtFrom(folder)).bot;
  const bot = botOf(corpus);
  const { stdin, stdout, env } = terminal;
  const stderr = printableStream(terminal.stderr);
  await chat(
    { bot: { ...bot, ask: ask(bot) } },
    { ...{ stdin, env, stderr, screen: stdout }, stdout: printableStream(stdout) },
  );
}
