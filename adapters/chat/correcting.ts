import { type Answer, type Block, framing, name } from '../../src/answer/answer.js';
import { EVERYTHING } from '../../src/knowledge/label-words.js';
import { scopeKey } from '../../src/knowledge/scope.js';
import type { Turn } from '../records/turns.js';
import type { Corrections, Corrector, OfferedPassage, Outcome } from '../service/corrections/corrections.js';
import { MAX_VERIFIED_QUESTION } from '../service/corrections/corrections.js';
import type { ObservedBot } from '../service/observed.js';
import { TEXTS } from '../service/texts.js';
import type { Button } from './controls.js';
import type { ChatDesk } from './desk.js';
import { type ChatPress, type Result, told } from './interactions.js';
import { label } from './label.js';
import type { Rendering, ShownAnswer } from './platform.js';

/** Correcting answers on one platform, by those who are trusted there. */
export interface Correcting {
  readonly corrections: Corrections;
  /** As records name the platform. */
  readonly platform: string;
  /** Who may: "a role named in DISCORD_TRUSTED". */
  readonly trusted: string;
  /** Whether an answer can be written where the buttons are. */
  readonly hasForms: boolean;
}

/** Someone who pressed, where they are trusted. */
export type Trusted = Pick<Corrector, 'name' | 'reach'>;

/** What correcting takes of a press, or of what was written. */
export type Corrected = Omit<ChatPress, 'presser' | 'canBeAsked'>;

/** Longest part of a passage that is shown to be chosen from, in characters; a label bears its number and heading. Ours. */
const MAX_SHOWN = 240;
const MAX_LABEL = 60;

/** What is offered to correct an answer with; untrusted people are told who may. */
export async function offerResult<Page>(
  rendering: Rendering<Page>,
  desk: ChatDesk,
  press: Corrected,
  asked: Turn,
): Promise<Result<Page>> {
  return trustedResult(rendering, desk, press, async ({ corrections, hasForms }, _, bot) => {
    // An offer for one person may come to where something else is seen, and is none there.
    const turn = bot.scope === EVERYTHING ? asked : { ...asked, scope: scopeKey(bot.scope) };
    const answer = await bot.ask(turn.question, { conversation: turn.conversation });
    // What leans on the turn before is no whole question, so that no passage answers it for others.
    const passages = turn.conversation === null ? await corrections.candidates(turn.question, bot) : [];
    const own = desk.turns.of(press.person);
    const button = (action: 'write' | 'undo', text: string): Button => ({
      ...{ action, label: text },
      value: rendering.encodeAction({ type: action, turn }, own),
    });
    const pages = rendering.answer(offerOf(answer, turn, passages), {
      ...{ asked: null, title: null, isPrivate: true, mayShare: false, sharedBy: null },
      controls: {
        about: [
          ...(hasForms ? [button('write', 'Write an answer')] : []),
          ...(answer.verified ? [button('undo', 'Take back')] : []),
        ],
        compare: null,
        person: null,
        suggested: passages.map(({ key, section }, i) => ({
          action: 'pick',
          label: label(`${i + 1}. ${section}`, MAX_LABEL),
          value: rendering.encodeAction({ type: 'pick', turn, passage: key }, own),
        })),
        lead: '',
      },
    });
    return { pages, isPrivate: true, conversation: null };
  });
}

/** The passages to choose from, in place of an answer. */
function offerOf(
  { verified: present }: Answer,
  { question }: Turn,
  passages: readonly OfferedPassage[],
): ShownAnswer {
  const verified = present ? ` ${present.by} verified the present one on ${present.on}.` : '';
  const lead =
    passages.length > 0
      ? `Which passage answers “${short(question)}”?${verified}`
      : `There is no passage to choose for “${short(question)}”: write the whole question and its answer.${verified}`;
  const blocks: Block[] = passages.flatMap(({ section, text }, i): Block[] => [
    { type: 'paragraph', spans: [name(`${i + 1}. ${section}`), framing(`: ${short(text)}`)] },
  ]);
  return {
    status: 'chat',
    title: null,
    blocks: [{ type: 'paragraph', spans: [framing(lead)] }, ...blocks],
    suggestions: null,
    citations: [],
  };
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= MAX_SHOWN ? line : `${[...line].slice(0, MAX_SHOWN - 1).join('')}…`;
}

/** Makes the passage that was chosen the verified answer. */
export function pickResult<Page>(
  rendering: Rendering<Page>,
  desk: ChatDesk,
  press: Corrected,
  { turn, passage }: { readonly turn: Turn; readonly passage: string },
): Promise<Result<Page>> {
  return trustedResult(rendering, desk, press, async ({ corrections }, who, bot) =>
    outcomeResult(rendering, await corrections.correct(turn.question, { passage }, who, bot)),
  );
}

/** Makes what was written the verified answer. */
export function writtenResult<Page>(
  rendering: Rendering<Page>,
  desk: ChatDesk,
  press: Corrected,
  { question, text }: { readonly question: string; readonly text: string },
): Promise<Result<Page>> {
  return trustedResult(rendering, desk, press, async ({ corrections }, who, bot) =>
    outcomeResult(rendering, await corrections.correct(question, { text }, who, bot)),
  );
}

/** Takes back what was done last to the verified answer of a question. */
export function undoResult<Page>(
  rendering: Rendering<Page>,
  desk: ChatDesk,
  press: Corrected,
  turn: Turn,
): Promise<Result<Page>> {
  return trustedResult(rendering, desk, press, async ({ corrections }, who, bot) =>
    outcomeResult(rendering, await corrections.undoFor(turn.question, who, bot)),
  );
}

/** Whether somebody may correct, and if not, what they are told. */
export async function refusedCorrecting(
  { correcting }: Pick<ChatDesk, 'correcting'>,
  { trust }: Pick<ChatPress, 'trust'>,
): Promise<string | null> {
  if (!correcting || !trust) return TEXTS.staleButton;
  return (await trust()) ? null : TEXTS.notTrusted(correcting.trusted);
}

async function trustedResult<Page>(
  rendering: Rendering<Page>,
  { correcting, bot }: ChatDesk,
  { trust, person, place }: Corrected,
  work: (correcting: Correcting, who: Corrector, bot: ObservedBot) => Promise<Result<Page>>,
): Promise<Result<Page>> {
  if (!correcting || !trust) return told(rendering, TEXTS.staleButton);
  const trusted = await trust();
  if (!trusted) return told(rendering, TEXTS.notTrusted(correcting.trusted));
  return work(correcting, { ...trusted, person, platform: correcting.platform }, await bot.at(place));
}

const outcomeResult = <Page>(rendering: Rendering<Page>, { text }: Outcome): Result<Page> =>
  told(rendering, text);

/** What a form is opened with: the question, as far as it has room. */
export const formQuestion = ({ question, conversation }: Turn): string =>
  conversation === null ? question.slice(0, MAX_VERIFIED_QUESTION) : '';
