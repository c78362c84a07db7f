/** How people ask how many things there are. */
export const COUNT = `
how many NOUNS are there
number of NOUNS in steel
how many of those are free
how many advantages does SUBJ have
how many NOUNS
how many NOUNS do you know
how many NOUNS exist
how many NOUNS have you got
how many NOUNS are listed
how many NOUNS in total
how many NOUNS are there in total
how many diffrent NOUNS are there
how many different NOUNS do you have
how many kinds of NOUNS are there
how many types of NOUNS exist
how many other NOUNS are there
how mny NOUNS r there
how many NOUNS are free
how many NOUNS are open source
how many NOUNS are made of wood
how many NOUNS are from kenya
how many NOUNS are vegan
how many NOUNS are poisonous
how many NOUNS are still standing
how many NOUNS are older than 100 years
how many NOUNS have a roof
how many NOUNS have no sugar
how many NOUNS have wheelchair access
how many NOUNS need a licence
how many NOUNS come from spain
how many NOUNS come with batteries
how many NOUNS can be played by two
how many NOUNS can fly
how many NOUNS work offline
how many NOUNS run on linux
how many NOUNS cost under 30 euros
how many NOUNS were built before 1900
how many NOUNS were made by the same company
how many NOUNS flower in winter
how many NOUNS are like SUBJ
how many NOUNS don't need sun
how many NOUNS without caffeine are there
how many green NOUNS are there
how many wooden NOUNS are there
how many japanese NOUNS do you know
how many electric NOUNS
how many of them are free
how many of them are waterproof
how many of them come from italy
how many of these are open on sunday
how many of those have gears
how many of the NOUNS are made of brass
how many of the NOUNS are taught online
how many disadvantages does SUBJ have
how many features does SUBJ have
how many benefits does SUBJ have
number of NOUNS
number of NOUNS with a garden
number of NOUNS from portugal
total number of NOUNS
count the NOUNS
count NOUNS with two wheels
count all NOUNS that are red
what is the number of NOUNS
what's the total number of NOUNS you know
can you count the NOUNS that need no water
can you tell me how many NOUNS there are
tell me how many NOUNS are made of stone
do you know how many NOUNS there are
NOUNS how many
how many NOUNS does your article cover
how many NOUNS does your list have
how many of the NOUNS are wooden NOUNS
how many of the ten are made of steel
how many of the twelve use gas
how many are vegan
how many have a balcony
count of NOUNS with a roof
how many NOUN are there
`;
