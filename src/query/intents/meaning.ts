/** How people ask what a word means, or what something is that the articles have no part of its own on. */
export const MEANING = `
what is kombucha
what is escrow
what is a webhook
what is a NOUN
what are NOUNS
what is the tundra
what is an inner tube
what is dry rot
what are rosettes
whats a derailleur
whats escrow
whats an inner tube
what was the blitz
what exactly is a mortgage
so what is a truss
what even is a truss
what on earth is a sprocket
wtf is a sprocket
escrow whats that
sprocket what is that
a truss what is it
what does escrow mean
what does warden mean
what does wyswyg stand for
what do they mean by a layer
what do people mean by dry rot
what is meant by tenure
escrow stands for what
tenure means what
meaning of tenure
meaning of lead time
definition of escrow
define escrow
define dry rot
explain escrow
explain inner tubes
explain lead time to me
describe dry rot
tell me about kombucha
tell me about inner tubes
tell me more about lead time
do you know what a truss is
no idea what a truss is
never heard of kombucha
who is the ombudsman
who are the wardens
what is a sprocket in SUBJ
what is a sprocket for SUBJ users
what is tannin in SUBJ
what are layers in SUBJ
whats a port in SUBJ
what does tenure mean in SUBJ
meaning of lead time in SUBJ
define a truss in SUBJ
is kombucha a NOUN
is kombucha a good NOUN
is bosch a proper NOUN
are parsnips a NOUN
SUBJ people keep saying sprocket what is it
what do SUBJ people mean by a truss
what is this truss thing in SUBJ
whats the tannin everyone talks about
`;
