import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The package that this program is part of: the build lies one folder deeper than the sources. */
const PACKAGE =
  ['../../', '../../../']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((place) => existsSync(`${place}package.json`)) ?? '';

/** The folder with the article that comes with the program. */
export const SHIPPED_KNOWLEDGE = `${PACKAGE}knowledge`;

/** Names every setting. */
export const SETTINGS_FILE = `${PACKAGE}.env.example`;

/** The program's version, as npm knows it. */
export function version(): string {
  const { version: known } = JSON.parse(readFileSync(`${PACKAGE}package.json`, 'utf8'));
  return String(known);
}
