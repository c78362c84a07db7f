import type { Corpus, Document } from '../knowledge/corpus.js';
import type { Problem } from '../knowledge/problem.js';
import { type Standings, standingsOf } from '../knowledge/standing.js';

/** Verified answers that are not given, and why. */
export function verifiedAnswers(corpus: Corpus): Problem[] {
  const standings = standingsOf(corpus);
  return corpus.documents.flatMap((document): Problem[] => {
    const message = document.verified && faultOf(document, corpus, standings);
    return message
      ? [{ severity: 'warning', file: document.id, line: 1, rule: 'verified-answer', message }]
      : [];
  });
}

function faultOf(document: Document, corpus: Corpus, standings: Standings): string | null {
  if (document.questions.length === 0)
    return 'This verified answer is never given: it lists no question. Write under "questions:" what it answers.';
  if (standings.get(document.id)) return null;
  const quote = document.verified?.quote;
  if (!quote) return 'This verified answer is never given: it has no text. Write one, or take the file out.';
  const isThere = corpus.documents.some(({ id }) => id === quote.article);
  const what = isThere
    ? `what it quotes of ${quote.article} (${quote.section}) was changed`
    : `${quote.article}, which it quotes, is gone`;
  return `This verified answer is withdrawn: ${what}. Verify an answer anew, or take the file out.`;
}
