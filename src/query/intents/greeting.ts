/** How people say hello. */
export const GREETING = `
hi
hello
hey
hiya
howdy
yo
helo
hellooo
hii
hi there
hello there
hey there
hi bot
hello bot
hey bot
hello robot
hi again
hello again
hey its me again
hi everyone
hey you
hey buddy
hello my friend
hi mate
hello hello
good morning
good afternoon
good evening
morning
gd morning
mornin
good morning bot
good evening to you
greetings
hi how are you
how are you
how are you doing
how are you today
how r u
hello how are you doing today
hows it going
how's it going
how do you do
what's up
whats up
wassup
sup
hey whats up
nice to meet you
pleased to meet you
hello nice to meet you
hi i'm anna
hello my name is tom
anyone there
is anybody there
hello anyone home
are you there
knock knock
ahoy
g'day
evenin
heya
ello
`;
