import type { Answer } from '../../src/answer/answer.js';
import type { Contents } from '../../src/knowledge/contents.js';
import type { SearchedBody } from './schemas.js';

/** Most sections that are named as the nearest: as many as the answer itself names. */
const MAX_NEAREST = 3;
/** Most words that are said back; of a page that somebody pasted the first are enough. Ours. */
const MAX_WORDS = 12;

/** What was looked for in vain; `null` of whatever is no abstention. */
export function searchedFor(
  { status, explanation }: Pick<Answer, 'status' | 'explanation'>,
  { documents }: Pick<Contents, 'documents'>,
): SearchedBody | null {
  if (status !== 'abstained') return null;
  const titles = new Map(documents.map(({ id, title }) => [id, title]));
  const nearest = new Map<string, SearchedBody['nearest'][number]>();
  for (const { document, section, lines, text } of explanation.candidates) {
    const place = `${document}\n${section}`;
    if (!nearest.has(place))
      nearest.set(place, { document, title: titles.get(document) ?? document, section, lines, quote: text });
  }
  return {
    articles: documents.length,
    words: explanation.terms.slice(0, MAX_WORDS).map(({ text, known }) => ({ text, known })),
    nearest: [...nearest.values()].slice(0, MAX_NEAREST),
  };
}
