/** How people say goodbye. */
export const FAREWELL = `
bye
bye bye
goodbye
byee
bye for now
ok bye
okay bye
bye bot
goodbye bot
see you
see ya
cya
see you later
see you soon
see you tomorrow
see you next time
catch you later
talk to you later
ttyl
until next time
till next time
good night
goodnight
night night
gn
farewell
ciao
cheerio
take care
have a nice day
have a good one
have a good evening
i have to go
gotta go
got to run
gtg
g2g bye
i'm off to bed
i'm done for today
that's all for today bye
cya later
seeya
`;
