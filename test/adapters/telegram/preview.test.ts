import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerPages } from '../../../adapters/chat/answer-pages.js';
import { escapeHtml } from '../../../adapters/process/html.js';
import { createTurnStore } from '../../../adapters/records/turns.js';
import { telegramHtml } from '../../../adapters/telegram/preview/draw.js';
import { RENDERING } from '../../../adapters/telegram/render.js';
import { rich } from '../../../adapters/telegram/rich.js';
import { builtFrom, TEAS, unobserved } from '../../builders.js';
import { anyBlock, STEPS, shown, texts } from '../../made-up.js';

const bubble = (html: string) => /<div class="telegram-bubble">([\s\S]*?)<\/div>/.exec(html)?.[1];

describe('a message as Telegram shows it', () => {
  it('has the title, the text, the sources and the rows of buttons of the payload, and no inline style', async () => {
    const { bot } = await builtFrom(TEAS);
    const desk = { bot: unobserved(bot), turns: createTurnStore() };
    const { pages } = await answerPages(RENDERING, desk, { question: 'what is oolong?', conversation: null });
    const html = pages.map(telegramHtml).join('');
    for (const part of ['<strong>Oolong</strong>', 'Sources in', 'Five teas', '>Why?</button>'])
      expect(html).toContain(part);
    expect(html).toMatch(
      /<div class="telegram-row"><button[^>]*>Compare with [^<]*<\/button><button[^>]*>Compare with /,
    );
    expect(html).not.toMatch(/style=|<script|undefined/);
  });

  it('shows each stretch in its formatting, one in another, and marks as they are', () => {
    const { text, entities } = rich([
      { text: '*a* <b>', style: 'bold' },
      { text: ' c ' },
      { text: 'd', style: 'italic', url: 'https://a.example/?b=1&c=2' },
      { text: 'e', url: 'javascript:alert(1)' },
    ]);
    expect(bubble(telegramHtml({ text, entities }))).toBe(
      '<strong>*a* &lt;b&gt;</strong> c <em><a href="https://a.example/?b=1&amp;c=2" rel="noreferrer noopener" target="_blank">d</a></em>e',
    );
    const crossed = [
      { type: 'bold', offset: 0, length: 2 },
      { type: 'italic', offset: 1, length: 2 },
    ] as const;
    expect(bubble(telegramHtml({ text: 'abc', entities: crossed }))).toBe(
      '<strong>a</strong><strong><em>b</em></strong><em>c</em>',
    );
  });

  it('shows code on lines of its own, and no empty line around it', () => {
    const html = RENDERING.shown(shown({ blocks: [STEPS] }))
      .map(telegramHtml)
      .join('');
    expect(html).toContain('<pre><code>boil --to 95\n  # wait</code></pre>[1]');
    expect(html).not.toMatch(/\n<pre>|<\/pre>\n/);
  });

  it('shows what nobody sends, so that it is seen', () => {
    const entities = [{ type: 'mention', offset: 0, length: 4 }] as const;
    expect(bubble(telegramHtml({ text: '@bob <i>', entities }))).toBe(
      '<span class="telegram-mention">@bob</span> &lt;i&gt;',
    );
  });

  it('makes no element of any text, and loses none of it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(bubble(telegramHtml({ text }))).toBe(escapeHtml(text));
      }),
    );
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 6 }), (blocks) => {
        for (const page of RENDERING.shown(shown({ blocks }))) {
          const bare = bubble(telegramHtml(page))?.replace(/<\/?[a-z][^>]*>/g, '');
          const lines = (all: string | undefined) => all?.replace(/\n/g, '');
          expect(lines(bare)).toBe(lines(escapeHtml(page.text)));
        }
      }),
      { numRuns: 100 },
    );
  });
});
