/**
 * General English that holds for articles on any subject: the words people use for the usual aspects, and plain
 * synonyms; a group a line. What belongs to one field (a trade's terms, its products) is in that field's
 * `thesaurus.yaml`.
 */
export const SYNONYMS = `
  advantages, advantage, benefits, benefit, pros, strengths, upsides, upside, merits, perks, strong points, good points, plus points, selling points, good sides, why use, why choose, why pick, why should i use, why would i use, reasons to use, reasons for using, reasons to choose, reasons for, what speaks for, good about, gain, gains, do i gain, do we gain, get out of
  disadvantages, disadvantage, drawbacks, drawback, cons, weaknesses, downsides, downside, limitations, shortcomings, bad sides, weak points
  features, feature, capabilities, functionality, functionalities, characteristics, what it offers
  fast, quick, quickly, rapid, rapidly, speedy, speed, swift, sooner, soon
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
  error, errors, failure, failures, fault, faults
  helpful, friendly, welcoming, nice, kind
  helper, helpers, aid, aids
  integrated, built-in, inbuilt, in-built, embedded, bundled, out of the box, included
  modular, module, modules, modularity
  foundation, base, basis
  founder, founders, creator, creators, inventor, author, authors
  connect, connection, connections
  maintain, maintenance, maintainable, upkeep, maintaining
  suitable, suited, suits, suit, ideal, fit, fits, appropriate
  missing, lack, lacks, lacking, absent, without, does not have, do not have, has no, have no, does not include, not included, comes without
  reuse, reusable, reusability
  inspired, inspire, inspires, modelled, modeled, borrowed, influenced, based on, ideas, concepts, concept, idea
  team, group
  language, languages
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
  kill, murder
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
  refund, refunded, reimburse, reimbursement, repay, paid back
  contact, reach, get in touch, turn to, call
  assist, assistance, help, helpdesk
  broken, break, defective, damaged, fails, fail
  change, changes, alter, alteration, rewrite, rewriting
  previous, former, earlier
  huge, enormous
  trousers, pants
  autumn, fall
  problem, problems, issue, issues, trouble, troubles
  fly, flying, flight, flights
  store, keep, storage
  pause, stop, halt, suspend
  resume, continue
`;

/**
 * Words that speak of the same thing and do not mean the same: opposites, a measure and its ends. They help to find
 * where something is said of it, and never decide what is said.
 */
export const RELATED = `
  easy, hard, ease
  easy to learn, hard to learn, learning curve, beginners, get started
  cheap, expensive, cost, costs, price
  free, pay, paid, cost, price, fee
`;
