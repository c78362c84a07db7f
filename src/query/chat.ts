import type { Intent } from './query.js';

/** The bot's own name, as people write it to it. */
export const BOT_NAME = 'docent';

const TAIL =
  '(?: (?:there|all|everyone|everybody|bot|docent|team|folks|guys|you|u|again|friend|mate|buddy|pal|so much|a lot|very much|lots|for (?:the|your) (?:help|answer|info|time)|for now|then|now|that helps|that helped|later|soon|tomorrow|around|everything|man|dude|sir|my|dear))*';
const LEAD =
  '(?:(?:ok|okay|oh|ah|well|alright|all right|great|cool|nice|perfect|awesome|super|wow|got it|i see|no|yes|yeah|yep|hey|hi|hello|many|thanks|thank you|thx) )*';

/** What people say to a bot besides asking: held against the whole message, in lower case and without punctuation. */
const PATTERNS: readonly (readonly [Intent, RegExp])[] = [
  [
    'help',
    /^(?:help|help me|help please|please help|man|usage|commands?|menu|start|how|instructions|i need help|can you help me)$/,
  ],
  [
    'help',
    /^(?:so |and |hey |hi |hello )?(?:what|how) (?:all |else )?can (?:you|u|this bot|it|docent|this thing|i) (?:do|ask|answer|help|help me|help with|use|use you|ask you|do here|do for me|help me with|use this|use it|use this bot|tell me)(?: here| for me| about| exactly| with)?$/,
  ],
  [
    'help',
    /^how (?:do|does|can|should|to) ?(?:i|we|one|you|this|it|docent|this bot|this thing)? ?(?:use|ask|talk to|work|function|operate|query)(?: you| this| it| the bot| this bot| docent| questions?| a question)?$/,
  ],
  [
    'help',
    /^what (?:do|are|is) (?:you|u|this|this bot|docent|it) (?:do|doing|for|good for|good at|able to do|capable of)(?: here)?$/,
  ],
  [
    'help',
    /^what (?:kinds? of |sorts? of |type of |types of )?(?:questions|commands) (?:can|do|may|should) (?:i|you|we|u) (?:ask|answer|use|have|understand|know)(?: you| here)?$/,
  ],
  ['topics', /^(?:so |and |ok )?(?:what|which) topics\b.*$/],
  [
    'help',
    /^(?:what|which) (?:commands|options|functions) (?:are there|do you have|exist|can i use|are available|do you (?:know|support|understand))$/,
  ],
  [
    'help',
    /^how (?:do|can|to|would|should) ?(?:i|we|one)? (?:compare|ask|search|list|look up|find|use)(?: \w+){0,3} (?:here|in here|with you|using you|with this bot|in this bot|in this channel)$/,
  ],
  [
    'topics',
    /^(?:list |show |show me |what |which |the |your |all |list all |what are the |what are your )*(?:topics|subjects)(?: (?:do you (?:know|have|cover)|are there|can i ask(?: you)?(?: about)?|you (?:know|cover)))?$/,
  ],
  ['topics', /^what (?:all )?(?:do|can) (?:you|u) (?:know|tell me|talk)(?: about)?$/],
  [
    'topics',
    /^(?:so |and |ok )?(?:what|which|tell me what) (?:\w+ ){0,4}(?:i|we) (?:can|could|may|should) ask(?: you| u| here| about)*$/,
  ],
  ['topics', /^what (?:can|could|may) i ask (?:you )?(?:about)?$/],
  [
    'identity',
    /^(?:so |hey |hi |and |hello )?(?:(?:who|what) (?:the hell |exactly )?(?:are|r|is|am)|whos|whats) ?(?:you|u|this|docent|this bot|this thing|i talking to|your name|it)?(?: exactly| anyway| called)?$/,
  ],
  [
    'identity',
    /^(?:are|r) (?:you|u) (?:an? |the |really |just |some |real )*(?:bot|robot|human|person|ai|llm|machine|chat ?gpt|gpt|language model|real|alive|program|script|there|chatbot|assistant|artificial intelligence|sentient)(?: or (?:a |an )?\w+)?$/,
  ],
  [
    'identity',
    /^(?:who|whos) (?:made|built|created|wrote|develop(?:s|ed)|programm?ed|coded|owns|runs|maintains|designed|is behind|behind|trained|invented) (?:this|you|u|docent|this bot|the bot|this thing)(?: bot| thing)?$/,
  ],
  [
    'identity',
    /^(?:how|where) (?:do|does|did) (?:you|u|docent|this bot|this|it) (?:work|know(?: all)?(?: this| that)?|get (?:your|the|its) (?:answers|info|information|knowledge|data)(?: from)?|learn|come from|answer(?: questions)?)$/,
  ],
  [
    'identity',
    /^(?:what|which) (?:is|are|ai|model|llm|language model|data|sources?|is the|are the|is your|are your)+ ?(?:your |the |powers |behind |do you use|are you|are you using|you)*(?:sources?|knowledge|data|model|name|article|articles|purpose|job)?(?: this| you)?$/,
  ],
  [
    'identity',
    /^(?:and |so )?where (?:do|does|did) (?:your|the|all|these|those|this) (?:\w+ ){0,2}(?:come|get taken|stem) from$/,
  ],
  ['identity', /^(?:tell me about|introduce|describe) (?:yourself|you|docent)$/],
  [
    'identity',
    /^(?:do|are) you (?:use|using|based on|run on|powered by) (?:an? )?(?:ai|llm|gpt|chat ?gpt|openai|language model|machine learning)$/,
  ],
  [
    'thanks',
    new RegExp(
      `^${LEAD}(?:thanks|thank you|thank u|thankyou|thx|thnx|tnx|ty|tysm|cheers|merci|danke|gracias|much appreciated|appreciated|appreciate it|that helps|that helped|that was helpful|very helpful|helpful|good bot|nice bot|great answer|good answer|nice one|well done|good job|great job|you rock|you are (?:great|awesome|the best|helpful)|love it|i love you|lovely|brilliant|excellent|great|awesome|cool|nice|perfect|super|wow|ok|okay|k|got it|i see|understood|alright|makes sense|lol|haha|yes|no|yep|nope|sure|fine)${TAIL}$`,
    ),
  ],
  [
    'farewell',
    new RegExp(
      `^${LEAD}(?:bye|bye bye|goodbye|good bye|see you|see ya|see u|cya|cu|ciao|farewell|good ?night|take care|have a (?:nice|good|great) (?:day|one|evening|weekend|night)|ttyl|talk to you later|until next time|gotta go|gtg|i am off|im off|adios|tschuess|later|laters|peace|peace out)${TAIL}$`,
    ),
  ],
  [
    'greeting',
    new RegExp(
      `^(?:(?:hi|hello|hey|heya|hiya|hej|howdy|yo|sup|hallo|hola|salut|servus|moin|ahoy|greetings|good (?:morning|afternoon|evening|day)|morning|gm|whats up|wassup|what is up|hi hi|hello hello|welcome|ping|test|testing|anybody there|is anyone there|you there|are you there|are you awake)${TAIL} ?)+(?:(?:how are you|how r u|hows it going|how is it going|how are things|how do you do)(?: doing)?(?: today)?)?$`,
    ),
  ],
  [
    'greeting',
    /^(?:so |and )?(?:how are you|how r u|hows it going|how is it going|how are things|how do you do)(?: doing)?(?: today)?(?: bot| docent)?$/,
  ],
];

/** The kind of small talk that a whole message is, or `null` when it is none. */
export function chatIntent(message: string): Intent | null {
  if (message.length > 120) return null;
  const plain = message
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(?:please|pls|plz)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain === '') return null;
  for (const [intent, pattern] of PATTERNS) if (pattern.test(plain)) return intent;
  return null;
}
