/** How people ask for the whole list of one aspect of a thing. */
export const ASPECT = `
advantages of SUBJ
pros and cons of SUBJ
what are the features of SUBJ
downsides of SUBJ
why would i use SUBJ
SUBJ advantages
SUBJ disadvantages
SUBJ pros and cons
SUBJ features
SUBJ benefits
SUBJ drawbacks
disadvantages of SUBJ
drawbacks of SUBJ
benefits of SUBJ
features of SUBJ
strengths of SUBJ
weaknesses of SUBJ
limitations of SUBJ
perks of SUBJ
characteristics of SUBJ
upsides of SUBJ
the upsides and downsides of SUBJ
what are the advantages of SUBJ
what are the disadvantages of SUBJ
what are the benefits of SUBJ
what are the downsides of SUBJ
what are the drawbacks of SUBJ
what are the pros of SUBJ
what are the cons of SUBJ
what are the pros and cons of SUBJ
what are the strengths of SUBJ
what are the weaknesses of SUBJ
what are the limitations of SUBJ
what are the key features of SUBJ
what are the main features of SUBJ
what are the strengths and weaknesses of SUBJ
whats good about SUBJ
what's bad about SUBJ
whats so good about SUBJ
what's so great about SUBJ
what is good about SUBJ
what's not so good about SUBJ
what makes SUBJ so good
what speaks for SUBJ
what speaks against SUBJ
any downsides to SUBJ
any disadvantages to SUBJ
any drawbacks with SUBJ
are there any downsides to SUBJ
are there disadvantages with SUBJ
does SUBJ have any disadvantages
does SUBJ have drawbacks
what features does SUBJ have
what advantages does SUBJ have
what benefits does SUBJ bring
what disadvantages does SUBJ have
which features does SUBJ come with
what are the plus points of SUBJ
list the advantages of SUBJ
list the features of SUBJ
list all the downsides of SUBJ
give me the pros and cons of SUBJ
give me the advantages of SUBJ
tell me the benefits of SUBJ
tell me the disadvantages of SUBJ please
can you list the benefits of SUBJ
could you tell me the pros and cons of SUBJ
show me the features of SUBJ
i want to know the downsides of SUBJ
advantges of SUBJ
disadvantges of SUBJ pls
why should i use SUBJ
why would anyone use SUBJ
why use SUBJ
why choose SUBJ
why wouldn't i use SUBJ
why should i not use SUBJ
what do i gain from SUBJ
arguments for SUBJ
arguments against SUBJ
the second one advantages
the first one features
the other one drawbacks
the second NOUN advantages
`;
