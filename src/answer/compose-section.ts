import { type Item, pathText } from '../knowledge/corpus.js';
import type { PassageStore, StoredBlock, StoredPassage } from '../retrieval/ports.js';
import { type Citation, framing, name, type Shown } from './answer.js';
import { Draft } from './draft.js';
import { quoteBlocks } from './quote.js';

/** Longest section that is shown whole, in characters; of a longer one its beginning is. */
export const SECTION_LENGTH = 12_000;

/** What of a citation says which section it is of. */
export type SectionPlace = Pick<Citation, 'document' | 'section' | 'subject' | 'lines'>;

/** A section as it stands in its article, all its blocks; `null` when the articles have none such any more. */
export async function composeSection(cited: SectionPlace, store: PassageStore): Promise<Shown | null> {
  const passages = await passagesOf(cited, store);
  const [place] = passages;
  if (!place) return null;
  const { document, section } = place;
  const draft = new Draft();
  const { blocks, isCut } = beginningOf(wholeBlocks(passages));
  const quoted = quoteBlocks(place, blocks, draft);
  const goesOn = framing(`The section goes on in ${document.id}, to line ${section.lines[1]}.`);
  return {
    title: [name(pathText(section, document))],
    blocks: isCut ? [...quoted, { type: 'paragraph', spans: [goesOn] }] : quoted,
    suggestions: null,
    citations: draft.citations,
  };
}

/** Whether something stands in a section that an answer does not show. */
export function hasMore(section: Pick<Shown, 'citations'>, { citations }: Pick<Shown, 'citations'>): boolean {
  const isShown = (one: Citation) =>
    citations.some(({ document, section: path, quote }) => {
      return document === one.document && path === one.section && quote.includes(one.quote);
    });
  return !section.citations.every(isShown);
}

/** The passages of the section, in reading order. */
async function passagesOf(cited: SectionPlace, store: PassageStore): Promise<StoredPassage[]> {
  const near = await (cited.subject === null
    ? store.general(cited.document)
    : store.bySubject(cited.subject));
  const isOf = ({ document, section }: StoredPassage) =>
    document.id === cited.document &&
    section.lines[0] <= cited.lines[0] &&
    section.lines[1] >= cited.lines[1] &&
    pathText(section, document) === cited.section;
  return near.filter(isOf);
}

/** The blocks of passages; one that was cut into several is whole again. */
function wholeBlocks(passages: readonly StoredPassage[]): StoredBlock[] {
  const out: { block: StoredBlock['block']; items: Item[] }[] = [];
  for (const { block, items } of passages.flatMap(({ blocks }) => blocks)) {
    const last = out[out.length - 1];
    if (last?.block.id === block.id) last.items.push(...items);
    else out.push({ block, items: [...items] });
  }
  return out;
}

/** As many items as have room, at least one. */
function beginningOf(blocks: readonly StoredBlock[]): { blocks: StoredBlock[]; isCut: boolean } {
  let left = SECTION_LENGTH;
  let isCut = false;
  const shown = blocks.map(({ block, items }, b) => ({
    block,
    items: items.filter(({ name: label, text }, i) => {
      left -= (label?.length ?? 0) + text.length;
      isCut ||= left < 0 && b + i > 0;
      return !isCut;
    }),
  }));
  return { blocks: shown.filter(({ items }) => items.length > 0), isCut };
}
