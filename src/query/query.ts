import type { Aspect, Kind, Subject } from '../knowledge/corpus.js';
import type { Alternative } from '../knowledge/phrase-book.js';
import type { Bound } from '../text/amounts.js';
import type { Intent } from './intents/table.js';
import type { QuestionForm } from './question-form.js';

/** A subject named in a question. */
export interface SubjectMention {
  readonly subject: Subject;
  /** As the user wrote it. */
  readonly written: string;
  /** True when it was misspelt. */
  readonly corrected: boolean;
  /** First and last token, both included. */
  readonly from: number;
  readonly to: number;
}

/** A word or fixed phrase of a question that an answer must deal with. */
export interface QueryTerm {
  /** As written. */
  readonly text: string;
  readonly stems: readonly string[];
  /** Other ways to say it: synonyms, the joined or split form, the spelling that was meant. */
  readonly alternatives: readonly Alternative[];
  /** The words of a phrase one by one; none for a single word. */
  readonly pieces: readonly QueryTerm[];
  /** How much of the question it carries: rarity times the weight of the word. Larger than 0. */
  readonly weight: number;
  /** Inverse document frequency of the word, of the rarest word of a phrase; not weighed. */
  readonly rarity: number;
  /** 1, or less for what is taken over from the turn before. */
  readonly share: number;
  /** True for words that many questions share ("use", "support"). */
  readonly light: boolean;
  /** False when neither the word nor any other way to say it stands anywhere in the corpus. */
  readonly known: boolean;
  readonly from: number;
  readonly to: number;
}

/** One of the things that a wanted subject must have, or must not have. */
export interface Condition {
  readonly text: string;
  readonly terms: readonly QueryTerm[];
  /** A subject that must be mentioned ("which is named after oolong"). */
  readonly mentions: readonly Subject[];
  readonly negated: boolean;
  /** True when "or" joins it to the condition before: one of the two is enough. */
  readonly either: boolean;
  /** What it says of an amount: "under 5 kg"; its terms are the words of that. */
  readonly bound: BoundSet | null;
  /** True for a word beside a stronger condition ("grown in China"): when no subject meets it, it is left out and said so. */
  readonly spare: boolean;
}

/** A bound, and the stems of the question that sets it. */
export interface BoundSet {
  readonly set: Bound;
  readonly words: ReadonlySet<string>;
}

/** What a question wants where it is after subjects. */
export interface Wish {
  /** All that meet the conditions, or the one that fits best. */
  readonly intent: 'list' | 'recommend';
  /** How likely it wants that, 0 to 1. */
  readonly likelihood: number;
  readonly conditions: readonly Condition[];
}

/** What a follow-up takes from the turn before. */
export interface Carried {
  /** Sections that were shown. */
  readonly places: readonly Place[];
}

/** A section, as a conversation remembers it. */
export interface Place {
  readonly document: string;
  /** Headings down to it. */
  readonly path: readonly string[];
}

/** What was understood of a question. */
export interface Query {
  /** The part of the message that asks, cleaned of mentions and markup. */
  readonly question: string;
  readonly intent: Intent;
  readonly subjects: readonly SubjectMention[];
  /** What it calls subjects in general: "which teas". */
  readonly kinds: readonly Kind[];
  readonly aspect: Aspect | null;
  /** Words that carry the question, apart from subjects, the aspect that is asked for, and what subjects are called. */
  readonly terms: readonly QueryTerm[];
  readonly conditions: readonly Condition[];
  /** What it wants if it is after subjects, though it may be read in another way; `null` where that is unlikely. */
  readonly wish: Wish | null;
  readonly form: QuestionForm;
  /** True when it is a string of words without the form of a question: "php mit". */
  readonly keywords: boolean;
  /** True when it asks the bot to do something other than to tell. */
  readonly asksDeed: boolean;
  /** True when it asks for a reason. */
  readonly why: boolean;
  /** True when it speaks of what subjects are called ("a framework") and not of one of them. */
  readonly general: boolean;
  /** True when it is a question of "what is X" and X is no subject. */
  readonly defines: boolean;
  /** True when it seems to be written in another language than English. */
  readonly foreign: boolean;
  /** Stems of its words that stand in so many passages that they tell none apart. */
  readonly ordinary: ReadonlySet<string>;
  /** Ids of the subjects that were listed before, where it chooses from them; `null` where from all. */
  readonly among: readonly string[] | null;
  /** Inverse document frequency of its function words, by stem. */
  readonly grammar: ReadonlyMap<string, number>;
  /** What it takes from the conversation, where it leans on it. */
  readonly carried: Carried | null;
  /** True when the bot asked back at the turn before: it never does so twice in a row. */
  readonly askedBack: boolean;
  /** The same question read with the help of the conversation, where it may lean on it or stand by itself. */
  readonly leaning: Query | null;
  /** How an incomplete question was read with the help of the conversation: "taste of oolong". */
  readonly reading: string | null;
}

/** What of a conversation a follow-up may lean on. Small and plain, so that any store can keep it. */
export interface Conversation {
  /** Subjects last spoken of, the main one first. At most four. */
  readonly subjects: readonly string[];
  /** Subjects that were listed or compared: "which of those". */
  readonly listed: readonly string[];
  readonly intent: Intent;
  /** What the last question was about, without the subjects' names, at most 200 characters. */
  readonly topic: string;
  /** Sections that were shown, at most three. */
  readonly places: readonly Place[];
  /** Whether the bot asked back. */
  readonly askedBack: boolean;
}
