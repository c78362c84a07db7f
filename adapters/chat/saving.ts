import { framing, type Shown } from '../../src/answer/answer.js';
import type { Drafts, SavedMessage } from '../service/drafts/drafts.js';
import { TEXTS } from '../service/texts.js';
import type { ConsentAction } from './actions.js';
import type { Trusted } from './correcting.js';
import type { ChatDesk } from './desk.js';
import { type Result, told } from './interactions.js';
import type { Rendering } from './platform.js';
import type { UncoveredQuestions } from './uncovered.js';

/** Saving what people wrote as articles, by those who are trusted. */
export interface Saving {
  readonly drafts: Drafts;
  /** Who may: "those who …". */
  readonly trusted: string;
  /** What changes what one agreed to, as people type it: "/docent consent". */
  readonly command: string;
  readonly uncovered: UncoveredQuestions;
}

/** How people choose a message from its menu. */
export const SAVE = 'Save as article';
/** The reaction that does the same, as it is written and as platforms name it. */
export const CHECK_MARKS: ReadonlySet<string> = new Set(['✅', 'white_check_mark']);

/** A message that somebody wants to save. */
export interface ToSave extends Omit<SavedMessage, 'platform'> {
  readonly isByApp: boolean;
  /** Messages that it stands below, as the conversation names them. */
  readonly under: readonly string[];
}

/** Who wants to save it: who they are, and whether they are trusted. */
export interface Saver {
  readonly person: string;
  readonly trust: () => Promise<Trusted | null>;
}

/** Saves a message. @returns what who wants that is told */
export async function saveText(
  { saving, platform }: Pick<ChatDesk, 'saving' | 'platform'>,
  { person, trust }: Saver,
  message: ToSave,
): Promise<string> {
  if (!saving) return TEXTS.unknownCommand;
  if (!(await trust())) return TEXTS.maySave(saving.trusted);
  if (message.isByApp) return TEXTS.saveOnlyPeople;
  if (message.words.text.trim() === '') return TEXTS.saveNoText;
  const { isByApp: _, under, question, ...saved } = message;
  const asked = (await saving.uncovered.find(under))?.question ?? question;
  return saving.drafts.save({ ...saved, platform, question: asked }, person);
}

/**
 * Saves a message that somebody put a check mark on, if they are trusted and it stands below a question that was not
 * covered; nothing else is done about a check mark.
 * @param read the message, as it is now; `null` where it is gone or nobody may read it
 * @returns what they are told, if anything
 */
export async function checkedText(
  desk: Pick<ChatDesk, 'saving' | 'platform'>,
  saver: Saver,
  read: () => Promise<ToSave | null>,
): Promise<string | null> {
  if (!desk.saving || !(await saver.trust())) return null;
  const message = await read();
  if (!message || message.isByApp || (await desk.saving.uncovered.find(message.under)) === null) return null;
  return message.words.text.trim() === '' ? TEXTS.saveHidden : saveText(desk, saver, message);
}

/** What somebody is told who wants to know, or to change, whether what they wrote may become articles. */
export async function consentText(
  { saving, platform }: Pick<ChatDesk, 'saving' | 'platform'>,
  { person, name }: { readonly person: string; readonly name: string | null },
  wanted: string,
): Promise<string> {
  if (!saving) return TEXTS.unknownCommand;
  const word = wanted.trim().toLowerCase();
  if (word === 'on' || word === 'off') return saving.drafts.decide(platform, person, name, word === 'on');
  if (word !== '') return `${saving.command} takes on or off. Without one it says how it is.`;
  const answer = (await saving.drafts.consents.of(platform, person))?.answer;
  if (answer === 'yes') return TEXTS.consentGiven;
  return answer === 'no' ? TEXTS.consentRefused : TEXTS.consentUnknown;
}

/** Notes what who wrote something decides by a button; those of others are not theirs to press. */
export async function consentResult<Page>(
  rendering: Rendering<Page>,
  { saving, platform }: Pick<ChatDesk, 'saving' | 'platform'>,
  { person, name }: { readonly person: string; readonly name: string | null },
  { type, whose }: ConsentAction,
): Promise<Result<Page>> {
  if (!saving) return told(rendering, TEXTS.staleButton);
  if (saving.drafts.consents.idOf(platform, person) !== whose) return told(rendering, TEXTS.consentNotYours);
  return told(rendering, await saving.drafts.decide(platform, person, name, type === 'agree'));
}

/** What asks for consent, but for the buttons and the link, which every platform has its own way for. */
export const consentShown = (command: string): Shown => ({
  title: null,
  blocks: [{ type: 'paragraph', spans: [framing(TEXTS.consentAsked(command))] }],
  suggestions: null,
  citations: [],
});

export const CONSENT_BUTTONS = [
  { type: 'agree', label: 'Yes' },
  { type: 'refuse', label: 'No, and don’t ask again' },
] as const;
