import { access, constants } from 'node:fs/promises';
import { DocentError } from '../../src/errors.js';
import { dataFolder } from '../process/data-folder.js';
import type { Finding } from '../process/findings.js';
import { makePrivateFolder } from '../process/private-files.js';
import { type Environment, type OperationsSettings, readOperationsSettings } from '../process/settings.js';
import { openRecords } from '../records/open-records.js';

/** A folder that the bot must be able to write to. @param kept what stands there: "Records are kept" */
export async function examineFolder(folder: string, kept: string): Promise<Finding> {
  try {
    makePrivateFolder(folder);
    await access(folder, constants.W_OK);
    return { state: 'good', text: `${kept} in "${folder}".` };
  } catch (error) {
    return {
      state: 'bad',
      text: `Nothing can be written to "${folder}": ${(error as Error).message}.`,
      remedy: 'Set DOCENT_DATA_DIR to a folder that the bot may write to.',
    };
  }
}

/** Looks at what every platform shares: whether records can be written, and what is kept of questions. */
export async function examineRecords(environment: Environment): Promise<Finding[]> {
  let settings: OperationsSettings;
  try {
    settings = readOperationsSettings(environment);
  } catch (error) {
    return [bad(error)];
  }
  const folder = dataFolder(environment);
  const own = await examineFolder(folder, 'What must outlive a restart is kept');
  if (settings.DOCENT_RETENTION_DAYS === 0)
    return [own, { state: 'note', text: 'No records of questions are kept: DOCENT_RETENTION_DAYS is 0.' }];
  if (own.state === 'bad') return [own];
  try {
    await (await openRecords(environment)).records.close();
  } catch (error) {
    return [own, bad(error)];
  }
  const place = settings.DOCENT_DATABASE_URL ? 'the database at DOCENT_DATABASE_URL' : `"${folder}"`;
  const texts = settings.DOCENT_KEEP_QUESTIONS === 'on' ? 'with' : 'without';
  return [
    own,
    {
      state: 'good',
      text: `Records are kept in ${place} for ${settings.DOCENT_RETENTION_DAYS} days, ${texts} the texts of questions.`,
    },
  ];
}

function bad(error: unknown): Finding {
  if (!(error instanceof DocentError)) throw error;
  return { state: 'bad', text: error.message };
}
