import type { Answer } from '../../src/answer/answer.js';
import { type Bot, createBot } from '../../src/bot.js';
import type { KnowledgeFiles } from '../../src/io/read-knowledge.js';
import type { AuthoredQuestion, Corpus, Document } from '../../src/knowledge/corpus.js';
import type { Problem } from '../../src/knowledge/problem.js';
import { standingsOf } from '../../src/knowledge/standing.js';
import { buildIndex } from '../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../src/retrieval/local/engine.js';
import { isFunctionWord } from '../../src/text/function-words.js';
import { terms, tokenize } from '../../src/text/tokenize.js';
import { botOptions, openBot } from '../service/open-bot.js';
import { isGiven } from '../service/status.js';
import { faultText } from './answer-lines.js';

/** Faulty files that the notice names; the rest is counted. */
const MAX_NAMED = 3;

/** What came of asking articles their own questions. */
export interface Asked {
  readonly problems: readonly Problem[];
  /** How many were asked and judged. */
  readonly count: number;
}

/**
 * Asks articles the questions that they say they answer.
 *
 * Where the knowledge has errors, what does not depend on them is judged: a question that fails is told when
 * its article is sound and none of its words is said by a faulty file and not by the article itself, as
 * that may be a name yet to come. A notice counts the others.
 * @param errors those found so far
 */
export async function askAuthored(
  files: KnowledgeFiles,
  corpus: Corpus,
  errors: readonly Problem[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Asked> {
  const faulty = new Set(errors.map(({ file }) => file));
  // What is withdrawn answers nothing, which the check says by itself.
  const standings = standingsOf(corpus);
  const stands = ({ id }: Document) => standings.get(id) !== null;
  const all = corpus.documents
    .filter(stands)
    .flatMap((document) => document.questions.map((question) => ({ document, question })));
  // Of a thesaurus, or of a file that cannot be read, it is not known which words it would add.
  const unknown = [...files.problems.map(({ file }) => file), files.thesaurus?.path].some(
    (file) => file !== undefined && faulty.has(file),
  );
  const askable = unknown ? [] : all.filter(({ document }) => !faulty.has(document.id));
  const problems: Problem[] = [];
  let count = 0;
  if (askable.length > 0) {
    const bot = await botFor(files, corpus, faulty.size === 0, environment);
    const isOpen = openQuestions(files, corpus, faulty);
    for (const { document, question } of askable) {
      const message = await faultOf(question, document, bot);
      if (message !== null && isOpen(question.text, document.id)) continue;
      count++;
      if (message === null) continue;
      problems.push({ severity: 'error', file: document.id, line: question.line, rule: 'question', message });
    }
  }
  if (count < all.length) problems.push(notJudged(all.length - count, errors));
  return { problems, count };
}

async function botFor(
  { folder }: KnowledgeFiles,
  corpus: Corpus,
  sound: boolean,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Bot> {
  if (sound) return (await openBot({ knowledge: folder, environment })).bot;
  return createBot(corpus, createLocalEngine(corpus, buildIndex(corpus)), await botOptions(environment));
}

/** What is wrong with the answer, and what to do; `null` when it comes from the article. */
async function faultOf({ text }: AuthoredQuestion, { id }: Document, bot: Bot): Promise<string | null> {
  let answer: Answer;
  try {
    answer = await bot.ask(text);
  } catch (error) {
    return `The question "${text}" fails. ${faultText(error)}`;
  }
  const cited = answer.citations[0]?.document;
  const found = answer.verified?.document ?? cited;
  if (isGiven(answer) && (found === id || cited === id)) return null;
  const what = !isGiven(answer)
    ? `is not answered (${answer.explanation.decision.replace(/\.$/, '')})`
    : `is answered from ${found ?? 'no article'} first`;
  return `The question "${text}" ${what}. Use its words in the article, add them to the thesaurus, or take the question out.`;
}

/** Tells of which questions mending the faulty files may change the answer. */
function openQuestions(
  { articles }: KnowledgeFiles,
  corpus: Corpus,
  faulty: ReadonlySet<string>,
): (question: string, article: string) => boolean {
  const doubtful = new Set(
    articles.filter(({ path }) => faulty.has(path)).flatMap(({ text }) => terms(text)),
  );
  const known = new Map<string, Set<string>>();
  const know = (article: string, words: string) => {
    const own = known.get(article) ?? new Set();
    known.set(article, own);
    for (const term of doubtful.size > 0 ? terms(words) : []) own.add(term);
  };
  for (const { document, heading } of corpus.sections) know(document, heading);
  for (const { document, name, text } of corpus.items) know(document, `${name ?? ''} ${text}`);
  for (const { document, names } of corpus.subjects) know(document, names.join(' '));
  return (question, article) =>
    contentTerms(question).some((term) => doubtful.has(term) && !known.get(article)?.has(term));
}

/** Without words such as "the", which every text has. */
function contentTerms(text: string): string[] {
  return tokenize(text).flatMap((token) => (isFunctionWord(token.text) ? [] : terms(token.text)));
}

function notJudged(count: number, errors: readonly Problem[]): Problem {
  const [{ file, line } = { file: '', line: 1 }] = errors;
  const files = [...new Set(errors.map((error) => error.file))];
  const more = files.length > MAX_NAMED ? ` and ${files.length - MAX_NAMED} more` : '';
  const were = count === 1 ? '1 question was' : `${count} questions were`;
  const message = `${were} not judged: the answer may change when the errors in ${files.slice(0, MAX_NAMED).join(', ')}${more} are mended. Mend them and check again.`;
  return { severity: 'notice', file, line, rule: 'not-judged', message };
}
