import type { Block, Corpus, Document, Item, Section } from './corpus.js';

/** An article as it stands, for showing a citation in its place. */
export interface Article extends Pick<Document, 'id' | 'title' | 'source' | 'licence'> {
  readonly sections: readonly ArticleSection[];
}

export interface ArticleSection extends Pick<Section, 'heading' | 'lines'> {
  /** Of its heading; 0 for what stands below the title. */
  readonly depth: number;
  readonly blocks: readonly ArticleBlock[];
}

export interface ArticleBlock extends Pick<Block, 'kind' | 'label' | 'columns' | 'lines'> {
  readonly items: readonly ArticleItem[];
}

/** An item without what places it in the corpus. */
export type ArticleItem = Pick<
  Item,
  'kind' | 'name' | 'text' | 'sentences' | 'level' | 'number' | 'row' | 'language' | 'lines'
>;

/** The article of an id; `null` when there is none. */
export function articleOf({ documents, sections, blocks, items }: Corpus, id: string): Article | null {
  const document = documents.find((one) => one.id === id);
  if (!document) return null;
  const { title, source, licence } = document;
  return {
    id,
    title,
    source,
    licence,
    sections: sections
      .filter((section) => section.document === id)
      .map((section) => ({
        heading: section.heading,
        depth: section.path.length,
        lines: section.lines,
        blocks: blocks.slice(...section.blocks).map(({ kind, label, columns, lines, items: own }) => ({
          kind,
          label,
          columns,
          lines,
          items: items.slice(...own).map(itemOf),
        })),
      })),
  };
}

function itemOf({ kind, name, text, sentences, level, number, row, language, lines }: Item): ArticleItem {
  return { kind, name, text, sentences, level, number, row, language, lines };
}
