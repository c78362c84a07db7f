import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerPages } from '../../../../adapters/discord/desk.js';
import { escapeText } from '../../../../adapters/discord/escape.js';
import { createTurnStore } from '../../../../adapters/shared/turns.js';
import { discordHtml } from '../../../../adapters/web/preview/discord.js';
import { markdownHtml } from '../../../../adapters/web/preview/discord-markdown.js';
import { escapeHtml } from '../../../../adapters/web/preview/html.js';
import { builtFrom, TEAS } from '../../../builders.js';

describe('Discord’s Markdown as HTML', () => {
  it('shows what the adapter sends', () => {
    expect(markdownHtml('### Oolong\n\nIs **a tea**, *they say*. \\[1\\]\n- one\n- `two`\n-# small')).toBe(
      '<h3>Oolong</h3><br><p>Is <strong>a tea</strong>, <em>they say</em>. [1]</p><ul><li>one</li><li><code>two</code></li></ul><p><small>small</small></p>',
    );
    expect(markdownHtml('a\n```\n<b> **x**\n```\nb')).toBe(
      '<p>a</p><pre><code>&lt;b&gt; **x**</code></pre><p>b</p>',
    );
    expect(markdownHtml('[Teas](<https://tea.example/>) <https://b.example>')).toContain(
      '<a href="https://tea.example/" rel="noreferrer noopener" target="_blank">Teas</a>',
    );
    expect(markdownHtml('[x](javascript:alert)')).toBe('<p>x</p>');
  });

  it('makes no element of anything that was escaped, and no markup of a quoted text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const line = text.replace(/\s+/g, ' ').trim();
        const html = markdownHtml(escapeText(line));
        const shown = html.replace(/<a href[^>]*>|<\/?(?:p|a)>|<br>/g, '').replace(/\u200b/g, '');
        expect(shown).toBe(escapeHtml(line).replace(/\u200b/g, ''));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a message as Discord shows it', () => {
  it('has the text, the sources, the buttons and the menu of the payload, and no inline style', async () => {
    const { bot } = await builtFrom(TEAS);
    const desk = { bot, turns: createTurnStore() };
    const { pages } = await answerPages(desk, { question: 'what is oolong?', conversation: null });
    const html = pages.map(discordHtml).join('');
    for (const part of ['<h3>Oolong</h3>', 'Sources', 'Why this answer?', '<select', 'Five teas', '<hr>'])
      expect(html).toContain(part);
    expect(html).not.toMatch(/style=|<script|undefined/);
    expect(discordHtml({ content: 'Too fast <b>' })).toContain('Too fast &lt;b&gt;');
  });
});
