import { availableParallelism } from 'node:os';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { ArticleTree } from '../../src/check/article-tree.js';
import { brokenTables } from '../../src/check/broken-tables.js';
import { checkCorpus } from '../../src/check/check-corpus.js';
import { emptyPoints } from '../../src/check/empty-points.js';
import { COMPARED_UP_TO, type Likeness } from '../../src/check/likeness.js';
import { brokenLinks, linkedPaths } from '../../src/check/links.js';
import { misspeltEntries } from '../../src/check/misspelt-entries.js';
import { overdueProblems } from '../../src/check/overdue.js';
import { checkScopes } from '../../src/check/scopes.js';
import { DocentError } from '../../src/errors.js';
import { existingPaths } from '../../src/io/existing-paths.js';
import { type KnowledgeFiles, readKnowledge } from '../../src/io/read-knowledge.js';
import type { Corpus } from '../../src/knowledge/corpus.js';
import { joinArticles, NO_THESAURUS } from '../../src/knowledge/join-articles.js';
import { markdownTree } from '../../src/knowledge/markdown-tree.js';
import { parseThesaurus } from '../../src/knowledge/parse-thesaurus.js';
import { byPlace, LEFT_OUT, type Problem, problemCommand, problemText } from '../../src/knowledge/problem.js';
import type { Labelled } from '../../src/knowledge/scope.js';
import { likenessOf } from '../../src/meaning/likeness.js';
import { buildIndex } from '../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../src/retrieval/local/engine.js';
import { counted } from '../process/counted.js';
import { CORE_SETTINGS, readSettings } from '../process/settings.js';
import { openMeaning } from '../service/meaning.js';
import { parseArticles } from '../service/parse-articles.js';
import { hasScopes, scopesPath } from '../service/scopes/scopes-path.js';
import { askAuthored } from './ask-authored.js';
import type { Process } from './cli.js';
import { encodingBar } from './open-encoded.js';

/** How problems are written: for people, for programs (one JSON object), for GitHub Actions. */
export type CheckFormat = 'text' | 'json' | 'github';

/** Lints the knowledge and asks the articles their own questions. @returns the exit status: 0, or 2 with an error */
export async function check(
  folder: string,
  terminal: Process,
  format: CheckFormat = 'text',
): Promise<number> {
  const files = await readKnowledge(folder);
  const parsed = await parseArticles(files.articles);
  const words = files.thesaurus ? parseThesaurus(files.thesaurus.path, files.thesaurus.text) : NO_THESAURUS;
  const articles = [...parsed.values()].map(({ article }) => article);
  const { corpus, problems } = joinArticles(articles, words);
  const errors = [...files.problems, ...problems].filter(({ severity }) => severity === 'error');
  const asked = await askAuthored(files, corpus, errors, terminal.env);
  const all = [
    ...files.problems,
    ...problems,
    ...warningsOf(corpus, errors, await likenessIn(corpus, files, terminal)),
    ...(await checkTrees(files, problems)),
    ...(await checkRules(files, articles, terminal)),
    ...asked.problems,
  ].sort(byPlace);
  const counts = {
    articles: corpus.documents.length,
    subjects: corpus.subjects.length,
    passages: corpus.passages.length,
    questions: asked.count,
  };
  if (format === 'json') terminal.stdout.write(`${JSON.stringify({ problems: all, ...counts }, null, 2)}\n`);
  else {
    const seen = seenFrom(process.cwd(), folder);
    for (const problem of all)
      terminal.stdout.write(
        `${format === 'github' ? problemCommand(problem, seen) : problemText(problem)}\n`,
      );
    terminal.stdout.write(
      `${counted(counts.articles, 'article')}, ${counted(counts.subjects, 'subject')}, ${counted(counts.passages, 'passage')}, ${counted(asked.count, 'question')} asked: ${severities(all)}\n`,
    );
  }
  return all.some(({ severity }) => severity === 'error') ? 2 : 0;
}

