import { compact } from '../text/compact.js';
import { tokenize } from '../text/tokenize.js';
import type { SubjectSection } from './listed-subjects.js';
import type { ParsedArticle, ParsedSection } from './parse-article.js';
import { slug } from './slug.js';

/** Which of the sections below a subject names an aspect that another subject has too; by position. */
export function aspectNames(
  article: ParsedArticle,
  subjects: readonly SubjectSection[],
): Map<number, { id: string; name: string }> {
  const headings: { index: number; subject: number; words: string }[] = [];
  for (const [s, subject] of subjects.entries()) {
    for (let i = subject.index + 1; i < article.sections.length; i++) {
      const section = article.sections[i] as ParsedSection;
      if (section.depth <= subject.depth) break;
      if (!section.blocks.some((block) => block.kind !== 'table')) continue;
      const words = aspectWords(section.heading, [subject.name, ...subject.aliases]);
      if (words !== '') headings.push({ index: i, subject: s, words });
    }
  }
  const users = new Map<string, Set<number>>();
  for (const { words, subject } of headings)
    users.set(words, (users.get(words) ?? new Set<number>()).add(subject));
  const shared = new Set([...users].filter(([, own]) => own.size > 1).map(([words]) => words));
  const out = new Map<number, { id: string; name: string }>();
  for (const { index, words } of headings) {
    const match = shared.has(words)
      ? words
      : [...shared].find((aspect) => words.endsWith(` ${aspect}`) || words.startsWith(`${aspect} `));
    if (match) out.set(index, { id: slug(match), name: match.charAt(0).toUpperCase() + match.slice(1) });
  }
  return out;
}

const JOINING_WORDS = new Set(['of', 'in', 'for', 'the', 'with', 'from', 'by', 'a', 'an']);

/** A sub-heading without the subject's name: "Advantages of Green tea" and "Green Tea Advantages" are both "advantages". */
export function aspectWords(heading: string, names: readonly string[]): string {
  const words = tokenize(heading).map((token) => token.text);
  const forms = new Set(
    names.flatMap((name) => [compact(name), ...tokenize(name).map((token) => token.joined)]),
  );
  const kept: string[] = [];
  for (let i = 0; i < words.length; ) {
    let taken = 0;
    for (let n = Math.min(5, words.length - i); n > 0 && taken === 0; n--)
      if (forms.has(compact(words.slice(i, i + n).join('')))) taken = n;
    if (taken === 0) kept.push(words[i] as string);
    i += Math.max(1, taken);
  }
  while (kept.length > 0 && JOINING_WORDS.has(kept[kept.length - 1] as string)) kept.pop();
  while (kept.length > 0 && JOINING_WORDS.has(kept[0] as string)) kept.shift();
  return kept.join(' ');
}
