import {
  type Block,
  type Corpus,
  type Document,
  type Item,
  itemsText,
  pathText,
  type Section,
} from './corpus.js';

/** Where the passage of a verified answer stands now: blocks, of which some may be there in part. */
export interface Standing {
  readonly document: Document;
  readonly section: Section;
  readonly blocks: readonly { readonly block: Block; readonly items: readonly Item[] }[];
}

/** White space is no difference: a paragraph may be broken into other lines. */
const normal = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** Of each verified answer, by the path of its article, where its passage stands; `null`: nowhere any more. */
export type Standings = ReadonlyMap<string, Standing | null>;

export function standingsOf(corpus: Corpus): Standings {
  const verified = corpus.documents.filter((one) => one.verified !== null);
  return new Map(verified.map((one) => [one.id, standingOf(one, corpus)]));
}

/**
 * Where what a verified answer says stands: the passage that it quotes, word for word, in the article that it names, in
 * its section if it is still there; or all of its own text.
 * @returns `null` when it stands there no more
 */
function standingOf({ id, verified }: Document, corpus: Corpus): Standing | null {
  const quote = verified?.quote ?? null;
  const article = quote === null ? id : quote.article;
  const document = corpus.documents.find((one) => one.id === article);
  const sections = corpus.sections.filter((section) => section.document === article);
  if (!document) return null;
  if (quote === null) {
    const filled = sections.find(({ blocks: [from, to] }) => to > from);
    const items = sections.flatMap((section) => itemsIn(section, corpus));
    return filled ? { document, section: filled, blocks: blocksOf(items, corpus) } : null;
  }
  const isNamed = (section: Section) => pathText(section, document) === quote.section;
  for (const section of [...sections.filter(isNamed), ...sections.filter((one) => !isNamed(one))]) {
    const items = runOf(normal(quote.text), itemsIn(section, corpus));
    if (items) return { document, section, blocks: blocksOf(items, corpus) };
  }
  return null;
}

function itemsIn({ blocks: [from, to] }: Section, { blocks, items }: Corpus): Item[] {
  return blocks.slice(from, to).flatMap((block) => items.slice(...block.items));
}

/** The items that together say a text, or the sentences of one that do. */
function runOf(text: string, items: readonly Item[]): Item[] | null {
  for (let from = 0; from < items.length; from++) {
    for (let to = from + 1; to <= items.length; to++) {
      const said = normal(itemsText(items.slice(from, to)));
      if (said === text) return items.slice(from, to);
      if (!text.startsWith(said)) break;
    }
  }
  for (const item of items) {
    const sentences = sentencesOf(text, item);
    if (sentences) return [{ ...item, name: null, sentences }];
  }
  return null;
}

function sentencesOf(text: string, { sentences }: Item): Item['sentences'] | null {
  for (let from = 0; from < sentences.length; from++)
    for (let to = from + 1; to <= sentences.length; to++) {
      const run = sentences.slice(from, to);
      const said = normal(run.map((one) => one.text).join(' '));
      if (said === text) return run;
      if (!text.startsWith(said)) break;
    }
  return null;
}

function blocksOf(items: readonly Item[], { blocks }: Corpus): Standing['blocks'] {
  const out: { block: Block; items: Item[] }[] = [];
  for (const item of items) {
    const last = out[out.length - 1];
    if (last?.block.id === item.block) last.items.push(item);
    else out.push({ block: blocks[item.block] as Block, items: [item] });
  }
  return out;
}
