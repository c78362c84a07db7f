import { buildCorpus, DEFAULT_NOUN } from '../knowledge/build-corpus.js';
import { type Corpus, EMPTY_THESAURUS, type Subject } from '../knowledge/corpus.js';
import { parseArticle } from '../knowledge/parse-article.js';
import { compact } from '../text/compact.js';

/** A subject as the front matter lists it. */
export interface ListedSubject {
  readonly id: string;
  readonly heading: string;
  readonly aliases: readonly string[];
}

/**
 * The subjects of an article, told by the same rule as the bot's: sections side by side that share a
 * sub-heading, or tables of facts where the title counts them.
 */
export function findSubjects(title: string, body: string): ListedSubject[] {
  const { corpus } = buildCorpus([parseArticle(title, body)], EMPTY_THESAURUS);
  if (corpus.aspects.length === 0 && nounOf(title, body) === DEFAULT_NOUN) return [];
  const depth = corpus.sections[corpus.subjects[0]?.section ?? -1]?.path.length;
  const beside = corpus.sections.filter(({ path }) => path.length === depth).length;
  if (corpus.subjects.length < MIN_SHARE * beside) return [];
  const taken = new Set<string>();
  const subjects = corpus.subjects.filter(({ id, name }) => {
    const isNew = !taken.has(id) && !taken.has(compact(name)) && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id);
    taken.add(id).add(compact(name));
    return isNew;
  });
  return subjects.map((subject) => {
    const heading = corpus.sections[subject.section]?.heading ?? subject.name;
    const aliases = otherNames(subject, corpus).filter((alias) => !taken.has(compact(alias)));
    for (const alias of aliases) taken.add(compact(alias));
    return { id: subject.id, heading, aliases };
  });
}

const WORD = String.raw`[\p{Lu}\p{N}][\p{L}\p{N}.+#'’-]*`;
const NAME = `["“]?(${WORD}(?: (?:(?:of|on|and|the|de|in|for) )?${WORD}){0,3})["”]?`;
const ALSO = new RegExp(
  String.raw`\b(?:also|sometimes|often|formerly|otherwise|commonly|better)? ?(?:known as|called|named|abbreviated as|short for)\s+(?:the )?${NAME}`,
  'gu',
);
const WHOLE_NAME = new RegExp(`^${NAME}$`, 'u');
/** Below this share of the sections on their level, subjects are a chance likeness of two headings. */
const MIN_SHARE = 0.4;

/** What the opening sentence is about, and an abbreviation in brackets behind it. */
const ABOUT = /^(?:(?:the|an?) )?([^,()]{2,40}?)(?: \(([^)]{2,20})\))?(?=,| is\b| are\b| was\b)/i;

/** Names that the opening sentence gives the subject beside its heading: "Oolong, also known as Blue tea, is …". */
function otherNames(subject: Subject, corpus: Corpus): string[] {
  const opening = corpus.items.find((item) => item.section === subject.section && item.kind === 'paragraph');
  const sentence = opening?.sentences[0]?.text ?? '';
  const [, own = '', short = ''] = ABOUT.exec(sentence) ?? [];
  // The sentence must be about this subject: its first name shares a word with the heading.
  if (!shareWord(own, subject.name)) return [];
  const also = [...sentence.matchAll(ALSO)].map((match) => match[1] ?? '');
  const names = [own, short, ...also].map((name) => name.replace(/[.,'’]+$/, ''));
  const seen = new Set([compact(subject.name)]);
  return names.filter((name) => {
    const key = compact(name);
    const isNew = WHOLE_NAME.test(name) && /\p{L}/u.test(name) && key.length > 1 && !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function shareWord(a: string, b: string): boolean {
  const words = new Set(a.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
  const [x, y] = [compact(a), compact(b)];
  const others = b.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return x !== '' && (others.some((word) => words.has(word)) || x.includes(y) || y.includes(x));
}

const COUNTED =
  /(?:\b(?:top|best|\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)\b\s+)+((?:[\p{L}-]+\s+){0,3}?[\p{L}-]+s)(?=$|[\s:,.?!]+(?:for|of|in|to|that|which|you|with|on|and|from|by|every|worth|as|at|we)\b|[:?!–—-])/iu;

/**
 * What one subject is called, by the title: a "tea" in "Ten teas for every day".
 * @returns the word in the singular if the text has it, or the corpus's default
 */
export function nounOf(title: string, text: string): string {
  const plural = /[\p{L}-]+$/u.exec(COUNTED.exec(title)?.[1] ?? '')?.[0]?.toLowerCase();
  const words = new Set(text.toLowerCase().match(/[\p{L}-]+/gu) ?? []);
  const singulars = plural
    ? [plural.replace(/ies$/, 'y'), plural.replace(/(?<=s|x|z|ch|sh)es$/, ''), plural.replace(/s$/, '')]
    : [];
  return singulars.find((word) => word !== plural && words.has(word)) ?? DEFAULT_NOUN;
}
