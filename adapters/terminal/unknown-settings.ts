import { readFileSync } from 'node:fs';
import { nearest } from '../../src/check/nearest.js';
import type { Finding } from '../process/findings.js';
import { SETTINGS_FILE } from './package.js';

/** Names that look like settings of this program. */
const OURS = /^(?:DOCENT|DISCORD|SLACK|TELEGRAM|SEARCH|KNOWLEDGE|MEANING)_/;
/** Tokens that who runs it gives a name, and secrets that are in files. */
const NAMED = /^DOCENT_API_TOKEN_\w+$/;
const IN_FILE = /_FILE$/;

/** Variables that look like settings and are none: one that is misspelt changes nothing, and nobody is told. */
export function unknownSettings(environment: Readonly<Record<string, string | undefined>>): Finding[] {
  const known = [...readFileSync(SETTINGS_FILE, 'utf8').matchAll(/^#?\s*([A-Z][A-Z0-9_]+)=/gm)].map(
    ([, name = '']) => name,
  );
  return Object.keys(environment)
    .filter((name) => OURS.test(name) && !NAMED.test(name) && !known.includes(name.replace(IN_FILE, '')))
    .map((name): Finding => {
      const meant = nearest(name, known);
      const advice = meant === null ? '.env.example lists all settings.' : `Did you mean ${meant}?`;
      return { state: 'note', text: `${name} is set and is no setting: it changes nothing.`, remedy: advice };
    });
}
