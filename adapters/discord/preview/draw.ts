import { escapeHtml } from '../../process/html.js';
import { markdownHtml } from './markdown.js';

/** A part of a message as Discord's API takes it. Source: https://docs.discord.com/developers/components/reference */
interface Component {
  readonly type: number;
  readonly content?: string;
  readonly components?: readonly Component[];
  readonly accent_color?: number | null;
  readonly style?: number;
  readonly label?: string;
  readonly emoji?: { readonly name?: string };
  readonly placeholder?: string;
  readonly options?: readonly { readonly label: string }[];
}

export interface DiscordPayload {
  readonly content?: string | undefined;
  readonly components?: readonly object[] | undefined;
}

const ROW = 1;
const BUTTON = 2;
const SELECT = 3;
const TEXT = 10;
const SEPARATOR = 14;
const CONTAINER = 17;
const PRIMARY = 1;

/**
 * A message as Discord shows it, from the payload that the adapter sends, as HTML. It bears classes and no
 * styles: `discord.css` beside this file has them.
 */
export function discordHtml({ content, components = [] }: DiscordPayload): string {
  const text = content ? `<div class="discord-text">${markdownHtml(content)}</div>` : '';
  return `<div class="discord-message">${text}${(components as readonly Component[]).map(partHtml).join('')}</div>`;
}

function partHtml(part: Component): string {
  const inside = () => (part.components ?? []).map(partHtml).join('');
  switch (part.type) {
    case CONTAINER:
      return `<div class="discord-container discord-accent-${(part.accent_color ?? 0).toString(16).padStart(6, '0')}">${inside()}</div>`;
    case TEXT:
      return `<div class="discord-text">${markdownHtml(part.content ?? '')}</div>`;
    case SEPARATOR:
      return '<hr>';
    case ROW:
      return `<div class="discord-row">${inside()}</div>`;
    case BUTTON:
      return buttonHtml(part);
    case SELECT:
      return selectHtml(part);
    default:
      return '';
  }
}

function buttonHtml({ style, label = '', emoji }: Component): string {
  const name = escapeHtml(emoji?.name ?? '');
  const sign = label === '' || name === '' ? name : `<span aria-hidden="true">${name}</span> `;
  const kind = style === PRIMARY ? 'primary' : 'secondary';
  return `<button type="button" class="discord-button discord-${kind}">${sign}${escapeHtml(label)}</button>`;
}

function selectHtml({ placeholder = '', options = [] }: Component): string {
  const choices = options.map(({ label }) => `<option>${escapeHtml(label)}</option>`).join('');
  const name = escapeHtml(placeholder);
  return `<select class="discord-select" aria-label="${name}"><option selected>${name}</option>${choices}</select>`;
}
