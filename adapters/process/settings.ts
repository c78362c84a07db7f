import { z } from 'zod';
import { DocentError } from '../../src/errors.js';
import { FIND } from '../../src/retrieval/find.js';
import { parseOfficeHours } from './office-hours.js';
import { parseWeeklyTime } from './weekly-time.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a setting's schema says beside its type: where its value comes from, and whether it is a secret. */
export interface SettingHelp {
  /** What to do about a missing or wrong value: one sentence. */
  readonly help: string;
  /** True: the value is never shown. */
  readonly secret?: boolean;
}

/** A setting that an empty value leaves unset, as `.env` files have it ("DISCORD_GUILD_ID="). */
export const setting = <T extends z.ZodType>(type: T, help: SettingHelp): T => type.meta({ ...help });

/** What is said of a setting, also where its schema was made optional since. */
export function helpOf(type: z.ZodType | undefined): SettingHelp | undefined {
  const own = type?.meta() as SettingHelp | undefined;
  if (own?.help !== undefined || !(type instanceof z.ZodOptional)) return own;
  return helpOf(type.unwrap() as z.ZodType);
}

/** A whole number written in digits. */
export const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${from} to ${to}`)
    .transform(Number)
    .refine((n) => n >= from && n <= to, `must be a whole number from ${from} to ${to}`);

/** Ids with commas or blanks between. @param id what each must be @param error what is wrong with what is none */
export const idList = (id: RegExp, error: string) =>
  z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
    .refine((ids) => ids.every((one) => id.test(one)), error)
    .default([]);

export const webAddress = z.url({
  protocol: /^https?$/,
  error: 'must be an address that begins with http:// or https://',
});

/**
 * Settings from environment variables.
 * @throws {DocentError} `bad-settings`: every variable that is missing or wrong, what is wrong, what to do;
 * no secret is shown
 */
export function readSettings<S extends z.ZodObject>(schema: S, environment: Environment): z.infer<S> {
  const names = Object.keys(schema.shape);
  const given = Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = new Map<string, string>();
  for (const issue of parsed.error.issues) {
    const name = String(issue.path[0] ?? '');
    if (!lines.has(name)) lines.set(name, faultOf(name, issue.message, schema, given[name]));
  }
  const count = lines.size === 1 ? 'A setting is' : `${lines.size} settings are`;
  throw new DocentError('bad-settings', `${count} missing or wrong:\n${[...lines.values()].join('\n')}`);
}

/** What is wrong with a value for one setting, without the value; `null`: nothing. */
export function faultIn(schema: z.ZodObject, name: string, value: string): string | null {
  const parsed = (schema.shape[name] as z.ZodType).safeParse(value.trim());
  return parsed.success ? null : `This ${parsed.error.issues[0]?.message ?? 'is wrong'}.`;
}

function faultOf(name: string, message: string, schema: z.ZodObject, value: string | undefined): string {
  const help = helpOf(schema.shape[name] as z.ZodType | undefined);
  const shown = value === undefined || help?.secret ? '' : ` (it is ${JSON.stringify(value.slice(0, 100))})`;
  const fault = value === undefined ? 'is missing' : `${message}${shown}`;
  return `  ${name} ${fault}. ${help?.help ?? ''}`.trimEnd();
}

/** Most passages that the reranker may be asked to read. */
const MAX_RERANK = 20;

const likelihood = () =>
  z
    .string()
    .regex(/^(?:0?\.\d+|0|1(?:\.0*)?)$/, 'must be a number from 0 to 1')
    .transform(Number)
    .optional();

/** Settings of the core, which the terminal reads too. */
export const CORE_SETTINGS = z.object({
  MEANING: setting(
    z.enum(['auto', 'words', 'full'], { error: 'must be auto, words or full' }).default('auto'),
    {
      help: 'Write words to answer by words alone, full to look for every question in every way, or leave it out for auto',
    },
  ),
  MEANING_RERANK: setting(wholeNumber(0, MAX_RERANK).default(FIND.rereads), {
    help: `Write how many passages are read a second time where it is not sure which one answers, or leave it out for ${FIND.rereads}`,
  }),
  ABSTAIN_RISK: setting(likelihood(), {
    help: 'Write the likelihood of being wrong up to which a question is answered, as 0.5; `docent eval` shows what each costs. Or leave it out',
  }),
});

const onOff = (unless: 'on' | 'off') => z.enum(['on', 'off'], { error: 'must be on or off' }).default(unless);

/** What a token or a key may be made of (RFC 6750, section 2.1), and how short at least. */
const SECRET = /^[\w.~+/-]{16,}=*$/;
const secret = (help: string) =>
  setting(
    z
      .string()
      .regex(SECRET, 'must have at least 16 letters, digits or any of - . _ ~ + /, and may end in =')
      .optional(),
    { help: `${help} (openssl rand -hex 32)`, secret: true },
  );

/** Longest time that a post waits for a person, in seconds. Ours: what waits outlives a restart for a quarter of an hour. */
const MAX_LISTEN_WAIT = 600;

/** Settings that every adapter reads. */
export const SHARED_SETTINGS = z.object({
  DOCENT_RATE_PER_PERSON: setting(wholeNumber(1, 100_000).default(12), {
    help: 'Write how many questions one person may ask in a minute, or leave it out for 12.',
  }),
  DOCENT_RATE_PER_CHANNEL: setting(wholeNumber(1, 100_000).default(60), {
    help: 'Write how many questions may be asked in one channel in a minute, or leave it out for 60.',
  }),
  DOCENT_DATA_DIR: setting(z.string().optional(), {
    help: 'Write the folder where what must outlive a restart is kept, or leave it out.',
  }),
  DOCENT_PERSON_KEY: secret(
    'Write the key that hashes the ids of people and encrypts what waits for an answer, or leave it out to have one made',
  ),
  DOCENT_KEEP_QUESTIONS: setting(onOff('off'), {
    help: 'Write on to keep the texts of questions on disk, or leave it out.',
  }),
  DOCENT_HANDOVER_HOURS: setting(
    z
      .string()
      .transform((text) => parseOfficeHours(text))
      .refine((hours) => hours !== null, 'are no office hours')
      .optional(),
    {
      help: 'Write when people answer, as Mon-Fri 09:00-17:00, Sat 10-12 Europe/Berlin; or leave it out for always.',
    },
  ),
  DOCENT_HANDOVER_LIMIT: setting(wholeNumber(1, 1_000).default(3), {
    help: 'Write how many questions one person may pass on to people in an hour, or leave it out for 3.',
  }),
  DOCENT_HANDOVER_WEBHOOK: setting(webAddress.optional(), {
    help: 'Write the address that questions for people are posted to where a platform has no channel for them, or leave it out.',
    secret: true,
  }),
  DOCENT_DIGEST_TIME: setting(
    z
      .string()
      .default('Mon 09:00')
      .transform((text) => parseWeeklyTime(text))
      .refine((time) => time !== null, 'is no day and time'),
    {
      help: 'Write when the digest of a week is posted, as Mon 09:00 Europe/Berlin; or leave it out for Mon 09:00.',
    },
  ),
  DOCENT_LISTEN_WAIT: setting(wholeNumber(0, MAX_LISTEN_WAIT).default(60), {
    help: `Write how many seconds a person has to be faster where the bot answers unasked, 0 to ${MAX_LISTEN_WAIT}, or leave it out for 60.`,
  }),
  DOCENT_LISTEN_LIKELIHOOD: setting(likelihood(), {
    help: 'Write how likely an answer must be right that nobody asked for, as 0.95; or leave it out to have it read from votes.',
  }),
  DOCENT_LOG_LEVEL: setting(
    z
      .enum(['debug', 'info', 'warn', 'error'], { error: 'must be debug, info, warn or error' })
      .default('info'),
    {
      help: 'Leave it out for info.',
    },
  ),
  DOCENT_LOG_FORMAT: setting(z.enum(['text', 'json'], { error: 'must be text or json' }).default('text'), {
    help: 'Write text for people or json for programs, or leave it out.',
  }),
});

export type SharedSettings = z.infer<typeof SHARED_SETTINGS>;

/** Settings of what the one who runs the bot needs: records, reload, logs, metrics, the admin page. */
export const OPERATIONS_SETTINGS = SHARED_SETTINGS.extend({
  DOCENT_RETENTION_DAYS: setting(wholeNumber(0, 36_500).default(90), {
    help: 'Write for how many days records of questions are kept, 0 to keep none, or leave it out for 90.',
  }),
  DOCENT_DATABASE_URL: setting(
    z
      .string()
      .regex(/^postgres(?:ql)?:\/\//, 'must be an address that begins with postgres://')
      .optional(),
    {
      help: 'Write it as postgres://user:password@host:5432/database, or leave it out to keep records in a file',
      secret: true,
    },
  ),
  DOCENT_LOG_QUESTIONS: setting(onOff('off'), {
    help: 'Write on to have the texts of questions in the log, or leave it out.',
  }),
  DOCENT_WATCH: setting(z.enum(['on', 'off', 'poll'], { error: 'must be on, off or poll' }).default('on'), {
    help: 'Write poll where changes of files are not told (network drives), off for a start to take changes in, or leave it out.',
  }),
  DOCENT_SOURCES: setting(z.string().optional(), {
    help: 'Write the path of the file that names sources to sync from, off for none, or leave it out for sources.yaml.',
  }),
  DOCENT_SCOPES: setting(z.string().optional(), {
    help: 'Write the path of the file that says what is seen where, off for none, or leave it out for scopes.yaml.',
  }),
  DOCENT_ADMIN_TOKEN: secret('Write the token that /admin asks for, or leave it out to have no such page'),
  DOCENT_METRICS_TOKEN: secret(
    'Write the token that /metrics asks for, or leave it out to let everybody read it',
  ),
});

export type OperationsSettings = z.infer<typeof OPERATIONS_SETTINGS>;

/** @throws {DocentError} `bad-settings` */
export function readOperationsSettings(environment: Environment): OperationsSettings {
  return readSettings(OPERATIONS_SETTINGS, environment);
}
