/** How people ask for one thing that suits a need. */
export const RECOMMEND = `
which NOUN should i use for a blog
what NOUN is best for cold weather
recommend me a NOUN
i need a NOUN for kids
something light for the evening
whats the right NOUN if i hate maintenance
best NOUN for beginners
looking for a cheap NOUN
what do i pick SUBJ is too hard for me
recommend a NOUN
recommend me something for a headache
recomend me a NOUN please
reccomend a NOUN for my mum
can you recommend a NOUN
can you recommend a good NOUN for small gardens
could you recommend a NOUN for someone with bad knees
can you suggest a NOUN
please suggest a NOUN for a first date
suggest a NOUN
suggest me something easy to cook
suggest an alternative to SUBJ
any recommendations for a beginner
any recommendations for a NOUN
any suggestions for a NOUN that's easy to clean
any good NOUN for a long train ride
what would you recommend for a family of five
what would you recommend
what do you recommend for dry skin
what NOUN would you recommend for a new team
which NOUN would you recommend
which NOUN do you recommend for a weekend with kids
which NOUN would you choose for a wedding
which NOUN would you take for a desert trip
which NOUN should i get
which NOUN should i buy for my dad
which NOUN should i pick for a tiny flat
which NOUN should i learn first
which NOUN should i start with
which NOUN should i try first
which NOUN should i plant on a shady balcony
which NOUN is best for beginners
which NOUN is best for a quick lunch
which NOUN is right for me
which NOUN is the best for sleeping
which NOUN suits a nervous dog
which NOUN suits me if i travel a lot
which NOUN fits a small budget
which NOUN is the best choice for a startup
which NOUN goes best with chocolate
wich NOUN is good for starters
what NOUN should i use
what NOUN should i use for a mobile game
what NOUN should i take if i only have two hours
what NOUN do i need for heavy loads
what NOUN do you suggest for a long winter
what NOUN is good for a sore throat
what NOUN would suit a retired couple
what's the best NOUN for a garden party
whats the best NOUN for gaming
what is the best NOUN for people who sit all day
what is the best NOUN
what is a good NOUN for a five year old
what is a good NOUN to start with
what's a good NOUN for a lazy sunday
what should i use for a simple web page
what should i drink before bed
what should i play with my grandparents
what should i pick if i like spicy food
what could i grow on a north facing windowsill
best NOUN
best NOUN for camping
best NOUN for old hardware
best NOUN for a tight budget
best NOUN for a big family
best NOUN for rookies
best choice for a humid climate
the best NOUN if you don't like sweet things
good NOUN for a school project
good NOUN for learning maths
good alternative to SUBJ
a NOUN for a rainy afternoon
a NOUN for someone who hates running
a good NOUN for a present
an easy NOUN for a novice
a quiet NOUN for the office please
something for a cold
something strong for the morning
something easy for my first time
something like SUBJ but cheaper
something less bitter than SUBJ
something for two players that isn't too long
i need something quiet for a shared room
i need a NOUN that doesn't cost much
i need a NOUN for a trip to norway
i need a fast NOUN for large files
i want a NOUN that my cat won't eat
i want something warm and filling
i want a NOUN for after dinner
i'm looking for a NOUN for my daughter
i'm looking for something that keeps me awake
im looking for a NOUN that is easy to install
looking for a NOUN with little fat
searching for a sturdy NOUN for bad roads
help me choose a NOUN
help me pick a NOUN
help me decide which NOUN to take
find me a NOUN for a romantic weekend
need a NOUN for tomorrow's picnic
need a decent NOUN for rough water
i can't decide which NOUN to buy
i have no garden which NOUN fits
i have never done yoga which NOUN should i try
i hate mowing which NOUN is for me
i don't like SUBJ what else should i try
SUBJ is too expensive what else would you suggest
SUBJ is too sweet for me what should i get instead
we are four people with a dog which NOUN would suit us
my son is six which NOUN would be right for him
ideal NOUN for night shifts
perfect NOUN for a honeymoon
i need to carry two kids and the shopping what should i take
i hate washing up what shall i get
we want to cross the alps which NOUN do we take
i want to sleep better what should i try
i want to make soup in the morning what shall i use
need something for heavy rain what to take
need it very quiet what to take
gardener here looking for something that likes shade
nurse here what do i pick for night shifts
java guy here what should i learn next
we are a small team any suggestion
i'm opening a bakery any suggestions
we are building a boat any recommendation
our cooks speak thai recommendation
it must run in the cold and on batteries suggestions
it should fit in a backpack any ideas
no sugar please ideas
lots of stairs and no lift which one
smallest size for the train which would you take
what would you take for a week in the rain
what should a beginner take
what should a small team take
what should a chef use
which french NOUN would you advise if comfort is a must
which NOUN can do it if i have to lift 300 kilos
my balcony is dark what grows there
my office has no window what can i put there
i live on a hill and have no garage
two dogs and a small car
four weeks in the desert with a child which one do i take
i have to send parcels to norway which NOUN does that
the NOUN must be silent which one should we get
which is better
which one is better
which of them is the best
whats better then
which is the better one
so which is best
living in a van for 3 months need something to cook with
ten hungry guests on saturday and i dont want to stand at the oven
i never want to iron a shirt again
my cat eats everything what is safe
shop owner wants to print his own labels i only have a mac
five kids five tastes total chaos something that makes all of them happy
hundreds of parcels a day and none may get lost
we only speak french and want to start tomorrow
i only know spanish and want to start small and add more as i go
steel frame the long way up is killing me which of these does something about it
budget zero and i want to use what others already made
no budget no garden no time
my back hurts but i like to cycle
my stomach hates milk but i love it
bought nice fresh beans and really want to taste them
first bike of my life what do i get
first time camper what do i bring
never baked before where do i start
i get lost all the time which one helps
it has to survive my toddler
has to fit in my pocket and last a week
must not make noise baby sleeps next door
our old one broke last winter never again what do i take now
last year everything froze what do i plant this time
guitar yes singing no ideas
meat no fish yes cheap ideas
wooden shop but we moved to steel on trains what now
for my gran who cannot see well
for a class of thirty kids
for someone w two left hands
for a tiny flat w no light
for long nights at the desk
need something my kids cannot break
need something for the beach sand gets everywhere
need sth light for the train
want something that lasts and does not rust
want to feed twelve people without much work
wanna learn it in a weekend
wanna grow food on a roof it is windy up there
wanna sleep outside in the snow
i travel a lot and only take hand luggage
i sit all day and my knees ache
i hate reading manuals
i keep forgetting to water them
i have ten minutes in the morning
i have small hands and little money
we are three beginners and want to play together soon
we have no power out there
we move every year so it has to be light
team of five who all know dutch what do we take
teacher with 30 kids and one hour
old knees steep hill
two small kids and a steep hill
strong coffee weak stomach
cold room thin walls
dont want to charge it every day
dont want neighbours to hear me
dont wanna spend more than 50 and it must last
gift for a girl of nine who is never bored
present for dad he likes fishing
whats good for someone with allergies
whats good when it rains all week
whats the thing to get if i only cook once a week
what would you give a beginner
what would you use for a wedding of 80
which would you give to a kid
which is easiest on the back
which is the least work
which one wont annoy my neighbours
which one if i have no garden
which of these could a six year old use
which should a lazy person get
which do i take up a mountain
which do you take for wet ground
im starting a band any suggestion
im opening a small shop any suggestion
im building a shed any suggestions
im planning a party any recommendation
we are founding a club any ideas
4 days in the desert on foot and i hate sweating
flying to japan with two toddlers
crossing the sahara on a motorbike every litre counts
three nights of carnival and i lose everything
garden party and grandma wants to sit in the shade
studio with paper walls and a baby next door
exam week and i cant keep my eyes open
small van lots of stairs and a bad back
`;
