import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerPages } from '../../../adapters/chat/answer-pages.js';
import { escapeHtml } from '../../../adapters/process/html.js';
import { createTurnStore } from '../../../adapters/records/turns.js';
import { escapeText, link } from '../../../adapters/slack/escape.js';
import { slackHtml } from '../../../adapters/slack/preview/draw.js';
import { mrkdwnHtml } from '../../../adapters/slack/preview/mrkdwn.js';
import { RENDERING, renderAnswer, renderNotice } from '../../../adapters/slack/render.js';
import { builtFrom, TEAS, unobserved } from '../../builders.js';
import { madeUp, STEPS } from '../../made-up.js';

const plain = (html: string) => html.replace(/\u200b/g, '');

describe('Slack’s mrkdwn as HTML', () => {
  it.each([
    ['*a* _b_ ~c~ `d *e*`', '<strong>a</strong> <em>b</em> <s>c</s> <code>d *e*</code>'],
    ['*_a_ b*', '<strong><em>a</em> b</strong>'],
    ['snake_case_name 2*3*4 * a * (*b*)', 'snake_case_name 2*3*4 * a * (<strong>b</strong>)'],
    ['&lt;b&gt; &amp;amp; <', '&lt;b&gt; &amp;amp; &lt;'],
    ['> a\n&gt; b\nc', '<blockquote>a\nb</blockquote>c'],
    ['a\n```\n*b* &lt;\n```\nc', 'a\n<pre><code>*b* &lt;</code></pre>c'],
    ['<javascript:alert(1)|a> <mailto:b@c>', 'a mailto:b@c'],
    [
      '<https://a.example/?b=1&amp;c=2|A &amp; B>',
      '<a href="https://a.example/?b=1&amp;c=2" rel="noreferrer noopener" target="_blank">A &amp; B</a>',
    ],
  ])('shows %j', (text, html) => {
    expect(mrkdwnHtml(text)).toBe(html);
  });

  it('shows mentions and emojis that should have been escaped', () => {
    expect(mrkdwnHtml('<!channel> <@U1> <#C1|teas> <!subteam^S1>')).toBe(
      ['@channel', '@U1', 'teas', '@subteam']
        .map((name) => `<span class="slack-mention">${name}</span>`)
        .join(' '),
    );
    expect(mrkdwnHtml(':tea:')).toBe('<span class="slack-emoji">:tea:</span>');
  });

  it('shows the links of the adapter', () => {
    expect(mrkdwnHtml(link('https://a.example/|b>', '<a>'))).toContain('>&lt;a&gt;</a>');
  });

  it('makes no element of anything that was escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), marked, (before, after) => {
        const text = `${before}${after}`;
        expect(plain(mrkdwnHtml(escapeText(text)))).toBe(plain(escapeHtml(text)));
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Texts in which Slack's marks are frequent. */
const marked = fc
  .array(
    fc.constantFrom(
      ...['*', '_', '~', '`', '```', '<', '>', '&gt;', '&', '&lt;', '|', '<!channel>', '<@U1>', '<#C1|a>'],
      ...[
        ':tea:',
        ':',
        '@here',
        'https://a.example',
        '<https://a.example|b>',
        ' ',
        '\n',
        'a',
        'tea',
        '1',
        '.',
      ],
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('a message as Slack shows it', () => {
  it('has the title, the text, the sources, the buttons and the menu of the payload, and no inline style', async () => {
    const { bot } = await builtFrom(TEAS);
    const desk = { bot: unobserved(bot), turns: createTurnStore() };
    const { pages: messages } = await answerPages(RENDERING, desk, {
      question: 'what is oolong?',
      conversation: null,
    });
    const html = messages.map(slackHtml).join('');
    for (const part of ['<h3 class="slack-header">Oolong</h3>', 'Sources in', 'Five teas', 'Why?'])
      expect(html).toContain(part);
    expect(html).toContain('aria-label="Not helpful">👎</button>');
    expect(html).toContain('<select class="slack-select" aria-label="Compare Oolong with…">');
    expect(html).not.toMatch(/style=|<script|undefined|\(\w+\)<\/div>/);
  });

  it('shows a comparison as the points of a property', async () => {
    const { bot } = await builtFrom(TEAS);
    const desk = { bot: unobserved(bot), turns: createTurnStore() };
    const { pages: messages } = await answerPages(RENDERING, desk, {
      question: '/compare oolong, rooibos',
      conversation: null,
    });
    expect(messages.map(slackHtml).join('')).toMatch(
      /<div class="slack-text slack-rich"><div><strong>Caffeine<\/strong><\/div><ul><li><div><em>Oolong<\/em>: /,
    );
  });

  it('shows steps with their numbers and points further in', () => {
    const html = renderAnswer(madeUp({ blocks: [STEPS] }))
      .map(slackHtml)
      .join('');
    expect(html).toContain('<ol start="9"><li><div>Warm the pot');
    expect(html).toContain('<pre><code>boil --to 95\n  # wait</code></pre>');
    expect(html).toContain('<ul class="slack-indent-1"><li><div><strong>Water</strong>');
    expect(html).toContain('<ul class="slack-indent-2"><li><div>Three');
    expect(html).not.toMatch(/style=|\(\w+\)<\/div>/);
  });

  it('shows rich text in its styles, and its marks as they are', () => {
    const text = (words: string, style?: object) => ({
      type: 'text',
      text: words,
      ...(style ? { style } : {}),
    });
    const link = { type: 'link', url: 'https://a.example', text: '*b*' };
    const evil = { type: 'link', url: 'javascript:alert(1)', text: 'c' };
    const elements = [
      { type: 'rich_text_section', elements: [text('*a* <b>', { bold: true, italic: true }), link, evil] },
      { type: 'rich_text_quote', elements: [text('_q_', { strike: true })] },
      { type: 'rich_text_preformatted', elements: [text('```x\n<y>')] },
      { type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'here' }] },
    ];
    const html = slackHtml({ text: '', blocks: [{ type: 'rich_text', elements }] });
    expect(html).toContain('<div><em><strong>*a* &lt;b&gt;</strong></em><a href="https://a.example"');
    expect(html).toContain('>*b*</a>c</div><blockquote><s>_q_</s></blockquote>');
    expect(html).toContain('<pre><code>```x\n&lt;y&gt;</code></pre>');
    expect(html).toContain('(broadcast)');
  });

  it('shows a notice, a text without blocks, and says what it does not know', () => {
    expect(slackHtml(renderNotice('Too fast <b>'))).toContain('Too fast &lt;b&gt;');
    expect(slackHtml({ text: '*a*' })).toContain('<strong>a</strong>');
    expect(slackHtml({ text: '', blocks: [{ type: 'video' }, { type: 'divider' }] })).toContain(
      '(video)</div><hr>',
    );
  });
});
