import type {
  APIActionRowComponent,
  APIComponentInContainer,
  APIComponentInMessageActionRow,
  APIMessageTopLevelComponent,
} from 'discord.js';
import { ComponentType, MessageFlags } from 'discord.js';
import type { Answer, Block, Citation, Span } from '../../src/answer/answer.js';
import { fitToRoom } from '../../src/answer/fit.js';
import { spansText } from '../../src/answer/plain-text.js';
import { MARK_GAP } from '../shared/label.js';
import { sourceList } from '../shared/source-list.js';
import { packPages } from '../shared/split.js';
import { escapeAddress, escapeText, fenced, WHOLE } from './escape.js';
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
  readonly allowed_mentions: { readonly parse: [] };
}

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

export interface RenderOptions {
  /** The question, where the platform does not show it beside the answer. */
  readonly asked?: string | null;
  /** What stands above an answer that has no heading of its own. */
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
  clarify: 0xd97706,
  abstained: 0x80848e,
  chat: 0x80848e,
};

/** Longest repeat of a question above its answer, in UTF-16 units. */
const MAX_ASKED = 200;
/** What one text display may hold, less what a code block's fences take that is cut. */
const ROOM = MAX_TEXT_LENGTH - 20;
const GLUE = '\n\n';

/**
 * An answer as messages, the first the reply and the others after it. There is one, because the answer is fitted
 * to a message first; only a single statement that is longer than a message makes more.
 */
export function renderAnswer(answer: Answer, options: RenderOptions = {}): Page[] {
  const top = topOf(answer.blocks, options);
  const fitted = fitToRoom(answer, ROOM, (shown) => textLength(top, shown));
  const { blocks, citations } = fitted;
  const pieces = [top, ...bodyOf(blocks).map(renderBlock), ''];
  const sources = renderSources(citations);
  if (textLength(top, fitted) <= ROOM)
    return [
      page(COLOURS[answer.status], [pieces.filter((text) => text !== '').join(GLUE), sources], options),
    ];
  return pagesOf([...pieces, sources], COLOURS[answer.status], options);
}

/** Blocks of the bot's own making, for one person to see. */
export function renderBlocks(blocks: readonly Block[], options: RenderOptions = {}): Page[] {
  return pagesOf(blocks.map(renderBlock), COLOURS.chat, options);
}

/** A short text of the bot's own. */
export function renderNotice(text: string, isPrivate: boolean): Page {
  if (text.length > MAX_CONTENT_LENGTH) throw new RangeError('A notice is a short text');
  return { content: text, flags: isPrivate ? MessageFlags.Ephemeral : 0, allowed_mentions: NO_MENTIONS };
}

/** All text that a message shows, in UTF-16 units. */
function textLength(top: string, { blocks, citations }: Pick<Answer, 'blocks' | 'citations'>): number {
  return [top, ...bodyOf(blocks).map(renderBlock), renderSources(citations)]
    .filter((text) => text !== '')
    .join(GLUE).length;
}

function pagesOf(pieces: readonly string[], colour: number, options: RenderOptions): Page[] {
  const pages = packPages(pieces, ROOM, WHOLE, GLUE).map(mendFences());
  return pages.map((text, i) =>
    page(colour, [text], { ...options, rows: i === pages.length - 1 ? (options.rows ?? []) : [] }),
  );
}

/** Closes a block of code at the end of a page and opens it again on the next. */
function mendFences(): (text: string) => string {
  let open = false;
  return (text) => {
    const begun = open ? `\`\`\`\n${text}` : text;
    open = (begun.match(/```/g) ?? []).length % 2 === 1;
    return open ? `${begun}\n\`\`\`` : begun;
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

/** The question, where it is not shown, and the heading. */
function topOf(blocks: readonly Block[], { asked, title }: RenderOptions): string {
  const [first] = blocks;
  const heading = first?.type === 'heading' ? renderBlock(first) : title ? `### ${escapeText(title)}` : '';
  const question = asked?.trim() ? `-# ${escapeText(shorten(asked))}` : '';
  return [question, heading].filter((text) => text !== '').join('\n');
}

/** Blocks without the heading, which stands above, and without suggestions, which are buttons. */
function bodyOf(blocks: readonly Block[]): Block[] {
  return blocks.filter((block, i) => block.type !== 'suggestions' && !(i === 0 && block.type === 'heading'));
}

function renderBlock(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `### ${plainMarkdown(block.spans)}`;
    case 'paragraph':
      return spansMarkdown(block.spans);
    case 'list':
      return block.items.map((item) => `- ${spansMarkdown(item)}`).join('\n');
    case 'table':
      // No table fits a phone: a row is a property, and below it stands each column's value under its name.
      return block.rows
        .map(({ label, cells }) =>
          [
            `**${escapeText(label.text)}**`,
            ...cells.map(
              (cell, i) => `- *${escapeText(block.columns[i]?.text ?? '')}*: ${plainMarkdown(cell)}`,
            ),
          ].join('\n'),
        )
        .join(GLUE);
    case 'code':
      return `${fenced(block.text)}\n[${block.citation}]`;
    case 'suggestions':
      return [escapeText(block.lead), ...block.questions.map((question) => `- ${escapeText(question)}`)].join(
        '\n',
      );
  }
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
