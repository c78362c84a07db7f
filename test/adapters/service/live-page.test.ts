import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { livePage } from '../../../adapters/service/live-page.js';
import { openBot } from '../../../adapters/service/open-bot.js';
import { temporaryFolder } from '../../builders.js';

const PAGE = { document: 'synced/help/hire.md', url: 'https://help.example.com/hire' };

describe('the address of a citation', () => {
  it.each([
    ['Pay at the jetty.', ':~:text=Pay%20at%20the%20jetty.'],
    [
      'Pay in cash, at the well-known jetty & go.',
      ':~:text=Pay%20in%20cash%2C%20at%20the%20well%2Dknown%20jetty%20%26%20go.',
    ],
    [
      'Hiring a rowing boat costs nine euros an hour, and one pays at the jetty.',
      ':~:text=Hiring%20a%20rowing%20boat%20costs,one%20pays%20at%20the%20jetty.',
    ],
    ['npm ci\nnpm start', ':~:text=npm%20ci,npm%20start'],
  ])('of a page that was synced leads to the quoted words: %s', (quote, directive) => {
    expect(livePage({ ...PAGE, quote })).toBe(`${PAGE.url}#${directive}`);
    expect(livePage({ ...PAGE, url: `${PAGE.url}#fees`, quote })).toBe(`${PAGE.url}#fees${directive}`);
  });

  it('has a bound, whatever is quoted', () => {
    const long = 'x'.repeat(1_000);
    expect(livePage({ ...PAGE, quote: long })).toBe(PAGE.url);
    expect(livePage({ ...PAGE, quote: `Pay ${long} now` })).toBe(`${PAGE.url}#:~:text=Pay,now`);
    expect(livePage({ ...PAGE, quote: 'abcdefghijklmnop '.repeat(200) })?.length).toBeLessThan(300);
    expect(livePage({ ...PAGE, quote: '' })).toBe(PAGE.url);
  });

  it('of any other article is that which it names', () => {
    const quote = 'Pay at the jetty.';
    expect(livePage({ ...PAGE, document: 'hire.md', quote })).toBe(PAGE.url);
    expect(livePage({ ...PAGE, document: 'synced.md', quote })).toBe(PAGE.url);
    expect(livePage({ ...PAGE, url: null, quote })).toBeNull();
  });

  it('is what an answer gives', async () => {
    const knowledge = await temporaryFolder();
    await mkdir(join(knowledge, 'synced/help'), { recursive: true });
    const front = `---\nsource:\n  name: Help\n  url: ${PAGE.url}\n---\n`;
    await writeFile(
      join(knowledge, PAGE.document),
      `${front}# Hiring\n\n## Fees\n\nHiring a rowing boat costs nine euros.\n`,
    );
    const { bot } = await openBot({ knowledge, cache: false });
    const { citations } = await bot.ask('what does hiring a rowing boat cost?');
    expect(citations[0]?.url).toBe(`${PAGE.url}#:~:text=Hiring%20a%20rowing%20boat%20costs%20nine%20euros.`);
    expect(bot.contents.documents).toHaveLength(1);
  });
});
