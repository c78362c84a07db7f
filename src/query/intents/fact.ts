/** How people ask for one fact, reason, way to do it, rule or number. */
export const FACT = `
how do i install it on linux
does SUBJ need sugar
when was SUBJ built
cant log in since the update
is a permit required for a bonfire
what happens if i miss the deadline
which port does SUBJ listen on
how long does SUBJ keep in the fridge
error 502 after restart
why does SUBJ crack
where do i hand in my badge
who maintains SUBJ
why use a NOUN
what is the best way to clean SUBJ
how many people fit in SUBJ
is SUBJ good for beginners
which version of SUBJ runs on arm
what is the difference in price for children
how many days do i have to return it
can you recommend settings for SUBJ
list of error codes
is there a fee
which form do i need
what are the opening hours
best temperature for SUBJ
show me an example
compare prices of the plans
what is the price difference for members
what should i do if it leaks
when was SUBJ founded
since when does SUBJ exist
how old is SUBJ
when does SUBJ close on sundays
where is SUBJ
where does SUBJ come from
where can i buy SUBJ
where do i find the settings in SUBJ
where does SUBJ store its logs
where can i park near SUBJ
which river does SUBJ cross
which language is SUBJ written in
which licence does SUBJ have
who made SUBJ
who created SUBJ
who designed SUBJ
who owns SUBJ
who should not take SUBJ
who can apply for SUBJ
how tall is SUBJ
how heavy is SUBJ
how big does SUBJ get
how fast is SUBJ
how far is SUBJ from the station
how much does SUBJ cost
how much does SUBJ cost per month
how much caffeine is in SUBJ
how much water does SUBJ need
how much salt goes into SUBJ
how many calories does SUBJ have
how many players can play SUBJ
how many users can i add to SUBJ
how many lanes does SUBJ have
how many floors are there in SUBJ
how many grams of flour do i need
how many points for a goal from the corner
how many days off do i get a year
how many times can i retake the exam
how many bags can i take on board
how many times a day should i take it
how many steps are there to the top of SUBJ
how many megabytes does the free plan include
number of days until the invoice is due
number of players in a team
how long does SUBJ take to dry
how long should i steep SUBJ
how long is the warranty
how long until the seeds sprout
how long does a game of SUBJ last
how often should i water SUBJ
how often do i have to change the filter
how hot does the water have to be for SUBJ
how do i install SUBJ
how do i configure SUBJ behind a proxy
how do i brew SUBJ
how do i prune SUBJ
how do i store SUBJ over winter
how do i win at SUBJ
how do i cancel SUBJ
how do i switch from SUBJ to SUBJ
how do i use SUBJ with SUBJ
how do i debug a crash in SUBJ
how do i reset my password
how do i book a table
how do i claim my travel costs
how do i bleed the brakes
how do i register a new student
how do i export the table to csv
how do i list all files in a folder
how do i compare two files
how do i get rid of aphids
how do i say no to overtime
how do i turn off the alarm
how can i speed up the build
how can i stop it from squeaking
how can i test SUBJ without an account
how to set up SUBJ on a mac
how to sharpen a blade
how to add a new user
how to propagate SUBJ from cuttings
how 2 reset SUBJ
how does SUBJ work
how does SUBJ taste
how does SUBJ handle errors
how does scoring work in SUBJ
how does the refund work
how does a NOUN work
how is SUBJ made
how is SUBJ pronounced
how did SUBJ get its name
how are ties decided
how are the prices calculated
why is SUBJ called that
why is SUBJ so slow
why is SUBJ bitter
why was SUBJ built so low
why did SUBJ collapse
why does SUBJ ask for my password again
why does my SUBJ turn brown
why do the leaves go yellow
why do i have to show my id
why does the engine stall when it's cold
why is my bread so dense
why won't it start
why was my card declined
why are NOUNS painted yellow
why do NOUNS fail
does SUBJ contain caffeine
does SUBJ work offline
does SUBJ run on windows
does SUBJ work with SUBJ
does SUBJ have a weight limit
does SUBJ need full sun
does SUBJ help against a cold
does SUBJ cost more than 10 pounds
does SUBJ survive frost
does SUBJ use SUBJ
does the guarantee cover water damage
does it come with a charger
does the pool have lockers
does a draw count as a loss
do i need a licence for SUBJ
do i need a helmet
do i have to pay a deposit
do i lose points for a wrong answer
do dogs need a ticket
do NOUNS need a licence
do all NOUNS need maintenance
do you have to be 18 for SUBJ
did SUBJ win a prize
is SUBJ free
is SUBJ vegan
is SUBJ poisonous for cats
is SUBJ still maintained
is SUBJ open on holidays
is SUBJ made of steel
is SUBJ a NOUN
is SUBJ an ai
is SUBJ heavier than 20 kg
is SUBJ part of SUBJ
is SUBJ compatible with SUBJ
is SUBJ worth the money
is SUBJ suitable for small kids
is SUBJ for two players
is it allowed to swim in the lake
is it safe to eat raw
is there parking
is there a discount for students
is there a dress code
is there a free trial of SUBJ
is there a ferry from SUBJ to SUBJ
is breakfast included
is smoking allowed on the balcony
is the gym open on christmas day
is the warranty still valid if i open the case
isn't SUBJ dangerous
are dogs allowed on SUBJ
are NOUNS dangerous
are there toilets at SUBJ
are there any side effects
are there tours of SUBJ
are pets covered by the insurance
was SUBJ ever damaged
has SUBJ been renamed
has the price gone up this year
can i freeze SUBJ
can i mix SUBJ and SUBJ
can i use SUBJ for free
can i run SUBJ in a container
can i walk across SUBJ
can i bring my own food
can i get my money back
can i work from home on fridays
can i move a piece backwards
can i take the bike on the train
can i plant tomatoes next to potatoes
can i grow SUBJ in a pot
can you tell me when SUBJ opens
can you tell me how to oil the chain
can you help me reset the router
can you give me the phone number of the office
can you show me how to plot a graph in SUBJ
can you use a NOUN in the rain
can a NOUN catch fire
can a goalkeeper score
could you tell me where the first aid kit is
could you explain how the offside rule works
may i leave early on my birthday
am i allowed to fish here
should i peel SUBJ before cooking
should i see a doctor about a swollen ankle
should i defrost it first
should i update SUBJ before the backup
should SUBJ be kept in the dark
will SUBJ be replaced
will my files be deleted
what is SUBJ made of
what is SUBJ used for
what is SUBJ named after
what is SUBJ best known for
what is in SUBJ
what is the height of SUBJ
what is the latest version of SUBJ
what is the default password of SUBJ
what is the capacity of SUBJ
what is the fine for late books
what is the minimum age
what is the notice period
what is the wifi password
what is the penalty for a false start
what is the max file size
what is the address of the clinic
what is the purpose of a NOUN
what is the meaning of the red light
what is the best time of day to visit SUBJ
what is the best way to learn SUBJ
what is the right dose for a child
what's the speed limit on SUBJ
what's the weight of an empty pallet
whats a NOUN for
what are NOUNS used for
what are the rules for overtime
what are the symptoms of a concussion
what colour is SUBJ
what kind of soil does SUBJ like
what kind of oil does the mower take
what type of screws do i need
what database does SUBJ use
what temperature for SUBJ
what time is check out
what time does the last bus leave
what happens if SUBJ runs out of memory
what happens if two players tie
what happens if i lose my key
what do i do when the light blinks red
what do i need to bring to the exam
what do i need for SUBJ
what does SUBJ cost
what does SUBJ do when the disk is full
what does SUBJ taste like
what does SUBJ stand for
what does error 1603 mean
what does the blue flag mean
what does the premium plan include
what should i do if SUBJ won't open
what should i write in the subject line of the form
what topics are covered in the exam
what documents do i need for a visa
what can i put in the brown bin
what counts as a foul
what command restarts SUBJ
which command shows the version
which key opens the back door
which form do i fill in for parental leave
which file do i edit to change the port
which month is best for sowing SUBJ
which oil should i use for frying
which browser do i need for SUBJ
which doctor do i see for a rash
which setting is best for wool
which python version does SUBJ need
who do i call when the lift is stuck
who do i ask about my payslip
who signs the form
who starts the game
who uses SUBJ
who is in charge of the keys
who are the founders of SUBJ
when is the farewell party
when are bins collected
when do i get paid
when do i add the eggs
when should i see a doctor
when should i use a NOUN
when were NOUNS invented
where can i see my grades
where do i send the form
where do i enter the voucher code
where does the water come from
where is the nearest hospital
where can i get help with my taxes
where were the first NOUNS made
SUBJ price
SUBJ opening hours
SUBJ install
SUBJ not working
SUBJ crashes on startup
SUBJ error 404
SUBJ wont start after update
SUBJ leaves turning yellow
SUBJ default port
SUBJ height in metres
SUBJ keeps freezing when i open a large file
price of SUBJ
height of SUBJ
history of SUBJ
recipe for SUBJ
tutorial for SUBJ
example of SUBJ in use
best settings for SUBJ
best time to visit SUBJ
best way to store potatoes
best before date of an open jar
good dose for a child of 30 kg
refund policy
speed limit in town
deadline for the tax return
list of required documents
list of public holidays
list the steps to change the filter
list the settings that i have to change
show me the code to read a file in SUBJ
give me the address of SUBJ
tell me when SUBJ was built
tell me why SUBJ is red
tell me who designed SUBJ
explain the rules for castling
explain why the dough has to rest
recommended dose of SUBJ
recommended tyre pressure
i forgot my password
i lost my ticket what now
i broke a window who pays
i can't find the download button
i need a refund
i need the number of the night nurse
i want to cancel my membership
i want to return a jacket without a receipt
i'm looking for the login page
i'm allergic to nuts can i eat SUBJ
i want to install SUBJ on a server
looking for the manual of SUBJ
my plant is dying
my knee hurts after running
my SUBJ is leaking
my parcel says delivered but its not here
the app keeps crashing
the oven won't heat up
the NOUN is broken
the NOUN makes a strange noise
printer says paper jam but there is none
no sound after the update
timeout when connecting to SUBJ
permission denied when i run SUBJ
it won't turn on
it smells burnt
got a red card in the last match am i banned
help my tent leaks
help with error 503
hi does SUBJ contain gluten
hello can i bring my dog
hey how do i renew my passport
good morning when does the office open
thanks but how do i turn it off
ok and how long does that take
yes but why does it freeze
and how do i undo that
and when was it built
so do i need a visa or not
please can you tell me the wifi password
pls how do i mute someone
how do i say goodbye in welsh
how do you play SUBJ
how do you get your money back
how much notice do i have to give my landlord
how many NOUNS do i need for ten people
how long does a NOUN last
how do i clean a NOUN
is a NOUN worth it
is a NOUN allowed on the train
where can i buy a NOUN
who invented the NOUN
meaning of NOUN
can i return a used NOUN
can i have two NOUNS at the same time
what makes a good NOUN
why did the romans build NOUNS
wen does the shop open
how mutch does it cost
can i cancle my order
does SUBJ wrk on android
u know when the next bus goes
how do i stop SUBJ from spamming me with emails every single day
i've followed all the steps but SUBJ still shows the old price
we moved house last month where do we tell the council
what is the earliest i can plant SUBJ outside if there is still frost at night
our team wants to swap a player after the draw is that allowed
i ordered two weeks ago and the tracking page still shows nothing who do i write to
parking
refunds
insurance
checksum
altitude
night mode
opening hours
nozzle size
battery life
return policy
error 42
safety valve pressure
SUBJ engine power
sms to a friend
mice in the shed
key broken
the lamp is blinking
wood or steel for the frame
gas and water
left or right
blue smoke any danger
what are springs good for
what can the small key do
how good are the brakes of SUBJ compared to normal ones
am i faster with SUBJ or just on foot
is SUBJ cheaper than buying new
does SUBJ beat plain water
which frame belongs to the same family as SUBJ
are NOUNS mostly expensive
are NOUNS usually open source or closed
are NOUNS safe for children
do NOUNS rust
what do i gain if i take a NOUN
do you have a shop
do you offer student discounts
do you ship to chile
who runs the club
how do you do the washing
how do you bake it
what sizes are there
what buttons are there
who do i ask before cooking and what do they need
what if i skip a day
which day is best for buying fish
what do i have to change in the file
i want the list of users but not the admins
i want to move the folder to a new disk
we know the old code but the door needs a new one how do we get it
tell me about parsnips
select from users
worth it
pepper what is that good for
what is good for a cold
what is needed for a passport
what is new in version 3
what is in the box
what is bad for dogs
what is best when it rains
what is done with old batteries
what is a good time to plant garlic
what are the steps to return a parcel
what are my options when the train is late
what is wrong with my lamp
what is the glue made of
tell me about the strike in january
tell me how to dry mushrooms
explain how to fold the map
explain why the light blinks
describe the way to the station
what does the alarm do at night
what does a ticket cost
what does it take to become a member
is SUBJ a good NOUN
is a lid needed
is the water warm
who is allowed in the pool
who is the manager of the shop
where does the word tundra come from
what do you know about the garden
what do you know about pots
what can you tell me about the warranty
what can you do with old tyres
what can you do with leftover bread
tell me all you know about boilers
do you know anything about the parking rules
have you got anything on refunds
what do you have on tax forms
what do you know about the new printer
who has the key to the shed
who has to sign the form
who wrote the first one
who opens the gate in the morning
who decides about refunds
who uses it
who made it
who pays for the parking
who needs to be told when i move
what happens if i lose my card
what happens when it rains
what do i do when the alarm goes off
what do i need to sign up
what needs to be in the form
what comes after the second warning
what works when the lift is broken
my card was stolen last night
i forgot my password and the mail never came
i lost my ticket and the train leaves in ten minutes
we moved last month who needs to know
my dog bit the postman
our heating broke on friday night
the screen stays black after the update
it says error 12 and stops
two weeks and still no answer
need to cancel before friday
need to change my address
want to get my money back
wanna take my kid along is that ok
i have to leave early on sundays
i have no card can i still come in
dont want to get mails any more
first day tomorrow where do i go
advantages of sleeping on the floor
features of the old fridge
benefits of cold showers
downsides of a long commute
what are the advantages of leaving early
which person inspired SUBJ
which book inspired SUBJ
which company is behind SUBJ
advantages of wool
features of wool
benefits of wool
drawbacks of wool
pros and cons of wool
features of a heat pump
write me a poem about autumn
write me an essay
and cooking
and cleaning
and repairs
and opening times
and for kids
and on sundays
and the weight
and with milk
why should i eat NOUN
why should i use NOUNS at all
why would i buy a NOUN
why should anybody learn SUBJ
what does SUBJ have against rust
what does SUBJ have against filling in the same form twice
what does SUBJ do about noise at night
which village inspired SUBJ
which glue holds the handle
which soap cleans wool
which doctor treats lyme disease
how come all your NOUNS are blue
how come the light stays on all night
how come those old NOUNS look so strange
how come this one costs twice as much
how come it always rattles on the way down
why on earth does the bill come twice
what on earth is the red lever for
could we have the big hall for a birthday
can we get the small one for our anniversary
whats wrong with the cheap kind
whats so bad about the wooden ones
the thing on the wall keeps beeping
we came home late and the gate was locked
its freezing in here can i turn it up
theres a crack in the lid can it be mended
`;