/** Rules that hold a subject against the others of its article. */
const COMPARING = new Set(['missing-aspect', 'missing-fact']);

/** Where answers will be poorer. In a faulty article subjects may be missing that the others are held against. */
function warningsOf(corpus: Corpus, errors: readonly Problem[], likeness: Likeness | null): Problem[] {
  const faulty = new Set(errors.map(({ file }) => file));
  return [
    ...checkCorpus(corpus, likeness).filter(({ file, rule }) => !(COMPARING.has(rule) && faulty.has(file))),
    ...overdueProblems(corpus.documents, new Date().toISOString().slice(0, 10)),
  ];
}

/**
 * How near the passages are in meaning, encoded first where they are not yet; `null` where meaning is switched off or
 * cannot be had, for a corpus that is too large, and for one article: articles are held against each other.
 */
async function likenessIn(
  corpus: Corpus,
  { folder }: KnowledgeFiles,
  { env, stderr }: Process,
): Promise<Likeness | null> {
  const count = corpus.passages.length;
  const isOff = readSettings(CORE_SETTINGS, env).MEANING === 'words';
  if (isOff || corpus.documents.length < 2 || count > COMPARED_UP_TO) return null;
  const models = await openMeaning({
    environment: env,
    warn: (message) => stderr.write(`docent: ${message}\n`),
    progress: encodingBar({ stderr }),
    cores: availableParallelism(),
    eager: false,
  });
  const meaning = models.attach(createLocalEngine(corpus, buildIndex(corpus)), corpus, folder);
  await meaning.settled;
  await models.close();
  return meaning.vectors && likenessOf(meaning.vectors);
}

/** What readers of the articles themselves would stumble on: links that lead nowhere, points without text. */
async function checkTrees(files: KnowledgeFiles, problems: readonly Problem[]): Promise<Problem[]> {
  const isUnreadable = ({ rule }: Problem) => rule === 'too-deep' || rule === LEFT_OUT;
  const unreadable = new Set(problems.filter(isUnreadable).map(({ file }) => file));
  const trees: ArticleTree[] = files.articles
    .filter(({ path }) => !unreadable.has(path))
    .map(({ path, text }) => ({ path, tree: markdownTree(text) }));
  const existing = await existingPaths(files.folder, linkedPaths(trees));
  return [
    ...brokenLinks(trees, existing),
    ...[emptyPoints, brokenTables, misspeltEntries].flatMap((rule) => trees.flatMap(rule)),
  ];
}

/** What is wrong with the file that says what is seen where, and whether all articles are seen somewhere. */
async function checkRules(
  { folder }: KnowledgeFiles,
  articles: readonly Labelled[],
  { env }: Process,
): Promise<Problem[]> {
  if (!hasScopes(env)) return [];
  const file = seenFrom(folder, scopesPath(env) ?? '');
  const { BadScopes, readRules } = await import('../service/scopes/scopes-file.js');
  try {
    const { rules, otherwise, line } = await readRules(env);
    return checkScopes([...rules, { see: otherwise, line }], articles, file);
  } catch (error) {
    if (!(error instanceof DocentError)) throw error;
    const faults = error instanceof BadScopes ? error.faults : [{ line: 1, message: error.message }];
    return faults.map(({ line, message }) => ({ severity: 'error', file, line, rule: 'scopes', message }));
  }
}

/** Where a folder is, as seen from the root of the repository; in full when it lies outside. */
export function seenFrom(root: string, folder: string): string {
  const path = resolve(root, folder);
  const below = relative(root, path);
  const outside = isAbsolute(below) || /^\.\.(?:$|[/\\])/.test(below);
  return (outside ? path : below).split(sep).join('/');
}

/** "0 errors, 2 warnings", and notices where there are any. */
function severities(problems: readonly Problem[]): string {
  const count = (wanted: Problem['severity']) =>
    problems.filter(({ severity }) => severity === wanted).length;
  const notices = count('notice');
  return `${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}${notices > 0 ? `, ${counted(notices, 'notice')}` : ''}`;
}
