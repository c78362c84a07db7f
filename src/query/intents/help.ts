/** How people ask what the bot can do and how to use it. */
export const HELP = `
help
help me
help please
help pls
halp
hlep
i need help
i need some help
i need a hand
can you help me
can u help me
could you help me please
please help me
help me out here
what can you do
what can u do
wat can you do
what can you do for me
what else can you do
what are you able to do
what are you good for
what are you good at
what do you do
what is this bot for
what can this bot do
what are your functions
what are your abilities
what are your capabilities
what features do you have
how can you help me
how can you help
how do i use you
how do i use this
how do i use this bot
how do i talk to you
how do i ask you something
how does this work
how does this bot work
how does this chat work
how do i get started with this bot
how should i phrase my question
how should i ask
how to use this bot
what do i do here
what do i type here
what should i type
what should i write here
what am i supposed to type
what commands are there
what commands do you understand
which commands do you know
which commands can i use
list commands
show commands
commands
command list
menu
show menu
show me what you can do
show me how this works
tell me what you can do
explain how to use you
teach me how to use you
instructions please
guide me
i don't know how to use this
i don't know what to type
im stuck how does this bot thing work
is there a help page for this bot
first time here how does it work
how do i compare two NOUNS here
how do i list NOUNS here
how can i search in here
`;
