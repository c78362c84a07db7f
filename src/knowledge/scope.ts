import { ANY, EVERYTHING, type Labels } from './label-words.js';
import type { WrittenScope } from './labels.js';
import type { ParsedArticle } from './parse-article.js';
import { LEFT_OUT } from './problem.js';

/** What may be seen of the articles. Plain data. */
export type Scope = typeof EVERYTHING | LabelledScope;

/** Sees an article when it sees a value of each of its labels: what is not named is not seen. */
export interface LabelledScope {
  /** Of each label the values that are seen; `any`: all of them. */
  readonly labels: Labels;
  /** Whether articles without labels are seen. */
  readonly unlabelled: boolean;
}

/** What an article is to a scope. */
export type Labelled = Pick<ParsedArticle, 'file' | 'frontMatter' | 'problems'>;

/**
 * Which of all articles a scope sees, by their paths. A verified answer is seen where the article that it quotes is; one in words of
 * its own, and what a person said, where all is seen that was where it was written.
 */
export function seenBy(scope: Scope, articles: readonly Labelled[]): ReadonlySet<string> {
  const byPath = new Map(articles.map((article) => [article.file, article]));
  const isSeen = (article: Labelled | undefined, isQuoted = false): boolean => {
    if (!article || !isReadable(article) || !seesLabels(scope, article.frontMatter?.labels ?? {}))
      return false;
    const { quote, scope: written } = article.frontMatter?.verified ?? {};
    if (quote) return scope === EVERYTHING || (!isQuoted && isSeen(byPath.get(quote.article), true));
    const own = written ?? article.frontMatter?.said?.scope;
    return own === undefined || covers(scope, writtenScope(own));
  };
  return new Set(articles.filter((article) => isSeen(article)).map(({ file }) => file));
}

/** Of what is left out nobody knows how it is labelled. */
const isReadable = ({ problems }: Labelled): boolean => problems.every(({ rule }) => rule !== LEFT_OUT);

function seesLabels(scope: Scope, labels: Labels): boolean {
  if (scope === EVERYTHING) return true;
  const own = Object.entries(labels);
  if (own.length === 0) return scope.unlabelled;
  return own.every(([name, values]) => {
    const seen = valuesOf(scope, name);
    return seen.includes(ANY) || values.some((value) => seen.includes(value));
  });
}

/** Whether a scope sees all that another does. */
export function covers(scope: Scope, other: Scope): boolean {
  if (scope === EVERYTHING) return true;
  if (other === EVERYTHING) return false;
  if (other.unlabelled && !scope.unlabelled) return false;
  return Object.entries(other.labels).every(([name, values]) => {
    const seen = valuesOf(scope, name);
    return seen.includes(ANY) || values.every((value) => seen.includes(value));
  });
}

/** A label may be called as what every object has. */
const valuesOf = ({ labels }: LabelledScope, name: string): readonly string[] =>
  Object.hasOwn(labels, name) ? (labels[name] as readonly string[]) : [];

/** A scope as it is written into an entry. */
export const scopeAsWritten = (scope: Scope): WrittenScope =>
  scope === EVERYTHING ? EVERYTHING : scope.labels;

/** The same as it is read. Articles without labels are for all, so that they keep it from nobody. */
const writtenScope = (written: WrittenScope): Scope =>
  written === EVERYTHING ? EVERYTHING : { labels: written, unlabelled: false };

/** What a scope is told apart by: the same for those that see the same. */
export function scopeKey(scope: Scope): string {
  if (scope === EVERYTHING) return EVERYTHING;
  const labels = Object.entries(scope.labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, values]) => `${name}=${values.includes(ANY) ? ANY : [...values].map(plain).sort().join('|')}`,
    );
  return [...labels, scope.unlabelled ? 'unlabelled' : 'labelled'].join('; ');
}

/** A value as no two others are together. */
const plain = (value: string): string => (/^[\p{L}\p{N}_.-]+$/u.test(value) ? value : JSON.stringify(value));

/** The same for people: “audience: public or staff; version: 4”. */
export function scopeText(scope: Scope): string {
  if (scope === EVERYTHING) return 'all articles';
  const or = new Intl.ListFormat('en', { type: 'disjunction' });
  const labels = Object.entries(scope.labels).map(([name, values]) => `${name}: ${or.format(values)}`);
  const parts = [...(scope.unlabelled ? ['those without labels'] : []), ...labels];
  return parts.length === 0 ? 'no articles' : `articles (${parts.join('; ')})`;
}
