import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, link, plainText, readText } from '../../../adapters/slack/escape.js';
import { liveMarks } from './live-marks.js';

const special = fc.constantFrom(
  ...['<!channel>', '<!here|here>', '<@U1>', '<#C1|x>', '<https://e.org|x>', '*a*', '_a_', '~a~', '`a`'],
  ...[
    '```',
    '>',
    '> q',
    '&amp;',
    '&',
    ':smile:',
    '@here',
    '\n',
    ' ',
    '\u200b',
    'snake_case',
    '🔥',
    '**',
    '__init__',
  ],
);
const texts = fc
  .array(fc.oneof(special, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 12 })
  .map((parts) => parts.join(''));

/** What Slack shows of escaped text. */
const shown = (text: string) =>
  text
    .replace(/\u200b/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

describe('escaping', () => {
  it('lets nothing that cannot be seen hide a mark at the beginning of a line', () => {
    expect(escapeText('\u0000> quoted')).toBe(escapeText('> quoted'));
    expect(escapeText('\u0000> quoted')).toBe('\u200b&gt; quoted');
  });

  it('lets nothing ping or format, and shows every character', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const escaped = escapeText(text);
        expect(liveMarks(escaped)).toEqual([]);
        expect(shown(escaped)).toBe(text.replace(/\u200b/g, ''));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['<!channel> <@U1>', '&lt;!channel&gt; &lt;@U1&gt;'],
    ['*bold* and snake_case', '*\u200bbold* and snake_case'],
    ['> quoted', '\u200b&gt; quoted'],
    ['a > b', 'a &gt; b'],
    [':tada: at 10:30', ':\u200btada: at 10:30'],
    ['@channel, mail@here.org', '@\u200bchannel, mail@\u200bhere.org'],
  ])('writes %j as %j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });

  it('parts what looks like a mention where there is no mark-up', () => {
    expect(plainText('a < b & \u0000<!channel>')).toBe('a < b & <\u200b!channel>');
  });

  it('makes links that nothing in them ends', () => {
    expect(link('https://e.org/?a=1&b=<|>', 'a > b|c')).toBe(
      '<https://e.org/?a=1&amp;b=%3C%7C%3E|a &gt; b|c>',
    );
  });
});

describe('reading', () => {
  it.each([
    ['<@UBOT> what is oolong?', 'what is oolong?'],
    ['ask <@U2|anna> or <@U3>', 'ask @anna or @someone'],
    ['see <#C1|general> and <#C2>', 'see #general and'],
    ['<!here> <!subteam^S1|@team> <!date^1^x|today>', '@here @team today'],
    ['<https://e.org|e.org> &lt;b&gt; &amp;amp;', 'e.org <b> &amp;'],
    ['a\n  b', 'a b'],
  ])('reads %j as %j', (text, question) => {
    expect(readText(text, 'UBOT')).toBe(question);
  });
});
