/** How people ask what the bot knows about. */
export const TOPICS = `
what do you know
what do you know about
what else do you know
what things do you know about
what subjects do you know
what subjects do you cover
what topics do you know
what topics do you cover
what topics are there
what topics can you talk about
what topics can i ask about
which topics do you know
which topics do you cover
which topics are there
which topics can i choose from
wich topics do you know
which subjects can you answer
which areas do you know about
what areas do you cover
what fields do you know
what can i ask about
what can i ask
what can i ask you about
what can we talk about
what can you talk about
what can you tell me about
what else can i ask about
what else can you tell me about
what are your topics
what are you knowledgeable about
what is in your knowledge base
what is in your database
what's in your articles
what articles do you have
which articles do you have
what do your articles cover
what are your articles about
what information do you have
what sort of information do you have
what kind of topics can i ask about
what kind of things do you know
topics
topics please
topic list
list topics
list of topics
list all topics
list your topics
show topics
show me your topics
show me all topics
tell me your topics
give me a list of topics
can you list the subjects you know
any other topics
are there other topics
do you know other topics
subjects
what do you have info on
what do you have information about
what things can i ask you
which sources do you use
`;
