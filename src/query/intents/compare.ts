/** How people hold two or more things against each other. */
export const COMPARE = `
SUBJ vs SUBJ
difference between SUBJ and SUBJ
SUBJ or SUBJ for a beginner
is SUBJ faster than SUBJ
how does SUBJ compare to the old one
SUBJ SUBJ SUBJ
what do SUBJ and SUBJ have in common
should i switch from SUBJ to SUBJ
SUBJ versus SUBJ
SUBJ or SUBJ
SUBJ and SUBJ
SUBJ SUBJ
SUBJ against SUBJ
SUBJ compared to SUBJ
SUBJ compared with SUBJ
SUBJ vs SUBJ vs SUBJ
SUBJ or SUBJ or SUBJ
SUBJ and SUBJ and SUBJ compared
SUBJ SUBJ difference
SUBJ SUBJ comparison
compare SUBJ and SUBJ
compare SUBJ with SUBJ
compare SUBJ to SUBJ
compare SUBJ SUBJ and SUBJ
comparison of SUBJ and SUBJ
comparison between SUBJ and SUBJ please
can you compare SUBJ and SUBJ
could you compare SUBJ with SUBJ for me
please compare SUBJ and SUBJ
comapre SUBJ and SUBJ
give me a comparison of SUBJ and SUBJ
differences between SUBJ and SUBJ
diffrence between SUBJ and SUBJ
diff between SUBJ and SUBJ
diff SUBJ SUBJ
what is the difference between SUBJ and SUBJ
what's the difference between SUBJ and SUBJ
whats the difference SUBJ and SUBJ
what are the differences between SUBJ and SUBJ
what are the main differences between SUBJ SUBJ and SUBJ
tell me the difference between SUBJ and SUBJ
explain the difference between SUBJ and SUBJ
is there a difference between SUBJ and SUBJ
is there any real difference between SUBJ and SUBJ
i don't see the difference between SUBJ and SUBJ
i always mix up SUBJ and SUBJ
i keep confusing SUBJ with SUBJ
how is SUBJ different from SUBJ
how does SUBJ differ from SUBJ
how do SUBJ and SUBJ differ
how is SUBJ different to other NOUNS
how does SUBJ compare to SUBJ
how does SUBJ compare with other NOUNS
how do SUBJ and SUBJ compare
how does SUBJ stack up against SUBJ
how does SUBJ hold up against SUBJ
how similar are SUBJ and SUBJ
similarities between SUBJ and SUBJ
what is similar about SUBJ and SUBJ
are SUBJ and SUBJ the same
are SUBJ and SUBJ the same thing
is SUBJ the same as SUBJ
isn't SUBJ the same as SUBJ
is SUBJ better than SUBJ
is SUBJ cheaper than SUBJ
is SUBJ stronger than SUBJ
is SUBJ bigger than SUBJ
is SUBJ older than SUBJ
is SUBJ healthier than SUBJ
is SUBJ easier to learn than SUBJ
is SUBJ harder to clean than SUBJ
is SUBJ safer for kids than SUBJ
is SUBJ really any better than the other NOUNS
does SUBJ last longer than SUBJ
does SUBJ use more power than SUBJ
does SUBJ taste sweeter than SUBJ
does SUBJ grow faster than SUBJ
why is SUBJ better than SUBJ
why would i use SUBJ instead of SUBJ
why use SUBJ over SUBJ
why pick SUBJ rather than SUBJ
what does SUBJ have that SUBJ doesn't
what can SUBJ do that SUBJ can't
what is better SUBJ or SUBJ
whats better SUBJ or SUBJ
which is better SUBJ or SUBJ
which is cheaper SUBJ or SUBJ
which is faster SUBJ or SUBJ
which is older SUBJ or SUBJ
which is taller SUBJ or SUBJ
which is easier to repair SUBJ or SUBJ
which one has more caffeine SUBJ or SUBJ
who is stronger SUBJ or SUBJ
should i use SUBJ or SUBJ
should i take SUBJ or SUBJ for a weekend hike
shall i plant SUBJ or SUBJ
SUBJ or SUBJ for a small kitchen
SUBJ or SUBJ what would you pick
SUBJ or SUBJ for a sore back
is it worth moving from SUBJ to SUBJ
is it worth upgrading from SUBJ to SUBJ
can't decide between SUBJ and SUBJ
torn between SUBJ and SUBJ
stuck between SUBJ and SUBJ for my first marathon
pros and cons of SUBJ vs SUBJ
advantages of SUBJ over SUBJ
price of SUBJ compared to SUBJ
SUBJ vs other NOUNS
SUBJ vs the older model
SUBJ vs doing it by hand
it rains a lot SUBJ or SUBJ
noise SUBJ vs SUBJ
SUBJ versus SUBJ in terms of price
SUBJ versus SUBJ when it comes to weight
is cooking with SUBJ better than with SUBJ
is cleaning SUBJ easier than SUBJ
petra or SUBJ
bosch vs SUBJ
SUBJ vs makita
SUBJ or honda
SUBJ vs a plain hammer
SUBJ compared to dewalt
electric or plain SUBJ
compare
comparison
vs
versus
`;
