import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { brokenTables } from '../../../src/check/broken-tables.js';
import { checkCorpus } from '../../../src/check/check-corpus.js';
import { emptyPoints } from '../../../src/check/empty-points.js';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';
import { markdownTree } from '../../../src/knowledge/markdown-tree.js';
import type { Problem } from '../../../src/knowledge/problem.js';
import { type Scope, scopeAsWritten } from '../../../src/knowledge/scope.js';
import { slug } from '../../../src/knowledge/slug.js';

/** The folder of articles that are people's words, below that of the articles. */
export const COMMUNITY_FOLDER = 'community';

/** Longest part of a title in the name of its file, in characters, and how much of a hash follows. */
const MAX_SLUG = 48;
const HASH = 8;

/** What somebody wrote, as an article. */
export interface DraftArticle {
  readonly title: string;
  readonly question: string;
  readonly by: string;
  /** The day on which they wrote it. */
  readonly on: string;
  readonly link: string | null;
  /** What is seen where they wrote it; left out where all is seen everywhere. */
  readonly scope: Scope | undefined;
  /** As they wrote it. */
  readonly words: string;
}

/** The path of its article below the folder of the articles. @param id of the draft: two of one title are two */
export function draftPath(id: string, title: string): string {
  const hash = createHash('sha256').update(id).digest('hex').slice(0, HASH);
  return `${COMMUNITY_FOLDER}/${slug(title).slice(0, MAX_SLUG).replace(/-+$/, '')}-${hash}.md`;
}

export function writeDraft({ title, question, by, on, link, scope, words }: DraftArticle): string {
  const said = {
    ...{ by, on },
    ...(link === null ? {} : { link }),
    ...(scope === undefined ? {} : { scope: scopeAsWritten(scope) }),
  };
  const front = stringify({ title, questions: [question], said }, { lineWidth: 0 });
  return `---\n${front.trimEnd()}\n---\n\n${words.trim()}\n`;
}

/** What `docent check` says of an article that stands alone. */
export function problemsInDraft(path: string, markdown: string): Problem[] {
  const { corpus, problems } = loadCorpus([{ path, text: markdown }], null);
  const isSound = problems.every(({ severity }) => severity !== 'error');
  const tree = { path, tree: markdownTree(markdown) };
  return [
    ...problems,
    ...(isSound ? [...checkCorpus(corpus), ...emptyPoints(tree), ...brokenTables(tree)] : []),
  ];
}
