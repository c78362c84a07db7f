import { createInterface } from 'node:readline/promises';
import type { Conversation } from '../../src/query/query.js';
import { counted } from '../process/counted.js';
import type { OpenedBot } from '../service/open-bot.js';
import { faultText } from './answer-lines.js';
import { linesOf, type Terminal, writeAnswer } from './cli.js';
import { printableIn } from './printable.js';

const PROMPT = '› ';
/** Kinds of subjects that the greeting counts. */
const MAX_KINDS = 2;
const LEAVE = /^\s*(?:\/?(?:exit|quit|q)|:q)\s*$/i;

/** Talks with a person at a terminal, or answers one question a line where either end is a pipe. Ends with the input. */
export async function chat({ bot }: OpenedBot, terminal: Terminal): Promise<void> {
  let conversation: Conversation | null = null;
  const reply = async (message: string): Promise<void> => {
    try {
      const answer = await bot.ask(message, { conversation });
      conversation = answer.conversation;
      writeAnswer(answer, terminal, '\n\n');
    } catch (error) {
      terminal.stdout.write(`${faultText(error)}\n\n`);
    }
  };

  // Who pipes the answers on wants nothing between them.
  if (!terminal.stdin.isTTY || !terminal.stdout.isTTY) {
    for await (const line of linesOf(terminal.stdin)) if (line.trim() !== '') await reply(line);
    return;
  }
  const { subjects, kinds, documents } = bot.contents;
  const about =
    kinds.length > 0 && kinds.length <= MAX_KINDS
      ? kinds.map(({ noun, subjects: own }) => counted(own.length, noun)).join(' and ')
      : counted(documents.length, 'article');
  terminal.stdout.write(
    `Docent knows ${about}. Ask a question; “help” says how, Tab completes names, Ctrl+D leaves.\n\n`,
  );
  const names = printableIn([...new Set(subjects.flatMap((subject) => subject.names))]);
  const reader = createInterface({
    input: terminal.stdin,
    output: terminal.screen,
    prompt: PROMPT,
    historySize: 500,
    completer: (line: string) => complete(line, names),
  });
  reader.prompt();
  for await (const line of reader) {
    if (LEAVE.test(line)) break;
    if (line.trim() !== '') {
      terminal.stdout.write('\n');
      await reply(line);
    }
    reader.prompt();
  }
  reader.close();
}

/** Names of subjects that go on with the last word of a line, as Node's readline wants them. */
export function complete(line: string, names: readonly string[]): [string[], string] {
  const word = /[^\s,]*$/.exec(line)?.[0] ?? '';
  const hits =
    word === '' ? [...names] : names.filter((name) => name.toLowerCase().startsWith(word.toLowerCase()));
  return [hits, word];
}
