import type { APIComponentInContainer, APIMessageTopLevelComponent } from 'discord.js';
import { ComponentType, MessageFlags } from 'discord.js';
import type { Answer, Block, Citation, Code, Shown, Span, Step } from '../../src/answer/answer.js';
import { fitToRoom } from '../../src/answer/fit.js';
import { spansText } from '../../src/answer/plain-text.js';
import { MARK_GAP } from '../chat/label.js';
import type { Rendering, ShownAnswer } from '../chat/platform.js';
import { sourceList } from '../chat/source-list.js';
import { packPages } from '../chat/split.js';
import { type Row, rowsOf } from './buttons.js';
import { encodeAction } from './custom-id.js';
import { escapeAddress, escapeText, FENCE, fenced, WHOLE } from './escape.js';
import { MAX_CONTENT_LENGTH, MAX_TEXT_LENGTH } from './limits.js';

/**
 * A message as the API takes it. Answers are Components V2 and not embeds: they need no permission "Embed
 * Links", are seen by people who have switched previews off, are as wide as the screen of a phone allows, and
 * hold their buttons.
 */
export interface Page {
  readonly flags: number;
  readonly content?: string;
  readonly components?: APIMessageTopLevelComponent[];
  readonly allowed_mentions: { readonly parse: []; readonly roles?: readonly string[] };
}

export interface RenderOptions {
  /** The question, where the platform does not show it beside the answer. */
  readonly asked?: string | null;
  /** What stands above an answer that has no title of its own. */
  readonly title?: string | null;
  /** Rows of buttons below the answer. */
  readonly rows?: readonly Row[];
  readonly isPrivate?: boolean;
}

/** Nobody is ever notified. */
const NO_MENTIONS = { parse: [] as [] };

/** Colour of the bar beside an answer. */
const COLOURS: Readonly<Record<Answer['status'], number>> = {
  answered: 0x3b82f6,
  // Half of it.
  closest: 0x5d83c2,
  clarify: 0xd97706,
  abstained: 0x80848e,
  chat: 0x80848e,
};

/** Longest repeat of a question above its answer, in UTF-16 units. */
const MAX_ASKED = 200;
/** What one text display may hold, less what a code block's fences and its language take that is cut. */
const ROOM = MAX_TEXT_LENGTH - 40;
const GLUE = '\n\n';

/**
 * An answer as messages, the first the reply and the others after it. There is one, because the answer is fitted
 * to a message first; only a single statement that is longer than a message makes more.
 */
export function renderAnswer(answer: ShownAnswer, options: RenderOptions = {}): Page[] {
  const fitted = fitToRoom(answer, ROOM, (shown) => textLength(shown, options));
  return pagesFor(fitted, COLOURS[answer.status], options);
}

/** What is for one person to see, all of it, in as many messages as it takes. */
export function renderShown(shown: Shown, options: RenderOptions = {}): Page[] {
  return pagesFor(shown, COLOURS.chat, options);
}

/** How Discord shows what the bot says. */
export const RENDERING: Rendering<Page> = {
  answer: (answer, { controls, ...dress }) => renderAnswer(answer, { ...dress, rows: rowsOf(controls) }),
  shown: (shown) => renderShown(shown, { isPrivate: true }),
  notice: renderNotice,
  encodeAction,
};

/** A short text of the bot's own. */
export function renderNotice(text: string, isPrivate: boolean): Page {
  if (text.length > MAX_CONTENT_LENGTH) throw new RangeError('A notice is a short text');
  return { content: text, flags: isPrivate ? MessageFlags.Ephemeral : 0, allowed_mentions: NO_MENTIONS };
}

function pagesFor(shown: Shown, colour: number, options: RenderOptions): Page[] {
  const body = bodyOf(shown, options);
  const sources = renderSources(shown.citations);
  if (textLength(shown, options) <= ROOM) return [page(colour, [body.join(GLUE), sources], options)];
  const pages = packPages([...body, sources], ROOM, WHOLE, GLUE).map(mendFences());
  return pages.map((text, i) =>
    page(colour, [text], { ...options, rows: i === pages.length - 1 ? (options.rows ?? []) : [] }),
  );
}

/** All text that a message shows, in UTF-16 units. */
function textLength(shown: Shown, options: RenderOptions): number {
  return [...bodyOf(shown, options), renderSources(shown.citations)].filter((text) => text !== '').join(GLUE)
    .length;
}

/** Closes a block of code at the end of a page and opens it again on the next. */
function mendFences(): (text: string) => string {
  let open: string | null = null;
  return (text) => {
    // Where only the end of the code is left for a page, nothing is opened to be closed.
    const begun: string = open === null ? text : text.startsWith('```') ? text.slice(4) : `${open}\n${text}`;
    open = null;
    for (const [fence] of begun.matchAll(FENCE)) open = open === null ? fence : null;
    return open === null ? begun : `${begun}\n\`\`\``;
  };
}

