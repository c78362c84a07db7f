import type { Terminal } from '../cli.js';
import type { EnvFile } from './env-file.js';

/** The settings while they are being made: those of the environment, which win, and those that the file gains. */
export interface Settings {
  /** As the program would have them at its next start. */
  readonly environment: Terminal['env'];
  /** Whether a setting has a value. */
  has(name: string): boolean;
  /** Where a value comes from that the file cannot change; `null` where the file can. */
  elsewhere(name: string): string | null;
  /** Writes it to the file. @throws {DocentError} `bad-env-file` */
  set(name: string, value: string | null): Promise<void>;
}

export function createSettings(file: EnvFile, given: Terminal['env']): Settings {
  const environment: Record<string, string | undefined> = { ...given };
  const before = file.values;
  for (const [name, value] of Object.entries(before)) environment[name] ??= value;
  return {
    environment,
    has: (name) => Boolean(environment[name]?.trim()),
    elsewhere: (name) =>
      given[name]?.trim() && given[name] !== before[name]
        ? 'the environment, or a file that it names: that wins over .env'
        : null,
    async set(name, value) {
      await file.set(name, value);
      environment[name] = value ?? '';
    },
  };
}
