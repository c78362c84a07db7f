import { attributesAt, boxOfClasses } from './attributes.js';
import { boxName } from './boxes.js';
import { colonMarker } from './colons.js';
import { indentOf, isBlank } from './columns.js';
import { fenceIn, meaningOfFence } from './fences.js';
import { lineIn, type Way } from './frames.js';
import { ESM, hiddenLines } from './hidden-lines.js';
import { indentedMarker, slashMarker } from './indented.js';
import { listLine } from './list-columns.js';
import { type Around, close, drop, type Marker, open } from './marker.js';
import { CODE_INDENT, codeLine, type OpenCode, openCode } from './open-code.js';
import { type Box, type Line, Page } from './page.js';
import { plainPlaces } from './plain-places.js';
import { alertMarker, docsifyMarker } from './quoted.js';
import { sectionMarker } from './sections.js';
import { endOfTag, Source, UNFINISHED } from './source.js';
import { isHtml, tagAt } from './tag.js';
import { tagMarker } from './tags.js';
import { takenLines } from './taken-lines.js';
import { templateAt, templateEnd, templateMarker } from './templates.js';
import { writeTaken } from './write-taken.js';

/** Something that the page does not show. */
export interface Unshown {
  readonly what: string;
  readonly text: string;
}

/** What there is beside the lines. */
export interface Rewritten {
  readonly boxes: readonly Box[];
  readonly unshown: readonly Unshown[];
  /** Ids in tags that are gone. */
  readonly ids: readonly string[];
}

/** Lines that are told together at least. Ours: enough that what each telling costs is not seen. */
const LINES_TOLD = 1_000;

