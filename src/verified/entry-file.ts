import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import type { Verification } from '../knowledge/corpus.js';
import type { Labels } from '../knowledge/label-words.js';
import { loadCorpus } from '../knowledge/load-corpus.js';
import { type Problem, problemText } from '../knowledge/problem.js';
import { type Scope, scopeAsWritten } from '../knowledge/scope.js';
import { slug } from '../knowledge/slug.js';
import { tokenize } from '../text/tokenize.js';

/** The folder of verified answers, below that of the articles. */
export const VERIFIED_FOLDER = 'verified';

/** Longest part of a question in the name of its file, in characters, and how much of its hash follows. */
const MAX_SLUG = 48;
const HASH = 8;

/** What a verified answer says. */
export interface VerifiedEntry extends Omit<Verification, 'quote'> {
  readonly questions: readonly [string, ...string[]];
  /** A passage of an article, or a text as Markdown. */
  readonly answer: { readonly quote: NonNullable<Verification['quote']> } | { readonly text: string };
  /** Its own labels, beside those of what it quotes. */
  readonly labels?: Labels | undefined;
  /** What was seen where it was written; left out where all is seen everywhere. */
  readonly scope?: Scope | undefined;
}

/**
 * The path of the verified answer to a question, below the folder of the articles: the same whoever verifies it, however
 * often, and whatever its case, spaces and marks are.
 * @param scope what is seen where it is asked, where another entry to it is not
 */
export function verifiedPath(question: string, scope = ''): string {
  const words = tokenize(question).map(({ text }) => text);
  const hash = createHash('sha256')
    .update(`${words.join(' ')}${scope}`)
    .digest('hex')
    .slice(0, HASH);
  const name = slug(question).slice(0, MAX_SLUG).replace(/-+$/, '');
  return `${VERIFIED_FOLDER}/${name}-${hash}.md`;
}

/** A verified answer as an article. */
export function writeVerified(entry: VerifiedEntry): string {
  const { questions, by, on, reviewBy, answer, labels = {}, scope } = entry;
  const [title] = questions;
  const front = stringify(
    {
      title,
      questions,
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
      verified: {
        ...{ by, on },
        ...(reviewBy === null ? {} : { review_by: reviewBy }),
        // What is quoted is seen where its article is.
        ...('quote' in answer ? { quote: answer.quote } : scope ? { scope: scopeAsWritten(scope) } : {}),
      },
    },
    { lineWidth: 0 },
  );
  const body = 'quote' in answer ? linkTo(answer.quote) : answer.text.trim();
  return `---\n${front.trimEnd()}\n---\n\n${body.trimEnd()}\n`;
}

/** A part of a path in a link: parentheses would end it. */
const encodePart = (part: string): string =>
  encodeURIComponent(part).replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'));

/** So that who reads the file finds what it quotes. */
function linkTo({ article, section }: NonNullable<Verification['quote']>): string {
  // Any sign of ASCII may be escaped. Source: CommonMark, Backslash escapes.
  const label = section.replace(/\s+/g, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&');
  return `[${label}](../${article.split('/').map(encodePart).join('/')})`;
}

/** What keeps an article from being a verified answer, as the check would say it; `null`: nothing does. */
export function faultInVerified(path: string, markdown: string): string | null {
  const { corpus, problems } = loadCorpus([{ path, text: markdown }], null);
  const errors = problems.filter((one: Problem) => one.severity === 'error');
  const [first] = errors;
  if (first) return problemText(first);
  const [document] = corpus.documents;
  return document?.verified && document.questions.length > 0
    ? null
    : 'It is no verified answer to a question.';
}
