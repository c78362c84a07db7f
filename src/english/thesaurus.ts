/**
 * General English that holds for articles on any subject: the words people use for the usual aspects, and plain
 * synonyms; a group a line. What belongs to one field (a trade's terms, its products) is in that field's
 * `thesaurus.yaml`.
 */
export const SYNONYMS = `
  advantages, advantage, benefits, benefit, pros, strengths, upsides, upside, merits, perks, strong points, good points, plus points, selling points, good sides, why use, why choose, why pick, why should i use, why would i use, reasons to use, reasons for using, reasons to choose, reasons for, what speaks for, good about, gain, gains, do i gain, do we gain, get out of
  disadvantages, disadvantage, drawbacks, drawback, cons, weaknesses, downsides, downside, limitations, shortcomings, bad sides, weak points
  features, feature, capabilities, functionality, functionalities, characteristics, what it offers
  fast, quick, quickly, rapid, rapidly, speedy, swift
  save, saves, saving, reduce, reduced, less, fewer, cut, cuts, lower
  easy, simple, simply, easily, straightforward, effortless, convenient, painless, uncomplicated
  hard, difficult, tough, painful, pain
  easy to learn, simple to learn, easy to pick up, beginner friendly
  hard to learn, difficult to learn, steep
  beginners, beginner, newbie, newbies, newcomers
  small, tiny, lightweight, micro, minimal, compact, slim, lean
  large, big, massive, huge, enormous, high volume
  cheap, inexpensive, affordable, cost-effective, save money, economical
  expensive, pricey
  free, free of charge, no cost, gratis, for free
  pay, paid, cost, costs, cost money, costs money, charge, price, fee
  use, uses, used, using, utilize, utilized, employ, rely on, relies on, relying on, trust, adopt, adopted, used by
  famous, well-known, renowned, known, notable, popular, widely used, widely-used
  purpose, goal, aim, objective
  start faster, faster start, starts faster, startup time, start-up time, start time, needs to start, needed to start, takes to start, boot time, boot faster
  customizable, customisable, customize, customise, customized, configurable, adapt, tailor, tweak, adjust, modify, modified, change
  reliable, reliability, dependable, stable, robust, sturdy
  flexible, flexibility, versatile, adaptable
  several, multiple, many, various, numerous, more than one
  delete, remove, erase
  create, generate, produce
  error, errors, failure, failures
  integrated, built-in, inbuilt, in-built, embedded, bundled, out of the box, included
  modular, module, modules, modularity
  foundation, base, basis
  founder, founders, creator, creators, inventor
  connect, connection, connections
  maintain, maintenance, maintainable, upkeep, maintaining
  suitable, suited, suits, suit, ideal, fit, fits, appropriate
  missing, lack, lacks, lacking, absent, without, does not have, do not have, has no, have no, does not include, not included, comes without
  reuse, reusable, reusability
  inspired, inspire, inspires, modelled, modeled, borrowed, influenced, based on, ideas, concepts, concept, idea
  team, group
  kids, kid, children, child
  buy, purchase
  car, vehicle, automobile
  doctor, physician
  movie, film
  picture, image, photo, photograph
  ill, illness, sick, disease
  wedding, marriage, married, marry
  boss, manager, supervisor
  salary, wage, wages
  holiday, holidays, vacation, time off, days off
  phone, telephone
  trip, travel, journey
  allowed, permitted, permit
  required, mandatory, compulsory, obligatory
  forbidden, prohibited, banned, not allowed
  repair, fix, mend
  stolen, theft, steal, thief
  near, nearby, close to
  die, death, dead, died
  born, birth
  country, nation
  city, town
  war, battle, conflict
  law, legislation
  university, college
  student, pupil
  teacher, instructor
  scientist, researcher
  ocean, sea
  religion, faith
  population, inhabitants, residents
  increase, grow, rise
  decrease, decline, reduce, lower
  win, victory
  lose, defeat, loss
  build, construct, construction
  establish, found, founded, established, foundation of
  occupation, profession, employment
  area, region, zone
  quantity, amount
  cause, lead to, result in
  effect, impact, influence, consequence
  protect, defend, guard, prevent, safeguard, avoid, protection
  danger, risk, hazard, dangerous, threat
  begin, start, commence
  finish, end, complete
  rubbish, garbage, trash
  refund, refunded, reimburse, reimbursement, paid back
  contact, reach, get in touch, turn to, call
  assist, assistance, help, helpdesk
  broken, break, defective, damaged, fails, fail
  change, changes, alter, alteration, rewrite, rewriting
  previous, former, earlier
  problem, problems, issue, issues, trouble, troubles
  fly, flying, flight, flights
  store, keep, storage
  stop, halt, suspend
  resume, continue
  get rid of, remove, delete, erase, uninstall
  wipe the device, erase all data, factory reset, reset to factory settings, restore factory settings
  turn off, switch off, disable, deactivate, turn it off, switch it off
  turn on, switch on, enable, turn it on, switch it on
  shut down, shutdown, power off, power down, switch off
  restart, reboot, power cycle
  log in, login, log on, logon, sign in, log into, sign into, authenticate
  log out, logout, log off, sign out, logoff
  sign up, create an account, open an account, register, registration, make an account
  register, registration, enroll, sign up
  username, user name, login name, account name, user id
  password, pw, pwd, passwd, passphrase
  credentials, creds, login details, login data, login information
  two-factor, 2fa, mfa, multi-factor, second factor, two-factor authentication, two-step verification
  forgot password, forgot my password, lost my password, lost password, don't remember password, can't remember password
  reset password, password reset, reset my password, reset the password
  locked out, account locked, account is locked
  set up, setup, configure, config, set it up
  default, preset, factory setting, standard setting
  update, upgrade, bring up to date
  undo, revert, roll back, rollback
  back up, backup, back it up, security copy, safety copy
  restore, recover, undelete, get it back
  sync, synchronize, synchronise
  grant access, give access, give permission, grant permission, give rights
  revoke access, remove access, take away access, withdraw access
  export, download as, save as
  permissions, perms, access rights, privileges, user rights
  permission, approval, consent, authorization
  approve, sign off, authorize
  wifi, wi-fi, wlan, wireless, wireless network
  cell phone, cellphone, smartphone, mobile phone
  computer, pc, workstation
  keyboard shortcut, hotkey, key combination, key binding, keybinding, shortcut key
  folder, directory, dir
  docs, documentation
  handbook, user manual, user guide, guidebook, instruction manual
  repo, repository
  pic, picture, photo, image, img
  video, video clip, vid
  screenshot, screen capture, screen grab, screengrab
  bug, glitch, software error
  not working, doesn't work, does not work, won't work, stopped working, out of order, malfunction, faulty
  crash, quit unexpectedly, closes unexpectedly
  slow, sluggish, laggy, takes forever, takes too long
  speed up, make faster, accelerate, improve performance, boost performance
  automatic, automate, unattended
  timetable, schedule, time table
  notification, notify, alert, push notification
  search, look for, look up
  print, print out
  printout, hard copy, paper copy, printed copy
  copy, duplicate, clone
  migrate, move over, switch over
  rename, change the name, change name, change my name, new name
  edit, modify, amend, change
  quit the program, exit the program, close the program, exit the app, close the app, quit the app
  force quit, force close, kill the process, end task
  cancel, call off
  unsubscribe, opt out, stop receiving
  subscribe, subscription
  cancel subscription, end subscription, cancel my subscription, terminate subscription
  expire, run out, lapse, expiry, no longer valid
  renew, extend, prolong
  command line, cli, command prompt, terminal window
  environment variable, env var, env variable
  deploy, roll out, rollout, go live, put into production
  publish, release, make public
  production environment, prod, live environment, live system
  run the program, execute the program, launch the program, start the program, open the program
  self-host, on premises, on-prem, own server, host it yourself
  plugin, addon, extension
  api key, api token, access token, access key
  authentication, auth
  scam, fraud, swindle, rip-off, con trick
  spam, junk mail, junk email, unwanted mail, unsolicited email
  malware, malicious software, computer virus
  email, e-mail, electronic mail
  email address, mail address, e-mail address
  text message, sms
  message, msg
  website, web site, webpage, web page
  url, web address, hyperlink, link
  click on, tap on
  dark mode, night mode, dark theme
  disk space, storage space, drive space, free space
  disk full, storage full, out of space, no space left
  hard drive, hard disk, hdd, disk drive
  usb stick, flash drive, thumb drive, memory stick, usb drive, pen drive
  video call, video conference, videoconference, video chat, online meeting, virtual meeting, web conference
  compatible with, works with, runs on, compatibility
  requirements, prerequisites, preconditions
  license, licence
  free trial, trial version, test version, try for free
  offline, without internet, no internet connection
  data protection, privacy, data privacy
  admin, administrator, sysadmin
  helpdesk, help desk, it support, tech support, technical support, support team, service desk
  faq, frequently asked questions
  tutorial, walkthrough, step by step guide
  clear the cache, empty the cache, delete the cache
  recycle bin, trash folder, deleted items, trash bin
  split, divide, separate
  filter, narrow down
  choose, select, pick, opt for
  replace, substitute, swap out
  exchange, swap, trade in
  insert, add
  attach, enclose
  submit, hand in, turn in, send in
  fill in, fill out, complete the form
  apply for, put in for, submit an application, make an application, file an application
  reject, refuse, turn down, deny
  lodge an appeal, file an appeal, contest a decision, challenge a decision, lodge an objection
  complain, complaint, grievance
  enter, key in, input
  verify, confirm, validate
  make sure, ensure
  information, info
  specification, specs, technical data
  user interface, ui, graphical interface, graphical user interface
  typo, spelling mistake, misspelling, spelling error
  access denied, permission denied, no access, not authorized
  not found, can't find, cannot find, can't be found
  freeze up, not responding, unresponsive
  salary, wage, paycheck, remuneration, earnings
  payday, pay day, get paid, pay date, salary payment
  payslip, pay slip, wage slip, pay stub, salary statement
  pay raise, pay rise, salary increase, pay increase, wage increase
  overtime, extra hours, additional hours
  annual leave, holiday, vacation, paid leave, paid time off, pto, vacation days
  public holiday, bank holiday, national holiday, statutory holiday
  sick day, sick leave, off sick, sickness absence
  call in sick, report sick, call off sick
  sick note, doctor's note, medical certificate, doctor's certificate, fit note
  unpaid leave, leave without pay, unpaid time off
  bereavement leave, compassionate leave, funeral leave, death in the family
  resign, quit my job, quit the job, give notice, hand in notice, leave the company
  dismiss, sacked, terminate employment, lose my job
  redundancy, laid off, layoff
  recruit, hire
  job opening, vacancy, open position, vacant position, job posting, job advert, job ad
  cv, curriculum vitae, resume
  onboarding, induction, orientation session
  new employee, new hire, new starter, new joiner
  employee, staff, staff member, worker, personnel
  co-worker, colleague, workmate, fellow worker
  boss, line manager, superior, supervisor
  hr, human resources, hr department, personnel department
  notice period, period of notice
  work from home, wfh, remote work, home office, telework, telecommute, work remotely
  working hours, hours of work, working time
  opening hours, opening times, business hours, hours of operation
  flexitime, flextime, flexible hours, flexible working
  roster, rota, shift schedule, duty schedule
  clock in, punch in, time tracking, time recording, timesheet
  business trip, work trip, work travel, official travel, business travel
  travel expenses, travel costs, trip expenses
  expense report, expense claim, claim expenses, submit expenses
  refund, money back, reimburse, claim back
  per diem, daily allowance, subsistence allowance
  receipt, proof of purchase, sales slip, proof of payment
  invoice, bill
  contract, agreement
  deadline, due date, cut-off date, closing date, cutoff
  overdue, past due
  postpone, put off, push back, defer, delay
  reschedule, change the date, move the appointment, change the appointment
  meeting room, conference room, boardroom
  meeting minutes, minutes of the meeting, meeting notes, record of the meeting
  reserve, make a booking, book a room, book a table, book online, book in advance, book ahead, book a place
  performance review, appraisal, annual review
  dress code, what to wear, attire
  canteen, cafeteria, lunchroom, dining hall, mess hall
  fringe benefits, employee benefits, staff benefits, perks
  pension, retirement plan, retirement benefits, retirement fund
  health insurance, medical insurance, health cover, health coverage, health plan
  accident at work, workplace accident, occupational accident, injury at work, workplace injury
  confidentiality agreement, nda, non-disclosure agreement, nondisclosure agreement
  company, firm, enterprise, corporation
  headquarters, head office, main office, hq
  contact person, point of contact, who to contact, whom to contact, who to call
  equipment, gear
  building permit, planning permission, construction permit, building consent
  driving licence, driver's license, driving license, driving permit
  id card, identity card, identification, proof of identity, identity document, photo id
  proof of residence, proof of address, residence certificate
  parking ticket, parking fine, parking penalty
  make an appointment, book an appointment, schedule an appointment, get an appointment, arrange an appointment
  without appointment, walk in, no appointment needed, without an appointment
  queue, wait in line, stand in line, line up
  waiting list, waitlist
  waste, rubbish, garbage, trash
  waste collection, garbage collection, trash pickup, rubbish collection, refuse collection, bin day, trash collection, bin collection
  trash can, rubbish bin, garbage can, wheelie bin, waste bin, dustbin, bin
  bulky waste, bulky items, bulk trash, large items
  throw away, throw out, dispose of, discard, disposal, get rid of
  recycling center, recycling centre, waste depot, recycling yard
  hazardous waste, toxic waste, dangerous waste
  parking space, parking spot, parking place, place to park
  car park, parking lot, parking garage
  borrow, take out on loan, check out books
  return, give back, bring back, hand back, send back
  change of address, new address, change address, change my address
  move house, relocate, move home
  town hall, city hall, municipal office
  municipality, local authority, city council, town council, local council
  tax return, tax declaration, file taxes, tax filing, do my taxes
  postal vote, absentee ballot, mail-in ballot, postal ballot, vote by mail
  public transport, public transit, mass transit
  lost property, lost and found, lost items, found items
  wheelchair accessible, step-free, barrier-free, disabled access, handicap accessible
  senior citizen, older people, old people, elderly
  discount, reduced price, price reduction, concession, money off, rebate
  free admission, free entry, admission is free, entry is free
  admission fee, entrance fee, entry fee, admission price
  landlord, property owner, lessor
  tenant, renter, lessee
  rent a car, hire a car, rental car, car hire, car rental
  rent, lease, rental
  security deposit, rental deposit, damage deposit
  down payment, advance payment, prepayment, payment in advance, pay in advance, pay upfront
  police, cops, law enforcement
  fire brigade, fire department, firefighters, fire service
  childcare, day care, daycare, child care
  social benefits, welfare, social assistance, income support
  in person, face to face
  online, on the internet, over the internet, on the web, via the internet
  terms and conditions, terms of use, terms of service, conditions of use
  eligible, entitled, qualify for
  exemption, excused from, waiver
  file a claim, make a claim, submit a claim, lodge a claim
  compensation, indemnity
  illegal, unlawful, against the law, not legal
  not allowed, not permitted, forbid, prohibit, disallow
  necessary, required, needed, essential
  rule, regulation
  policy, guideline
  procedure, process
  surname, last name, family name
  first name, given name, forename
  date of birth, birthday, birth date, dob, bday
  home address, residential address, place of residence
  zip code, postcode, postal code, post code
  phone number, telephone number, contact number, mobile number
  exam, examination, test
  resit, retake, repeat the exam, take exam again, second attempt
  exam grade, exam mark, exam result, test result, test score
  grade point average, gpa, average grade
  semester, school term, academic term
  thesis, dissertation, final paper
  scholarship, bursary, stipend
  tuition, tuition fee, course fee, study fee
  admission requirements, entry requirements, entrance requirements
  drop a course, withdraw from a course, deregister, deregistration
  student id, student card, student id card
  dorm, dormitory, student residence, student housing, student accommodation, hall of residence
  roommate, flatmate, housemate
  internship, work placement, traineeship
  headteacher, headmaster, head teacher, school principal
  uni, university, college
  become a member, join, become member, membership application
  cancel membership, end membership, leave the club, quit the club, terminate membership
  membership fee, membership dues, annual subscription, membership cost
  general meeting, annual meeting, agm, general assembly
  bylaws, club rules, articles of association
  chairman, chairperson, chairwoman
  participant, contestant, competitor, entrant
  referee, umpire
  tournament, competition, contest, championship
  score points, earn points, get points, win points, gain points
  end in a draw, end in a tie, same score, same number of points, equal score, tied game
  break the rules, violate the rules, rule violation, breach of the rules, against the rules
  go first, start the game, starting player, first player, begins the game
  deal cards, hand out cards, distribute cards, deal the cards, give out cards
  deck of cards, pack of cards, card deck, playing cards
  roll the dice, throw the dice, roll the die, throw the die, dice roll
  end of the game, game ends, game is over, game over, game finishes
  lose a turn, miss a turn, skip a turn, sit out a turn
  bike, bicycle, pushbike
  number of players, how many players, player count, how many can play
  unwell, sick, not feeling well, feel ill, feeling poorly
  vomit, throw up, puke
  nausea, nauseous, queasy, feel sick
  emergency room, emergency department, accident and emergency
  medicine, meds, medicament
  pharmacy, chemist, drugstore, pharmacist
  side effect, adverse effect, adverse reaction, unwanted effect
  dose, dosage
  vaccination, immunization, jab, inoculation
  pain, ache, sore, hurt
  stomach ache, stomach pain, belly ache, tummy ache, abdominal pain
  fever, high temperature, raised temperature
  injury, injured, wound
  bleed, haemorrhage, hemorrhage, blood loss, loss of blood
  band-aid, sticking plaster, adhesive plaster, adhesive bandage
  burn, scald
  fracture, broken bone, break a bone
  faint, pass out, black out, lose consciousness, loss of consciousness
  cpr, resuscitation, cardiopulmonary resuscitation
  heart attack, myocardial infarction
  choke, stuck in throat, blocked airway
  allergy, allergic
  poisonous, toxic, venomous
  dizzy, lightheaded, vertigo
  diarrhea, diarrhoea, loose stools
  pregnant, pregnancy, expecting a baby
  contagious, infectious, transmissible
  physical exercise, work out, workout, physical activity, fitness training
  lose weight, weight loss, slim down
  insomnia, can't sleep, trouble sleeping, sleeplessness
  drink driving, driving under the influence
  alcohol, booze, liquor, alcoholic drinks, alcoholic beverages
  no smoking, non-smoking, smoke-free, smoking ban
  treatment, therapy, cure, remedy
  checkup, medical examination, health check
  first aid kit, first aid box
  high blood pressure, hypertension
  shortness of breath, difficulty breathing, trouble breathing, can't breathe
  stove, cooker, hob, cooktop
  fridge, refrigerator
  faucet, tap
  vacuum cleaner, hoover
  laundry, wash clothes, do the washing
  toilet, restroom, loo, wc, lavatory, washroom, bathroom
  elevator, lift
  backyard, garden
  spanner, wrench
  flashlight, torch, pocket lamp
  sticky tape, adhesive tape, scotch tape, sellotape
  glue, adhesive
  timber, lumber, wood
  stain removal, remove stains, remove a stain, get stains out
  mold, mould, mildew
  leak, leakage, leaky, drip
  clogged drain, blocked drain, clogged sink, drain is blocked
  power cut, power outage, blackout, power failure
  outage, downtime, service interruption
  electricity, electric power
  power socket, power outlet, wall socket, electrical outlet
  air conditioning, air conditioner, aircon
  clean, wash, cleanse
  boil, bring to the boil, bring to a boil
  fry, saute, pan-fry
  grill, barbecue, bbq, broil
  mix, stir, blend
  chop, cut into pieces, cut up
  aubergine, eggplant
  courgette, zucchini
  coriander, cilantro
  icing sugar, powdered sugar, confectioners sugar
  baking soda, bicarbonate of soda, sodium bicarbonate
  cornflour, cornstarch, corn starch
  biscuit, cookie
  spring onion, scallion, green onion
  vegetarian, meatless, without meat, meat-free
  gluten-free, without gluten
  spoil, rotten, go bad
  shelf life, best before date, use-by date, expiration date, expiry date
  defrost, thaw
  takeaway, takeout, food to go
  advice, tip, hint
  assemble, put together
  disassemble, take apart, dismantle, take to pieces
  spare part, replacement part
  buy, purchase, acquire
  cash register, cash desk, till
  shopping cart, shopping basket, shopping trolley
  voucher, coupon
  promo code, discount code, coupon code, promotion code, voucher code
  gift card, gift voucher, gift certificate
  delivery, shipping, shipment, dispatch
  shipping costs, delivery costs, shipping fee, delivery charge, delivery fee, postage
  delivery time, shipping time
  track my order, track my package, track a parcel, where is my order, order tracking, shipment tracking
  parcel, package
  warranty, guarantee
  sold out, out of stock, unavailable, not available
  pay by card, card payment, credit card payment, pay with card, cashless
  atm, cash machine, cash dispenser, cashpoint
  withdraw money, take out money, get cash, withdraw cash
  bank transfer, wire transfer, transfer money, money transfer, remittance
  vat, value added tax
  subsidy, funding, financial support, financial aid, financial assistance
  pay in instalments, payment plan, pay monthly, installment plan
  late payment, pay late, overdue payment, missed payment, miss a payment
  charged twice, double charge, billed twice, duplicate charge
  special offer, bargain, good deal
  price list, list of prices, rate card, fee schedule
  method of payment, payment method, ways to pay, payment option
  minimum, at least, lower limit, no less than
  maximum, max, at most, upper limit, no more than, not more than
  daily, every day, each day, per day
  weekly, every week, each week, per week
  monthly, every month, each month, per month
  yearly, annual, every year, each year, per year, per annum
  fortnightly, biweekly, every two weeks, every other week
  weekday, working day, business day, workday, monday to friday
  immediately, at once, right away, straight away, instantly, without delay, promptly
  in advance, beforehand, ahead of time, prior to
  simultaneously, at the same time, concurrently, in parallel
  temporary, temporarily, provisional, interim, tmp
  permanent, forever, indefinitely
  punctual, on time
  duration, length of time, how long
  latest, newest, most recent
  outdated, obsolete, out of date, deprecated, superseded
  enough, sufficient, adequate
  additional, extra, supplementary
  approximately, approx, roughly, circa
  weight, how heavy, weigh
  height, how tall, how high
  depth, how deep
  width, how wide
  age, how old, years old
  size, dimensions, how big, how large
  temperature, how hot, how warm, how cold
  kilogram, kg, kilo
  minute, min
  improve, enhance, make better
  solve, resolve, solution
  troubleshoot, fault finding, find the cause
  collect, pick up, fetch
  take place, happen, occur
  prevent, avert, stop from happening
  recommend, advise
  keep in mind, bear in mind, remember
  arrival time, time of arrival, eta
  driving directions, how to get there, how to find us, travel directions
  look after, take care of, care for
  be careful, watch out, caution, beware
  important, crucial, vital, essential
  safe, secure
  incorrect, wrong, not correct, inaccurate, mistaken
  mistake, error
  difference, distinction, distinguish, tell apart
  teenager, teen, adolescent
  adult, grown-up, of legal age
  underage, under age, under 18
  guest, visitor
  car accident, car crash, traffic accident, road accident
  smoke detector, smoke alarm
  evacuate, leave the building, exit the building
  assembly point, meeting point, muster point
  emergency exit, fire exit, escape route, fire escape
  lost, misplaced, mislaid
  accommodation, lodging, place to stay
  luggage, baggage
  hand luggage, carry-on bag, carry-on luggage, cabin baggage, cabin bag, hand baggage
  train station, railway station
  subway, metro, underground railway
  truck, lorry
  motorway, highway, freeway
  petrol station, gas station, filling station, service station
  speed limit, maximum speed
  flat tire, flat tyre, puncture
  second-hand, secondhand, pre-owned
  location, venue
  abroad, overseas, foreign country
  abbreviation, acronym, short form
  method, approach, technique
  reason, cause
  result, outcome
  television, tv, telly
  bring along, bring with you, bring with me
  color, colour
  center, centre
  organize, organise
  enquire, inquire, inquiry, enquiry
`;

