import { HURRIED } from '../english/hurried.js';
import { wordWeight } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import { tokenize } from '../text/tokenize.js';

/** What a word of a question was found to be, before what is left is taken for content. */
export type Role = 'subject' | 'noun' | 'aspect' | 'asking' | null;

/** A word of a question. Parts of a compound are words of their own, unless a dot joins them: then it is a name. */
export interface Word {
  readonly text: string;
  readonly stem: string;
  readonly weight: number;
  /** True when it was joined to the word before it without a space: `cross-platform`. */
  readonly glued: boolean;
  /** True when it is a name of several parts joined by dots: `node.js`. */
  readonly dotted: boolean;
  /** True when a comma, semicolon or colon stands before it. */
  readonly pause: boolean;
  role: Role;
}

/** How people write some words in a hurry. A map, since `constructor` is a word that people type. */
const MEANT: ReadonlyMap<string, string> = new Map(
  HURRIED.split(';').map((entry): [string, string] => {
    const [written = '', meant = ''] = entry.split('>');
    return [written.trim(), meant.trim()];
  }),
);

/** Grammar that people write in capitals to stress it, and that is no acronym: "which are NOT". */
const EMPHASIZED: ReadonlySet<string> = new Set(
  (
    'not no never without and or but nor all any every each both either neither most more less only very really just ' +
    'what which how why when where the a an is are does must should please'
  ).split(' '),
);

/** The words of a question, in order, none of them assigned a role. */
export function wordsOf(question: string): Word[] {
  const words: Word[] = [];
  const shouted = !/\p{Ll}/u.test(question);
  for (const [i, piece] of question.split(/[,;:]\s|\s[-–—]\s/).entries()) {
    let first = i > 0;
    for (const token of tokenize(piece)) {
      const texts = token.dotted ? [token.joined] : token.parts;
      texts
        .map((text) => MEANT.get(text) ?? text)
        .forEach((text, part) => {
          words.push({
            text,
            stem: stem(text),
            // An acronym is content even where the word in small letters is grammar: the MEAN stack.
            weight: token.capitals && !shouted && !EMPHASIZED.has(text) ? 1 : wordWeight(text),
            glued: part > 0,
            dotted: token.dotted,
            pause: first,
            role: null,
          });
          first = false;
        });
    }
  }
  return words;
}
