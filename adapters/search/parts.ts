import type { Block, Corpus, Item, Section } from '../../src/knowledge/corpus.js';

/** How many sections, blocks and items stand before an article in its corpus. */
export interface Place {
  readonly sections: number;
  readonly blocks: number;
  readonly items: number;
}

export const BEGINNING: Place = { sections: 0, blocks: 0, items: 0 };

/** What an article has of a corpus, from one place to another. */
export interface Part {
  readonly from: Place;
  readonly to: Place;
}

/** Where each article of a corpus stands, by its path. */
export function partsOf({ documents, sections, blocks }: Corpus): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  let from = BEGINNING;
  let at = 0;
  for (const { id } of documents) {
    while (sections[at]?.document === id) at++;
    const end = at > from.sections ? (sections[at - 1] as Section).blocks[1] : from.blocks;
    const to = {
      sections: at,
      blocks: end,
      items: end > from.blocks ? (blocks[end - 1] as Block).items[1] : from.items,
    };
    parts.set(id, { from, to });
    from = to;
  }
  return parts;
}

export const opposite = ({ sections, blocks, items }: Place): Place => ({
  sections: -sections,
  blocks: -blocks,
  items: -items,
});

/** The same as it stands in a corpus that has so much more before it. */
export function movedSection(section: Section, by: Place): Section {
  const [from, to] = section.blocks;
  return { ...section, id: section.id + by.sections, blocks: [from + by.blocks, to + by.blocks] };
}

export function movedBlock(block: Block, by: Place): Block {
  const [from, to] = block.items;
  return {
    ...block,
    id: block.id + by.blocks,
    section: block.section + by.sections,
    lead: block.lead === null ? null : block.lead + by.blocks,
    items: [from + by.items, to + by.items],
  };
}

export function movedItem(item: Item, by: Place): Item {
  return {
    ...item,
    id: item.id + by.items,
    block: item.block + by.blocks,
    section: item.section + by.sections,
  };
}

/** What stands in an article, by itself: what is in it is counted from 0. */
export type Text = Pick<Corpus, 'sections' | 'blocks' | 'items'>;

export function textOf({ sections, blocks, items }: Text, { from, to }: Part): Text {
  const by = opposite(from);
  return {
    sections: sections.slice(from.sections, to.sections).map((one) => movedSection(one, by)),
    blocks: blocks.slice(from.blocks, to.blocks).map((one) => movedBlock(one, by)),
    items: items.slice(from.items, to.items).map((one) => movedItem(one, by)),
  };
}

/** Texts one after the other. */
export function joined(texts: readonly Text[]): Text {
  const out: { sections: Section[]; blocks: Block[]; items: Item[] } = {
    sections: [],
    blocks: [],
    items: [],
  };
  for (const { sections, blocks, items } of texts) {
    const by = { sections: out.sections.length, blocks: out.blocks.length, items: out.items.length };
    for (const one of sections) out.sections.push(movedSection(one, by));
    for (const one of blocks) out.blocks.push(movedBlock(one, by));
    for (const one of items) out.items.push(movedItem(one, by));
  }
  return out;
}
