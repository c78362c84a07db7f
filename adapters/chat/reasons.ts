import { z } from 'zod';
import { framing } from '../../src/answer/answer.js';
import type { State } from '../records/state.js';
import type { Turn } from '../records/turns.js';
import { recordedAs } from '../service/observed.js';
import { sourceName } from '../service/source-name.js';
import { TEXTS } from '../service/texts.js';
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
/** Longest note, in characters. Ours: what does not help can be said in so many. */
export const MAX_NOTE = 500;
/** Of all platforms; each has its own, so that what strangers say on one pushes out nothing of another. */
const KIND = 'reason';
/** How long a reason is kept, unless records are kept for less, in milliseconds: as these by default. */
const KEPT_FOR_MS = 90 * 86_400_000;

const GIVEN = z.object({
  platform: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
  /** `null`: there is a note alone. */
  reason: z.enum(REASONS).nullable(),
  note: z.string().nullable(),
  /** What the answer cites first; `null`: nothing. */
  cites: z.string().nullable(),
  /** `null` unless the texts of questions are kept. */
  question: z.string().nullable(),
  /** What was seen where it was given, as records name it; `null`: everything. */
  scope: z.string().nullable().default(null),
});
export type GivenReason = Readonly<z.infer<typeof GIVEN>>;

/** Thanks for a vote, and asks why the answer did not help, who pressed alone. */
export function askedWhy<Page>(
  rendering: Rendering<Page>,
  { turns }: Pick<ChatDesk, 'turns'>,
  turn: Turn,
  { person, hasForms }: { readonly person: string; readonly hasForms: boolean },
): Page[] {
  const own = turns.of(person);
  const button = (action: Reason | 'note', text: string) => ({
    ...{ action, label: text },
    value: rendering.encodeAction({ type: action, turn }, own),
  });
  const lead = framing(`${TEXTS.thanks} ${TEXTS.whyNotHelpful}`);
  return rendering.answer(
    {
      ...{ status: 'chat', title: null, suggestions: null, citations: [] },
      blocks: [{ type: 'paragraph', spans: [lead] }],
    },
    {
      ...{ asked: null, title: null, isPrivate: true, mayShare: false, sharedBy: null },
      controls: {
        about: [
          ...REASONS.map((reason) => button(reason, LABELS[reason])),
          ...(hasForms ? [button('note', 'Write a note')] : []),
        ],
        ...{ compare: null, person: null, suggested: [], lead: '' },
      },
    },
  );
}

/** What keeping a reason takes. */
export type ReasonDesk = Pick<ChatDesk, 'state' | 'bot' | 'log' | 'keepsQuestions' | 'platform'>;

/** What somebody says of an answer that did not help; what is left out stays as they said it before. */
export interface GivenWhy {
  readonly reason?: Reason | undefined;
  readonly note?: string | undefined;
}

/**
 * Notes why an answer did not help; of a person and a question the last reason and the last note count. Never rejects:
 * the vote is counted, whatever becomes of this.
 * @param mayAdd whether what they say of a question for the first time may be kept
 * @returns whether it is kept
 */
export async function noteReason(
  { state, bot, log, keepsQuestions, platform }: ReasonDesk,
  turn: Turn,
  person: string,
  { reason, note }: GivenWhy,
  mayAdd: () => Promise<boolean> = async () => true,
): Promise<'kept' | 'full' | 'failed'> {
  const [kind, name] = [`${KIND} ${platform}`, `${person} ${turn.question}`];
  try {
    const before = GIVEN.safeParse(await state.certain.read(kind, name)).data;
    if (!before && !(await mayAdd())) return 'full';
    const { citations } = await bot.ask(turn.question, { conversation: turn.conversation });
    const [first] = citations;
    const value: GivenReason = {
      ...{ platform, at: Date.now() },
      reason: reason ?? before?.reason ?? null,
      note: note === undefined ? (before?.note ?? null) : note.trim().slice(0, MAX_NOTE) || null,
      cites: first ? sourceName(first) : null,
      question: keepsQuestions ? turn.question : null,
      scope: recordedAs(bot.scope),
    };
    await state.certain.write({ kind, name, value, person, until: Date.now() + KEPT_FOR_MS });
    return 'kept';
  } catch (error) {
    log.warn('Why an answer did not help could not be kept', { error });
    return 'failed';
  }
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
