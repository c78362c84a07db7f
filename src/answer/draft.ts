import type { Corpus, Passage } from '../knowledge/corpus.js';
import { pathText } from '../knowledge/corpus.js';
import type { Block, Citation, Span } from './answer.js';

/** An answer under construction: hands out quoted spans and keeps their citations. */
export class Draft {
  readonly blocks: Block[] = [];
  readonly citations: Citation[] = [];
  readonly #corpus: Corpus;
  readonly #sources = new Map<number, number>();
  readonly #known = new Map<string, number>();

  constructor(corpus: Corpus) {
    this.#corpus = corpus;
  }

  /** A passage by its id. */
  passage(id: number): Passage {
    const passage = this.#corpus.passages[id];
    if (!passage) throw new RangeError(`There is no passage ${id}`);
    return passage;
  }

  /** A sentence of a passage, word for word, or several that follow each other: up to and with that at `to`. */
  sentence(passage: Passage, position: number, to = position): Span {
    const first = passage.sentences[position];
    const last = passage.sentences[to];
    if (!first || !last) throw new RangeError(`Passage ${passage.id} has no sentences ${position} to ${to}`);
    const text = passage.sentences.slice(position, to + 1).map((one) => one.text);
    return this.#quoted(passage, text.join(' '), [first.lines[0], last.lines[1]]);
  }

  /** One value of a row of a table, word for word. */
  value(passage: Passage, text: string): Span {
    return this.#quoted(passage, text, passage.lines);
  }

  /** The bold name of a point, to stand before sentences of the same point, which bear the citation. */
  label(passage: Passage): Span {
    return {
      type: 'quoted',
      text: passage.name ?? '',
      citation: this.#sourceOf(passage.section),
      label: true,
    };
  }

  /** A name of a point by itself, as a quotation of its own. */
  nameOf(passage: Passage): Span {
    return this.#quoted(passage, passage.name ?? '', [passage.lines[0], passage.lines[0]]);
  }

  #quoted(passage: Passage, text: string, lines: Citation['lines']): Span {
    const key = `${passage.id}\n${text}`;
    const known = this.#known.get(key);
    const source = this.#sourceOf(passage.section);
    if (known === undefined) {
      const section = this.#corpus.sections[passage.section];
      const document = this.#corpus.documents.find((one) => one.id === passage.document);
      if (!section || !document) throw new RangeError(`Passage ${passage.id} belongs to no section`);
      this.#known.set(key, this.citations.length);
      this.citations.push({
        source,
        document: document.id,
        title: document.title,
        section: pathText(section, document),
        subject: passage.subject,
        lines,
        quote: text,
        url: document.source?.url ?? null,
      });
    }
    return { type: 'quoted', text, citation: source };
  }

  #sourceOf(section: number): number {
    let source = this.#sources.get(section);
    if (source === undefined) {
      source = this.#sources.size + 1;
      this.#sources.set(section, source);
    }
    return source;
  }
}
