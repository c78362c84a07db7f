/**
 * How questions are put, by what they are after: patterns over words in lower case, of which the first that matches
 * counts. What they match is no content. Without a name the words themselves say it: "where", "how long". A question
 * that none matches asks what something is.
 */
export const WAYS_OF_ASKING: readonly (readonly [after: string | null, pattern: RegExp])[] = [
  ['why', /\bwhys?\b|\bhow come\b|\bwhats? (?:is )?the (?:reason|cause)s?\b(?: for| of| that)?/g],
  [
    'differ',
    /\bwhats? (?:is |are )?the differences?\b(?: between)?|\bhow (?:do|does|is|are)\b(?=.*\bdiffer)|\bvs\b|\bversus\b|\bcompared?\b|\bdiffers?\b(?: from)?/g,
  ],
  [
    'how',
    /\bhow (?:do|does|is|are|can|could|would|should|to)\b(?: (?:i|we|you|one|it))?|\b(?:whats?|is there)(?: is)? (?:the |a )?(?:best |right |easiest )?way\b(?: (?:to|of))?|\bhow$/g,
  ],
  [
    'whether',
    /^(?:is|are|do|does|can|could|would|will|has|have|may)\b(?: (?:i|we|you|it|there)\b)?|\b(?:its |it is |is it )?(?:possible|allowed)\b(?: to)?/g,
  ],
  [null, /\b(?:who|where|when|how \w+)\b/g],
];

/** Grammar that says which, how many or which way: another such word makes another question. */
export const TELLING = `
  all one single only just every each both most least more less few fewer fewest another other others same own first
  last none nothing off always never sometimes again anymore still together too since until during must else someone
  somebody anyone anybody everyone everybody they them their before after under over above below inside outside up down
`;
