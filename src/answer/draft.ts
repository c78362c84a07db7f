import { type Fact, type Item, pathText } from '../knowledge/corpus.js';
import type { StoredPassage } from '../retrieval/ports.js';
import type { Citation, Code, Span } from './answer.js';

/** Where a quoted item stands: its document and section. */
export type Place = Pick<StoredPassage, 'document' | 'section'>;

/** An answer under construction: hands out quoted spans and keeps their citations. */
export class Draft {
  readonly citations: Citation[] = [];
  readonly #sources = new Map<number, number>();
  readonly #known = new Set<string>();

  /** A sentence of an item, word for word, or several that follow each other: up to and with that at `to`. */
  sentence(place: Place, item: Item, position: number, to = position): Span {
    const [first, last] = [item.sentences[position], item.sentences[to]];
    if (!first || !last) throw new RangeError(`Item ${item.id} has no sentences ${position} to ${to}`);
    const text = item.sentences.slice(position, to + 1).map((one) => one.text);
    return this.#quoted(place, text.join(' '), [first.lines[0], last.lines[1]], item.id);
  }

  /** One value of a row of a table, word for word. */
  value({ place, lines }: Fact, text: string): Span {
    return this.#quoted(place, text, lines, -1);
  }

  /** The bold name of a point or the label of a row, to stand before what is quoted of it, which bears the citation. */
  label(place: Place, text: string): Span {
    return { type: 'quoted', text, citation: this.#sourceOf(place), label: true };
  }

  /** A name of a point by itself, as a quotation of its own. */
  nameOf(place: Place, item: Item): Span {
    return this.#quoted(place, item.name ?? '', [item.lines[0], item.lines[0]], item.id);
  }

  /** Code as it stands; of long code pieces that follow each other. */
  code(place: Place, pieces: readonly [Item, ...Item[]]): Code {
    const [first] = pieces;
    const last = pieces[pieces.length - 1] as Item;
    const text = pieces
      .map((piece) => piece.text)
      .join('\n')
      .trimEnd();
    const quoted = this.#quoted(place, text, [first.lines[0], last.lines[1]], first.id);
    return {
      text,
      language: first.language,
      citation: quoted.type === 'quoted' ? quoted.citation : 1,
    };
  }

  #quoted(place: Place, text: string, lines: Citation['lines'], item: number): Span {
    const source = this.#sourceOf(place);
    const key = `${item} ${lines[0]} ${source}\n${text}`;
    if (!this.#known.has(key)) {
      this.#known.add(key);
      const { document, section } = place;
      this.citations.push({
        source,
        document: document.id,
        title: document.title,
        section: pathText(section, document),
        subject: section.subject,
        lines,
        quote: text,
        url: document.source?.url ?? null,
        reviewed: document.upkeep.reviewed,
      });
    }
    return { type: 'quoted', text, citation: source };
  }

  #sourceOf({ section }: Place): number {
    let source = this.#sources.get(section.id);
    if (source === undefined) {
      source = this.#sources.size + 1;
      this.#sources.set(section.id, source);
    }
    return source;
  }
}
