/** How people ask who or what the bot is. */
export const IDENTITY = `
who are you
what are you
who r u
what r u
who are you really
what are you exactly
so who are you then
who am i talking to
who am i speaking with
who am i chatting with
what am i talking to here
who is answering me
who is writing these answers
are you a bot
are you a robot
are you a human
are you human or machine
are you a person
are you a real person
are you real
are you alive
are you an ai
are you artificial intelligence
are you a chatbot
are you a computer program
are you a language model
are you chatgpt
are you based on gpt
are you an llm
can you think
is this a bot
is this an ai
is this a real person
is there a human behind this
is a human reading this
am i talking to a machine
am i talking to a real person
r u a bot
what is your name
what's your name
whats ur name
do you have a name
what should i call you
how old are you
where are you from
when were you born
who made you
who created you
who built you
who programmed you
who wrote you
who developed this bot
who trained you
who is your creator
who is behind this bot
which company made you
where do you get your answers from
where do you get your information
where do you know that from
where does your knowledge come from
how do you know all that
what are your sources
what are you made of
what model are you
what kind of bot are you
introduce yourself
tell me about yourself
tell me something about you
describe yourself
bot or human
are you a real person or some ai
are you some kind of robot
whats docent
what is docent
whos docent
`;
