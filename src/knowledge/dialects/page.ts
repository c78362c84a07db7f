import type { Group, Meaning } from './boxes.js';
import { type Frame, frameOf, hasOwnColumns, prefixOf, type Way } from './frames.js';

/** A line on its way from the file to the parser. */
export interface Line {
  text: string;
  /** Line of the file, counted from 1. */
  readonly line: number;
  /** `spared` is text whose templates stand for themselves; what is no text stays as it is. */
  kind: 'text' | 'spared' | 'code' | 'indented' | 'html' | 'mark';
}

/** A box, a tab or a folded part. */
export interface Box {
  readonly name: string;
  label: string | null;
  /** Position of the line that its label stands on. */
  labelAt: number;
  /** Positions of the lines before its first and behind its last. */
  readonly from: number;
  to: number | null;
}

/** Most frames inside one another: marks beyond are taken away, and what they hold stays. */
const MAX_FRAMES = 24;

/** A line of HTML that shows nothing and parts two lists. */
export const SEPARATOR = '<!---->';

/** The lines for the parser as they come to be, and what is open at the last. */
export class Page {
  #lines: Line[] = [];
  #taken = 0;
  readonly boxes: Box[] = [];
  readonly frames: Frame[] = [frameOf('page', '', 0, 0, null, null)];
  /** Line of the file that is read. */
  line = 0;
  /** Whether the line before the one that is read stands in a list. */
  isBehindList = false;
  /** Markers of lists that stand before the sign of a quotation, until they are written. */
  #lead: { readonly frame: Frame; readonly text: string } | null = null;

  /** How many lines were written: the position of the next. */
  get count(): number {
    return this.#taken + this.#lines.length;
  }

  /** How many of them wait to be taken. */
  get waiting(): number {
    return this.#lines.length;
  }

  /** The lines that were written since the last were taken. */
  takeLines(): Line[] {
    const lines = this.#lines;
    this.#taken += lines.length;
    this.#lines = [];
    return lines;
  }

  /** Columns that lists which are open indent their text by, the innermost last. */
  get lists(): number[] {
    return (this.#innermost(hasOwnColumns) as Frame).lists;
  }

  get column(): number {
    return this.lists.at(-1) ?? 0;
  }

  get isFull(): boolean {
    return this.frames.length >= MAX_FRAMES;
  }

  /** The innermost frame that holds tabs or code. */
  get group(): Frame | null {
    return this.#innermost(({ meaning }) => meaning?.kind === 'group' && meaning.of !== 'plain');
  }

  get groupKind(): Group | null {
    const meaning = this.group?.meaning;
    return meaning?.kind === 'group' ? meaning.of : null;
  }

  #innermost(test: (frame: Frame) => boolean): Frame | null {
    for (let at = this.frames.length - 1; at >= 0; at--) {
      const frame = this.frames[at] as Frame;
      if (test(frame)) return frame;
    }
    return null;
  }

  write(text: string, kind: Line['kind']): void {
    const before = this.frames.map((frame) =>
      frame === this.#lead?.frame ? this.#lead.text : prefixOf(frame),
    );
    this.#lead = null;
    const whole = before.join('') + text;
    this.#lines.push({ text: text === '' ? whole.trimEnd() : whole, line: this.line, kind });
  }

  /** A line that stands for a mark: what is above and what is below are apart. */
  mark(prefix = ''): void {
    const isPart = prefix.trim() !== '';
    if (isPart || this.lists.length > 0 || this.isBehindList) this.#separate(prefix);
    else this.write('', 'mark');
    this.isBehindList = false;
  }

  /** What is indented further would be code. */
  #separate(prefix: string): void {
    const isDeep = prefix.trim() === '' && prefix.length > this.column + 3;
    this.write(`${isDeep ? ' '.repeat(this.column) : prefix}${SEPARATOR}`, 'mark');
  }

  /** Begins a quotation whose sign stands behind markers of lists. */
  quote(indent: number, prefix: string): boolean {
    if (this.isFull) return false;
    const frame = frameOf('quote', '', 0, indent, null, null, this.count);
    this.frames.push(frame);
    if (prefix.trim() !== '') this.#lead = { frame, text: `${prefix}> ` };
    return true;
  }

  open(way: Way, key: string, size: number, meaning: Meaning, prefix: string): void {
    this.mark(prefix);
    const label =
      meaning.kind === 'box' ? (meaning.label ?? (meaning.name === 'tab' ? this.#nextLabel() : null)) : null;
    if (this.isFull) {
      if (label) this.write(`${' '.repeat(prefix.length)}${label}`, 'text');
      return;
    }
    let box: number | null = null;
    if (meaning.kind === 'box') {
      box = this.boxes.length;
      const from = this.count - 1;
      this.boxes.push({ name: meaning.name, label, labelAt: from, from, to: null });
    }
    this.frames.push(frameOf(way, key, size, prefix.length, meaning, box));
  }

  /** Of tabs that have no label of their own their group may tell it. */
  #nextLabel(): string | null {
    const { group } = this;
    return group?.meaning?.kind === 'group' ? (group.meaning.labels[group.tabs++] ?? null) : null;
  }

  /** Writes on the innermost folded part that has nothing on it yet. @returns whether there is one */
  label(text: string): boolean {
    const frame = this.#innermost(({ meaning }) => meaning?.kind === 'box' && meaning.name === 'details');
    const box = frame && frame.box !== null ? this.boxes[frame.box] : undefined;
    if (!box || box.label !== null) return false;
    box.label = text === '' ? null : text;
    box.labelAt = this.count;
    return true;
  }

  /** Whether there is one that a mark ends. */
  isOpen(way: Way, key: string, size: number): boolean {
    return this.frames.some((one) => one.way === way && one.key === key && one.size <= size);
  }

  /** Ends the innermost frame that a mark ends, and all in it. @returns whether there is one */
  close(way: Way, key: string, size: number): boolean {
    const frame = this.#innermost((one) => one.way === way && one.key === key && one.size <= size);
    if (!frame) return false;
    this.closeFrom(this.frames.indexOf(frame));
    return true;
  }

  /** Ends frames from one on inwards; lists at the end of one and behind it are not to grow together. */
  closeFrom(at: number): void {
    const closed = this.frames.slice(at);
    if (closed.length === 0) return;
    const hadLists = closed.some(({ lists }) => lists.length > 0);
    this.frames.length = at;
    for (const { box } of closed) {
      const entry = box === null ? undefined : this.boxes[box];
      if (entry) entry.to = this.count;
    }
    const indent = ' '.repeat(closed[0]?.indent ?? 0);
    if (hadLists) this.#separate(indent);
    else this.mark(indent);
  }

  /** What is still open at the end is left without one, but for what its columns end. */
  end(): void {
    for (const { way, box } of this.frames) {
      const entry = box === null ? undefined : this.boxes[box];
      if (entry && (way === 'alert' || way === 'indented' || way === 'paragraph')) entry.to = this.count;
    }
    this.frames.length = 1;
  }
}
