import { type Answer, type Block, framing, name, type Span } from '../../src/answer/answer.js';
import { groupSources } from '../../src/answer/plain-text.js';

/** Most sentences that are shown as found. */
const MAX_FOUND = 3;
/** Most words of a question that are listed. */
const MAX_TERMS = 8;

/** What the button "Sources" shows: every quoted sentence, where it stands, word for word. */
export function sourcesView({ citations }: Answer): Block[] {
  return groupSources(citations).flatMap(({ source, first }): Block[] => {
    const own = citations.filter((citation) => citation.source === source);
    const place = first.section === first.title ? first.title : `${first.title} › ${first.section}`;
    return [
      { type: 'paragraph', spans: [name(`[${source}] ${place}`)] },
      {
        type: 'list',
        items: own.map(({ quote, lines: [from, to] }): Span[] => [
          framing(`“${quote}” (${first.document}, ${from === to ? `line ${from}` : `lines ${from}–${to}`})`),
        ]),
      },
    ];
  });
}

/** What the button "Why this answer?" shows: how the question was read, what matched, why it was sure or not. */
export function whyView(answer: Answer, nameOf: (subject: string) => string): Block[] {
  const { explanation, reading, confidence, status } = answer;
  const row = (label: string, text: string): Span[] => [name(label), framing(`: ${text}`)];
  const items: Span[][] = [row('Read as', `“${explanation.question}”`)];
  if (reading) items.push(row('Completed from what was said before', `“${reading}”`));
  items.push(row('Kind of question', explanation.intent));
  if (explanation.subjects.length > 0)
    items.push(
      row(
        'About',
        explanation.subjects
          .map(({ id, written, corrected }) =>
            corrected ? `${nameOf(id)} (you wrote “${written}”)` : nameOf(id),
          )
          .join(', '),
      ),
    );
  if (explanation.aspect) items.push(row('Aspect', explanation.aspect.replace(/-/g, ' ')));
  if (explanation.terms.length > 0) {
    const terms = explanation.terms
      .slice(0, MAX_TERMS)
      .map(({ text, known }) => (known ? `“${text}”` : `“${text}” (not in the articles)`));
    items.push(row('Words that count', terms.join(', ')));
  }
  if (explanation.conditions.length > 0) items.push(row('Conditions', explanation.conditions.join('; ')));
  const sure = status === 'answered' ? 'How sure I am' : 'How sure an answer would have been';
  items.push(row(sure, `${Math.round(confidence * 100)} %`), row('What decided', explanation.decision));
  const blocks: Block[] = [
    { type: 'heading', spans: [framing('Why this answer?')] },
    { type: 'list', items },
  ];
  const found = explanation.candidates
    .slice(0, MAX_FOUND)
    .map(({ passage, sentence, coverage }): Span[] => [
      framing(`“${sentence.text}” (${passage.document}, line ${sentence.lines[0]}; `),
      framing(`${Math.round(coverage * 100)} % of the question found there)`),
    ]);
  if (found.length > 0)
    blocks.push({ type: 'paragraph', spans: [name('Best matches')] }, { type: 'list', items: found });
  return blocks;
}
