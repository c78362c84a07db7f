import { isBlank } from './columns.js';
import { type Draft, readDefinitions } from './definitions.js';
import { listLine } from './list-columns.js';
import type { PlacedBox } from './nest-boxes.js';
import { isMdxIn, rewrite, type Unshown } from './rewrite.js';
import { referenceKey } from './word-links.js';
import { plainWords } from './words.js';

/** Markdown without the marks of dialects, and where its lines come from. */
export interface PlainMarkdown {
  readonly text: string;
  /** For each line of the text its line in the file, counted from 1. */
  readonly lines: ArrayLike<number>;
  readonly boxes: readonly PlacedBox[];
  /** Ids that links may lead to. */
  readonly ids: readonly string[];
  /** What a reader of the page would not see. */
  readonly unshown: readonly Unshown[];
  /** Whether it is MDX: told, or seen. */
  readonly isMdx: boolean;
}

/**
 * Takes the marks of dialects out of Markdown, in text too; what is left, any parser of CommonMark reads. Code stays as it is.
 * Takes time in proportion to the text.
 * @param linesTold lines that are read together at least
 */
export function plainMarkdown(markdown: string, isNamedMdx = false, linesTold?: number): PlainMarkdown {
  const isMdx = isNamedMdx || isMdxIn(markdown);
  const defined = definedIn(markdown, isMdx);
  const texts: string[] = [];
  const places = new Numbers();
  const sources = new Numbers();
  const ids: string[] = [];
  const unshown: Unshown[] = [];
  const parts = rewrite(markdown, isMdx, linesTold);
  let part = parts.next();
  for (; !part.done; part = parts.next()) {
    const drafts: Draft[] = part.value;
    readDefinitions(drafts);
    unshown.push(...readWords(drafts, isMdx, ids, defined));
    const out: string[] = [];
    const put = (text: string, line: number) => {
      out.push(text);
      sources.push(line);
    };
    for (const { text, line, isGone, isApart } of drafts) {
      places.push(sources.length + 1);
      if (isGone) continue;
      if (isApart) put('', line);
      put(text, line);
    }
    if (out.length > 0) texts.push(out.join('\n'));
  }
  const { boxes, unshown: hidden, ids: gone } = part.value;
  return {
    text: texts.join('\n'),
    lines: sources.all,
    boxes: boxes.map(({ name, label, labelAt, from, to }) => ({
      name,
      label,
      labelAt: places.all[labelAt] ?? 0,
      from: places.all[from] ?? 0,
      to: to === null ? null : (places.all[to] ?? sources.length + 1),
    })),
    ids: [...gone, ...ids],
    unshown: [...hidden, ...unshown],
    isMdx,
  };
}

/** Whole numbers that take four bytes each: an article may have millions of lines. */
class Numbers {
  #all = new Int32Array(1_024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  get all(): Int32Array {
    return this.#all.subarray(0, this.#length);
  }

  push(value: number): void {
    if (this.#length === this.#all.length) {
      const more = new Int32Array(2 * this.#length);
      more.set(this.#all);
      this.#all = more;
    }
    this.#all[this.#length++] = value;
  }
}

/** Reads the words of paragraphs, points, headings and rows, each together. */
function readWords(drafts: Draft[], isMdx: boolean, ids: string[], defined: ReadonlySet<string>): Unshown[] {
  const unshown: Unshown[] = [];
  let run: Draft[] = [];
  const close = () => {
    if (run.length > 0) unshown.push(...readRun(run, isMdx, ids, defined));
    run = [];
  };
  for (const draft of drafts) {
    const isText = isRead(draft) && !draft.isGone && !isBlank(draft.text);
    if (!isText || draft.isApart || begins(draft, run.at(-1))) close();
    if (isText) run.push(draft);
  }
  close();
  return unshown;
}

/** What references may name: known before any is read, as a definition may stand behind them. */
function definedIn(markdown: string, isMdx: boolean): Set<string> {
  const names = new Set<string>();
  if (!markdown.includes(']:')) return names;
  for (const drafts of rewrite(markdown, isMdx)) {
    readDefinitions(drafts);
    for (const { text, kind } of drafts) {
      const [, name] = (kind === 'text' && /^[\s>]*\[([^\]]+)\]:/.exec(text)) || [];
      if (name) names.add(referenceKey(name));
    }
  }
  return names;
}

/** Whether a line begins something of its own, so that nothing inside goes over from the line above. */
function begins({ text, kind }: Draft, before: Draft | undefined): boolean {
  if (!before || before.kind !== kind || /^\s*#{1,6}\s/.test(before.text)) return true;
  return (
    /^\s*(?:#{1,6}\s|\|)/.test(text) ||
    listLine(text).begins.length > 0 ||
    text.startsWith('>') !== before.text.startsWith('>')
  );
}

function isRead({ kind }: Draft): boolean {
  return kind === 'text' || kind === 'spared' || kind === 'html';
}

function readRun(
  run: Draft[],
  isMdx: boolean,
  ids: string[],
  defined: ReadonlySet<string>,
): readonly Unshown[] {
  const kind = run[0]?.kind ?? 'text';
  const words = plainWords(run.map(({ text }) => text).join('\n'), isMdx, kind, defined);
  ids.push(...words.ids);
  const lines = words.text.split('\n');
  for (const [i, draft] of run.entries()) {
    const text = lines[i] ?? '';
    // An emptied line inside would part what stands around it.
    if (isBlank(text) && (kind === 'html' || (i > 0 && i < run.length - 1))) draft.isGone = true;
    draft.text = text;
  }
  return words.unshown;
}
