export type Level = 'debug' | 'info' | 'warn' | 'error';
export type Fields = Readonly<Record<string, unknown>>;

/** Says what happened, one line each. */
export interface Logger {
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
}

export interface LoggerOptions {
  readonly write: (line: string) => void;
  readonly level?: Level;
  /** Texts that never appear in a line: tokens. */
  readonly secrets?: readonly string[];
  readonly now?: () => Date;
}

const ORDER: readonly Level[] = ['debug', 'info', 'warn', 'error'];

/**
 * What looks like a token, wherever it stands: a Discord bot's, the ones in the addresses of interactions and
 * webhooks, and Slack's.
 */
const TOKEN_SHAPES: readonly [RegExp, string][] = [
  [/\b[\w-]{20,30}\.[\w-]{6}\.[\w-]{25,}\b/g, '[token]'],
  [/(\/(?:interactions|webhooks)\/\d+\/)[^/\s?"]+/g, '$1[token]'],
  [/\bx(?:ox[a-z]|app)-[\w-]{10,}/g, '[token]'],
];

/** A logger of lines that people read and programs parse: `time level message key=value …` (logfmt). */
export function createLogger(options: LoggerOptions): Logger {
  const { write, level = 'info', secrets = [], now = () => new Date() } = options;
  const log =
    (at: Level) =>
    (message: string, fields: Fields = {}) => {
      if (ORDER.indexOf(at) < ORDER.indexOf(level)) return;
      const pairs = Object.entries(fields).map(([key, value]) => `${key}=${valueText(value)}`);
      const line = [now().toISOString(), at, message, ...pairs].join(' ');
      write(`${redact(line, secrets)}\n`);
    };
  return { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
}

/** A text without tokens. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let out = text;
  for (const secret of secrets) if (secret.length > 0) out = out.split(secret).join('[token]');
  for (const [shape, instead] of TOKEN_SHAPES) out = out.replace(shape, instead);
  return out;
}

function valueText(value: unknown): string {
  if (value instanceof Error) return JSON.stringify(`${value.name}: ${value.message}`);
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
  return /^[\w.:/@+-]+$/.test(text) ? text : JSON.stringify(text);
}

/** Logs a fault of ours with where it happened. @returns the id under which it is logged, for the person who met it */
export function logFailure(log: Logger, error: unknown): string {
  const id = errorId();
  log.error('An answer failed', { id, error, stack: error instanceof Error ? error.stack : undefined });
  return id;
}

/** A short id under which an error is logged and told to the person who met it. */
export function errorId(): string {
  return Math.random().toString(36).slice(2, 8).padEnd(6, '0');
}
