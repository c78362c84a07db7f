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
`;
