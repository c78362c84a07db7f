/** How people thank, confirm, or react to an answer. */
export const THANKS = `
thanks
thank you
thx
ty
cheers
thanks a lot
thanks so much
thank you so much
thnks
thank yuo
many thanks
thank you bot
thanks for the help
thanks for your help
thanks for the info
thanks for explaining
thanks for the quick answer
thanks that helped
that helped
that helped a lot
that was helpful
that was very helpful
that's what i wanted to know
exactly what i needed
i appreciate it
much appreciated
you're the best
you are great
you rock
well done
good job
good answer
great
perfect
perfect thank you
awesome
brilliant
amazing
cool
nice
nice one
ok
okay
ok thanks
ok got it
okay i understand
k
got it
gotcha
i see
understood
makes sense
that makes sense
good to know
interesting
fair enough
lol
haha
wow
oh ok
ah i see
yes
yep
yeah
yup
sure
no
nope
nah
no thanks
ok cheers
ta
kk
`;