/**
 * Words that speak of the same thing and do not mean the same: opposites, a measure and its ends. They help to find
 * where something is said of it, and never decide what is said.
 */
export const RELATED = `
  easy, hard, ease
  easy to learn, hard to learn, learning curve, beginners, get started
  cheap, expensive, cost, price
  free, pay, cost
  pause, stop
  fast, speed
  price, expensive, cheap, discount
  slow, performance, speed up, optimize
  slow, fast, duration, deadline
  forgot password, reset password, change password, password manager
  locked out, recover, unlock, too many attempts
  log in, log out, session, credentials
  log in, two-factor, verification code, one-time code
  sign up, log in, account, profile
  account, profile, user settings, membership
  delete account, close account, deactivate account, export data
  turn on, turn off, default
  install, set up, download, requirements
  install, uninstall, update, version
  update, version, changelog, release notes
  upgrade, downgrade, version, plan
  back up, restore, data loss, copy
  sync, offline, conflict, devices
  import, export, file format, convert
  share, permissions, link, invite
  permissions, role, admin, access denied
  network, internet connection, wifi, router
  no internet connection, router, restart, connection lost
  firewall, port, proxy, network
  bluetooth, pairing, wireless, headphones
  screen, display, brightness, resolution
  file, folder, document, path
  error message, error, log file, troubleshoot
  crash, restart, bug, error message
  not working, restart, troubleshoot, support team
  freeze up, restart, force quit
  disk full, clean up, delete files, disk space
  automatic, manual, by hand, schedule
  notification, mute, email, sound
  spam, block, report, filter
  phishing, scam, suspicious email, report
  search, filter, index, results
  print, printer, paper, toner
  printer, ink cartridge, paper jam, scanner
  encrypt, password, secure, key
  virus, malware, antivirus, scan
  data protection, delete data, consent, personal data
  command line, script, command, option
  command, option, flag, parameter
  deploy, server, hosting, production environment
  server, client, host, port
  log file, monitor, debug, trace
  dependency, package, library, module
  app, application, program, software, mobile
  browser, website, tab, cookies
  battery, charger, recharge, power
  video call, microphone, camera, headset
  meeting, invite, calendar, agenda
  language, translate, locale, switch language
  free trial, subscription, price, cancel
  tutorial, documentation, example, guide
  salary, pay, bonus, payslip
  overtime, working hours, time off, compensation
  holiday, leave, absence
  annual leave, carry over leave, unused leave, entitlement
  sick day, medical leave
  call in sick, sick note, absence, sick leave
  parental leave, maternity leave, paternity leave, pregnant
  wedding, special leave, name change
  death, funeral, bereavement leave, inheritance
  part-time, full-time, working hours
  work from home, office, hybrid, attendance
  working hours, flexitime, core hours, break
  break, rest, lunch break, pause
  receipt, expenses, reimbursement
  travel expenses, per diem, mileage, receipt
  business trip, travel expenses, hotel, flight
  invoice, payment, due date, reminder
  job interview, applicant, hire, reference
  onboarding, new employee, first day, training
  training, course, workshop, seminar
  performance review, feedback, goals, promotion
  promotion, pay raise, career
  resign, notice period, last day, dismissal
  dismissal, warning, misconduct, termination
  harassment, bullying, discrimination, complaint
  equipment, laptop, order, borrow
  lost key, lock, replacement, door
  health insurance, benefits, coverage
  fringe benefits, bonus, discount, pension
  smoking, cigarette, tobacco, no smoking
  customer, client, buyer
  complaint, refund, return, feedback
  feedback, suggestion, comment, review
  permit, licence, approval, application
  fine, penalty, violation, late fee
  application, form, submit, documents
  application, deadline, processing time, approval
  documents, certificate, proof, copy
  passport, id card, visa, travel document
  visa, residence permit, immigration, border
  appointment, opening hours, waiting time, walk in
  address, location, directions, map
  change of address, move house, register residence
  tax, tax return, income, deduction
  tax, duty, levy, fee
  benefit, welfare, claim, eligible
  vote, election, candidate, postal vote
  waste, recycle, compost, bin
  compost, organic waste, food waste, garden waste
  hazardous waste, batteries, paint, chemicals
  missed collection, bin day, report
  library, borrow, book, library card
  borrow, lend, loan, return
  noise, quiet hours, neighbor, complaint
  dog, leash, pet, dog tax
  landlord, tenant, rent, eviction
  rent, security deposit, move out, tenant
  ticket, fare, season ticket, discount
  lost property, lost, found, owner
  wheelchair accessible, disability, elevator, ramp
  discount, student, child, senior citizen
  child, parent, guardian, consent
  citizen, resident, foreigner, nationality
  exam, resit, pass, fail
  exam, registration, deadline, deregister
  grade, mark, score, result
  lecture, seminar, course, class
  course, credit points, module, exam
  semester, deadline, enrolment, course
  tuition fee, scholarship, student loan, financial aid
  homework, deadline, submit, late
  plagiarism, cite, source, copy
  bachelor, master, degree, diploma
  degree, diploma, certificate, graduation
  study abroad, exchange student, scholarship, visa
  internship, apprentice, trainee
  club, association, membership, society
  membership fee, discount, join, annual
  become a member, membership fee, application form
  general meeting, vote, agenda, quorum
  win, lose, draw, score
  penalty, foul, free kick, red card
  foul, yellow card, red card, send off
  turn, move, roll the dice, player
  go first, turn, youngest player, player
  board game, setup, players, pieces
  referee, decision, protest, appeal
  training, coach, practice session, training time
  unwell, symptom, doctor, treatment
  pain, painkiller, medicine, symptom
  headache, migraine, painkiller
  fever, cold, flu, cough
  injury, first aid, bandage
  bleed, bandage, pressure, wound
  burn, cool, blister, water
  unconscious, recovery position, cpr, breathe
  heart attack, chest pain, emergency call, stroke
  allergy, reaction, hives, epinephrine
  poisonous, swallow, poison center, emergency call
  heatstroke, sunburn, dehydration, drink water
  emergency, ambulance, first aid, emergency call
  prescription, medicine, doctor, pharmacy
  vaccination, travel, booster, protection
  contagious, quarantine, isolation, wash hands
  pregnant, birth, midwife, baby
  insomnia, sleep, tired, rest
  anxiety, stress, counseling, mental health
  alcohol, drink, drugs, driving under the influence
  glasses, eye, vision, optician
  evacuate, fire alarm, assembly point, emergency exit
  danger, safe, warning, protection
  theft, police, report, burglary
  leak, plumber, water damage, pipe
  power cut, fuse, circuit breaker, electricity
  heating, radiator, thermostat, cold
  hot, cold, warm, temperature
  laundry, washing machine, detergent, iron
  mold, damp, ventilate, moisture
  recipe, ingredient, cook, bake
  boil, simmer, heat, water
  shelf life, store, spoil, fridge
  portion, servings, recipe, amount
  raw, cooked, undercooked
  paint, primer, varnish, brush
  cut, knife, scissors, saw
  plant, water, soil, grow
  order, delivery, cancel, track my order
  return, refund, exchange, warranty
  wrong item, return, exchange, refund
  warranty, repair, defective, manufacturer
  voucher, promo code, discount, redeem
  payment method, credit card, cash, invoice
  credit card, debit card, payment, card declined
  late payment, reminder, interest, late fee
  debt, loan, interest, repay
  loan, mortgage, interest rate, credit
  insurance, claim, damage, coverage
  deposit, refund, down payment
  size, measure, fit, small, large
  minimum, maximum, limit, range
  age, minimum age, underage, adult, young
  start, end, duration, deadline
  deadline, in advance, late, early
  daily, weekly, monthly, frequency
  temporary, permanent, duration
  increase, decrease, raise
  optional, required, voluntary, recommended
  allowed, forbidden, rule, exception
  rule, exception, violation, penalty
  accept, reject, decision
  long, short, length
  height, high, low, tall
  width, wide, narrow
  depth, deep, shallow
  weight, heavy, light
  distance, kilometer, mile, journey
  thick, thin, width
  loud, quiet, noise, volume
  bright, dark, light
  strong, weak, strength
  safe, dangerous, protection, warning
  full, empty, capacity
  correct, incorrect, mistake
  rain, storm, bad weather, weather
  luggage, hand luggage, weight limit, suitcase
  driving licence, driving test, vehicle, drive
  car accident, insurance, police, damage
  reason, consequence, explanation
  problem, solution, cause
  contact, support, enquiry, feedback
  contact, phone number, email address, opening hours
  mobile, cell phone, tablet, device
  scan, scanner, document, upload
  tired, fatigue, rest, sleep
  hack, compromised, change password, two-factor
`;
