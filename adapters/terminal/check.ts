import { checkCorpus } from '../../src/check/check-corpus.js';
import { readKnowledge } from '../../src/io/read-knowledge.js';
import { loadCorpus } from '../../src/knowledge/load-corpus.js';
import { type Problem, problemCommand, problemText } from '../../src/knowledge/problem.js';
import { openBot } from '../shared/open-bot.js';
import type { Terminal } from './cli.js';

/** How problems are written: for people, for programs (one JSON object), for GitHub Actions. */

export type CheckFormat = 'text' | 'json' | 'github';

/** Lints the knowledge and asks the articles their own questions. @returns the exit status: 0, or 2 with an error */
export async function check(
  folder: string,
  terminal: Terminal,
  format: CheckFormat = 'text',
): Promise<number> {
  const files = await readKnowledge(folder);
  const { corpus, problems } = loadCorpus(files.articles, files.thesaurus);
  const all: Problem[] = [...files.problems, ...problems, ...checkCorpus(corpus)];
  let asked = 0;
  if (!all.some((problem) => problem.severity === 'error')) {
    const { bot } = await openBot({ knowledge: folder, environment: terminal.env });
    for (const document of corpus.documents) {
      for (const { text, line } of document.questions) {
        asked++;
        const answer = await bot.ask(text);
        const found = answer.citations[0]?.document;
        if (answer.status === 'answered' && found === document.id) continue;
        const what =
          answer.status !== 'answered'
            ? `is not answered (${answer.explanation.decision})`
            : `is answered from ${found ?? 'no article'} first`;
        all.push({
          severity: 'error',
          file: document.id,
          line,
          rule: 'question',
          message: `The question "${text}" ${what}. Use its words in the article, add them to the thesaurus, or take the question out.`,
        });
      }
    }
  }
  const sorted = all.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  const errors = sorted.filter((problem) => problem.severity === 'error').length;
  const counts = {
    articles: corpus.documents.length,
    subjects: corpus.subjects.length,
    passages: corpus.passages.length,
    questions: asked,
  };
  if (format === 'json')
    terminal.stdout.write(`${JSON.stringify({ problems: sorted, ...counts }, null, 2)}\n`);
  else {
    const line = (problem: Problem) =>
      format === 'github' ? problemCommand(problem, folder) : problemText(problem);
    for (const problem of sorted) terminal.stdout.write(`${line(problem)}\n`);
    terminal.stdout.write(
      `${counts.articles} articles, ${counts.subjects} subjects, ${counts.passages} passages, ${asked} questions asked: ${errors} errors, ${sorted.length - errors} warnings\n`,
    );
  }
  return errors > 0 ? 2 : 0;
}
