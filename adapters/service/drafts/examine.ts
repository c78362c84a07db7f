import { DocentError } from '../../../src/errors.js';
import type { Finding } from '../../process/findings.js';
import type { Environment } from '../../process/settings.js';
import { reachRepository } from './pull-requests.js';
import { readPullSettings } from './pull-settings.js';

/** Looks whether drafts can become pull requests, where a repository is set. */
export async function examinePulls(environment: Environment): Promise<Finding[]> {
  try {
    const settings = readPullSettings(environment);
    if (settings === null) return [];
    await reachRepository(settings);
    return [{ state: 'good', text: `Drafts become pull requests of ${settings.repository}.` }];
  } catch (error) {
    if (!(error instanceof DocentError)) throw error;
    return [{ state: 'bad', text: error.message }];
  }
}