/** What a line begins with that belongs to nothing above a blank line, whatever dialect it is written in. */
const ANEW = /^[\p{L}\p{N}#*|>-]/u;

/** A line that may go on with a paragraph above it, whatever it lacks before it. */
const GOES_ON = /^\s*[\p{L}\p{N}("'“‘*_[`&$]/u;

/**
 * Takes the marks of dialects out of Markdown. Boxes, tabs and folded parts become ranges of lines; what is in them stands as
 * if it stood outside; what a page does not show goes. Code is left as it is. Takes time in proportion to the text.
 * The lines are told in parts, between which nothing goes on, so that not all are held at once.
 */
export function rewrite(
  markdown: string,
  isMdx: boolean,
  linesTold = LINES_TOLD,
): Generator<Line[], Rewritten> {
  return new Rewriter(markdown, isMdx).rewritten(linesTold);
}

/** What every import and export holds. */
const MAYBE_ESM = /\b(?:import|export)\s/;

/** Whether a page is MDX that is not called so: only MDX imports, and some sites call its pages `.md`. */
export function isMdxIn(markdown: string): boolean {
  if (!MAYBE_ESM.test(markdown)) return false;
  const parts = rewrite(markdown, false);
  let part = parts.next();
  while (!part.done) part = parts.next();
  return part.value.unshown.some(({ what }) => what === ESM);
}

/** A mark, and over how many lines it reaches. */
interface Found {
  readonly marker: Marker;
  readonly lines: number;
}

class Rewriter implements Around {
  readonly isMdx: boolean;
  readonly #source: Source;
  readonly #page = new Page();
  readonly #unshown: Unshown[] = [];
  readonly #ids: string[] = [];
  #code: OpenCode | null = null;
  /** What was read last. */
  #last: 'blank' | 'text' | 'other' = 'blank';
  /** Position of the first line of the block that was read last. */
  #block = 0;
  /** The end of what spares templates. */
  #spared: string | null = null;

  constructor(markdown: string, isMdx: boolean) {
    this.isMdx = isMdx;
    this.#source = new Source(markdown);
  }

  *rewritten(linesTold: number): Generator<Line[], Rewritten> {
    const source = this.#source;
    for (this.#frontMatter(); source.at < source.lines.length; source.at++) {
      this.#page.line = source.at + 1;
      this.#line(source.lines[source.at] as string);
      if (this.#page.waiting >= linesTold && this.#isApart()) yield this.#page.takeLines();
    }
    this.#page.end();
    yield this.#page.takeLines();
    return { boxes: this.#page.boxes, unshown: this.#unshown, ids: this.#ids };
  }

  /** Whether nothing that was read goes on in the next line. */
  #isApart(): boolean {
    const { lines, at } = this.#source;
    const isOpen = this.#code !== null || this.#page.frames.length > 1;
    return !isOpen && this.#last === 'blank' && ANEW.test(lines[at + 1] ?? '');
  }

  get group() {
    return this.#page.groupKind;
  }

  ends(way: 'tag' | 'template' | 'sign', name: string): boolean {
    return this.#source.endings.isAfter(way, name, this.#source.at);
  }

  isOpen(way: Way, key: string): boolean {
    return this.#page.isOpen(way, key, Infinity);
  }

  #frontMatter(): void {
    const { lines } = this.#source;
    const sign = /^(?:---|\+\+\+)(?=[ \t]*$)/.exec(lines[0] ?? '')?.[0];
    const end = sign ? lines.findIndex((line, i) => i > 0 && line.trimEnd() === sign) : -1;
    if (end < 0) return;
    const inside = lines.slice(1, end).filter((line) => !isBlank(line));
    const isEntries =
      inside.length === 0 ||
      (inside.some((line) => ENTRY.test(line)) && inside.every((line) => PART.test(line)));
    const last = isEntries ? end : 0;
    for (; this.#source.at <= last; this.#source.at++) {
      this.#page.line = this.#source.at + 1;
      // Two rules with text between them are none; written otherwise, no parser takes them for it.
      this.#page.write(isEntries ? (lines[this.#source.at] as string) : '***', 'code');
    }
  }

  #line(raw: string): void {
    const text = this.#inFrames(raw);
    if (this.#code && this.#page.frames.length < this.#code.frames) this.#endCode();
    if (this.#code) {
      if (this.#spared !== null && templateEnd(text, this.#spared)) this.#spared = null;
      const was = codeLine(this.#code, text, this.#page);
      if (was !== 'in') this.#endCode();
      if (was !== 'outside') return;
    }
    if (isBlank(text)) {
      this.#endParagraphs();
      this.#page.write('', 'text');
      this.#last = 'blank';
    } else this.#textLine(text);
  }

  #endCode(): void {
    const tab = this.#code?.hasTab ? this.#code.frames - 1 : null;
    this.#code = null;
    this.#last = 'other';
    if (tab !== null && tab < this.#page.frames.length) this.#page.closeFrom(tab);
  }

  /** The line as it stands in what is open; what has ended before it is closed. */
  #inFrames(raw: string): string {
    const { frames } = this.#page;
    let text = raw;
    for (let f = 1; f < frames.length; f++) {
      const frame = frames[f];
      const inner = frame ? lineIn(frame, text) : null;
      if (inner === null) {
        if (frame?.way === 'alert' && this.#goesOn(text)) return text;
        if (frame?.way === 'quote') this.#block = frame.from;
        this.#page.closeFrom(f);
        this.#last = frame?.way === 'quote' ? 'text' : 'other';
        break;
      }
      text = inner;
    }
    return text;
  }

  #goesOn(text: string): boolean {
    return this.#last === 'text' && !this.#code && GOES_ON.test(text) && listLine(text).begins.length === 0;
  }

  #endParagraphs(): void {
    const at = this.#page.frames.findIndex(({ way }) => way === 'paragraph');
    if (at > 0) this.#page.closeFrom(at);
  }

  #textLine(text: string): void {
    const { lists } = this.#page;
    const indent = indentOf(text);
    const line = listLine(text);
    const isLazy = this.#last === 'text' && line.begins.length === 0 && GOES_ON.test(text);
    this.#page.isBehindList = lists.length > 0;
    if (!isLazy) while (this.#page.column > indent) lists.pop();
    const isDeep = !this.isMdx && indent - this.#page.column >= CODE_INDENT;
    if (isDeep && this.#last !== 'text') {
      this.#page.write(text, 'indented');
      return;
    }
    if (isDeep) this.#pieces(' '.repeat(indent), text.trimStart());
    else {
      if (line.begins.length > 0) this.#last = 'other';
      lists.push(...line.begins);
      this.#pieces(line.prefix, line.rest);
    }
  }

  /** What stands on a line: marks, then text, and perhaps the end of something behind it. */
  #pieces(before: string, text: string): void {
    let prefix = before;
    let rest = text;
    for (let isFirst = true; isFirst || rest !== ''; isFirst = false) {
      const inParagraph = isFirst && this.#last === 'text' && prefix.trim() === '';
      if (rest.startsWith('>') && this.#quotation(prefix, rest)) return;
      const found = this.#spared === null ? this.#found(rest, inParagraph) : this.#sparedEnd(rest);
      if (found === null) rest = this.#words(prefix, rest, inParagraph);
      else {
        this.#source.at += found.lines - 1;
        rest = this.#obey(found.marker, prefix).trim();
        this.#last = 'other';
      }
      this.#page.line = this.#source.at + 1;
      prefix = ' '.repeat(prefix.length);
    }
  }

  /** A quotation, or a box that is written like one. @returns whether it is read */
  #quotation(prefix: string, rest: string): boolean {
    const inner = rest.slice(1).replace(/^ /, '');
    const marker = alertMarker(inner.trimStart());
    if (marker) {
      this.#obey(marker, prefix);
      this.#last = 'other';
      if (marker.rest.trim() !== '') this.#textLine(marker.rest.trim());
      return true;
    }
    if (!this.#page.quote(prefix.length, prefix)) return false;
    if (this.#last !== 'text') this.#last = 'blank';
    if (isBlank(inner)) {
      this.#page.write('', 'text');
      this.#last = 'blank';
    } else this.#textLine(inner);
    return true;
  }

  #sparedEnd(rest: string): Found | null {
    const end = templateEnd(rest, this.#spared ?? '');
    return end?.[0] === 0 ? { marker: close('template', SPARED, 0, rest.slice(end[1])), lines: 1 } : null;
  }

  /** What a line begins with beside text. */
  #found(rest: string, inParagraph: boolean): Found | null {
    const { lines, at, endings } = this.#source;
    const section = sectionMarker(rest, this.#page);
    if (section) return { marker: section, lines: 1 };
    const hidden = hiddenLines(lines, at, rest, inParagraph, this.isMdx, endings);
    if (hidden) return { marker: drop(hidden.what, hidden.text, hidden.rest), lines: hidden.lines };
    const marker =
      colonMarker(rest, this) ??
      indentedMarker(rest) ??
      slashMarker(rest, this) ??
      docsifyMarker(rest) ??
      this.#attributes(rest, inParagraph) ??
      this.#fence(rest);
    return marker ? { marker, lines: 1 } : this.#tag(rest, inParagraph);
  }

  #tag(rest: string, inParagraph: boolean): Found | null {
    const { text, lines } = this.#source.wholeTag(rest);
    const marker = tagMarker(text, this) ?? templateMarker(text, this);
    if (!marker) return null;
    this.#ids.push(...idsIn(text.slice(0, text.length - marker.rest.length)));
    // What shows little stands in the sentence that goes on around it.
    if (inParagraph && (marker.does === 'drop' || marker.does === 'say')) return null;
    return { marker, lines };
  }

  /** Attributes that make a box of the block above them, or of the one below. */
  #attributes(rest: string, inParagraph: boolean): Marker | null {
    const attributes = rest.startsWith('{') ? attributesAt(rest, 0) : null;
    if (!attributes || !isBlank(rest.slice(attributes.end))) return null;
    const name = boxOfClasses(attributes.classes);
    if (name !== null && !inParagraph)
      return open('paragraph', '', 0, { kind: 'box', name: boxName(name), label: null });
    if (name !== null) {
      const from = this.#block - 1;
      const to = this.#page.count;
      this.#page.boxes.push({ name: boxName(name), label: null, labelAt: from, from, to });
    }
    return drop('attributes', rest.trim());
  }

  /** What is fenced like code and is none, and its end. */
  #fence(rest: string): Marker | null {
    const fence = fenceIn(rest);
    if (!fence) return null;
    if (fence.info === '' && this.#page.isOpen('fence', fence.sign, fence.size))
      return close('fence', fence.sign, fence.size);
    const meaning = meaningOfFence(fence);
    return meaning && open('fence', fence.sign, fence.size, meaning);
  }

  /** @returns what is left of the line */
  #obey(marker: Marker, prefix: string): string {
    const page = this.#page;
    switch (marker.does) {
      case 'open':
        if (marker.way === 'paragraph') this.#endParagraphs();
        // Before the next tab the one before it ends.
        if (marker.way === 'section') page.close('section', marker.key, 0);
        page.open(marker.way, marker.key, marker.size, marker.meaning, prefix);
        this.#options(marker.way);
        break;
      case 'close':
        if (marker.key === SPARED) this.#spared = null;
        if (!page.close(marker.way, marker.key, marker.size)) page.mark(prefix);
        break;
      case 'say':
        page.write(prefix + marker.text.replace(/\s*\n\s*/g, ' '), 'text');
        page.mark();
        break;
      case 'spare':
        this.#spared = marker.name;
        page.mark(prefix);
        break;
      case 'drop':
        this.#note(marker.what, marker.text);
        page.mark(prefix);
        break;
      case 'take': {
        const { way, name } = marker;
        const taken = takenLines(way, name, marker.rest, (n) => this.#source.below(n, page.frames));
        if (!taken) {
          page.mark(prefix);
          break;
        }
        page.line = this.#source.at + 1;
        this.#note(name, writeTaken(marker, taken, prefix, page));
        this.#source.at += taken.lines - 1;
        return taken.rest;
      }
    }
    return marker.rest;
  }

  #note(what: string, text: string): void {
    if (text !== '') this.#unshown.push({ what, text });
  }

  /** Lines right below a beginning that set how it looks: `:class: x` of Sphinx, `type: x` of PyMdown. */
  #options(way: Way): void {
    const source = this.#source;
    const next = () => source.lines[source.at + 1] ?? '';
    while (OPTIONS[way]?.test(next())) source.at++;
    const [, title] = (way === 'fence' && /^\s*title:\s*(.+)$/.exec(next())) || [];
    const box = this.#page.boxes.at(-1);
    if (!title || !box) return;
    box.label ??= title.trim();
    box.labelAt = this.#page.count;
    this.#page.line = ++source.at + 1;
    this.#page.mark();
  }

  /** Text; code where it begins. @returns what ends something on the same line */
  #words(prefix: string, rest: string, inParagraph: boolean): string {
    const page = this.#page;
    const fence = fenceIn(rest);
    if (fence) {
      this.#code = openCode(fence, prefix, rest, page, this.#source);
      if (this.#code.info !== fence.info) this.#options('fence');
      return '';
    }
    const kind = this.#spared === null ? 'text' : 'spared';
    if (!inParagraph) this.#block = page.count;
    this.#last = /^#{1,6}(?:\s|$)/.test(rest) ? 'other' : 'text';
    const isPlain = plainPlaces(rest);
    const at = this.#endIn(rest, isPlain);
    if (at >= 0) {
      page.write(prefix + rest.slice(0, at), kind);
      return rest.slice(at);
    }
    const open = kind === 'text' ? UNFINISHED.exec(rest) : null;
    const whole = open && !isPlain(open.index) ? this.#source.wholeTag(rest.slice(open.index)) : null;
    if (!open || !whole || whole.lines === 1) {
      page.write(prefix + rest, kind);
      return '';
    }
    // A tag that goes on below stands on its first line, what is behind it on its last.
    const end = endOfTag(whole.text) ?? 0;
    page.write(prefix + rest.slice(0, open.index) + whole.text.slice(0, end).replace(/\s*\n\s*/g, ' '), kind);
    this.#source.at += whole.lines - 1;
    return whole.text.slice(end).trim();
  }

  /** Where the end of something that is open, or a comment that goes on below, stands in text; -1 where none does. */
  #endIn(rest: string, isPlain: (at: number) => boolean): number {
    const comment = rest.lastIndexOf('<!--');
    const goesOn = comment > 0 && !rest.includes('-->', comment) && this.ends('sign', '-->');
    if (goesOn && !isPlain(comment)) return comment;
    if (this.#spared !== null) return templateEnd(rest, this.#spared)?.[0] ?? -1;
    const { frames } = this.#page;
    if (!frames.some(({ way }) => way === 'tag' || way === 'template')) return -1;
    for (const { index: at } of rest.matchAll(/<\/|\{[{%]/g)) {
      if (at === 0 || isPlain(at)) continue;
      const tag = tagAt(rest, at);
      const template = tag ? null : templateAt(rest, at);
      if (tag?.kind === 'close' && this.isOpen('tag', isHtml(tag) ? tag.name.toLowerCase() : tag.name))
        return at;
      if (template?.closes && this.isOpen('template', template.name)) return at;
    }
    return -1;
  }
}

/** What the mark is called that ends what spares templates. */
const SPARED = 'spared';

/** A line of front matter that begins an entry, and any. */
const ENTRY = /^["']?[\w./-]+["']?\s*[:=](?:\s|$)|^[{[]/;
const PART = /^(?:\s|["']?[\w./ -]+["']?\s*[:=](?:\s|$)|#(?!#)|- |-$|[\]}{[])/;

const OPTIONS: Readonly<Partial<Record<Way, RegExp>>> = {
  fence: /^\s*:[\w-]+:(?:\s.*)?$/,
  colons: /^\s*:[\w-]+:(?:\s.*)?$/,
  slashes: /^ {4}[\w-]+:/,
};

/** What an anchor may lead to. */
function idsIn(tag: string): string[] {
  return [...tag.matchAll(/\s(?:id|name)\s*=\s*["']?([\w:.-]+)/g)].map(([, id = '']) => id);
}
