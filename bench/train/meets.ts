import type { StoredBlock } from '../../src/retrieval/ports.js';

/** What an answer must hold, as regular expressions. */
export interface Wanted {
  readonly must: readonly string[];
  readonly any: readonly string[];
  readonly mustNot: readonly string[];
}

/** Whether a text holds what is wanted, as it is or without markup. */
export function meets({ must, any, mustNot }: Wanted): (text: string) => boolean {
  const compiled = (sources: readonly string[]) => sources.map((source) => new RegExp(source, 'i'));
  const [all, some, none] = [compiled(must), compiled(any), compiled(mustNot)];
  return (text) => {
    const readings = [text, withoutMarkup(text)];
    const has = (pattern: RegExp) => readings.some((one) => pattern.test(one));
    return all.every(has) && (some.length === 0 || some.some(has)) && !none.some(has);
  };
}

function withoutMarkup(text: string): string {
  return text
    .replace(/<[^>\n]+>/g, '')
    .replace(/[*`[\]]/g, '')
    .replace(/’/g, "'")
    .replace(/\s+/g, ' ');
}

/** Blocks as they read when they are quoted. */
export function passageText(blocks: readonly StoredBlock[]): string {
  return blocks
    .flatMap(({ block, items }) => [
      ...(block.label ? [block.label.text] : []),
      ...items.map(({ name, text }) => (name === null ? text : `${name} – ${text}`)),
    ])
    .join('\n');
}
