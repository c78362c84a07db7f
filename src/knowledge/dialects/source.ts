import { Endings } from './endings.js';
import { type Frame, lineIn } from './frames.js';
import { tagAt } from './tag.js';
import { templateAt } from './templates.js';

/** A tag, and over how many lines it reaches: all of them as one text, up to the end of the last. */
export interface WholeTag {
  readonly text: string;
  readonly lines: number;
}

/** Most lines that a tag reaches over. */
const MAX_TAG_LINES = 400;

/** A tag at the end of a line that does not end there. */
export const UNFINISHED = /(?:<[A-Za-z][\w.:-]*(?:\s[^<>]*)?|\{(?:%|\{[<%])[^{}]*)$/;
/** The same, of a text that is nothing else: it is asked of what is left of a line after each tag on it. */
const ALL_UNFINISHED = new RegExp(`^${UNFINISHED.source}`);

/** The lines of a file, and which is read. */
export class Source {
  readonly lines: readonly string[];
  readonly endings: Endings;
  /** Position of the line that is read. */
  at = 0;
  /** Up to this line nothing is taken for a tag that goes on below: one above never ended. */
  #noTag = 0;

  constructor(markdown: string) {
    this.lines = markdown.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
    this.endings = new Endings(this.lines);
  }

  /** A line so many below, as it stands in what is open; `null` where there is none. */
  below(n: number, frames: readonly Frame[]): string | null {
    const line = this.lines[this.at + n];
    if (line === undefined) return null;
    return frames.slice(1).reduce((text, frame) => lineIn(frame, text) ?? text, line);
  }

  /** The tag that a text begins with, where it is written over several lines with those below. */
  wholeTag(text: string): WholeTag {
    const alone = { text, lines: 1 };
    if (!ALL_UNFINISHED.test(text) || this.at < this.#noTag) return alone;
    const below = this.lines.slice(this.at + 1, this.at + MAX_TAG_LINES).map((line) => line.trim());
    const whole = [text, ...below].join('\n');
    const end = endOfTag(whole);
    if (end === null) {
      // One that goes on in vain is looked through again only some lines further down.
      this.#noTag = this.at + MAX_TAG_LINES / 8;
      return alone;
    }
    const line = whole.indexOf('\n', end);
    const tag = line < 0 ? whole : whole.slice(0, line);
    return { text: tag, lines: tag.split('\n').length };
  }
}

/** Where the tag ends that a text begins with. */
export function endOfTag(text: string): number | null {
  return tagAt(text, 0)?.end ?? templateAt(text, 0)?.end ?? null;
}
