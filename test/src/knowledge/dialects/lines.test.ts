import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainMarkdown } from '../../../../src/knowledge/dialects/plain-markdown.js';
import { markdownTree } from '../../../../src/knowledge/markdown-tree.js';
import { placesOf } from './outline.js';
import { dialectMarkdown } from './random-markdown.js';

const SEED = 20241126;

describe('a tree of any dialects', () => {
  it('has every word on the line of the file that it stands on', () => {
    let words = 0;
    fc.assert(
      fc.property(dialectMarkdown, (markdown) => {
        const lines = markdown.split('\n');
        for (const { text, line } of placesOf(markdownTree(markdown)))
          for (const [word] of text.matchAll(/\bw\d+\b/g)) {
            words++;
            expect(lines[line - 1], `${word} in\n${markdown}`).toContain(word);
          }
      }),
      { seed: SEED, numRuns: 400 },
    );
    expect(words).toBeGreaterThan(5_000);
  });

  it('loses no word of the file', () => {
    fc.assert(
      fc.property(dialectMarkdown, (markdown) => {
        const written = markdown.match(/\bw\d+\b/g) ?? [];
        const read = placesOf(markdownTree(markdown)).flatMap(({ text }) => text.match(/\bw\d+\b/g) ?? []);
        expect([...new Set(read)].sort(), markdown).toEqual([...new Set(written)].sort());
      }),
      { seed: SEED, numRuns: 400 },
    );
  });
});

describe('many thousand lines', () => {
  const COUNT = 12_000;
  const of = (piece: string) => {
    const lines = piece.split('\n').length - 1;
    return piece.repeat(Math.ceil(COUNT / lines));
  };
  it.each([
    [':::', of(':::note[T]\nText.\n:::\n\n')],
    [':::, never ended', of(':::note\n')],
    [':::, never begun', of(':::\n')],
    ['!!!', of('!!! note "T"\n    Text.\n\n\n')],
    ['!!!, not indented', of('!!! note\n')],
    [
      '!!!, deeper and deeper',
      Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(4 * Math.min(i, 200))}!!! note\n`).join(''),
    ],
    ['===', of('=== "T"\n\n    Text.\n\n')],
    ['{% %}', of('{% hint style="info" %}\nText.\n{% endhint %}\n\n')],
    ['{% %}, never ended', of('{% hint style="info" %}\n')],
    ['{% on a line, never ended', of('{% hint\n')],
    ['{{ in one paragraph, never ended', of('a {{ b\n')],
    ['{{< >}}', of('{{< note >}}\nText.\n{{< /note >}}\n\n')],
    ['alerts', of('> [!NOTE]\n> Text.\n\n\n')],
    ['alerts in one quotation', of('> [!NOTE]\n')],
    ['tags', of('<Tab title="T">\nText.\n</Tab>\n\n')],
    ['tags never ended', of('<Tab title="T">\n')],
    ['tags whose attributes never end', of('<Tab title={\n')],
    ['placeholders in one paragraph', of('a <b-c> d\n')],
    ['details', of('<details><summary>T</summary>\nText.\n</details>\n\n')],
    ['comments', of('<!-- a -->\nText.\n\n\n')],
    ['comments never ended', of('a <!-- b\n')],
    ['fences in steps, never ended', of('1. a\n   ```sh\n')],
    ['terms', of('Term\n: Text.\n\n\n')],
    ['wiki links', of('a [[b|c]] [[d\n')],
    ['backticks', of('a ` b `` c\n')],
    ['attributes', of('a {: b {#c {.d\n')],
  ])('are read to their end: %s', (_, markdown) => {
    const { text } = plainMarkdown(`${markdown}\n\nThe end.\n`);
    expect(text).toContain('The end.');
    expect(text.match(/Text\./g)?.length).toBe(markdown.match(/Text\./g)?.length);
  });
});
