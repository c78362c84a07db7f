import { describe, expect, it } from 'vitest';
import { checkCorpus } from '../../../src/check/check-corpus.js';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';

const FRONT = `---
title: Teas
subjects:
  - { id: green, heading: Green tea, aliases: [green-tea, verde] }
  - { id: black, heading: Black tea }
  - { id: white, heading: White tea }
---
# Teas
`;

function warningsOf(body: string) {
  const { corpus, problems } = loadCorpus([{ path: 'teas.md', text: FRONT + body }], null);
  expect(problems).toEqual([]);
  return checkCorpus(corpus).map(({ rule, line, severity }) => `${severity} ${rule} ${line}`);
}

const SOUND = `
## Green tea
Green tea is green.
### Advantages
- **Fresh** – Green tea is fresh.
## Black tea
Black tea is black.
### Advantages
- **Strong** – Black tea is strong.
`;

describe('checkCorpus', () => {
  it('names the alias that is understood anyway', () => {
    expect(
      warningsOf(
        `${SOUND}## White tea\nWhite tea is white.\n### Advantages\n- **Mild** – White tea is mild.\n`,
      ),
    ).toEqual(['warning needless-alias 10']);
  });

  it('names the subject that lacks an aspect the others have, and the one without an opening', () => {
    const warnings = warningsOf(`${SOUND}## White tea\n### Storage\nWhite tea keeps for years.\n`);
    expect(warnings).toContain('warning missing-aspect 18');
    expect(warnings).toContain('warning no-opening 18');
  });

  it('names the subject that alone lacks a row, not one of several', () => {
    const sections = ['Green', 'Black', 'White', 'Yellow'].map((tea) => {
      const rows = ['Origin', 'Price', 'Grade'].filter(
        (row) => !((tea === 'White' && row !== 'Origin') || (tea === 'Green' && row === 'Grade')),
      );
      return `## ${tea} tea\n${tea} tea is ${tea}.\n\n| Fact | Value |\n| - | - |\n${rows.map((row) => `| ${row} | ${tea} |\n`).join('')}\n`;
    });
    const { corpus } = loadCorpus([{ path: 'teas.md', text: `# Teas\n\n${sections.join('')}` }], null);
    expect(checkCorpus(corpus).map(({ rule, message }) => `${rule} ${message.slice(0, 31)}`)).toEqual([
      'missing-fact "White tea" has no row "Price",',
    ]);
  });

  it('names the heading with nothing below it', () => {
    expect(warningsOf(`${SOUND}## White tea\nWhite tea is white.\n### Advantages\n`)).toContain(
      'warning empty-section 20',
    );
  });

  it('names a section that is too long to be found in, not one that is cut by sub-headings', () => {
    const text = `${'Words and more words. '.repeat(40)}\n\n`;
    const white = (between: string) =>
      warningsOf(`${SOUND}## White tea\n${text.repeat(4)}${between}${text.repeat(4)}`).filter((one) =>
        one.includes('long-section'),
      );
    expect(white('')).toEqual(['warning long-section 18']);
    expect(white('### Taste\n')).toEqual([]);
  });

  it('names the second of two passages that say nearly the same, and one that is too long', () => {
    const said = 'Leaves for this tea are picked before they open, early on dry mornings in April';
    const warnings = warningsOf(
      `${SOUND}## White tea\n${said}.\n\n${said}, by hand.\n\n${said.split(' ').reverse().join(' ')}.\n\n${'Words and words. '.repeat(80)}\n`,
    );
    expect(warnings.filter((one) => one.includes('near-duplicate'))).toEqual(['warning near-duplicate 21']);
    expect(warnings).toContain('warning long-passage 25');
  });
});
