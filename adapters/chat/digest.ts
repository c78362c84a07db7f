import { type Block, framing, name, type Shown, type Span } from '../../src/answer/answer.js';
import { type Overdue, overdueArticles } from '../../src/check/overdue.js';
import type { Contents } from '../../src/knowledge/contents.js';
import { dayText } from '../../src/text/day.js';
import { gapTitle } from '../records/gap-report.js';
import type { Gap } from '../records/gaps.js';
import type { CorrectionRecord } from '../records/record.js';
import { label } from './label.js';
import { type GivenReason, REASONS } from './reasons.js';

/** Most lines of a part of it. Ours: what a phone shows. */
const MAX_LINES = 6;
/** Longest line, in UTF-16 units. */
const MAX_LINE = 200;

/** What there is to say of a week. */
export interface Week {
  readonly contents: Contents;
  /** When it ended. */
  readonly to: Date;
  /** What was not met and is not answered by now, the most asked first, and how many groups there are. */
  readonly gaps: readonly Gap[];
  readonly groups: number;
  /** Last first. */
  readonly corrections: readonly CorrectionRecord[];
  readonly reasons: readonly GivenReason[];
}

/** The name of a week's digest: what it is found by where it was posted. */
export const digestTitle = (to: Date): string => `The week to ${dayText(to.toISOString().slice(0, 10))}`;

/** What those who look after the articles are told of a week; `null`: there is nothing to say. */
export function digestOf({ contents, to, gaps, groups, corrections, reasons }: Week): Shown | null {
  const overdue = overdueArticles(contents.documents, to.toISOString().slice(0, 10));
  const blocks = [
    ...part('To be looked at again', overdue.map(overdueLine), overdue.length),
    ...part(
      'Asked, and not answered or not well',
      gaps.map((gap) => gapLine(gap, contents)),
      groups,
    ),
    ...part(`Did not help${countsText(reasons)}`, reasons.map(reasonLine), reasons.length),
    ...part('Corrected', corrections.flatMap(correctionLine), corrections.length),
  ];
  if (blocks.length === 0) return null;
  return { title: [framing(digestTitle(to))], blocks, suggestions: null, citations: [] };
}

/** @param count of all lines that there are */
function part(heading: string, lines: readonly Span[][], count: number): Block[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, MAX_LINES);
  const more = count - shown.length;
  const items = more > 0 ? [...shown, [framing(`and ${more} more`)]] : shown;
  return [
    { type: 'heading', spans: [framing(heading)] },
    { type: 'list', items },
  ];
}

const short = (text: string): string => label(text, MAX_LINE);

const overdueLine = ({ title, document, owner, reviewBy }: Overdue): Span[] => [
  name(short(title)),
  framing(` (${short(document)}), by ${dayText(reviewBy)}${owner === null ? '' : `, ${short(owner)}`}`),
];

const gapLine = (gap: Gap, contents: Contents): Span[] => [
  framing(
    `${short(gap.questions[0] ?? gapTitle(gap, contents))}: ${gap.asked === 1 ? 'once' : `${gap.asked} times`}, by ${gap.people === 1 ? 'one person' : `${gap.people} people`}`,
  ),
];

function countsText(reasons: readonly GivenReason[]): string {
  const counts = REASONS.map(
    (reason) => [reason, reasons.filter((one) => one.reason === reason).length] as const,
  );
  return `: ${counts.flatMap(([reason, count]) => (count > 0 ? [`${reason} ${count}`] : [])).join(', ')}`;
}

const reasonLine = ({ reason, note, cites, question }: GivenReason): Span[] => {
  const about = [question, cites].filter(Boolean).join(', from ') || 'an answer without a source';
  return [framing(`${reason ?? 'a note'}: ${short(about)}${note === null ? '' : ` (“${short(note)}”)`}`)];
};

const DID: Readonly<Partial<Record<CorrectionRecord['did'], string>>> = {
  verified: 'verified',
  undone: 'took back',
  withdrawn: 'was withdrawn, since its passage changed',
};

function correctionLine({ by, did, entry }: CorrectionRecord): Span[][] {
  const what = DID[did];
  if (what === undefined) return [];
  return [
    [framing(did === 'withdrawn' ? `${short(entry)} ${what}` : `${short(by)} ${what} ${short(entry)}`)],
  ];
}
