import { readKnowledge } from '../../src/io/read-knowledge.js';
import { checkCorpus } from '../../src/knowledge/check-corpus.js';
import { loadCorpus } from '../../src/knowledge/load-corpus.js';
import { type Problem, problemText } from '../../src/knowledge/problem.js';
import { openBot } from '../shared/open-bot.js';
import type { Terminal } from './cli.js';

/** Lints the knowledge and asks the articles their own questions. @returns the exit status: 0, or 2 with an error */
export async function check(folder: string, terminal: Terminal): Promise<number> {
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
  for (const problem of sorted) terminal.stdout.write(`${problemText(problem)}\n`);
  const errors = sorted.filter((problem) => problem.severity === 'error').length;
  const counts = `${corpus.documents.length} articles, ${corpus.subjects.length} subjects, ${corpus.passages.length} passages, ${asked} questions asked`;
  terminal.stdout.write(`${counts}: ${errors} errors, ${sorted.length - errors} warnings\n`);
  return errors > 0 ? 2 : 0;
}
