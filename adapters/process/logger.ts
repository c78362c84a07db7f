import { pino } from 'pino';
import { newId, requestId } from './request.js';

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
  /** Lines that programs parse (JSON), or that people read: `time level message key=value …` (logfmt). */
  readonly format?: 'json' | 'text';
  /** Texts that never appear in a line: tokens. */
  readonly secrets?: readonly string[];
  readonly now?: () => Date;
}

/**
 * What looks like a token, wherever it stands: a Discord bot's, the ones in the addresses of interactions and
 * webhooks, Slack's, a Telegram bot's, and the password in the address of a database; and what a parser says of a text.
 */
const TOKEN_SHAPES: readonly [RegExp, string][] = [
  [/\b[\w-]{20,30}\.[\w-]{6}\.[\w-]{25,}\b/g, '[token]'],
  [/(\/(?:interactions|webhooks)\/\d+\/)[^/\s?"\\]+/g, '$1[token]'],
  [/\bx(?:ox[a-z]|app)-[\w-]{10,}/g, '[token]'],
  [/(?<!\d)\d{5,20}:[\w-]{30,}/g, '[token]'],
  // V8 quotes what it could not parse, as the body of a request.
  [/(Unexpected token .{1,10}?, )(?:\.\.\.)?\\*".*?\\*"(?:\.\.\.)?(?= is not valid JSON)/g, '$1[text]'],
  [/(\bpostgres(?:ql)?:\/\/[^:@/\s"\\]*:)[^@/\s"\\]+@/g, '$1[token]@'],
];

/** A logger whose lines hold no token, and the id of the request that they belong to. */
export function createLogger(options: LoggerOptions): Logger {
  const { write, level = 'info', format = 'text', secrets = [], now = () => new Date() } = options;
  const log = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${now().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: errorFields },
      mixin: () => {
        const request = requestId();
        return request === undefined ? {} : { request };
      },
    },
    {
      write(line: string) {
        const safe = redact(line, secrets);
        write(format === 'json' ? safe : `${lineOf(safe)}\n`);
      },
    },
  );
  const at =
    (name: Level) =>
    (message: string, fields: Fields = {}) =>
      log[name](fields, message);
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** What of an error says what went wrong and where, and holds nothing of what was sent or received. */
const TOLD_OF_ERRORS = ['type', 'message', 'stack', 'code', 'status', 'statusCode', 'method', 'url'] as const;

/**
 * What is logged of an error. Libraries hang what they sent and what came back on theirs (`requestBody`, `data`,
 * `body`, `detail`): people's questions and the bot's answers, which belong in no log.
 */
function errorFields(error: unknown): Fields {
  if (!(error instanceof Error))
    return { type: typeof error, message: typeof error === 'object' ? '' : String(error), stack: '' };
  const all: Fields = { ...pino.stdSerializers.err(error) };
  return Object.fromEntries(
    TOLD_OF_ERRORS.flatMap((name) => (isPlain(all[name]) ? [[name, all[name]]] : [])),
  );
}

const isPlain = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

/** A text without tokens, be it plain or JSON. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let out = text;
  for (const secret of secrets.filter((one) => one.length > 0))
    for (const written of [secret, JSON.stringify(secret).slice(1, -1)])
      out = out.split(written).join('[token]');
  for (const [shape, instead] of TOKEN_SHAPES) out = out.replace(shape, instead);
  return out;
}

function lineOf(json: string): string {
  const { level, time, msg, ...fields } = JSON.parse(json) as Record<string, unknown>;
  const pairs = Object.entries(fields).map(([key, value]) => `${key}=${valueText(value)}`);
  return [time, level, msg, ...pairs].join(' ');
}

function valueText(value: unknown): string {
  if (isError(value)) return JSON.stringify(`${value.type}: ${value.message}`);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^[\w.:/@+-]+$/.test(text) ? text : JSON.stringify(text);
}

/** An error as pino serialises it. */
function isError(value: unknown): value is { type: string; message: string } {
  return typeof value === 'object' && value !== null && 'type' in value && 'stack' in value;
}

/** Logs a fault of ours with where it happened. @returns the id under which it is logged, for the person who met it */
export function logFailure(log: Logger, error: unknown): string {
  const id = errorId();
  log.error('An answer failed', { id, error, stack: error instanceof Error ? error.stack : undefined });
  return id;
}

/** A short id under which an error is logged and told to the person who met it: that of the request, where one is under way. */
export function errorId(): string {
  return requestId() ?? newId();
}
