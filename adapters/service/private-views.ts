import {
  type Answer,
  type Block,
  type Citation,
  type Considered,
  framing,
  name,
  type Shown,
  type Span,
} from '../../src/answer/answer.js';
import { groupSources } from '../../src/answer/plain-text.js';
import type { LineRange } from '../../src/knowledge/corpus.js';
import { sourceName } from './source-name.js';
import { isGiven } from './status.js';

/** Most places that are named beside the one that was found first. */
const MAX_NEAR = 3;
/** Most words of a question that are listed. */
const MAX_TERMS = 8;
/** Longest sentence that is shown as found, in characters. */
const MAX_FOUND = 200;

/** Blocks that cite nothing. */
const bare = (title: readonly Span[] | null, blocks: readonly Block[]): Shown => ({
  title,
  blocks,
  suggestions: null,
  citations: [],
});

/** What the button "Sources" shows: all that is quoted, where it stands, word for word. */
export function sourcesView({ citations }: Pick<Answer, 'citations'>): Shown {
  const blocks = groupSources(citations).flatMap(({ source, first }): Block[] => {
    const own = citations.filter((citation) => citation.source === source);
    return [
      { type: 'paragraph', spans: [name(`[${source}] ${sourceName(first)}`)] },
      ...own.flatMap(quotation),
    ];
  });
  return bare(null, joined(blocks));
}

/** Code has lines of its own. */
function quotation({ quote, document, lines, source }: Citation): Block[] {
  const where = `(${document}, ${linesText(lines)})`;
  if (!quote.includes('\n')) return [{ type: 'list', items: [[framing(`“${quote}” ${where}`)]] }];
  return [
    { type: 'code', text: quote, language: null, citation: source },
    { type: 'paragraph', spans: [framing(where)] },
  ];
}

/** Lists that follow each other as one. */
function joined(blocks: readonly Block[]): Block[] {
  const out: Block[] = [];
  for (const block of blocks) {
    const last = out[out.length - 1];
    if (last?.type === 'list' && block.type === 'list')
      out[out.length - 1] = { type: 'list', items: [...last.items, ...block.items] };
    else out.push(block);
  }
  return out;
}

/** What the button "Why this answer?" shows: how the question was read, what was found, and what decided. */
export function whyView(answer: Answer, nameOf: (subject: string) => string): Shown {
  const { status, confidence, explanation } = answer;
  const [first, ...near] = explanation.candidates;
  const sure = isGiven({ status });
  const items: Span[][] = [
    ...readAs(answer, nameOf),
    ...(first ? [row('Found first', foundText(first))] : []),
    row(sure ? 'How sure I am' : 'How sure an answer would have been', percent(confidence)),
    row('What decided', explanation.decision),
  ];
  const blocks: Block[] = [{ type: 'list', items }];
  if (near.length > 0)
    blocks.push(
      { type: 'paragraph', spans: [name('Also near')] },
      { type: 'list', items: near.slice(0, MAX_NEAR).map((one) => [framing(nearText(one))]) },
    );
  return bare([framing('Why this answer?')], blocks);
}

const row = (label: string, text: string): Span[] => [name(label), framing(`: ${text}`)];

function readAs({ explanation, reading }: Answer, nameOf: (subject: string) => string): Span[][] {
  const { question, intent, subjects, aspect, terms, conditions } = explanation;
  const about = subjects.map(({ id, written, corrected }) =>
    corrected ? `${nameOf(id)} (you wrote “${written}”)` : nameOf(id),
  );
  const words = terms
    .slice(0, MAX_TERMS)
    .map(({ text, known }) => (known ? `“${text}”` : `“${text}” (not in the articles)`));
  const rows: [label: string, text: string][] = [
    ['Read as', `“${question}”`],
    ['Completed from what was said before', reading === null ? '' : `“${reading}”`],
    ['Kind of question', intent],
    ['About', about.join(', ')],
    ['Aspect', aspect?.replace(/-/g, ' ') ?? ''],
    ['Words that count', words.join(', ')],
    ['Conditions', conditions.join('; ')],
  ];
  return rows.flatMap(([label, text]) => (text === '' ? [] : [row(label, text)]));
}

const FOUND_BY: Readonly<Record<Considered['foundBy'], string>> = {
  words: 'by its words',
  meaning: 'by its meaning',
  both: 'by its words and its meaning',
};

function foundText(found: Considered): string {
  const line = found.text.replace(/\s+/g, ' ');
  const said = line.length > MAX_FOUND ? `${line.slice(0, MAX_FOUND - 1)}…` : line;
  return `“${said}” in ${found.section} (${found.document}, ${linesText(found.lines)}), ${FOUND_BY[found.foundBy]}; ${percent(found.probability)} likely the right place of those looked at`;
}

function nearText({ section, document, lines, probability }: Considered): string {
  return `${section} (${document}, ${linesText(lines)}), ${percent(probability)}`;
}

function linesText([from, to]: LineRange): string {
  return from === to ? `line ${from}` : `lines ${from}–${to}`;
}

/** A share that is not 0 does not look as if it were. */
function percent(share: number): string {
  return share > 0 && share < 0.005 ? 'less than 1 %' : `${Math.round(share * 100)} %`;
}
