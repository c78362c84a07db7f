/** How people ask what something is. */
export const DEFINITION = `
what is SUBJ
tell me about SUBJ
SUBJ never heard
explain SUBJ to me
whats the deal w SUBJ
SUBJ in one sentence
what's SUBJ
whats SUBJ
what are SUBJ
who is SUBJ
what was SUBJ
SUBJ
the SUBJ
what is SUBJ exactly
what exactly is SUBJ
so what is SUBJ then
ok so what is this SUBJ
what on earth is SUBJ
what the heck is SUBJ
wtf is SUBJ
wat is SUBJ
waht is SUBJ
hwat is SUBJ
wht is SUBJ pls
what is SUBJ please
can you tell me what SUBJ is
could you tell me what SUBJ is please
can u explain SUBJ
could you explain SUBJ
would you mind explaining what SUBJ is
please explain SUBJ
please tell me about SUBJ
pls tell me abt SUBJ
tell me abuot SUBJ
tell me more about SUBJ
tell me something about SUBJ
tell me everything about SUBJ
tell me a bit about SUBJ
tell me a little about SUBJ would you
i'd like to know more about SUBJ
i want to know about SUBJ
i want to learn about SUBJ
i would like to read about SUBJ
i'm curious about SUBJ
im new here what is SUBJ
i'm new to all this so what is SUBJ
my boss keeps talking about SUBJ what is it
my teacher mentioned SUBJ what is that
my nan swears by SUBJ what is it
a friend told me about SUBJ what's that
someone mentioned SUBJ at lunch and i have no idea what it is
i keep hearing about SUBJ
i keep reading about SUBJ what is it
saw SUBJ on the sign what's that
never heard of SUBJ
never heard of SUBJ what is it
i've never heard of SUBJ
no idea what SUBJ is
i have no idea what SUBJ is
i don't know what SUBJ is
dunno what SUBJ is tbh
idk what SUBJ is
not sure what SUBJ is
what do you know about SUBJ
do you know SUBJ
do you know what SUBJ is
do you know anything about SUBJ
ever heard of SUBJ
have you heard of SUBJ
got anything on SUBJ
got any info on SUBJ
any info on SUBJ
any information about SUBJ
info about SUBJ
give me info on SUBJ
give me a summary of SUBJ
give me an overview of SUBJ
give me the gist of SUBJ
give me a short description of SUBJ
quick intro to SUBJ
introduction to SUBJ
intro to SUBJ pls
overview of SUBJ
summary of SUBJ
summarise SUBJ
summarize SUBJ for me
describe SUBJ
describe SUBJ briefly
can you describe SUBJ to me
definition of SUBJ
define SUBJ
SUBJ definition
SUBJ meaning
SUBJ explained simply
SUBJ in a nutshell
SUBJ in simple terms
SUBJ for dummies
SUBJ tldr
eli5 SUBJ
explain SUBJ like i'm five
explain SUBJ in plain english
explain SUBJ in a few words
explain to me what SUBJ is
what is SUBJ in simple words
what is SUBJ in short
what is SUBJ all about
what's SUBJ about
whats this SUBJ thing
what's this SUBJ everyone talks about
what is the thing called SUBJ
what is meant by SUBJ
what do people mean by SUBJ
what sort of thing is SUBJ
what kind of thing is SUBJ
hi what is SUBJ
hey tell me about SUBJ
and what is SUBJ
talk to me about SUBJ
walk me through what SUBJ is
who or what is SUBJ
SUBJ for a total beginner
SUBJ what exactly
can somebody explain SUBJ to my mum
explain SUBJ to a six year old
never used SUBJ give me a short intro
SUBJ is what
is SUBJ some kind of drink
`;
