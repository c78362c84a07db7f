import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerPages } from '../../../adapters/chat/answer-pages.js';
import { escapeText } from '../../../adapters/discord/escape.js';
import { discordHtml } from '../../../adapters/discord/preview/draw.js';
import { markdownHtml } from '../../../adapters/discord/preview/markdown.js';
import { RENDERING, renderAnswer } from '../../../adapters/discord/render.js';
import { escapeHtml } from '../../../adapters/process/html.js';
import { createTurnStore } from '../../../adapters/records/turns.js';
import { builtFrom, TEAS, unobserved } from '../../builders.js';
import { closest, STEPS } from '../../made-up.js';

const CSS = new URL('../../../adapters/discord/preview/discord.css', import.meta.url);

const ID = '111111111111111111';

/** Texts in which Discord's marks are frequent. */
const marked = fc
  .array(
    fc.constantFrom(
      ...[
        '**',
        '*',
        '_',
        '__',
        '~~',
        '||',
        '`',
        '```',
        '<',
        '>',
        '>>> ',
        '[',
        '](',
        ')',
        '#',
        '# ',
        '-# ',
        '- ',
      ],
      ...[
        '1. ',
        '@everyone',
        `<@${ID}>`,
        '<t:1>',
        `</a:${ID}>`,
        ':a:',
        'https://a.example/b',
        '\\',
        ' ',
        'a',
        'tea',
      ],
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('Discord’s Markdown as HTML', () => {
  it('shows what the adapter sends', () => {
    expect(markdownHtml('### Oolong\n\nIs **a tea**, *they say*. \\[1\\]\n- one\n- `two`\n-# small')).toBe(
      '<h3>Oolong</h3>Is <strong>a tea</strong>, <em>they say</em>. [1]\n<ul><li>one</li><li><code>two</code></li></ul><small>small</small>',
    );
    expect(markdownHtml('-# [1] Oolong\n-# [2] Black tea')).toBe(
      '<small>[1] Oolong</small><small>[2] Black tea</small>',
    );
    expect(markdownHtml('a\n```\n<b> **x**\n- y\n```\nb')).toBe(
      'a\n<pre><code>&lt;b&gt; **x**\n- y</code></pre>b',
    );
    expect(markdownHtml('[Teas](<https://tea.example/>) <https://b.example>')).toContain(
      '<a href="https://tea.example/" rel="noreferrer noopener" target="_blank">Teas</a>',
    );
  });

  it('keeps an empty line below a list, and none below a heading, as Discord does', () => {
    expect(markdownHtml('- one\n\ntwo')).toBe('<ul><li>one</li></ul>\ntwo');
    expect(markdownHtml('## One\n\n\ntwo')).toBe('<h2>One</h2>two');
  });

  it('nests lists, and begins those with numbers where they begin', () => {
    expect(markdownHtml('9. nine\n10. ten\n  - in\n    - deeper\n11. eleven')).toBe(
      '<ol start="9"><li>nine</li><li>ten<ul><li>in<ul><li>deeper</li></ul></li></ul></li><li>eleven</li></ol>',
    );
    expect(markdownHtml('- a\n1. b\n2\\. c')).toBe('<ul><li>a</li></ul><ol><li>b</li></ol>2. c');
    expect(markdownHtml('1. run\n```sh\nls\n```\n[1]\n2. wait')).toBe(
      '<ol><li>run</li></ol><pre><code>ls</code></pre>[1]\n<ol start="2"><li>wait</li></ol>',
    );
  });

  it('shows mark-up and mentions that should have been escaped', () => {
    expect(markdownHtml('__a__ ~~b~~ ||c||')).toBe(
      '<u>a</u> <s>b</s> <span class="discord-spoiler">c</span>',
    );
    expect(markdownHtml(`@everyone <@${ID}> <a:tea:${ID}>`)).toBe(
      ['everyone', ID, 'tea'].map((name) => `<span class="discord-mention">@${name}</span>`).join(' '),
    );
    expect(markdownHtml('> a')).toBe('<blockquote>a</blockquote>');
  });

  it('links to web pages alone', () => {
    expect(markdownHtml('[x](javascript:alert) [y](<data:text/html,z>)')).toBe('x y');
  });

  it('makes no element of anything that was escaped, and no markup of a quoted text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), marked, (before, text) => {
        const line = `${before}${text}`.replace(/\s+/g, ' ').trim();
        const html = markdownHtml(escapeText(line));
        const shown = html.replace(/<a href[^>]*>|<\/a>/g, '').replace(/\u200b/g, '');
        expect(shown).toBe(escapeHtml(line).replace(/\u200b/g, ''));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a message as Discord shows it', () => {
  it('has the text, the sources, the buttons and the menu of the payload, and no inline style', async () => {
    const { bot } = await builtFrom(TEAS);
    const desk = { bot: unobserved(bot), turns: createTurnStore() };
    const { pages } = await answerPages(RENDERING, desk, { question: 'what is oolong?', conversation: null });
    const html = pages.map(discordHtml).join('');
    for (const part of ['<h3>Oolong</h3>', 'Sources', 'Why?', '<select', 'Five teas', '<hr>'])
      expect(html).toContain(part);
    expect(html).not.toMatch(/style=|<script|undefined/);
    expect(discordHtml({ content: 'Too fast <b>' })).toContain('Too fast &lt;b&gt;');
  });

  it('has the steps of an answer with their numbers, its code, and a style for the colour of a reserve', async () => {
    const html = renderAnswer(closest({ blocks: [STEPS] }))
      .map(discordHtml)
      .join('');
    for (const part of ['<ol start="9"><li>Warm', '<pre><code>boil --to 95\n  # wait</code></pre>'])
      expect(html).toContain(part);
    expect(html).toContain('<ol start="10"><li>Add the leaves.');
    const [colour] = html.match(/discord-accent-\w+/) ?? [];
    expect(await readFile(CSS, 'utf8')).toContain(`.${colour} {`);
  });

  it.each(['what is oolong?', 'compare oolong', 'which tea pays the best salary?', '/help'])(
    'has a style for the colour of the answer to %j',
    async (question) => {
      const { bot } = await builtFrom(TEAS);
      const desk = { bot: unobserved(bot), turns: createTurnStore() };
      const { pages } = await answerPages(RENDERING, desk, { question, conversation: null });
      const css = await readFile(CSS, 'utf8');
      const colours =
        pages
          .map(discordHtml)
          .join('')
          .match(/discord-accent-\w+/g) ?? [];
      expect(colours).not.toEqual([]);
      for (const colour of colours) expect(css).toContain(`.${colour} {`);
    },
  );
});
