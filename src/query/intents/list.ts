/** How people ask for all things that meet conditions. */
export const LIST = `
which NOUNS are made of steel
list NOUNS without caffeine
any NOUNS that work offline
what NOUNS do you know
NOUNS from japan
which of them are free
all NOUNS with a balcony
ones that float
which NOUN was built in 1890
NOUNS
all NOUNS
list NOUNS
list all NOUNS
list of NOUNS
lst all NOUNS
show me all NOUNS
show me the NOUNS
show me NOUNS with a garden
show me every NOUN that has wheels
show me NOUNS under 50 euros
give me a list of NOUNS
give me a list of NOUNS from the 1920s
give me all NOUNS that need no watering
name all NOUNS
name some NOUNS
name a few NOUNS from italy
name three NOUNS
tell me which NOUNS are vegan
can you list the NOUNS
can you list all NOUNS that are open on sundays
could you show me the NOUNS with two players
what NOUNS are there
what NOUNS exist
what kinds of NOUNS are there
what other NOUNS are there
wich NOUNS are there
which NOUNS do you have
are there NOUNS for left handed people
are there any NOUNS without sugar
are there NOUNS that survive frost
any other NOUNS
any NOUNS in scotland
any NOUNS with gluten
any NOUNS that are older than 200 years
any NOUNS that dogs are allowed on
do you have NOUNS without nuts
do you know any NOUNS from france
do you know NOUNS that run on a raspberry pi
got any NOUNS with a pool
which NOUNS are free
which NOUNS are open source
which NOUNS are green
which NOUNS are poisonous
which NOUNS are longer than 500 metres
which NOUNS are still in use
which NOUNS are written in rust
which NOUNS are not available in winter
which NOUNS can be played alone
which NOUNS can i eat raw
which NOUNS have a battery
which NOUNS have wheelchair access
which NOUNS don't need a visa
which NOUNS don't contain milk
which NOUNS need full sun
which NOUNS come from china
which NOUNS grow in shade
which NOUNS cost less than 20 dollars
which NOUNS were founded before 1900
which NOUNS were designed by the same architect
which NOUNS work on windows
which NOUNS belong to the north region
which NOUNS cross the river
which NOUNS use diesel
which NOUN comes from peru
which NOUN is made of oak
which NOUN has the red label
which NOUN opened in 1975
which of these are waterproof
which of those work without internet
which of them have a warranty
which of the NOUNS are taught in year 9
which ones are free
which ones are written in java
which ones need a prescription
what NOUNS contain iron
what NOUNS have more than four doors
what NOUNS can fly
what NOUNS use the same engine
NOUNS with milk
NOUNS without a subscription
NOUNS in wales
NOUNS made of bamboo
NOUNS that bloom in may
NOUNS that need two people
NOUNS for two players
NOUNS under 10 kg
NOUNS by the same author
NOUNS older than 1950
NOUNS like SUBJ
NOUNS similar to SUBJ
open source NOUNS
dutch NOUNS
wooden NOUNS
electric NOUNS only
evergreen NOUNS
the red NOUNS
all the ones without batteries
only the ones from spain
ones with a lid
ones that don't need a licence
everything made of copper
everything that is vegan
anything from brazil
find NOUNS with parking
find me all NOUNS that take cash
filter NOUNS by price under 100
i'd like a list of the NOUNS that are open at night
other NOUNS from the same region
NOUNS from india and nepal
NOUNS which are neither sweet nor bitter
which italian NOUN has a balcony
which german NOUN comes from the same maker as SUBJ
which wooden NOUN was made before 1900
which green NOUN needs no light
what NOUN contains fish
is there a spanish NOUN for children
is there a vegan NOUN
is there a NOUN with a pool
is there any NOUN that floats
is there a cheap NOUN in oslo
a french NOUN with a garden
a NOUN made in sweden that has no sugar
a red NOUN without batteries
a NOUN from chile that isn't sour
an electric NOUN with a basket
an italian NOUN by the makers of SUBJ
any swedish NOUN that has gears
any NOUN with a lid
steel NOUN with a wooden handle
cheap NOUN with a view
italian NOUN by the same company
leather NOUN from the 1950s
light and foldable NOUN
old and rare NOUNS
russian NOUNS with many pages
wool NOUNS for babies
fully automatic NOUNS without milk
tall evergreen NOUNS
steel bavarian 3 speed which NOUNS
gluten free and vegan which NOUNS
show me all that are vegan
show me all that come from norway
show me everything with a garden
list all that run on batteries
list everything below 20 euros
all that work offline
all with a roof
everything with garlic
anything with wheels
anything with a camera
which have a battery
which have gears and a lock
which float
which swim
which need water every day
which are cheaper than 40
which are under 12 kilos
which cost less than 90 a month
which of the NOUNS is a mammal
which do batch cooking
who of them is from spain
under 5 euros only
only those with a window
steel and made in japan
free and open on sundays
what kinds of NOUN are there
show me the free ones
who has a balcony
who has wifi
who has gears all of them please
who does weddings
who does home delivery
who offers guided tours
who takes dogs
who brings their own tools
who ships to norway
who all has a pool
who else has a garden
who supports wheelchairs
who needs a licence
who comes with a lid
who uses diesel
anyone with parking
anyone that opens on sundays
anything w a battery
anything w wheels n a roof
anything for left handed people
anything vegan
anything that floats
everything that needs a permit
everything w gluten
everything that claims to be waterproof
which do online booking
which do night shifts
which do i have to water daily
which do i need a helmet for
which need charging
which need two people
which take cash
which come with a charger
which got a roof
which support braille
which have it built in
which can i wash at 60
which could i leave outside in winter
what do people use for soup
what can i leave outside in winter
what needs no electricity
what needs a permit
what works without power
what works offline
what runs on batteries
what comes with a lid
what holds more than 2 litres
what lasts longer than a year
what bites
what blooms in may
what all has a garden
what is there for kids
what is there under 20
what have you got for rainy days
the ones w a lid
the ones i can eat raw
ones for kids
ones for left handed people
ones without sugar
all that can swim
all the vegan ones pls
small quiet no battery
wooden and under 30
under 10 kilos w a roof
italian but without garlic
free but no ads
steel w a lid
rust or steel which have it
no sugar no milk which are left
which ones help with a cough
which of these help against moths
which of them do something about noise
logs and cats which are fine with both
wooden NOUN in green with a lid
free NOUN on linux with an english manual
french NOUN on wheels with room for two
NOUN on batteries with a lamp
which NOUN follows the rules of SUBJ
which NOUN builds on SUBJ
which NOUN has the same maker as SUBJ
a NOUN which is named after SUBJ
cheap NOUN on wheels with dutch brakes
quiet NOUN on gas with german manual
vegan NOUN from oslo with free delivery
which of them are no good in winter
which of them are bad for the teeth
which of these break easily
which of those get hot
which of them should i avoid with small kids
which of the NOUNS are noisy
which ones are a pain to clean
which ones are useless without a net
which ones go off fastest
which of them come in green
NOUNS under 20 euros
under 3 kilos please
more than 8 people and less than 200 euros
anything below 50
at least 2 metres and easy to carry
no batteries and under 10 minutes
`;
