import { escapeHtml, link } from '../../process/html.js';
import { mrkdwnHtml } from './mrkdwn.js';

interface Text {
  readonly type: string;
  readonly text?: string;
}

/** An element of a block. Source: https://docs.slack.dev/reference/block-kit/block-elements */
interface Element {
  readonly type: string;
  readonly text?: string | Text;
  readonly style?: string | Readonly<Record<string, boolean>>;
  readonly url?: string;
  readonly elements?: readonly Element[];
  readonly indent?: number;
  readonly offset?: number;
  readonly placeholder?: Text;
  readonly accessibility_label?: string;
  readonly options?: readonly { readonly text: Text }[];
}

/** A block as Slack's API takes it. Source: https://docs.slack.dev/reference/block-kit/blocks */
interface Block {
  readonly type: string;
  readonly text?: Text;
  readonly label?: Text;
  readonly fields?: readonly Text[];
  readonly accessory?: Element;
  readonly element?: Element;
  readonly elements?: readonly Element[];
}

export interface SlackPayload {
  readonly text: string;
  readonly blocks?: readonly object[] | undefined;
}

/**
 * A message as Slack shows it, from the payload that the adapter sends, as HTML: its blocks, or its text where it
 * has none. It bears classes and no styles: `slack.css` beside this file has them.
 */
export function slackHtml({ text, blocks = [] }: SlackPayload): string {
  const shown =
    blocks.length > 0
      ? (blocks as readonly Block[]).map(blockHtml).join('')
      : `<div class="slack-text">${mrkdwnHtml(text)}</div>`;
  return `<div class="slack-message"><div class="slack-blocks">${shown}</div></div>`;
}

function blockHtml(block: Block): string {
  switch (block.type) {
    case 'header':
      return `<h3 class="slack-header">${textHtml(block.text)}</h3>`;
    case 'section':
      return sectionHtml(block);
    case 'rich_text':
      return `<div class="slack-text slack-rich">${(block.elements ?? []).map(richHtml).join('')}</div>`;
    case 'context':
      return `<div class="slack-context">${elementsHtml(block)}</div>`;
    case 'actions':
      return `<div class="slack-actions">${elementsHtml(block)}</div>`;
    case 'divider':
      return '<hr>';
    case 'input':
      return `<label class="slack-input">${textHtml(block.label)}${block.element ? elementHtml(block.element) : ''}</label>`;
    default:
      return notDrawn(block.type);
  }
}

/** A part of rich text: nothing in its texts is read as more than text. */
function richHtml({ type, elements = [], ...list }: Element): string {
  const inside = () => elements.map(runHtml).join('');
  switch (type) {
    case 'rich_text_section':
      return `<div>${inside()}</div>`;
    case 'rich_text_list':
      return listHtml(elements, list);
    case 'rich_text_quote':
      return `<blockquote>${inside()}</blockquote>`;
    case 'rich_text_preformatted':
      return `<pre><code>${inside()}</code></pre>`;
    default:
      return notDrawn(type);
  }
}

function listHtml(
  items: readonly Element[],
  { style, indent = 0, offset = 0 }: Pick<Element, 'style' | 'indent' | 'offset'>,
): string {
  const tag = style === 'ordered' ? 'ol' : 'ul';
  const first = tag === 'ol' && offset > 0 ? ` start="${offset + 1}"` : '';
  const further = indent > 0 ? ` class="slack-indent-${Math.min(MAX_INDENT, Math.floor(indent))}"` : '';
  return `<${tag}${first}${further}>${items.map((item) => `<li>${richHtml(item)}</li>`).join('')}</${tag}>`;
}

/** Deepest level of a list, which the styles have. */
const MAX_INDENT = 8;

const TAGS: Readonly<Record<string, string>> = { bold: 'strong', italic: 'em', strike: 's', code: 'code' };

function runHtml({ type, text, url = '', style }: Element): string {
  if (type !== 'text' && type !== 'link') return notDrawn(type);
  const shown = typeof text === 'string' ? text : url;
  const html = type === 'link' ? link(url, shown) : escapeHtml(shown);
  return Object.entries(TAGS).reduce(
    (inner, [name, tag]) => (styleHas(style, name) ? `<${tag}>${inner}</${tag}>` : inner),
    html,
  );
}

const styleHas = (style: Element['style'], name: string): boolean =>
  typeof style === 'object' && style[name] === true;

function sectionHtml({ text, fields = [], accessory }: Block): string {
  const shown = text ? `<div class="slack-text">${textHtml(text)}</div>` : '';
  const columns = fields.map((field) => `<div class="slack-text">${textHtml(field)}</div>`).join('');
  const left = `<div>${shown}${columns === '' ? '' : `<div class="slack-fields">${columns}</div>`}</div>`;
  return `<div class="slack-section">${left}${accessory ? elementHtml(accessory) : ''}</div>`;
}

function elementsHtml({ elements = [] }: Block): string {
  return elements.map(elementHtml).join('');
}

function elementHtml(element: Element): string {
  switch (element.type) {
    case 'mrkdwn':
    case 'plain_text':
      return `<div class="slack-text">${textHtml(element as Text)}</div>`;
    case 'button':
      return buttonHtml(element);
    case 'static_select':
      return selectHtml(element);
    case 'plain_text_input':
      return `<input type="text" placeholder="${escapeHtml(element.placeholder?.text ?? '')}">`;
    default:
      return notDrawn(element.type);
  }
}

function buttonHtml({ text, style, accessibility_label: spoken }: Element): string {
  const label = escapeHtml(typeof text === 'string' ? text : (text?.text ?? ''));
  const kind = typeof style === 'string' ? ` slack-${escapeHtml(style)}` : '';
  const name = spoken === undefined ? '' : ` aria-label="${escapeHtml(spoken)}"`;
  return `<button type="button" class="slack-button${kind}" title="${label}"${name}>${label}</button>`;
}

function selectHtml({ placeholder, options = [] }: Element): string {
  const name = escapeHtml(placeholder?.text ?? '');
  const choices = options.map(({ text }) => `<option>${escapeHtml(text.text ?? '')}</option>`).join('');
  return `<select class="slack-select" aria-label="${name}"><option selected>${name}</option>${choices}</select>`;
}

function textHtml(text: Text | undefined): string {
  return text?.type === 'mrkdwn' ? mrkdwnHtml(text.text ?? '') : escapeHtml(text?.text ?? '');
}

/** A part that the adapter did not send when this was written: said, not left out. */
function notDrawn(type: string): string {
  return `<div class="slack-context">(${escapeHtml(type)})</div>`;
}
