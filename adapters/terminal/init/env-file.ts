import { chmod, readFile, realpath } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { DocentError } from '../../../src/errors.js';
import { writeAside } from '../../process/whole-files.js';

/** Only who runs the bot may read its tokens. */
const MODE = 0o600;

const HEADER = `# Settings of Docent; .env.example tells all that there are.\n`;

/** A file of settings, as `.env`, of which single lines are written and all others stay: as they are there by then. */
export interface EnvFile {
  readonly path: string;
  /** What it set when it was last read or written. */
  readonly values: Readonly<Record<string, string | undefined>>;
  /**
   * Writes one setting to disk, for the file's owner alone; `null` leaves it unset.
   * @throws {DocentError} `bad-env-file` when it cannot be read, or written so that it reads as it should; nothing is written then
   */
  set(name: string, value: string | null): Promise<void>;
}

/** @throws {DocentError} `bad-env-file` when it is there and cannot be read */
export async function openEnvFile(path: string): Promise<EnvFile> {
  let text = await textOf(path);
  return {
    path,
    get values() {
      return parseEnv(text) as Record<string, string | undefined>;
    },
    async set(name, value) {
      // It may have been edited by hand meanwhile.
      text = await textOf(path);
      const next = withSetting(text === '' ? HEADER : text, name, value ?? '');
      if (next === null)
        throw new DocentError(
          'bad-env-file',
          `${name} cannot be written into "${path}" so that it reads as it should, and nothing was changed. Look for a quotation mark that is not closed, and write the line yourself.`,
        );
      const place = await realpath(path).catch(() => path);
      await writeAside(place, next, MODE).catch((cause: Error) => {
        throw new DocentError(
          'bad-env-file',
          `"${path}" cannot be written: ${cause.message}. Nothing was changed.`,
          { cause },
        );
      });
      await chmod(place, MODE);
      text = next;
    },
  };
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return '';
    throw new DocentError(
      'bad-env-file',
      `"${path}" cannot be read: ${cause.message}. Make it readable for you, or move it away.`,
      { cause },
    );
  });
}

/**
 * A file with one setting more, or another value of it; `null` where that cannot be. The line goes in place of the last
 * that sets it, or below the one that tells of it in a comment, or to the end. Which of them it is says the parser
 * itself, as what looks like a setting may be a line of a quoted text: all others must read as before.
 */
export function withSetting(text: string, name: string, value: string): string | null {
  const wanted = sorted({ ...parseEnv(text), [name]: value });
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/(?<=\n)/);
  const at = (pattern: RegExp) => lines.flatMap((line, i) => (pattern.test(line) ? [i] : [])).reverse();
  const set = at(new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=`));
  const told = at(new RegExp(`^\\s*#\\s*${name}\\s*=`));
  const whole = text === '' || text.endsWith('\n') ? text : text + end;
  for (const quoted of quotations(value)) {
    const line = `${name}=${quoted}${end}`;
    const candidates = [
      ...set.map((i) => [...lines.slice(0, i), line, ...lines.slice(i + 1)].join('')),
      ...(set.length > 0
        ? []
        : told.map((i) => [...lines.slice(0, i + 1), line, ...lines.slice(i + 1)].join(''))),
      whole + line,
    ];
    const found = candidates.find((one) => sorted(parseEnv(one)) === wanted);
    if (found !== undefined) return found;
  }
  return null;
}

/** How a value may be written, the plainest first. */
function quotations(value: string): string[] {
  const plain = /^[\w./:@+=~?&%,-]*$/.test(value) ? [value] : [];
  return [...plain, ...["'", '"', '`'].map((mark) => mark + value + mark)];
}

const sorted = (values: object): string => JSON.stringify(Object.entries(values).sort());
