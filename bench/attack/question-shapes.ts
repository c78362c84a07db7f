/** Questions that are one thing over and over, and mixtures of what somebody may type to break something. */

const WORDS = (
  'what which who how many compare list all best without not and or vs is the of oolong rooibos green tea teas milk brewed ' +
  'subject price constructor __proto__ toString undefined null NaN true 0 -1 1e999 9007199254740993'
).split(' ');
const SIGNS = [
  ...'()[]{}<>*_`~|#@&%$^\\/.,;:?!\'"=+-',
  ...['<script>alert(1)</script>', '<!channel>', '<@1>', '@everyone', '```', '](x)', '{{x}}', '&lt;', '%00'],
  ...[
    '\u0000',
    '\u001b[31m',
    '\u202e',
    '\u200b',
    '\ufeff',
    '\ud83d',
    '\udc4d',
    '👩‍👩‍👧‍👦',
    'e\u0301',
    'ﬃ',
    'İ',
    '茶',
    'שלום',
  ],
];
/** Longest question over HTTP, in UTF-16 units, minus what separates. */
const MAX_LENGTH = 1_900;

/** One thing over and over, up to a length. */
export const QUESTION_SHAPES: Readonly<Record<string, string>> = {
  words: 'oolong ',
  'different words': 'a tea of it ',
  'one word': 'a',
  'question words': 'what is which how ',
  questions: 'what is oolong? ',
  names: 'green tea and black tea or rooibos, ',
  conditions: 'without milk and not black and ',
  comparisons: 'green tea vs rooibos vs ',
  negations: 'not ',
  quotation: '"oolong" ',
  'open quotation marks': '"',
  apostrophes: "it's ",
  brackets: '[',
  'open links': '[a](',
  tags: '<a ',
  'open tags': '<',
  mentions: '<@1> ',
  stars: '*a',
  'underscored words': 'a_b_',
  backticks: '`',
  slashes: '/compare ',
  dots: '.',
  'dots apart': '. ',
  abbreviations: 'e.g. ',
  commas: 'a, ',
  hyphens: 'a-',
  versions: '1.2.',
  digits: '9',
  'numbers with commas': '1,000,',
  spaces: ' a  ',
  'lines of questions': 'how is it?\n',
  'question marks': '? ',
  capitals: 'A.B.',
  camels: 'aB',
  'marks on letters': 'e\u0301',
  'joined emoji': '👩‍👩‍👧‍👦',
  'half characters': '\ud83d ',
  'full width': 'ｏｏｌｏｎｇ ',
  ligatures: 'ﷺ',
  misspelt: 'oolnog rooibso ',
  addresses: 'https://a.b/c ',
  entities: '&amp;',
  percents: '%41',
};

/** What somebody may send to break something; the same for the same numbers. */
export function hostileQuestion(random: () => number): string {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const shape = random();
  if (shape < 0.15) {
    const piece = one(Object.values(QUESTION_SHAPES));
    return piece.repeat(Math.max(1, Math.floor((random() * MAX_LENGTH) / piece.length)));
  }
  const parts = Array.from({ length: 1 + Math.floor(random() * 20) }, () =>
    random() < 0.7 ? one(WORDS) : one(SIGNS),
  );
  return `what is ${parts.join(random() < 0.8 ? ' ' : '')}`.slice(0, MAX_LENGTH);
}
