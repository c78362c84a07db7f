import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { appendPrivate, makePrivateFolder, writePrivate } from '../shared/private-files.js';

/** After so long nobody waits for an answer any more, in milliseconds. Ours; platforms repeat as long. */
const WAITS_FOR_MS = 15 * 60_000;
/** Lines after which the file is written anew, with what waits alone: 70 bytes each. */
const MAX_LINES = 5_000;

/** A message that asks the bot, by what the platform gives it back for; never its text. */
export interface Received {
  readonly id: string;
  readonly channel: string;
  /** `null` for direct messages. */
  readonly server: string | null;
}

/** Which messages came and are not answered yet, so that they are after the process was killed. */
export interface Inbox {
  received(message: Received): void;
  done(id: string): void;
  /** What came before the start and was not done. */
  readonly left: readonly Received[];
}

export interface InboxOptions {
  /** Is told when the file cannot be read or written; what comes is then forgotten with the process. */
  readonly lost?: (error: unknown) => void;
  readonly now?: () => number;
  readonly maxLines?: number;
}

/**
 * Notes messages in a file of one process: a line when one comes, another when it is done. What is older than a
 * quarter of an hour is passed over, and so is a line that was cut off.
 * @param folder where it outlives the process; `null`: nothing is noted
 * @param name of the file: two processes have no inbox in common
 */
export function createInbox(folder: string | null, name: string, options: InboxOptions = {}): Inbox {
  const { lost = () => undefined, now = Date.now, maxLines = MAX_LINES } = options;
  if (folder === null) return { received: () => undefined, done: () => undefined, left: [] };
  const file = join(folder, `inbox-${name}.txt`);
  const guarded = (work: () => void) => {
    try {
      work();
    } catch (error) {
      lost(error);
    }
  };
  let waiting = new Map<string, string>();
  let lines = 0;
  const rewrite = () => {
    writePrivate(`${file}.new`, [...waiting.values()].join(''));
    renameSync(`${file}.new`, file);
    lines = waiting.size;
  };
  const write = (line: string) => {
    appendPrivate(file, line);
    if (++lines > maxLines) rewrite();
  };
  guarded(() => {
    makePrivateFolder(folder);
    waiting = existsSync(file) ? waitingIn(readFileSync(file, 'utf8'), now() - WAITS_FOR_MS) : waiting;
    rewrite();
  });
  return {
    left: [...waiting.values()].flatMap((line) => receivedIn(line) ?? []),
    received({ id, channel, server }) {
      // One that is caught up with waits since it came: what ends the process each time does so for a quarter of an hour.
      if (waiting.has(id)) return;
      const line = `\n+ ${now()} ${id} ${channel} ${server ?? '-'}\n`;
      waiting.set(id, line);
      guarded(() => write(line));
    },
    done(id) {
      if (waiting.delete(id)) guarded(() => write(`\n- ${id}\n`));
    },
  };
}

const CAME = /^\+ (\d+) (\w+) (\w+) (\w+|-)$/;
const DONE = /^- (\w+)$/;

/** The lines of what came since a time and was not done, by its id. */
function waitingIn(text: string, since: number): Map<string, string> {
  const waiting = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, at, id] = CAME.exec(line) ?? [];
    const [, done] = DONE.exec(line) ?? [];
    if (id !== undefined && Number(at) >= since) waiting.set(id, `\n${line}\n`);
    if (done !== undefined) waiting.delete(done);
  }
  return waiting;
}

function receivedIn(line: string): Received | null {
  const [, , id, channel, server] = CAME.exec(line.trim()) ?? [];
  if (id === undefined || channel === undefined || server === undefined) return null;
  return { id, channel, server: server === '-' ? null : server };
}
