/**
 * How questions are put, by what they are after: patterns over words in lower case. What they match is no content. The
 * first that matches counts; a question that none matches asks what something is.
 */
export const WAYS_OF_ASKING: readonly (readonly [after: Asked, pattern: RegExp])[] = [
  [
    'why',
    /\bwhy(?:s| is| are)?\b(?: bother with)?|\bhow come\b|\bwhats? (?:is )?(?:the )?(?:reason|cause)s?\b(?: for| of| that)?|\bwhats wrong\b|\bwhats? (?:is |are )?the purpose of\b/g,
  ],
  [
    'until',
    /\buntil when\b|\bwhats? (?:is )?the deadline\b(?: for| to)?|\bwhen is the deadline\b(?: for| to)?|\bby when\b/g,
  ],
  ['often', /\bhow often\b|\bwhats? (?:is )?the\b(?=.*\binterval\b)|\binterval\b/g],
  ['many', /\bhow many\b|\bwhats? (?:is )?the number of\b/g],
  ['much', /\bhow much\b|\bwhats? (?:is |are )?the (?:price|cost|fee|rate)s?\b(?: of| for)?/g],
  ['long', /\bhow long\b|\btakes?(?= *$)|\bwhats? (?:is )?the (?:lifetime|duration) of\b/g],
  ['degree', /\bhow (?:loud|big|large|small|fast|slow|old|far|high|deep|heavy|wide|tall|hard|safe|steep)\b/g],
  [
    'differ',
    /\bwhats? (?:is |are )?the differences?\b(?: between)?|\bhow (?:do|does|is|are)\b(?=.*\bdiffer)|\bvs\b|\bversus\b|\bcompared?\b|\bdiffers?\b(?: from)?|\bdifferent(?:ly)? (?:from|to|than)\b|\bor\b(?=.*\bdifference\b)/g,
  ],
  [
    'pick',
    /\bshould (?:i|we) (?:take|use|pick|choose)\b|\b(?:which|what)\b(?=.*\b(?:would|do|should) (?:you|i|we) (?:pick|recommend|choose|take|use|suggest)\b)|\b(?:would|do|should) (?:you|i|we) (?:pick|recommend|choose|take|use|suggest)\b|\bwhich one is the better choice\b|\b(?:which|what) is (?:the )?best\b/g,
  ],
  ['who', /\bwho\b|\bwhom\b/g],
  [
    'where',
    /\bwhere(?:s| is| are)?\b|\b(?:in|at|from) (?:which|what) (?:place|folder|directory|site|address)\b|\bwhats? (?:is )?the (?:url|location|address|place)\b(?: of| for)?/g,
  ],
  ['mean', /\bwhats? does\b(?=.*\bmeans?\b)|\bmeans?\b(?= *$)|\b(?:whats? (?:is )?the )?meaning of\b/g],
  [
    'how',
    /\bhow (?:is|are|does|do|can|could|would) (?:it|that|this|i|we)(?: (?:set it up|done|do (?:it|that|this)|work|works|go|fix it))?\b|\bhow (?:do|can|could|would|should|may|am|are|is|does|to)\b(?: (?:i|we|you|one))?|\b(?:whats?|is there)(?: is| are)? (?:the |a )?(?:best |right |easiest )?(?:way|ways|steps|procedure)\b(?: (?:to|of|for))?|\bwhat are the steps\b(?: to)?|\bwhat now\b|\bwhat (?:do|must|should|shall|can) (?:i|we) (?:must )?do\b|\bfix it\b(?: when)?|\bhow\b|\bwhat do (?:i|we) (?:must )?(?:set|enter|write)\b(?: so that| so| for that| to)?/g,
  ],
  ['must', /\bmust\b|\bshould (?:i|we)\b/g],
  ['was', /^(?:and |but |so |ok |hey |hi )*(?:was|were|did|had)\b(?: (?:i|we|you|u|it|there)\b)?/g],
  [
    'whether',
    /^(?:and |but |so |ok |hey |hi )*(?:is|are|do|does|can|could|would|will|has|have|may|am)\b(?: (?:i|we|you|u|it|there)\b)?|\b(?:can|could|may) (?:i|u|you|we|they)\b|\b(?:its |it is |is it |if its |if it is )?(?:possible|allowed)\b(?: to)?/g,
  ],
  ['when', /\bwhen\b|\bat what time\b/g],
];

/** What a question is after. */
export type Asked =
  | 'why'
  | 'until'
  | 'often'
  | 'many'
  | 'much'
  | 'long'
  | 'degree'
  | 'differ'
  | 'pick'
  | 'who'
  | 'where'
  | 'mean'
  | 'how'
  | 'must'
  | 'was'
  | 'whether'
  | 'when'
  | 'what';

/** Grammar that says which, how many or which way: another such word makes another question. */
export const TELLING = `
  all one single only just every each both most least more less few fewer fewest another other others same own first
  last none nothing off always never sometimes again anymore still together too since until during must else someone
  somebody anyone anybody everyone everybody they them their before after under over above below inside outside up down
`;
