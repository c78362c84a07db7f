import { z } from 'zod';
import { DocentError } from '../../src/errors.js';

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

/** A whole number written in digits. */
export const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${from} to ${to}`)
    .transform(Number)
    .refine((n) => n >= from && n <= to, `must be a whole number from ${from} to ${to}`);

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

function faultOf(name: string, message: string, schema: z.ZodObject, value: string | undefined): string {
  const help = (schema.shape[name] as z.ZodType | undefined)?.meta() as SettingHelp | undefined;
  const shown = value === undefined || help?.secret ? '' : ` (it is ${JSON.stringify(value.slice(0, 100))})`;
  const fault = value === undefined ? 'is missing' : `${message}${shown}`;
  return `  ${name} ${fault}. ${help?.help ?? ''}`.trimEnd();
}

/** Settings that every adapter reads. */
export const SHARED_SETTINGS = z.object({
  DOCENT_RATE_PER_PERSON: setting(wholeNumber(1, 100_000).default(12), {
    help: 'Write how many questions one person may ask in a minute, or leave it out for 12.',
  }),
  DOCENT_RATE_PER_CHANNEL: setting(wholeNumber(1, 100_000).default(60), {
    help: 'Write how many questions may be asked in one channel in a minute, or leave it out for 60.',
  }),
  DOCENT_DATA_DIR: setting(z.string().optional(), {
    help: 'Write the folder where feedback and long questions are kept, or leave it out to keep none on disk.',
  }),
  DOCENT_LOG_LEVEL: setting(
    z
      .enum(['debug', 'info', 'warn', 'error'], { error: 'must be debug, info, warn or error' })
      .default('info'),
    {
      help: 'Leave it out for info.',
    },
  ),
});

export type SharedSettings = z.infer<typeof SHARED_SETTINGS>;
