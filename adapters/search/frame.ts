import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Corpus, Document, Fact, Section, Subject } from '../../src/knowledge/corpus.js';
import { joined, type Part, type Place, partsOf, type Text, textOf } from './parts.js';

/**
 * What of a corpus is at hand wherever it is answered from: titles, names, tables of subjects, headings. The text of
 * articles is not, but for those that verified answers are of.
 */
export interface Frame {
  /** Its passages are elsewhere; its sections are those that lists of contents name. */
  readonly corpus: Corpus;
  /** What stands before each article, by its path. */
  readonly places: ReadonlyMap<string, Place>;
  /** Position of each article, by its path. */
  readonly order: ReadonlyMap<string, number>;
}

/** The same in JSON: what facts stand in is named once. */
interface WrittenFrame {
  readonly corpus: Omit<Corpus, 'subjects'>;
  readonly subjects: readonly (Omit<Subject, 'facts'> & {
    readonly facts: readonly (Omit<Fact, 'place'> & { readonly place: number })[];
  })[];
  readonly factPlaces: readonly { readonly document: string; readonly section: Section }[];
  readonly places: readonly Place[];
}

/** Deepest level of headings that lists of contents name. */
const MAX_LEVEL = 2;

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** @returns compressed, in Base64 */
export async function writeFrame(corpus: Corpus): Promise<string> {
  return (await compress(JSON.stringify(written(corpus)))).toString('base64');
}

export async function readFrame(text: string): Promise<Frame> {
  const frame: WrittenFrame = JSON.parse((await expand(Buffer.from(text, 'base64'))).toString('utf8'));
  const { documents } = frame.corpus;
  const byId = new Map(documents.map((document) => [document.id, document]));
  const facts = frame.factPlaces.map(({ document, section }) => ({
    document: byId.get(document) as Document,
    section,
  }));
  const subjects = frame.subjects.map((subject) => ({
    ...subject,
    facts: subject.facts.map((fact) => ({ ...fact, place: facts[fact.place] as Fact['place'] })),
  }));
  return {
    corpus: { ...frame.corpus, subjects },
    places: new Map(documents.map(({ id }, i) => [id, frame.places[i] as Place])),
    order: new Map(documents.map(({ id }, i) => [id, i])),
  };
}

function written(corpus: Corpus): WrittenFrame {
  const { documents, kinds, aspects, thesaurus } = corpus;
  const parts = partsOf(corpus);
  const whole = new Set(
    documents.flatMap(({ id, verified }) => (verified ? [id, verified.quote?.article ?? id] : [])),
  );
  const texts = documents.map(({ id }): Text => {
    const part = parts.get(id) as Part;
    return whole.has(id) ? textOf(corpus, part) : headingsOf(corpus, part);
  });
  const factPlaces: Fact['place'][] = [];
  const numbers = new Map<Section, number>();
  const numberOf = (place: Fact['place']) => {
    const number = numbers.get(place.section) ?? factPlaces.push(place) - 1;
    numbers.set(place.section, number);
    return number;
  };
  const subjects = corpus.subjects.map((subject) => ({
    ...subject,
    facts: subject.facts.map((fact) => ({ ...fact, place: numberOf(fact.place) })),
  }));
  return {
    corpus: { ...joined(texts), passages: [], documents, kinds, aspects, thesaurus },
    subjects,
    factPlaces: factPlaces.map(({ document, section }) => ({ document: document.id, section })),
    places: documents.map(({ id }) => (parts.get(id) as Part).from),
  };
}

function headingsOf({ sections }: Corpus, { from, to }: Part): Text {
  const named = sections
    .slice(from.sections, to.sections)
    .filter(({ path, subject }) => path.length === 1 || (path.length === MAX_LEVEL && subject === null));
  return { sections: named.map((one, id) => ({ ...one, id, blocks: [0, 0] })), blocks: [], items: [] };
}
