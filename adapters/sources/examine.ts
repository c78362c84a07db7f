import { DocentError } from '../../src/errors.js';
import type { Finding } from '../process/findings.js';
import type { Environment } from '../process/settings.js';
import { readSecret, readSources, type Source } from './sources-file.js';
import { statusOf, statusText } from './status.js';

/** Whether sources are named as they should be, each was synced, and its secrets are there. */
export async function examineSources(knowledge: string, environment: Environment): Promise<Finding[]> {
  try {
    const sources = await readSources(environment);
    return (await Promise.all(sources.map((source) => examine(source, knowledge, environment)))).flat();
  } catch (error) {
    if (!(error instanceof DocentError)) throw error;
    return [{ state: 'bad', text: error.message }];
  }
}

async function examine(source: Source, knowledge: string, environment: Environment): Promise<Finding[]> {
  const status = await statusOf(knowledge, source);
  const text = `Source ${statusText(status)}`;
  const secrets =
    source.kind === 'git' ? [source.token, source.webhook].filter((one) => one !== undefined) : [];
  const missing = await Promise.all(
    secrets.map((secret) =>
      readSecret(secret, environment).then(
        () => [],
        (error: Error) => [error.message],
      ),
    ),
  );
  return [
    ...missing
      .flat()
      .map((message): Finding => ({ state: 'bad', text: `Source ${source.name}: ${message}` })),
    status.syncedAt === null && status.error === null
      ? { state: 'note', text, remedy: `docent sync ${source.name} --once, or docent start` }
      : { state: status.error || status.failed.length > 0 ? 'note' : 'good', text },
  ];
}
