import { attributesAt, boxOfClasses } from './attributes.js';
import { boxName } from './boxes.js';
import { colonMarker } from './colons.js';
import { indentOf, isBlank } from './columns.js';
import { Endings } from './endings.js';
import { codeInfo, type Fence, fenceIn, labelOfCode, meaningOfFence } from './fences.js';
import { lineIn, type Way } from './frames.js';
import { ESM, type Hidden, hiddenLines } from './hidden-lines.js';
import { indentedMarker, slashMarker } from './indented.js';
import { listLine } from './list-columns.js';
import { type Around, close, type Marker, open } from './marker.js';
import { type Box, type Line, Page } from './page.js';
import { alertMarker, docsifyMarker } from './quoted.js';
import { sectionMarker } from './sections.js';
import { isHtml, tagAt } from './tag.js';
import { tagMarker } from './tags.js';
import { takenLines } from './taken-lines.js';
import { templateAt, templateEnd, templateMarker } from './templates.js';

/** Something that the page does not show. */
export interface Unshown {
  readonly what: string;
  readonly text: string;
}

export interface Rewritten {
  readonly lines: readonly Line[];
  readonly boxes: readonly Box[];
  readonly unshown: readonly Unshown[];
  /** Ids in tags that are gone. */
  readonly ids: readonly string[];
  readonly isMdx: boolean;
}

/** A block of code that is open. */
interface OpenCode extends Fence {
  readonly indent: number;
  /** Columns of the list that it stands in. */
  readonly column: number;
  /** Frames that are open around it. */
  readonly frames: number;
  readonly hasTab: boolean;
  /** Whether lines that are indented too little belong to it. */
  readonly isMended: boolean;
}

/** Columns from which on a line is code. Source: CommonMark 0.31, Indented code blocks. */
const CODE_INDENT = 4;

/** Most lines that a tag reaches over. */
const MAX_TAG_LINES = 400;

