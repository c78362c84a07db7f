import { SHAPES } from './article-shapes.js';

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

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32, Tommy Ettinger). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a random shape repeats. */
export function randomPiece(seed: number): string {
  const next = numbersFrom(seed);
  const count = 1 + Math.floor(next() * MAX_PIECES);
  return Array.from({ length: count }, () => PIECES[Math.floor(next() * PIECES.length)]).join('');
}

/** The article of a shape: one by name, or `random-SEED`. */
export function articleOf(name: string, times: number): string {
  const [, seed] = /^random-(\d+)$/.exec(name) ?? [];
  if (seed !== undefined) return `# Title\n\n${randomPiece(Number(seed)).repeat(times)}\n`;
  const shape = SHAPES[name];
  if (!shape) throw new Error(`There is no shape "${name}".`);
  return shape(times);
}
