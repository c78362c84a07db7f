import { z } from 'zod';
import { type Answer, framing } from '../../src/answer/answer.js';
import type { Vote } from '../shared/presses.js';
import type { State } from '../shared/state.js';
import { TEXTS } from '../shared/texts.js';
import type { Turn } from '../shared/turns.js';
import type { ChatDesk } from './desk.js';
import type { Rendering } from './platform.js';

/** Why an answer did not help. */
export const REASONS = ['outdated', 'wrong', 'incomplete'] as const;
export type Reason = (typeof REASONS)[number];

const LABELS: Readonly<Record<Reason, string>> = {
  outdated: 'Outdated',
  wrong: 'Wrong',
  incomplete: 'Incomplete',
};
const KIND = 'reason';
/** How long a reason is kept, unless records are kept for less, in milliseconds: as these by default. */
const KEPT_FOR_MS = 90 * 86_400_000;

const GIVEN = z.object({
  platform: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
  reason: z.enum(REASONS),
  /** What the answer cites first; `null`: nothing. */
  cites: z.string().nullable(),
  /** `null` unless the texts of questions are kept. */
  question: z.string().nullable(),
});
export type GivenReason = Readonly<z.infer<typeof GIVEN>>;

/** Thanks for a vote, and asks why the answer did not help, who pressed alone. */
export function askedWhy<Page>(
  rendering: Rendering<Page>,
  { turns }: Pick<ChatDesk, 'turns'>,
  answer: Answer,
  turn: Turn,
  person: string,
): Page[] {
  const own = turns.of(person);
  const lead = framing(`${TEXTS.thanks} ${TEXTS.whyNotHelpful}`);
  return rendering.answer(
    {
      ...answer,
      status: 'chat',
      title: null,
      blocks: [{ type: 'paragraph', spans: [lead] }],
      suggestions: null,
      citations: [],
    },
    {
      ...{ asked: null, title: null, isPrivate: true, mayShare: false, sharedBy: null },
      controls: {
        about: REASONS.map((reason) => ({
          ...{ action: reason, label: LABELS[reason] },
          value: rendering.encodeAction({ type: reason, turn }, own),
        })),
        ...{ compare: null, person: null, suggested: [], lead: '' },
      },
    },
  );
}

/** Notes why an answer did not help; of a person and a question the last reason counts. @returns what they are told */
export async function noteReason(
  { state, bot, log, keepsQuestions, platform }: ChatDesk,
  turn: Turn,
  { person }: Pick<Vote, 'person'>,
  reason: Reason,
): Promise<string> {
  const { citations } = await bot.ask(turn.question, { conversation: turn.conversation });
  const [first] = citations;
  const value: GivenReason = {
    ...{ platform, at: Date.now(), reason },
    cites: first ? (first.section === first.title ? first.title : `${first.title} › ${first.section}`) : null,
    question: keepsQuestions ? turn.question : null,
  };
  try {
    const name = `${platform} ${person} ${turn.question}`;
    await state.certain.write({ kind: KIND, name, value, person, until: Date.now() + KEPT_FOR_MS });
  } catch (error) {
    log.warn('Why an answer did not help could not be kept', { error });
  }
  return TEXTS.thanks;
}

/** Reasons since a time, last first. @throws where the database does not answer */
export async function readReasons(
  { certain }: Pick<State, 'certain'>,
  since: number,
): Promise<GivenReason[]> {
  return (await certain.all(KIND))
    .flatMap((kept) => GIVEN.safeParse(kept).data ?? [])
    .filter(({ at }) => at >= since)
    .sort((a, b) => b.at - a.at);
}
