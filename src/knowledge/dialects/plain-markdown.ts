import { isBlank } from './columns.js';
import { type Draft, readDefinitions } from './definitions.js';
import { listLine } from './list-columns.js';
import type { PlacedBox } from './nest-boxes.js';
import { rewrite, type Unshown } from './rewrite.js';
import { referenceKey } from './word-links.js';
import { plainWords } from './words.js';

/** Markdown without the marks of dialects, and where its lines come from. */
export interface PlainMarkdown {
  readonly text: string;
  /** For each line of the text its line in the file, counted from 1. */
  readonly lines: readonly number[];
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
 */
export function plainMarkdown(markdown: string, isNamedMdx = false): PlainMarkdown {
  const { lines, boxes, unshown, ids: gone, isMdx } = rewrite(markdown, isNamedMdx);
  const drafts = lines.map((line): Draft => ({ ...line }));
  readDefinitions(drafts);
  const ids = [...gone];
  const more = readWords(drafts, isMdx, ids);
  const places: number[] = [];
  const out: string[] = [];
  const sources: number[] = [];
  const put = (text: string, line: number) => {
    out.push(text);
    sources.push(line);
  };
  for (const { text, line, isGone, isApart } of drafts) {
    places.push(out.length + 1);
    if (isGone) continue;
    if (isApart) put('', line);
    put(text, line);
  }
  return {
    text: out.join('\n'),
    lines: sources,
    boxes: boxes.map(({ name, label, labelAt, from, to }) => ({
      name,
      label,
      labelAt: places[labelAt] ?? 0,
      from: places[from] ?? 0,
      to: to === null ? null : (places[to] ?? out.length + 1),
    })),
    ids,
    unshown: [...unshown, ...more],
    isMdx,
  };
}

/** Reads the words of paragraphs, points, headings and rows, each together. */
function readWords(drafts: Draft[], isMdx: boolean, ids: string[]): Unshown[] {
  const unshown: Unshown[] = [];
  const defined = definedIn(drafts);
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

/** What references may name. */
function definedIn(drafts: readonly Draft[]): Set<string> {
  const names = new Set<string>();
  for (const { text, kind } of drafts) {
    const [, name] = (kind === 'text' && /^[\s>]*\[([^\]]+)\]:/.exec(text)) || [];
    if (name) names.add(referenceKey(name));
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