/** A line that may go on with a paragraph above it, whatever it lacks before it. */
const GOES_ON = /^\s*[\p{L}\p{N}("'“‘*_[`&$]/u;

/**
 * Takes the marks of dialects out of Markdown. Boxes, tabs and folded parts become ranges of lines; what is in them stands as
 * if it stood outside; what a page does not show goes. Code is left as it is. Takes time in proportion to the text.
 */
export function rewrite(markdown: string, isMdx = false): Rewritten {
  const rewritten = new Rewriter(markdown, isMdx).rewritten();
  // Only MDX imports: some sites call its pages `.md`.
  const isMeant = !isMdx && rewritten.unshown.some(({ what }) => what === ESM);
  return isMeant ? new Rewriter(markdown, true).rewritten() : rewritten;
}

/** What an anchor may lead to. */
function idsIn(tag: string): string[] {
  return [...tag.matchAll(/\s(?:id|name)\s*=\s*["']?([\w:.-]+)/g)].map(([, id = '']) => id);
}

class Rewriter implements Around {
  readonly isMdx: boolean;
  readonly #raw: readonly string[];
  readonly #endings: Endings;
  readonly #page = new Page();
  readonly #unshown: Unshown[] = [];
  readonly #ids: string[] = [];
  /** Position of the line that is read. */
  #at = 0;
  #code: OpenCode | null = null;
  /** What was read last. */
  #last: 'blank' | 'text' | 'other' = 'blank';
  /** Position of the first line of the block that was read last. */
  #block = 0;
  /** What is left of a line behind what was taken with others. */
  #carried = '';
  /** Up to this line nothing is taken for a tag that goes on below: one above never ended. */
  #noTag = 0;
  /** The end of what spares templates. */
  #spared: string | null = null;

  constructor(markdown: string, isMdx: boolean) {
    this.isMdx = isMdx;
    this.#raw = markdown.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
    this.#endings = new Endings(this.#raw);
  }

  rewritten(): Rewritten {
    this.#frontMatter();
    for (; this.#at < this.#raw.length; this.#at++) {
      this.#page.line = this.#at + 1;
      this.#line(this.#raw[this.#at] as string);
    }
    this.#page.end();
    const { lines, boxes } = this.#page;
    return { lines, boxes, unshown: this.#unshown, ids: this.#ids, isMdx: this.isMdx };
  }

  get group() {
    return this.#page.groupKind;
  }

  ends(way: 'tag' | 'template' | 'sign', name: string): boolean {
    return this.#endings.isAfter(way, name, this.#at);
  }

  isOpen(way: Way, key: string): boolean {
    return this.#page.isOpen(way, key, Infinity);
  }

  #frontMatter(): void {
    const sign = /^(?:---|\+\+\+)(?=[ \t]*$)/.exec(this.#raw[0] ?? '')?.[0];
    if (!sign) return;
    const end = this.#raw.findIndex((line, i) => i > 0 && line.trimEnd() === sign);
    // Two rules with text between them are none.
    const isEntries =
      end === 1 || this.#raw.slice(1, end).some((line) => /^["']?[\w.-]+["']?\s*[:=]|^#|^[{[]/.test(line));
    if (end < 0 || !isEntries) {
      this.#write('***', 'text');
      this.#at = 1;
      return;
    }
    for (; this.#at <= end; this.#at++) this.#write(this.#raw[this.#at] as string, 'code');
  }

  #write(text: string, kind: Line['kind']): void {
    this.#page.line = this.#at + 1;
    this.#page.write(text, kind);
  }

  #line(raw: string): void {
    const text = this.#inFrames(raw);
    if (this.#code && this.#page.frames.length < this.#code.frames) this.#endCode();
    if (this.#code && this.#codeLine(this.#code, text)) return;
    if (isBlank(text)) {
      this.#endParagraphs();
      this.#page.write('', 'text');
      this.#last = 'blank';
    } else this.#textLine(text);
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

  /** @returns whether the line belongs to the code */
  #codeLine(code: OpenCode, text: string): boolean {
    if (this.#spared !== null && templateEnd(text, this.#spared)) this.#spared = null;
    const indent = indentOf(text);
    const isOutside = !isBlank(text) && indent < code.column;
    if (isOutside && !code.isMended) {
      this.#endCode();
      return false;
    }
    const fence = fenceIn(text.trim());
    const isNear = indent - code.column < CODE_INDENT || code.isMended;
    if (fence?.sign === code.sign && fence.size >= code.size && fence.info === '' && isNear) {
      this.#page.write(' '.repeat(code.indent) + text.trim(), 'code');
      this.#endCode();
    } else this.#page.write(isOutside ? ' '.repeat(code.column) + text.trimStart() : text, 'code');
    return true;
  }

  #endCode(): void {
    const tab = this.#code?.hasTab ? this.#code.frames - 1 : null;
    this.#code = null;
    this.#last = 'other';
    if (tab !== null && tab < this.#page.frames.length) this.#page.closeFrom(tab);
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
      // A list that begins inside a paragraph begins with 1.
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
      const found = this.#spared === null ? this.#marker(rest, inParagraph) : this.#sparedEnd(rest);
      if (found === null) rest = this.#words(prefix, rest, inParagraph);
      else {
        this.#carried = found.marker.rest;
        this.#at += found.lines - 1;
        this.#obey(found.marker, prefix);
        rest = this.#carried.trim();
        this.#page.line = this.#at + 1;
        this.#last = 'other';
      }
      prefix = ' '.repeat(prefix.length);
    }
  }

  #sparedEnd(rest: string): { marker: Marker; lines: number } | null {
    const end = templateEnd(rest, this.#spared ?? '');
    if (end?.[0] !== 0) return null;
    return {
      marker: { does: 'close', way: 'template', key: 'spared', size: 0, rest: rest.slice(end[1]) },
      lines: 1,
    };
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

  /** What a line begins with, and over how many lines it reaches. */
  #marker(rest: string, inParagraph: boolean): { marker: Marker; lines: number } | null {
    const section = sectionMarker(rest, this.#page);
    if (section) return { marker: section, lines: 1 };
    const hidden = hiddenLines(this.#raw, this.#at, rest, inParagraph, this.isMdx, this.#endings);
    if (hidden) return { marker: this.#hidden(hidden), lines: hidden.lines };
    const plain =
      colonMarker(rest, this) ??
      indentedMarker(rest) ??
      slashMarker(rest, this) ??
      docsifyMarker(rest) ??
      this.#attributes(rest, inParagraph);
    if (plain) return { marker: plain, lines: 1 };
    const { text, lines } = this.#whole(rest);
    const marker =
      tagMarker(text, this) ?? templateMarker(text, this) ?? (lines === 1 ? this.#fence(text) : null);
    if (!marker) return null;
    this.#ids.push(...idsIn(text.slice(0, text.length - marker.rest.length)));
    // What shows little stands in the sentence that goes on around it.
    if (inParagraph && (marker.does === 'drop' || marker.does === 'say')) return null;
    return { marker, lines };
  }

  #hidden({ what, text, rest }: Hidden): Marker {
    return { does: 'drop', what, text, rest };
  }

  /** A tag that is written over several lines, on one. */
  #whole(rest: string): { text: string; lines: number } {
    if (UNFINISHED.exec(rest)?.index !== 0) return { text: rest, lines: 1 };
    if (this.#at < this.#noTag) return { text: rest, lines: 1 };
    const more = this.#raw.slice(this.#at + 1, this.#at + MAX_TAG_LINES).map((line) => line.trim());
    const whole = [rest, ...more].join('\n');
    const end = tagAt(whole, 0)?.end ?? templateAt(whole, 0)?.end;
    if (end === undefined) {
      this.#noTag = this.#at + MAX_TAG_LINES / 8;
      return { text: rest, lines: 1 };
    }
    const line = whole.indexOf('\n', end);
    const text = line < 0 ? whole : whole.slice(0, line);
    return { text, lines: text.split('\n').length };
  }

  /** Attributes that make a box of the block above them, or of the one below. */
  #attributes(rest: string, inParagraph: boolean): Marker | null {
    const attributes = rest.startsWith('{') ? attributesAt(rest, 0) : null;
    if (!attributes || rest.slice(attributes.end).trim() !== '') return null;
    const drop: Marker = { does: 'drop', what: 'attributes', text: rest.trim(), rest: '' };
    const name = boxOfClasses(attributes.classes);
    if (name === null) return drop;
    if (!inParagraph) return open('paragraph', '', 0, { kind: 'box', name: boxName(name), label: null });
    const { boxes, lines } = this.#page;
    const from = this.#block - 1;
    boxes.push({ name: boxName(name), label: null, labelAt: from, from, to: lines.length });
    return drop;
  }

  #fence(rest: string): Marker | null {
    const fence = fenceIn(rest);
    if (!fence) return null;
    if (fence.info === '' && this.#page.isOpen('fence', fence.sign, fence.size))
      return close('fence', fence.sign, fence.size);
    const meaning = meaningOfFence(fence);
    if (!meaning) return null;
    return open('fence', fence.sign, fence.size, meaning);
  }

  #obey(marker: Marker, prefix: string): void {
    const page = this.#page;
    switch (marker.does) {
      case 'open':
        if (marker.way === 'paragraph') this.#endParagraphs();
        // Before the next tab the one before it ends.
        if (marker.way === 'section') page.close('section', marker.key, 0);
        page.open(marker.way, marker.key, marker.size, marker.meaning, prefix);
        this.#options(marker.way);
        return;
      case 'close':
        if (marker.key === 'spared') this.#spared = null;
        if (!page.close(marker.way, marker.key, marker.size)) page.mark(prefix);
        return;
      case 'say':
        page.write(prefix + marker.text.replace(/\s*\n\s*/g, ' '), 'text');
        page.mark();
        return;
      case 'spare':
        this.#spared = 'raw';
        page.mark(prefix);
        return;
      case 'drop':
        if (marker.text !== '') this.#unshown.push({ what: marker.what, text: marker.text });
        page.mark(prefix);
        return;
      case 'take':
        this.#take(marker, prefix);
    }
  }

  /** Lines right below a beginning that set how it looks: `:class: x` of Sphinx, `type: x` of PyMdown. */
  #options(way: Way): void {
    const option =
      way === 'fence' || way === 'colons'
        ? /^\s*:[\w-]+:(?:\s.*)?$/
        : way === 'slashes'
          ? /^ {4}[\w-]+:/
          : null;
    while (option?.test(this.#raw[this.#at + 1] ?? '')) this.#at++;
    const [, title] = (way === 'fence' && /^\s*title:\s*(.+)$/.exec(this.#raw[this.#at + 1] ?? '')) || [];
    const box = this.#page.boxes.at(-1);
    if (!title || !box) return;
    box.label ??= title.trim();
    box.labelAt = this.#page.lines.length;
    this.#page.line = ++this.#at + 1;
    this.#page.mark();
  }

  #take({ as, way, name, language, tab, rest }: Marker & { does: 'take' }, prefix: string): void {
    const page = this.#page;
    const taken = takenLines(way, name, rest, (n) => this.#below(n));
    if (!taken) {
      page.mark(prefix);
      return;
    }
    const from = this.#at;
    const text = taken.pieces
      .map((piece) => piece.text.trim())
      .join(' ')
      .trim();
    const write = (piece: string, below: number, kind: Line['kind']) => {
      page.line = from + below + 1;
      page.write(piece, kind);
    };
    const last = taken.lines - 1;
    const indent = ' '.repeat(prefix.length);
    switch (as) {
      case 'nothing':
        if (text !== '') this.#unshown.push({ what: name, text });
        page.mark(prefix);
        break;
      case 'label':
        if (!page.label(plainLabel(text))) page.write(`${prefix}**${plainLabel(text)}**`, 'text');
        else page.mark(prefix);
        break;
      case 'heading':
        page.mark(prefix);
        page.write(`${indent}${'#'.repeat(Number(name[1] ?? 1))} ${text}`, 'text');
        break;
      case 'html':
        page.mark(prefix);
        for (const [i, piece] of taken.pieces.entries()) {
          const whole = `${i === 0 ? `<${name}>` : ''}${piece.text}${piece.below === last ? `</${name}>` : ''}`;
          // A blank line would end the HTML.
          if (!isBlank(whole)) write(indent + whole.trim(), piece.below, 'html');
        }
        page.mark();
        break;
      case 'code': {
        page.mark(prefix);
        if (tab !== null) page.open('section', 'code', 0, { kind: 'box', name: 'tab', label: tab }, indent);
        const lines = codeLines(taken.pieces, way === 'tag');
        const fence = '`'.repeat(
          Math.max(3, ...lines.map(({ text: line }) => (/^\s*(`{3,})/.exec(line)?.[1]?.length ?? 0) + 1)),
        );
        write(`${indent}${fence}${language}`, 0, 'code');
        for (const line of lines) write(indent + line.text, line.below, 'code');
        write(indent + fence, last, 'code');
        if (tab !== null) page.close('section', 'code', 0);
      }
    }
    this.#at += last;
    page.line = this.#at + 1;
    this.#carried = taken.rest;
  }

  /** A line below, as it stands in what is open. */
  #below(n: number): string | null {
    const raw = this.#raw[this.#at + n];
    if (raw === undefined) return null;
    return this.#page.frames.slice(1).reduce((text, frame) => lineIn(frame, text) ?? text, raw);
  }

  /** Text; code where it begins. @returns what ends something on the same line */
  #words(prefix: string, rest: string, inParagraph: boolean): string {
    const page = this.#page;
    const fence = fenceIn(rest);
    if (fence) {
      this.#beginCode(fence, prefix, rest);
      return '';
    }
    const kind = this.#spared === null ? 'text' : 'spared';
    if (!inParagraph) this.#block = page.lines.length;
    this.#last = /^#{1,6}(?:\s|$)/.test(rest) ? 'other' : 'text';
    const at = this.#endIn(rest);
    if (at >= 0) {
      page.write(prefix + rest.slice(0, at), kind);
      return rest.slice(at);
    }
    const open = kind === 'text' ? UNFINISHED.exec(rest) : null;
    const whole = open && !isPlain(rest, open.index) ? this.#whole(rest.slice(open.index)) : null;
    if (!open || !whole || whole.lines === 1) {
      page.write(prefix + rest, kind);
      return '';
    }
    // A tag that goes on below stands on its first line, what is behind it on its last.
    const end = tagAt(whole.text, 0)?.end ?? templateAt(whole.text, 0)?.end ?? 0;
    page.write(prefix + rest.slice(0, open.index) + whole.text.slice(0, end).replace(/\s*\n\s*/g, ' '), kind);
    this.#at += whole.lines - 1;
    page.line = this.#at + 1;
    return whole.text.slice(end).trim();
  }

  #beginCode(fence: Fence, prefix: string, rest: string): void {
    const page = this.#page;
    const label = page.groupKind === 'code' ? labelOfCode(fence) : null;
    let before = prefix;
    if (label !== null) {
      page.open('section', 'code', 0, { kind: 'box', name: 'tab', label }, prefix);
      before = ' '.repeat(prefix.length);
    }
    const info = codeInfo(fence);
    page.write(before + (info === fence.info ? rest : fence.sign.repeat(fence.size) + info), 'code');
    if (info !== fence.info) this.#options('fence');
    const column = page.column;
    this.#code = {
      ...fence,
      indent: prefix.length,
      column,
      frames: page.frames.length,
      hasTab: label !== null && !page.isFull,
      isMended: column > 0 && this.#endsInItem(fence, column),
    };
  }

  /** Whether the next fence below ends this one and is indented like it: lines between that are not are a slip. */
  #endsInItem({ sign, size }: Fence, column: number): boolean {
    for (let n = 1; n <= MAX_CODE_LINES; n++) {
      const line = this.#below(n);
      if (line === null) return false;
      const fence = line.includes(sign.repeat(3)) ? fenceIn(line.trim()) : null;
      if (fence?.sign === sign && fence.size >= size) return fence.info === '' && indentOf(line) >= column;
    }
    return false;
  }

  /** Where the end of something that is open, or a comment that goes on below, stands in a line of text; -1 where none does. */
  #endIn(rest: string): number {
    const comment = rest.lastIndexOf('<!--');
    const goesOn = comment > 0 && !rest.includes('-->', comment) && this.ends('sign', '-->');
    if (goesOn && !isPlain(rest, comment)) return comment;
    if (this.#spared !== null) return templateEnd(rest, this.#spared)?.[0] ?? -1;
    const { frames } = this.#page;
    const isTag = frames.some(({ way }) => way === 'tag');
    if (!isTag && !frames.some(({ way }) => way === 'template')) return -1;
    for (let at = rest.indexOf(isTag ? '<' : '{', 1); at >= 0; at = nextSign(rest, at + 1)) {
      if (isPlain(rest, at)) continue;
      const tag = rest.startsWith('</', at) ? tagAt(rest, at) : null;
      const template = tag ? null : templateAt(rest, at);
      if (tag?.kind === 'close' && this.isOpen('tag', isHtml(tag) ? tag.name.toLowerCase() : tag.name))
        return at;
      if (template?.closes && this.isOpen('template', template.name)) return at;
    }
    return -1;
  }
}

/** A tag at the end of a line that does not end there. */
const UNFINISHED = /(?:<[A-Za-z][\w.:-]*(?:\s[^<>]*)?|\{(?:%|\{[<%])[^{}]*)$/;

/** Most lines of code that are looked through for the end. */
const MAX_CODE_LINES = 300;

function nextSign(text: string, from: number): number {
  const [tag, template] = [text.indexOf('<', from), text.indexOf('{', from)];
  return tag < 0 ? template : template < 0 ? tag : Math.min(tag, template);
}

/** Whether a sign on a line stands between backticks or behind a backslash: it begins nothing. */
function isPlain(text: string, at: number): boolean {
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(text.slice(Math.max(0, at - 20), at))) return true;
  let open = '';
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    if (index > at) break;
    open = open === '' ? run : open === run ? '' : open;
  }
  return open !== '' && text.indexOf(open, at) >= 0;
}

function plainLabel(html: string): string {
  return html
    .replace(/<\/?(?:p|div|br|h[1-6]|li|span class="icon")\b[^<>]*>/g, ' ')
    .replace(/<[^<>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Lines of code out of HTML, without those that only hold its tags. */
function codeLines(
  pieces: readonly { readonly text: string; readonly below: number }[],
  isHtmlCode: boolean,
): { text: string; below: number }[] {
  const lines = pieces.map(({ text, below }) => ({ text: isHtmlCode ? decoded(text) : text, below }));
  while (lines[0] && isBlank(lines[0].text)) lines.shift();
  while (lines.length > 0 && isBlank(lines.at(-1)?.text ?? '')) lines.pop();
  return lines;
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  nbsp: ' ',
  '#39': "'",
  '#x27': "'",
};

function decoded(html: string): string {
  return html
    .replace(/^\s*\{`|`\}\s*$/g, '')
    .replace(/<\/?[a-zA-Z][^<>]*>/g, '')
    .replace(/&(lt|gt|amp|quot|nbsp|#39|#x27);/g, (_, name: string) => ENTITIES[name] ?? '');
}
