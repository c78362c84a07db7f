import type { Word } from './words.js';

/** What sort of thing an answer must hold to be one. */
export type AnswerType =
  | 'user'
  | 'version'
  | 'person'
  | 'creator'
  | 'date'
  | 'number'
  | 'place'
  | 'price'
  | 'expansion'
  | 'reason'
  | 'name';

/** What sort of thing a question of this shape wants to hear of; `null` when it may be any. */
export function expectedAnswerType(shape: string): AnswerType | null {
  if (ASKS_EXPANSION.test(shape)) return 'expansion';
  if (ASKS_VERSION.test(shape)) return 'version';
  if (ASKS_USERS.test(shape)) return 'user';
  if (
    /\bhow much\b.*\b(?:cost|costs|charge|charges|price|priced)\b|\bhow much (?:is|are|for) (?:a|an|the|one) \S+$|\b(?:price|pricing|fee|salary|how expensive)\b/.test(
      shape,
    )
  )
    return 'price';
  if (
    /\bwho\b.*\b(?:created?|made|makes?|invented|designed|developed|develops|wrote|written|founded|authored|built|builds|started|behind|maintains?|owns?|author|creator|inventor|founder)\b|\b(?:created|made|invented|designed|developed|founded|built|written|authored) by (?:who|whom)\b|\bthe (?:author|creator|inventor|founder)s? of\b|\bSUBJ (?:author|creator|inventor|founder)\b|\b(?:which|what) (?:compan(?:y|ies)|team|person|developers?) (?:created?|made|makes?|invented|designed|developed|develops|wrote|founded|built|maintains?|owns?) SUBJ\b/.test(
      shape,
    )
  )
    return 'creator';
  return null;
}

/** Marks the words that only say what sort of thing is asked for, so that the answer need not hold them. */
export function markAsking(words: readonly Word[], shape: string): void {
  const expansion = ASKS_EXPANSION.test(shape);
  const version = ASKS_VERSION.test(shape);
  const users = ASKS_USERS.test(shape);
  for (const [i, word] of words.entries()) {
    // A subject may be called so: "Pages".
    if (word.role !== null) continue;
    const measured = words[i - 1]?.text === 'how' && MEASURED.has(word.text);
    if (
      measured ||
      (expansion && STANDS.test(word.text)) ||
      (version && word.stem === 'version') ||
      (users && USERS.test(word.text))
    )
      word.role = 'asking';
  }
}

/** "what does PTO stand for", "PTO stands for what", "what is SLA short for". */
const ASKS_EXPANSION =
  /\b(?:what|whats) (?:does|do|did|is|are) \S+(?: \S+)? (?:stand|stands|short|an (?:abbreviation|acronym)) (?:for|of)\b|^\S+ (?:stands?|is short|is an (?:abbreviation|acronym)) (?:for|of) what\b/;

const STANDS = /^(?:stands?|short|abbreviation|acronym)$/;

/** The answer is a number behind a name ("ECMAScript 2015"); the word itself need not be there. */
const ASKS_VERSION =
  /\b(?:which|what|whats|latest|newest|current|recent|stable|lts)\b (?:\S+ ){0,4}(?:version|release)s?\b/;

/** Who makes use of a subject: a website, a company. */
const USERS =
  /^(?:compan(?:y|ies)|organi[sz]ations?|firms?|brands?|business(?:es)?|websites?|sites?|pages?|products?|people|enterprises?|startups?)$/;
const ASKS_USERS = new RegExp(
  [
    // Who "created X" made it; who "created a shop with X" uses it.
    String.raw`\bwho (?:\S+ ){0,3}?(?:uses?|used|using|rely|relies|trusts?|adopt|adopted|runs? on|works? with)\b(?! by\b).*\bSUBJ\b`,
    String.raw`\bwho (?:\S+ ){0,3}?(?:built|made|created) (?:\S+ ){1,4}?(?:with|on|in|using) SUBJ\b`,
    String.raw`\b(?:which|what) (?:\S+ ){0,3}?(?:compan(?:y|ies)|organi[sz]ations?|firms?|brands?|business(?:es)?|websites?|sites?|pages?|products?|enterprises?|startups?) (?:\S+ ){0,3}?(?:uses?|used|using|rely|relies|trusts?|adopt|adopted|runs?|powered|based|works?|(?:built|made|created) (?:with|on|in|using))\b(?! by\b).*\bSUBJ\b`,
  ].join('|'),
);

/** What is measured by "how …": the answer is a number or a time, and need not hold the word. */
const MEASURED = new Set([
  'long',
  'far',
  'old',
  'big',
  'tall',
  'high',
  'large',
  'soon',
  'often',
  'deep',
  'wide',
  'heavy',
]);
