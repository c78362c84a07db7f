/**
 * What is measured, as data: name, what it measures, why it is there. "Share" is of the question: by weight (rarity,
 * light words for less), by rarity alone, or by the number of words. A line is a sentence, a cell or the code.
 */

/** Of a passage among the candidates: where the answer stands. */
export const PASSAGE_FEATURES = {
  engine: ['the engine’s score for each unit of weight', 'how well it is found at all'],
  retrieval: ['the engine’s score beside the best one’s', 'its lead'],
  rank: ['one over its place among the candidates', 'the engine’s own opinion, whatever its scores'],
  text: ['share by weight in its lines and names', 'coverage, the root of all'],
  textSquare: ['the same, squared', 'all of it is worth more than twice a half'],
  textRarity: ['share by rarity', 'light words may be what is asked'],
  textRare: ['share by rarity squared', 'the rarest words before all'],
  textWords: ['share of the number of terms', 'a long question has many'],
  own: ['share by weight in the person’s own words, not in synonyms', 'a synonym may mislead'],
  exact: ['share by weight in the very form of the question', '“installed” is not “installation”'],
  soft: ['share by weight in words that only begin alike', '“config”, “configuration”'],
  line: ['best share by weight of a line with its name and lead', 'one sentence that says it'],
  lineRare: ['best share by rarity squared of a line', 'the rare words together'],
  block: ['best share by weight of a block with its label and lead', 'one block that says it'],
  heading: ['share by weight in its heading', 'a heading says what stands below'],
  headingExact: ['share of the heading’s words that are in the question', 'a heading about just this'],
  label: ['best share by weight in labels and names of points', 'small headings'],
  path: ['share by weight in the headings above', 'its chapter'],
  title: ['share by weight in the title', 'its article'],
  above: [
    'share by weight in headings or title and not in the text',
    'the text may leave out what the heading says',
  ],
  whole: ['share by weight in any of these', 'nothing is missed'],
  wholeSquare: ['the same, squared', 'all of it is worth more than twice a half'],
  namesFound: ['share by weight of names and numbers in the text', 'an answer can least do without'],
  namesMissing: ['the same, in none of the places', 'it speaks of another'],
  bigrams: ['by worth: words side by side, in the best line', 'phrases'],
  near: ['by worth: words that follow each other within five, in the best line', 'loose phrases'],
  grammar: ['by rarity: function words, in the best line', '“does not have”'],
  telling: ['share by how few of the candidates hold a word', 'what all hold tells nothing'],
  date: ['1 when a date is asked for and the best line has one', 'when'],
  number: ['likewise a number or price', 'how many, how much'],
  person: ['likewise a name that the question lacks', 'who'],
  place: ['likewise a place', 'where'],
  reason: ['likewise a reason', 'why'],
  typed: ['likewise users, makers, a version, spelled-out letters', 'who uses it, what does it stand for'],
  newNames: ['names that the question lacks, where a name is asked for; three are 1', 'which river'],
  steps: ['1 when it is asked how and there are steps', 'how-tos'],
  howCode: ['1 when it is asked how and there is code', 'how-tos'],
  askedCode: ['1 when a command or setting is asked for and there is code', 'commands'],
  table: ['share of its lines that are cells', 'a cell wins by its brevity else'],
  length: ['logarithm of the number of words', 'a long passage holds words by chance'],
  short: ['1 below a dozen words', 'a stub that only leads elsewhere'],
  document: [
    'the other candidates’ share of the engine’s scores that stand in the same document',
    'the page is about it',
  ],
  section: ['the same for its section', 'the section is about it'],
  first: ['1 when its section opens the document', 'overviews'],
  depth: ['headings above it; five are 1', 'special cases stand deep'],
  question: ['1 when its heading or label is a question', 'FAQs'],
  changes: ['1 on a page of changes, news, migration', 'what was is not what is'],
  reference: ['1 on a page of reference', 'every option is named there'],
  defines: ['how well a line says what the asked word is', 'what is …'],
  ofSubject: ['1 when it is about a subject that the question names', 'what is asked about'],
  ofOther: ['1 when it is about a subject and the question names another', 'a namesake’s section'],
  general: ['1 when the question speaks of subjects in general and so does it', 'what is a framework'],
  samePlace: ['1 in the section of the last answer, ½ in its document', 'follow-ups'],
} as const;

/** Of a block among those of its passage: what is quoted. */
export const BLOCK_FEATURES = {
  text: ['share by weight in its lines, label and lead', 'coverage'],
  textRare: ['share by rarity squared', 'the rarest words before all'],
  exact: ['share by weight in the very form of the question', 'coverage'],
  soft: ['share by weight in words that only begin alike', 'coverage'],
  line: ['best share by weight of a line', 'one sentence that says it'],
  label: ['share by weight in its label', 'the tab asked for'],
  bigrams: ['by worth: words side by side, in the best line', 'phrases'],
  near: ['by worth: words near each other, in the best line', 'loose phrases'],
  grammar: ['by rarity: function words, in the best line', 'phrases'],
  holds: ['1 when it holds what is asked for: a date, a number, a name …', 'answer type'],
  lacks: ['1 when something is asked for and it holds none', 'answer type'],
  steps: ['1 for steps', 'how-tos are often answered by them'],
  howSteps: ['1 for steps where it is asked how', 'how-tos'],
  list: ['1 for a list', ''],
  table: ['1 for a table', ''],
  code: ['1 for code', ''],
  askedCode: ['1 for code where a command or setting is asked for', 'commands'],
  howCode: ['1 for code where it is asked how', 'how-tos'],
  length: ['logarithm of the number of words', ''],
  first: ['1 for the first of its passage', 'the topic sentence'],
  place: ['its place from first, 0, to last, 1', ''],
  before: [
    'share by weight in the block before and not in this one',
    'the answer follows what repeats the question',
  ],
  after: ['the same for the block after', ''],
} as const;

