import { DocentError } from '../../src/errors.js';
import { sizeAdvice } from '../../src/knowledge/size.js';
import { PLATFORMS } from '../platforms.js';
import { counted } from '../process/counted.js';
import { type Finding, writeFindings } from '../process/findings.js';
import { startInference } from '../process/inference-thread.js';
import { CORE_SETTINGS, readSettings } from '../process/settings.js';
import { examinePulls } from '../service/drafts/examine.js';
import { examineRecords } from '../service/examine.js';
import { openBot } from '../service/open-bot.js';
import { examineRules } from '../service/scopes/examine.js';
import { hasSources } from '../sources/sources-path.js';
import type { Terminal } from './cli.js';
import { unknownSettings } from './unknown-settings.js';

/** `docent doctor`: whether the knowledge opens, records can be kept, and what each platform needs. @returns the exit status: 0, or 2 */
export async function doctor(folder: string, terminal: Terminal): Promise<number> {
  const write = (text: string) => terminal.stdout.write(text);
  const isElsewhere = Boolean(terminal.env.SEARCH_URL?.trim());
  writeFindings(unknownSettings(terminal.env), write);
  let status = writeFindings(await examineKnowledge(folder, terminal.env), write);
  if (isElsewhere) {
    const { examineSearch } = await import('../search/examine.js');
    status = Math.max(status, writeFindings(await examineSearch(terminal.env), write));
  }
  status = Math.max(status, writeFindings(await examineRecords(terminal.env), write));
  status = Math.max(status, writeFindings(await examineRules(terminal.env), write));
  status = Math.max(status, writeFindings(await examinePulls(terminal.env), write));
  if (hasSources(terminal.env)) {
    const { examineSources } = await import('../sources/examine.js');
    status = Math.max(status, writeFindings(await examineSources(folder, terminal.env), write));
  }
  const { doctor: doctorOfWeb } = await import('../web/doctor.js');
  status = Math.max(status, await doctorOfWeb(terminal.env, write));
  for (const { title, guide, variable, or, begun, doctor: doctorOf } of PLATFORMS) {
    if ([variable, ...or, ...begun].some((name) => terminal.env[name]?.trim()))
      status = Math.max(status, await doctorOf(terminal.env, write));
    else
      write(
        `note  ${title} is not set up: ${variable} is missing.\n      → \`docent init\` does it with you; ${guide} says how, step by step.\n`,
      );
  }
  return status;
}

/** Whether the articles can be answered from: by words, by meaning too. */
export async function examineKnowledge(folder: string, environment: Terminal['env']): Promise<Finding[]> {
  try {
    const { bot } = await openBot({ knowledge: folder, environment });
    const { documents, subjects, passages } = bot.contents;
    const advice = sizeAdvice(passages);
    return [
      await examineMeaning(environment),
      {
        state: 'good',
        text: `The knowledge in "${folder}" opens: ${counted(documents.length, 'article')}, ${counted(subjects.length, 'subject')}, ${counted(passages, 'passage')}.`,
      },
      ...(advice === null ? [] : [{ state: 'note', text: advice } as const]),
    ];
  } catch (error) {
    if (!(error instanceof DocentError)) throw error;
    if (environment.SEARCH_URL?.trim() && /^no-(?:knowledge|articles)$/.test(error.code))
      return [
        {
          state: 'note',
          text: `No article is at hand where the search engine is away: "${folder}" holds none.`,
        },
      ];
    return [{ state: 'bad', text: error.message }];
  }
}

/** Whether questions are answered by meaning too. */
async function examineMeaning(environment: Terminal['env']): Promise<Finding> {
  const { MEANING } = readSettings(CORE_SETTINGS, environment);
  if (MEANING === 'words')
    return { state: 'note', text: 'Questions are answered by words alone: MEANING=words.' };
  try {
    const models = await startInference();
    await models.question('');
    await models.close();
    return { state: 'good', text: 'The models run: questions are answered by meaning too.' };
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    return {
      state: 'note',
      text: `Questions are answered by words alone: the models cannot be used (${reason}).`,
      remedy: 'docs/operations.md, “Meaning”, says where they run and how to install them.',
    };
  }
}
