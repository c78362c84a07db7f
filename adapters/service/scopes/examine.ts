import { basename } from 'node:path';
import { DocentError } from '../../../src/errors.js';
import { counted } from '../../process/counted.js';
import type { Finding } from '../../process/findings.js';
import type { Environment } from '../../process/settings.js';
import { type ReadRules, readRules } from './scopes-file.js';
import { hasScopes, scopesPath } from './scopes-path.js';

/** Looks whether the file that says what is seen where can be read. */
export async function examineRules(environment: Environment): Promise<Finding[]> {
  if (!hasScopes(environment)) return [];
  try {
    const { rules } = await readRules(environment);
    const text = `What is seen where is said in "${scopesPath(environment)}", by ${counted(rules.length, 'rule')}.`;
    return [{ state: 'good', text, remedy: '`docent check` holds them against the articles.' }];
  } catch (error) {
    if (!(error instanceof DocentError)) throw error;
    return [{ state: 'bad', text: error.message }];
  }
}

/**
 * Looks whether what rules name on a platform is there.
 * @param isThere whether the platform knows a server, channel or thread, and lets the bot see it
 */
export async function examinePlaces(
  environment: Environment,
  platform: string,
  isThere: (what: 'server' | 'channel' | 'thread', id: string) => Promise<boolean>,
): Promise<Finding[]> {
  if (!hasScopes(environment)) return [];
  // What is wrong with the file is told once, not by every platform.
  const { rules } = await readRules(environment).catch((): Pick<ReadRules, 'rules'> => ({ rules: [] }));
  const file = basename(scopesPath(environment) ?? '');
  const findings: Finding[] = [];
  let there = 0;
  for (const rule of rules.filter((one) => one.platform === platform))
    for (const what of ['server', 'channel', 'thread'] as const) {
      const id = rule[what];
      if (id === undefined) continue;
      if (await isThere(what, id)) there++;
      else
        findings.push({
          state: 'bad',
          text: `The rule in line ${rule.line} of ${file} names the ${what} ${id}, which is gone, or the bot may not see; all else works.`,
          remedy: `Write the id of one that is there, let the bot see it, or take the rule out.`,
        });
    }
  if (there > 0)
    findings.push({ state: 'good', text: `Of the places that ${file} names, ${there} are there.` });
  return findings;
}