/** Of a line among those of its passage: what is cited first. */
export const LINE_FEATURES = {
  own: ['share by weight in the person’s own words', 'a synonym may mislead'],
  line: ['share by weight in the line, its name and what introduces it', 'coverage'],
  lineSquare: ['the same, squared', 'coverage'],
  lineRarity: ['share by rarity', 'coverage'],
  lineRare: ['share by rarity squared', 'the rarest words before all'],
  lineWords: ['share of the number of terms', 'coverage'],
  exact: ['share by weight in the very form of the question', 'coverage'],
  soft: ['share by weight in words that only begin alike', 'coverage'],
  grammar: ['share of the function words by rarity', 'phrases'],
  before: [
    'by rarity: in the line before and not in this one',
    'the answer follows what repeats the question',
  ],
  after: ['by rarity: in the line after and not in this one', 'likewise'],
  names: ['share by weight of names and numbers', 'an answer can least do without'],
  bigrams: ['by worth: words side by side', 'phrases'],
  date: ['1 when a date is asked for and there is one', 'when'],
  number: ['likewise a number or price', 'how many, how much'],
  person: ['likewise a name that the question lacks', 'who'],
  place: ['likewise a place', 'where'],
  reason: ['likewise a reason', 'why'],
  typed: ['likewise users, makers, a version, spelled-out letters', ''],
  newNames: ['names that the question lacks, where a name is asked for; three are 1', 'which river'],
  length: ['logarithm of the number of words', ''],
  leans: ['1 when it opens with a pronoun', 'it leans on the line before'],
  first: ['1 when it opens the passage', 'the topic sentence'],
  precision: ['weight found for each word', ''],
  defines: ['how well it says what the asked word is', 'what is …'],
  telling: ['share by how few of the candidates hold a word', ''],
} as const;

/** Of the evidence for an answer: what the likelihood is read from. None depends on how large the corpus is. */
export const MEASURES = {
  passageProbability: ['likelihood of the first passage among the candidates, as the ranker sees it', ''],
  margin: ['how far it stands before the next of another section, in log-odds; four are 1', ''],
  blockProbability: ['likelihood of the first block among those of its passage', ''],
  lineProbability: ['likelihood of the first line among those of its passage', ''],
  line: ['share by weight in the first line', ''],
  block: ['share by weight in the first block', ''],
  text: ['share by weight in the passage', ''],
  whole: ['the same with headings and title', ''],
  heading: ['share by weight in the heading', ''],
  above: ['share by weight in headings or title only', ''],
  own: ['share by weight in the person’s own words', ''],
  ownLine: ['the same in the first line', ''],
  exact: ['share by weight in the very form of the question', ''],
  soft: ['share by weight in words that only begin alike', ''],
  unknown: ['share by weight in words that stand nowhere in the articles', ''],
  missing: ['largest share of a word that stands nowhere in the articles', ''],
  gap: ['largest share of a term that is in none of the places', ''],
  namesMissing: ['share by weight in names and numbers that are in none of the places', ''],
  engine: ['the engine’s score for each unit of weight', ''],
  bigrams: ['by worth: words side by side, in the best line', ''],
  near: ['by worth: words near each other, in the best line', ''],
  met: ['1 when a date, number, person … is asked for and what is shown holds one', ''],
  unmet: ['1 when one is asked for and it holds none', ''],
  unmetNumber: ['the same for a number or price', ''],
  unmetName: ['the same for a person or place', ''],
  unmetTyped: ['the same for users, makers, a version, spelled-out letters', ''],
  terms: ['number of terms; ten are 1', ''],
  few: ['1 when the question has one term, or none', ''],
  light: ['share of the terms that are light', ''],
  document: ['share of the engine’s scores in its document', ''],
  section: ['share of the engine’s scores in its section', ''],
  words: ['share of the number of terms in the passage', ''],
  grammar: ['function words in the best line, by rarity', ''],
  telling: ['share by how few of the candidates hold a word', ''],
  defines: ['1 when it is asked what a word is and the first line says so', ''],
  undefined: ['1 when it is asked what a word is and the first line does not say', ''],
  ofSubject: ['1 when the question names a subject and the passage is about it', ''],
  ofOther: ['1 when it names one and the passage is about another', ''],
  nameless: ['1 when the articles have subjects and the question names none', ''],
  howSteps: ['1 when it is asked how and there are steps or code', ''],
  how: ['1 when it is asked how', ''],
  yesNo: ['1 when yes or no would answer', ''],
  keywords: ['1 when it has not the form of a question', ''],
  table: ['1 when the first block is a table', ''],
  question: ['1 when its heading or label is a question', ''],
  length: ['logarithm of the number of words of the passage', ''],
  followUp: ['1 when the question leans on the conversation', ''],
  deed: ['1 when the bot is asked for a deed', ''],
} as const;

export type PassageFeature = keyof typeof PASSAGE_FEATURES;
export type BlockFeature = keyof typeof BLOCK_FEATURES;
export type LineFeature = keyof typeof LINE_FEATURES;
export type Measure = keyof typeof MEASURES;

/** The names of a table in the order of its columns. */
export function namesOf<K extends string>(table: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(table) as K[];
}

/** The position of each name of a table. */
export function columnsOf<K extends string>(
  table: Readonly<Record<K, unknown>>,
): Readonly<Record<K, number>> {
  return Object.fromEntries(namesOf(table).map((name, i) => [name, i])) as Record<K, number>;
}
