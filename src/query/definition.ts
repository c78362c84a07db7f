/**
 * Whether a question with a subject asks what that is: "tell me about SUBJ".
 * @param alone true when no word but grammar stands beside the subject's name
 */
export function asksWhatSubjectIs(shape: string, alone: boolean): boolean {
  return !WANTS_TYPE.test(shape) && (alone || DEFINITION.test(shape));
}

/** Whether a question asks what something is that is no subject: "what is X", "what does X mean in SUBJ". */
export function asksWhatWordIs(shape: string, hasSubject: boolean): boolean {
  return (
    asksIfOne(shape) ||
    STANDS_FOR.test(shape) ||
    (hasSubject ? DEFINES_IN_SUBJECT.test(shape) : DEFINES.test(shape))
  );
}

/** "is X a good framework?" asks about X, whatever it is. */
export function asksIfOne(shape: string): boolean {
  return IS_ONE.test(shape);
}

const DEFINITION =
  /^(?:(?:and|so|ok|okay|hey|hi|hello|please|but|well|then|now|can you|could you|would you|will you|i want to|i would like to|id like to|do you) )*(?:(?:what|whats|who|whos)(?: exactly| actually)? ?(?:is|are|s|was|about)?|define|explain|describe|tell (?:me|us)(?: \S+){0,2} about|what do you know about|give (?:me|us) (?:\S+ )*(?:of|about|to|on)|info(?:rmation)? (?:on|about)|overview of|intro(?:duction)? to|summary of|summari[sz]e|meaning of|definition of|know about|learn about|talk about|how about|what can you tell (?:me|us) about|introduce)? ?(?:a|an|the|this|that)? ?(?:NOUN )?SUBJ(?: NOUN)?(?: (?:then|please|again|exactly|about|definition|overview|intro|introduction|in short|short|explained|means|mean|all|is|it|do|does|for|good|used|to me|to a beginner|in a nutshell|in simple terms|in one sentence|in general|basics))*$/;
const WANTS_TYPE = /\b(?:who|when|where|how (?:much|many|old|long|big|often))\b/;
const DEFINES =
  /^(?:(?:and|so|but|hey|ok|please|can you|could you) )*(?:(?:what|whats|who|whos)(?: exactly)? (?:is|are|s|was|does)?|define|explain|describe|tell me (?:\S+ ){0,2}about|meaning of|definition of)(?: (?!(?:for|good|used|about|with|to|in|by|if|when|has|have|can|do|best|latest|from)\b)\S+){1,6}$/;
const IS_ONE =
  /^(?:and |so |but )?(?:is|are|was) (?!there\b|it\b|this\b|NOUN|SUBJ)\S+ (?:\S+ )?(?:a|an|the) (?:\S+ ){0,3}NOUN\b/;
/** "X stands for what". */
const STANDS_FOR = /^(?:\S+ ){1,3}(?:stands?|means?) (?:for )?what$/;
const DEFINES_IN_SUBJECT =
  /^(?:(?:and|so|but|hey|ok) )*(?:(?:what|whats) (?:is|are|does)|define|explain|meaning of)(?: \S+){1,5} (?:(?:in|for|with|of|about) SUBJ|(?:mean|means|stand|stands)(?: for)?(?: in SUBJ)?)$/;
