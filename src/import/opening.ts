import type { Dropped } from './draft.js';
import { looksLikeHeading } from './heading-look.js';
import type { TextBlock } from './lines.js';
import { bylineOf, isChrome, isChromeAnywhere } from './page-chrome.js';

/** The blocks without what a web page puts above and below its article. */
export function withoutChrome(blocks: readonly TextBlock[], dropped: Dropped[]): TextBlock[] {
  const drop = ({ text }: TextBlock) => dropped.push({ what: 'page element', text });
  let from = 0;
  while (from < blocks.length && isChrome(blocks[from]?.text ?? '')) from++;
  let to = blocks.length;
  for (let i = blocks.length - 1, seen = false; i >= from; i--) {
    const block = blocks[i] as TextBlock;
    if (isChrome(block.text)) seen = true;
    // Between such lines, a short one is a site's name or a link.
    else if (!seen || block.marker || !looksLikeHeading(block)) break;
    if (seen) to = i;
  }
  const inside = blocks.slice(from, to);
  blocks.slice(0, from).forEach(drop);
  inside.filter(({ text }) => isChromeAnywhere(text)).forEach(drop);
  blocks.slice(to).forEach(drop);
  return inside.filter(({ text }) => !isChromeAnywhere(text));
}

interface Opening {
  readonly title: string | null;
  readonly author: string | null;
  readonly rest: readonly TextBlock[];
}

/**
 * Takes the title off the top. Of three and more short lines the longest is the title: a menu stands
 * before it, a name and a date behind.
 */
export function openingOf(blocks: readonly TextBlock[], dropped: Dropped[]): Opening {
  let length = 0;
  while (length < blocks.length && isOpeningLine(blocks[length] as TextBlock)) length++;
  const run = blocks.slice(0, length);
  if (run.length === 0) return { title: null, author: null, rest: blocks };
  const at = titleAt(run);
  const after = run.slice(at + 1);
  const byline = after.find(({ text }) => bylineOf(text) !== null);
  const isFurniture = (block: TextBlock) => block === byline || isChrome(block.text);
  const furnished = after.some(isFurniture);
  const kept = after.filter((block, i) => !isFurniture(block) && (!furnished || i === after.length - 1));
  for (const block of [...run.slice(0, at), ...after])
    if (!kept.includes(block) && block !== byline)
      dropped.push({ what: 'text around the title', text: block.text });
  return {
    title: (run[at]?.text ?? '').replace(/:$/, ''),
    author: byline ? bylineOf(byline.text) : null,
    rest: [...kept, ...blocks.slice(length)],
  };
}

function isOpeningLine(block: TextBlock): boolean {
  if (block.marker) return false;
  return (
    looksLikeHeading(block) ||
    looksLikeHeading({ ...block, text: block.text.replace(/: /g, ' ') }) ||
    isChrome(block.text) ||
    bylineOf(block.text) !== null
  );
}

function titleAt(run: readonly TextBlock[]): number {
  const largest = run.findIndex(({ size, underline }) => size === 1 || underline === '=');
  if (largest >= 0) return largest;
  const words = run.map(({ text }) => (isChrome(text) || bylineOf(text) ? 0 : text.split(' ').length));
  return run.length < 3 && words[0] ? 0 : words.indexOf(Math.max(...words));
}
