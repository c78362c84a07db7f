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

  it('names the heading with nothing below it', () => {
    expect(warningsOf(`${SOUND}## White tea\nWhite tea is white.\n### Advantages\n`)).toContain(
      'warning empty-section 20',
    );
  });

  it('names rows that contradict each other, not those that say the same in another order', () => {
    const table = (rows: string) => `\n| | |\n| --- | --- |\n${rows}\n`;
    const white = (rows: string) =>
      `${SOUND}## White tea\nWhite tea is white.\n${table(rows)}\n### Advantages\n- **Mild** – It is mild.\n`;
    expect(warningsOf(white('| Origin | China |\n| Caffeine | Low |\n| origin | Japan |'))).toContain(
      'warning contradiction 25',
    );
    expect(
      warningsOf(white('| Origin | China; Japan |\n| Caffeine | Low |\n| Origin | Japan; China |')).join(),
    ).not.toContain('contradiction');
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
