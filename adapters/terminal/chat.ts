import { createInterface } from 'node:readline/promises';
import type { LocalBot } from '../../src/bot.js';
import type { Conversation } from '../../src/query/query.js';
import { counted } from '../process/counted.js';
import type { Turn } from '../records/turns.js';
import type { OpenedBot } from '../service/open-bot.js';
import type { PrivateView } from '../service/presses.js';
import { faultText } from './answer-lines.js';
import { linesOf, type Terminal, writeAnswer } from './cli.js';
import { printableIn } from './printable.js';

const PROMPT = '› ';
/** Kinds of subjects that the greeting counts. */
const MAX_KINDS = 2;
/** What the buttons below an answer do on the platforms. */
const ABOUT_LAST = /^\s*\/(why|sources|section)\s*$/i;
const LEAVE = /^\s*(?:\/?(?:exit|quit|q)|:q)\s*$/i;

/**
 * Talks with a person at a terminal, or answers one question a line where either end is a pipe. `/why`, `/sources` and
 * `/section` tell more of the last answer. Ends with the input.
 */
export async function chat({ bot }: Pick<OpenedBot, 'bot'>, terminal: Terminal): Promise<void> {
  let conversation: Conversation | null = null;
  let last: Turn | null = null;
  const reply = async (message: string): Promise<void> => {
    try {
      const [, about] = ABOUT_LAST.exec(message) ?? [];
      if (about !== undefined) {
        const shown = last && (await viewOf(bot, about.toLowerCase() as PrivateView, last));
        if (shown) writeAnswer(shown, terminal, '\n\n');
        else
          terminal.stdout.write(
            `${last ? 'The last answer cites no source.' : `Ask something first; /${about} tells of its answer.`}\n\n`,
          );
        return;
      }
      const turn = { question: message, conversation };
      const answer = await bot.ask(message, { conversation });
      [conversation, last] = [answer.conversation, turn];
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
    `Docent knows ${about}. Ask a question; “help” says how, /why, /sources and /section tell more of an answer, Tab completes names, Ctrl+D leaves.\n\n`,
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

/** What is asked about an answer loads what it takes then. */
async function viewOf(bot: LocalBot, what: PrivateView, turn: Turn) {
  const [{ privateView }, { NO_OBSERVER }] = await Promise.all([
    import('../service/presses.js'),
    import('../service/observed.js'),
  ]);
  return privateView(NO_OBSERVER.observe(bot, 'terminal'), what, turn);
}

/** Names of subjects that go on with the last word of a line, as Node's readline wants them. */
export function complete(line: string, names: readonly string[]): [string[], string] {
  const word = /[^\s,]*$/.exec(line)?.[0] ?? '';
  const hits =
    word === '' ? [...names] : names.filter((name) => name.toLowerCase().startsWith(word.toLowerCase()));
  return [hits, word];
}
