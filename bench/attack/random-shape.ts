import { seeded } from '../synthetic.js';

/** What random shapes are put together from. */
const PIECES = [
  ...[
    '[',
    ']',
    '![',
    '](u)',
    '[a]',
    ': ',
    '*',
    '**',
    '_',
    '~~',
    '`',
    '```',
    '<',
    '<a',
    '>',
    '</a>',
    '<!--',
    '-->',
  ],
  ...[
    '&',
    '&amp;',
    '\\',
    '{',
    '}',
    '{{',
    '}}',
    '{%',
    '%}',
    '{#',
    '|',
    '|-',
    '-',
    '- ',
    '+ ',
    '1. ',
    '> ',
    '# ',
  ],
  ...[
    '=',
    '==',
    '===',
    ':::',
    '!!! a',
    '???',
    '$',
    '$$',
    '%%',
    '^',
    '[^1]',
    '[^1]: ',
    'http://',
    '@',
    '"',
    "'",
    '(',
  ],
  ...[
    'a',
    'Ab ',
    'words ',
    'It is. ',
    ':',
    ';',
    '–',
    '.',
    '?',
    '  ',
    '    ',
    '\t',
    '\n',
    '\n',
    '\n\n',
    'é',
    '😀',
  ],
  ...[
    '<div>',
    '</div>',
    '<b>',
    '<br>',
    '<p>',
    '<li>',
    '<td>',
    '<details>',
    '<summary>',
    '<Tab>',
    '<pre>',
    '<script>',
  ],
] as const;

/** Most pieces of which a random shape is a repetition. */
const MAX_PIECES = 6;

/** What a random shape repeats. */
export function randomPiece(seed: number): string {
  return randomMixture(seeded(seed), MAX_PIECES);
}

/** So many pieces at most, one after the other. */
export function randomMixture(random: () => number, most: number): string {
  const count = 1 + Math.floor(random() * most);
  return Array.from({ length: count }, () => PIECES[Math.floor(random() * PIECES.length)]).join('');
}