function page(colour: number, texts: readonly string[], options: RenderOptions): Page {
  const components: APIComponentInContainer[] = [];
  for (const content of texts.filter((text) => text !== '')) {
    if (components.length > 0) components.push({ type: ComponentType.Separator, divider: true, spacing: 1 });
    components.push({ type: ComponentType.TextDisplay, content });
  }
  if (components.length === 0) components.push({ type: ComponentType.TextDisplay, content: '…' });
  components.push(...(options.rows ?? []));
  return {
    components: [{ type: ComponentType.Container, accent_color: colour, components }],
    flags: MessageFlags.IsComponentsV2 | (options.isPrivate ? MessageFlags.Ephemeral : 0),
    allowed_mentions: NO_MENTIONS,
  };
}

/** What stands above the sources, but for suggestions, which are buttons. */
function bodyOf({ title, blocks }: Shown, { asked, title: given }: RenderOptions): string[] {
  const own = title ? plainMarkdown(title) : escapeText(given ?? '');
  const top = [
    asked?.trim() ? `-# ${escapeText(shorten(asked))}` : '',
    own === '' ? '' : `### ${own}`,
  ].filter((text) => text !== '');
  return [top.join('\n'), ...blocks.map(renderBlock)].filter((text) => text !== '');
}

function renderBlock(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `### ${plainMarkdown(block.spans)}`;
    case 'paragraph':
      return spansMarkdown(block.spans);
    case 'list':
      return block.items.map((item) => `- ${spansMarkdown(item)}`).join('\n');
    case 'steps':
      return renderSteps(block.items);
    case 'table':
      // No table fits a phone: below the label of a row stands each column's value behind the column's name.
      return block.rows
        .map(({ label, cells }) =>
          [
            ...(label.text.trim() === '' ? [] : [`**${escapeText(label.text)}**`]),
            ...cells.map((cell, i) => {
              const column = block.columns[i]?.text ?? '';
              return `- ${column === '' ? '' : `*${escapeText(column)}*: `}${plainMarkdown(cell)}`;
            }),
          ].join('\n'),
        )
        .join(GLUE);
    case 'code':
      return renderCode(block);
  }
}

function renderCode({ text, language, citation }: Code): string {
  return `${fenced(text, language)}\n[${citation}]`;
}

/** What a level further in is moved by: Discord takes more for two levels. */
const INDENT = '  ';

/**
 * Steps as lines with their numbers. Discord counts on from the first of a list, so that a number that does not
 * follow the one before it is written as text. Code stands at the beginning of its lines: there its fence is read
 * whatever is around it, and the line after it begins a new list at its own number.
 */
function renderSteps(items: readonly Step[]): string {
  /** The number that Discord would give to the next line, by level. */
  let next: (number | undefined)[] = [];
  return items
    .map(({ number, level, content }) => {
      if (content.type === 'code') {
        next = [];
        return `${number === null ? '' : `${number}.\n`}${renderCode(content)}`;
      }
      const counted = next[level];
      next = next.slice(0, level);
      if (number !== null) next[level] = number + 1;
      const dot = number !== null && counted !== undefined && counted !== number ? '\\.' : '.';
      return `${INDENT.repeat(level)}${number === null ? '-' : `${number}${dot}`} ${spansMarkdown(content.spans)}`;
    })
    .join('\n');
}

/** Spans as Markdown; names, and the labels that open a point, are bold. */
function spansMarkdown(spans: readonly Span[]): string {
  return spansText(
    spans.map((span) => {
      const text = escapeText(span.text);
      const isBold = span.type === 'name' || (span.type === 'quoted' && span.label);
      return { ...span, text: isBold && text.trim() !== '' ? `**${text}**` : text };
    }),
    MARK_GAP,
  );
}

/** Spans without emphasis, where a name would not stand out by it. */
function plainMarkdown(spans: readonly Span[]): string {
  return spansText(
    spans.map((span) => ({ ...span, text: escapeText(span.text) })),
    MARK_GAP,
  );
}

/** One line for every source, small; an article that has an address is linked. */
function renderSources(citations: readonly Citation[]): string {
  const { single, lines } = sourceList(citations);
  if (lines.length === 0) return '';
  return [
    single ? `-# Sources in ${linked(single)}:` : '-# Sources:',
    ...lines.map(
      ({ source, article, place }) =>
        `-# [${source}] ${article ? `${linked(article)} › ` : ''}${escapeText(place)}`,
    ),
  ].join('\n');
}

function linked({ title, url }: Citation): string {
  const text = escapeText(title);
  return url === null ? `“${text}”` : `[${text}](<${escapeAddress(url)}>)`;
}

/** A long question is not repeated in full: whoever asked knows it. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const points = [...line];
  return points.length <= MAX_ASKED ? line : `${points.slice(0, MAX_ASKED - 1).join('')}…`;
}
