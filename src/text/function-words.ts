import { words as naturalStopwords } from 'natural/lib/natural/util/stopwords.js';
import { stem } from './stem.js';

/**
 * How much a word says about what a question is after, before its rarity is weighed:
 * 0 for a function word, {@link LIGHT_WEIGHT} for a word that many questions share, 1 for the rest.
 * Function words are never deleted from a text, only weighed down, so that phrases keep their shape.
 */
export function wordWeight(word: string): number {
  if (FUNCTION_WORDS.has(word)) return 0;
  if (LIGHT_STEMS.has(stem(word))) return LIGHT_WEIGHT;
  return 1;
}

/** Share of its weight that a light word ("use", "support", "good") keeps. Chosen on the tuning questions. */
export const LIGHT_WEIGHT = 0.25;

/** True for grammar that a phrase cannot do without: "no core middleware" is not "core middleware". */
export function isNegation(word: string): boolean {
  return NEGATIONS.has(word);
}

const NEGATIONS: ReadonlySet<string> = new Set(['no', 'not', 'without', 'never']);

/** True for words that carry grammar and no content ("the", "which", "please"). */
export function isFunctionWord(word: string): boolean {
  return FUNCTION_WORDS.has(word);
}

const list = (text: string): string[] => text.trim().split(/\s+/);

const FUNCTION_WORDS: ReadonlySet<string> = new Set([
  ...naturalStopwords,
  ...list(`
      i me my mine myself we us our ours you your yours he him his she her hers it its they them their theirs who whom
      whose which what when where why how that this these those am is are was were be been being do does did doing done
      have has had having can could may might must shall should will would a an the and or but nor so if then than as of
      at by for from in into on onto to with without within about above across after against along among around before
      behind below beneath beside between beyond down during except inside near off out outside over past since through
      throughout toward under until up upon via per not no yes there here also too very just only even still already yet
      again ever never always often sometimes really quite rather pretty please pls plz thanks thank hey hi hello ok okay
      well now today let lets u ur r im ive id ill dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt
      shouldnt hasnt havent hadnt aint whats whos hows wheres theres thats gonna wanna gotta kinda sorta maybe perhaps
      actually basically simply anyway else etc any some each every either neither both all most least more less few fewer fewest many much
      such other others another same own one ones it'd tell know wonder wondering explain describe give show say says
      said ask asking mean means anyone anybody someone somebody something anything everything everyone thing things
      stuff guys folks team's dear sir hmm um uh so like lot lots bit kind sort type types quick quickly question
      along wise away though although whichever whatever whoever besides lol lmao haha btw imo imho tbh afaik asap fyi omg wtf damn hell gonna non via anyways questions answer answers called named regarding concerning related far able possible possibly exactly
    `).flatMap((word) => [word, word.replace(/'/g, '')]),
]);

/** Stems of words that most questions can contain, whatever they are about: general verbs, measure and asking words. */
const LIGHT_STEMS: ReadonlySet<string> = new Set(
  list(`
    publish sit stand comply cope follow belong serve hold lie rely depend bear choose pick prefer select decide expect
    write written speak talk think believe feel seem appear become remain stay occur exist apply relate refer concern
    involve require demand care matter consist comprise ensure guarantee achieve accomplish obtain receive leave turn
    move introduce present prove claim state note mention describe begin end finish stop hear see watch like love enjoy
    hope wish deliver rank equip mean differ difference compare comparison define definition recommend recommendation
    suggest suggestion versus vs overview summary summarize enumerate power back drive create design develop invent
    known make base based article articles content app apps application applications website websites site sites web
    software overall main generally typically normally usually currently tool tools stuff team behind
    key core top intro introduction sentence sentences nutshell dummies basics moment colleague colleagues friend
    promote promotes encourage emphasize emphasise prioritize prioritise favor favour focus friends guy boss client customer's feel feels felt praise praised profit profits native plain techie technical
    interested interesting curious sure unsure confused decide decided deciding plan planning planned 
    hear heard told read reading discuss discussed argue convince convinced worry worried hate hates wonder
    switch shift grow growing growth face facing struggle struggling reach achieve enjoy trust rely fancy
    honest honestly clear clearly detail details detailed point points side sides note notes topic
    personal professional business enterprise corporate startup side-project hobby school homework course class
    day days week weeks month months year years time times today tomorrow yesterday moment while
    simplest quickest shortest biggest smallest decent cool awesome amazing fantastic excellent wonderful
    additional extra respective actual entire complete total true false correct wrong
    allow lets letting permit enable become seem look sound taste smell stay remain turn
    context score scores rate rates rank ranks hire huge large enormous massive hand count little word words term terms phrase tip tips separate extra additional proper modern typical decent solid serious existing know knows known reason reasons common expose ease role nature aspect regard respect responsible
    use uses used using usage utilize utilizes utilise utilises employ employs work works working worked make makes made
    making get gets getting got need needs needed want wants wanted provide provides provided offer offers offered
    support supports supported supporting handle handles handling come comes coming include includes included including
    contain contains allow allows allowed let enable enables help helps helped good great nice best better well-known
    popular big main major important different various certain specific particular available run runs running take takes
    taking go goes going keep keeps put set sets look looks looking find finds found try tries happen happens consider
    considered way ways part parts piece example examples case cases number amount deal deals cope copes bring brings
    ship ships shipped built build building come cover covers covered people person someone user users developer
    developers dev devs programmer programmers project projects thing start started begin does doing
    special actual current still new old short list listed name names call suit suits fit fits
    suitable whole entire possible job world
  `).map(stem),
);
