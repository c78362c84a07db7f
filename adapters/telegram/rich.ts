import type { MessageEntity } from 'grammy/types';
import { cut } from '../chat/split.js';
import { MAX_ENTITIES } from './limits.js';

/** A stretch of text that looks alike. */
export interface Run {
  readonly text: string;
  readonly style?: 'bold' | 'italic' | 'code' | 'pre';
  /** Of code. */
  readonly language?: string | undefined;
  readonly url?: string | undefined;
}

/** A text and what of it is formatted: offsets and lengths are in UTF-16 units. */
export interface Rich {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** Zero width space: parts an "@" from a name and cannot be seen. */
const GAP = '\u200b';

/**
 * A text as Telegram shows it and nothing more. It reads no markup in one that brings its own formatting, but finds
 * names in it, and tells the people whose they are. Source: https://core.telegram.org/bots/api#messageentity, `mention`.
 */
const quiet = (text: string): string => text.replace(/@(?=\w)/g, `@${GAP}`);

/** Runs as one text. */
export function rich(runs: readonly Run[]): Rich {
  let text = '';
  const entities: MessageEntity[] = [];
  for (const run of runs) {
    const own = quiet(run.text);
    const place = { offset: text.length, length: own.length };
    if (own.length > 0) entities.push(...entitiesOf(run, place));
    text += own;
  }
  return { text, entities };
}

function entitiesOf(
  { style, language, url }: Run,
  place: { offset: number; length: number },
): MessageEntity[] {
  const formatted: MessageEntity[] =
    style === undefined
      ? []
      : style === 'pre'
        ? [{ type: style, ...place, ...(language === undefined ? {} : { language }) }]
        : [{ type: style, ...place }];
  return url === undefined ? formatted : [...formatted, { type: 'text_link', ...place, url }];
}

/** Pieces below each other on as few pages as hold them; a piece that is longer than a page is cut. */
export function pagesOf(pieces: readonly Rich[], limit: number, glue = '\n\n'): Rich[] {
  const pages: Rich[] = [];
  for (const piece of pieces.flatMap((one) => slices(one, limit))) {
    const last = pages.at(-1);
    if (last && last.text.length + glue.length + piece.text.length <= limit)
      pages[pages.length - 1] = joined(last, piece, glue);
    else pages.push(piece);
  }
  return pages.map(({ text, entities }) => ({ text, entities: entities.slice(0, MAX_ENTITIES) }));
}

function joined(first: Rich, second: Rich, glue: string): Rich {
  const start = first.text.length + glue.length;
  const moved = second.entities.map((entity) => ({ ...entity, offset: entity.offset + start }));
  return { text: `${first.text}${glue}${second.text}`, entities: [...first.entities, ...moved] };
}

/** The parts of a text that is longer than a page, each with the formatting that it has there. */
function slices({ text, entities }: Rich, limit: number): Rich[] {
  let from = 0;
  return cut(text, limit, [/@\u200b/]).map((part) => {
    const start = text.indexOf(part, from);
    from = start + part.length;
    const own = entities.flatMap((entity) => {
      const [first, end] = [Math.max(entity.offset, start), Math.min(entity.offset + entity.length, from)];
      return end <= first ? [] : [{ ...entity, offset: first - start, length: end - first }];
    });
    return { text: part, entities: own };
  });
}
