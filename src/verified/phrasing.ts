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

/** What is said around a question, and asks nothing. */
export const AROUND =
  /\b(?:(?:can|could|would) (?:you|u) (?:please )?(?:tell|explain to|show) me(?: the setting| if| whether)?|tell me|i (?:want|need|would like|d like|id like|wanna|wish) to (?:know|learn)|i wonder(?: if| whether)?|i wanna|i want to|i need to|id like to|i would like to|or what|for me|please|pls|hi|hello|hey|thanks)\b/g;

/** Said of how something is by itself, which is left out of what is understood and makes another question. */
export const BY_ITSELF =
  /\b(?:by default|out of the box|by hand|in production|in general|right now|without configuration)\b/gi;

/** Grammar that says which, how many or which way: another such word makes another question. */
export const TELLING = `
  all one single only just every each both most least more less few fewer fewest another other others same own first
  last none nothing off always never sometimes again anymore still together too since until during must else someone
  somebody anyone anybody everyone everybody they them their before after under over above below inside outside up down
`;

/** Words that say nothing of what is asked, in any question and in those that are after something. */
export const EMPTY_WORDS: Readonly<Partial<Record<Asked | 'any', string>>> & { readonly any: string } = {
  any: 'get gets got getting go goes going do does doing done have has having been so what which its',
  whether: 'work works working use uses using used run runs running support supports supported compatible',
  where: 'find locate located lie lies live store stores stored',
  what: 'need needs needed',
  long: 'till take takes last lasts',
  pick: 'one project',
  differ: 'behave behaves',
};

/** Words that are the same in a question, whatever else they may mean; a group a line. */
export const SAME_IN_QUESTIONS = `
  turn off, switch off, disable, deactivate, shut off
  turn on, switch on, enable, activate
  turned off, disabled, switched off
  turned on, enabled, switched on
  config, configuration, settings, setup, preferences
  cert, certificate
  folder, directory
  update, upgrade
  latest, newest, most recent
  remove, delete, get rid of
  change, alter, modify, customise, customize, adjust
  restrict, limit, cap
  forward, pass
  pc, computer
  phone, smartphone, mobile, mobile phone
  pw, password
  web page, website, webpage, web site
  colour, color
  one, single
  all, every
  several, few, multiple
  picture, image, photo
  delete, erase
  store, save, keep
  error, errors
  app, application
  docs, documentation
  sign in, log in, login
  sso, single sign-on
  2fa, two-factor authentication, two factor authentication
  repo, repository
  env, environment
  db, database
  admin, administrator
  auto, automatic, automatically
`;
