import type { InlineKeyboardMarkup, MessageEntity } from 'grammy/types';
import { escapeHtml, link } from '../../process/html.js';

export interface TelegramPayload {
  readonly text: string;
  readonly entities?: readonly MessageEntity[] | undefined;
  readonly reply_markup?: InlineKeyboardMarkup | undefined;
}

/** Kinds of formatting whose name is all there is to know. Source: https://core.telegram.org/bots/api#messageentity */
const ELEMENTS: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  blockquote: 'blockquote',
};

/**
 * A message as Telegram shows it, from the payload that the adapter sends, as HTML: a bubble, and its buttons below. It
 * bears classes and no styles: `telegram.css` beside this file has them.
 */
export function telegramHtml({ text, entities = [], reply_markup: markup }: TelegramPayload): string {
  const rows = (markup?.inline_keyboard ?? []).map(
    (row) =>
      `<div class="telegram-row">${row
        .map((one) => `<button type="button" class="telegram-button">${escapeHtml(one.text)}</button>`)
        .join('')}</div>`,
  );
  const keyboard = rows.length > 0 ? `<div class="telegram-keyboard">${rows.join('')}</div>` : '';
  return `<div class="telegram-message"><div class="telegram-bubble">${textHtml(text, entities)}</div>${keyboard}</div>`;
}

/** Where formatting begins or ends the text is cut: what lies over what does not matter then. */
function textHtml(text: string, entities: readonly MessageEntity[]): string {
  const cuts = new Set([0, text.length]);
  for (const { offset, length } of entities) for (const at of [offset, offset + length]) cuts.add(at);
  const places = [...cuts].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
  return places
    .slice(0, -1)
    .map((from, i) => {
      const until = places[i + 1] ?? text.length;
      const own = entities.filter(({ offset, length }) => offset <= from && until <= offset + length);
      // A block of code has lines of its own.
      const [after, before] = [isCodeAt(entities, from, 'end'), isCodeAt(entities, until, 'start')];
      const shown = text.slice(from, until);
      return dressed(
        shown.slice(after && shown.startsWith('\n') ? 1 : 0, before && shown.endsWith('\n') ? -1 : undefined),
        own,
      );
    })
    .join('');
}

const isCodeAt = (entities: readonly MessageEntity[], at: number, edge: 'start' | 'end'): boolean =>
  entities.some(
    ({ type, offset, length }) => type === 'pre' && at === (edge === 'start' ? offset : offset + length),
  );

function dressed(text: string, entities: readonly MessageEntity[]): string {
  return entities.reduceRight((html, entity) => {
    const element = ELEMENTS[entity.type];
    if (element) return `<${element}>${html}</${element}>`;
    switch (entity.type) {
      case 'pre':
        return `<pre><code>${html}</code></pre>`;
      case 'text_link':
        return link(entity.url, html);
      case 'spoiler':
        return `<span class="telegram-spoiler">${html}</span>`;
      default:
        // A mention, a command, an emoji of a pack. The adapter sends none: should one slip through, it is seen.
        return `<span class="telegram-mention">${html}</span>`;
    }
  }, escapeHtml(text));
}
