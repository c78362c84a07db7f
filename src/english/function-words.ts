/** Words that carry grammar and no content, as they are typed in lower case. */
export const FUNCTION_WORDS = `
  i me my mine myself we us our ours you your yours he him his he she her hers it its they them their theirs who whom
  whose which what when where why how that this these those am is are was were be been being do does did doing done
  have has had having can could may might must shall should will would a an the and or but nor so if then than as of
  at by for from in into on onto to with without within about above across after against along among around before
  behind below beneath beside between beyond down during except inside near off out outside over past since through
  throughout toward under until up upon via per not no yes there here also too very just only even still already yet
  again ever never always often sometimes really quite rather pretty please pls plz thanks thank hey hi hello ok okay
  well now today let lets u ur r im ive id ill dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt
  shouldnt hasnt havent hadnt aint whats whos hows wheres theres thats gonna wanna gotta kinda sorta maybe perhaps
  actually basically simply anyway else etc any some each every either neither both all most least more less few fewer
  fewest many much such other others another same own one ones it'd tell know wonder wondering explain describe give
  show say says said ask asking mean means anyone anybody someone somebody something anything everything everyone
  thing things stuff guys folks team's dear sir hmm um uh so like lot lots bit kind sort type types quick quickly
  question along wise away though although whichever whatever whoever besides lol lmao haha btw imo imho tbh afaik
  asap fyi omg wtf damn hell gonna non anyways questions answer answers called named regarding concerning related far
  able possible possibly exactly
`;

/** Grammar that a phrase cannot do without: "no core middleware" is not "core middleware". */
export const NEGATIONS = 'no not without never';

/**
 * Words that questions about anything can contain: general verbs, measure and asking words. One form stands for
 * all of its stem; a word that tells what one article is about has no place here.
 */
export const LIGHT_WORDS = `
  accomplish achieve actual additional allow amazing amount app appear application apply argue article aspect
  available awesome back base bear become begin believe belong best better big biggest bring built call care
  case certain choose claim clear clearly colleague come common compare comparison complete comply comprise
  concern confused consider consist contain context convince cool cope core correct count cover create curious
  current day deal decent decide define definition deliver demand depend describe design detail develop differ
  discuss ease emphasise emphasize employ enable encourage end enjoy enormous ensure entire enumerate equip
  example excellent exist expect extra face false fantastic favor favour feel find finish fit focus follow
  found generally get go goes good great grow growth guarantee handle happen hear help hire hold hope huge
  important include interested intro introduce introduction invent involve job keep key know large leave let
  lie like list little look love main major make massive matter mean mention modern moment month move name
  native nature need new nice normally note number obtain occur offer old overall overview part particular
  people permit phrase pick piece plain plan point popular praise prefer present prioritise prioritize project
  promote proper prove provide publish put quickest rank rate reach read reason receive recommend refer regard
  relate rely remain require respect responsible role run score see seem select sentence separate serious
  serve set shift ship short shortest side simplest sit site smallest smell solid sound speak special specific
  stand start state stay stop struggle suggest suit suitable summarize summary support sure switch take talk
  taste team techie technical term think time told tomorrow top topic total tries true trust try turn typical
  unsure usage use user usually utilise utilize various versus vs want watch way web week whole wish wonder
  word work world write wrong year yesterday
`;
