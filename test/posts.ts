import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seeded } from '../bench/synthetic.js';
import { parseQuestionSet, type Question } from '../src/eval/question-set.js';
import { ROOT } from './builders.js';

/** A post as somebody writes it in a channel, and what there is to it. */
export interface MadePost {
  readonly kind: 'covered' | 'near' | 'off topic' | 'chatter';
  readonly text: string;
  /** What a right answer holds; `null`: every answer is wrong. */
  readonly question: Question | null;
}

const SETS = ['dev', 'community-1', 'community-2'];

/** The questions of the sets that stand by themselves. */
export async function questionsOfSets(): Promise<Question[]> {
  const sets = await Promise.all(
    SETS.map(async (name) => {
      const file = join(ROOT, `test/eval/${name}.jsonl`);
      return parseQuestionSet(await readFile(file, 'utf8'), file);
    }),
  );
  return sets.flat().filter(({ context }) => context.length === 0);
}

/** Whether an answer says what it should. @param text without marks of formatting */
export function isRight({ must, any = [], mustNot }: Question, text: string): boolean {
  return (
    must.every((pattern) => pattern.test(text)) &&
    (any.length === 0 || any.some((pattern) => pattern.test(text))) &&
    !mustNot.some((pattern) => pattern.test(text))
  );
}

const lines = (text: string): string[] => text.trim().split('\n');

const FRAMEWORKS = lines(`
Django
Laravel
Rails
Express
CakePHP
Flask
ASP.NET Core
Spring Boot
Koa
Phoenix`);

/** What people ask of a framework that the article says nothing of. */
const TROUBLES = lines(`
How do I get rid of the CORS error in #?
Why does the memory of a # process grow until it is killed?
how can I pin the # version in a Dockerfile
Is there a # plugin for payments with Stripe?
What changed between the last two major versions of #?
Hey, how do I debug # in VS Code with breakpoints?
anyone know how to paginate a long table in #?
How much RAM does a small # site need on a VPS?
is there a good book on # for beginners?
How do I export rows as CSV in #?
What is the hourly rate of a freelance # developer?
how do I translate a # site into French and Polish
Which colour is the logo of #?
When is the next # conference?
How do I put # behind nginx with two domains?
why is my # test suite so slow on GitHub Actions
How do I upload files larger than 2 GB to #?
Does # run on an ARM board like the Raspberry Pi?
What is the keyboard shortcut to restart the # dev server?
How do I send a push notification to iOS from #?`);

const OFF_TOPIC = lines(`
How long do I have to boil an egg so that it stays soft?
What is the best way to clean a mechanical keyboard?
Which train goes from Vienna to Graz on Sundays?
how do i remove a stripped screw
Is it normal that a new fridge hums at night?
Why is the sky blue at noon and red in the evening?
How do I sharpen a kitchen knife without a stone?
What does the fox say in that song?
Can anyone explain how compound interest works?
how many moons does Jupiter have
What is a good gift for a four year old?
Is there a way to mute one tab in Firefox?
How do I convert HEIC pictures to JPEG on a Mac?
Which graphics card fits a 450 W power supply?
how do I reset the password of my router
What is the difference between a crow and a raven?
Does aspirin help against a hangover?
How do I tune a ukulele by ear?
Why do cats knead blankets?
Where can I renew a passport in Hamburg?
How do I get coffee stains out of a white shirt?
what's the offside rule, in short?
How do I stop Excel from changing dates?
Which yoga pose helps against back pain?
How deep is the Mariana Trench?
What is the plot of Dune?
How do you say thank you in Japanese?
Which monitor size is right for two metres of distance?
how do i center a picture in Word
Is 5G faster than fibre?`);

const CHATTER = lines(`
Good morning all!
lol that build took forty minutes again
Who is up for lunch?
We moved the whole thing to # last week, feels great
# again, of course
I love # more every day
thanks, that worked!
brb
Does anybody here use # at work?
what do you all think of #?
Anyone tried # on the new laptops?
Finally got my # certificate :tada:
I gave a talk on # yesterday, slides are pinned
same here
The # meetup was fun, see you next month
can we please not start the # versus the world debate again
ok so I rewrote the login in # and nobody noticed
Happy Friday everyone
Are you coming to the # workshop tomorrow?
my boss wants everything in # now
Should we move our blog to #?
haha classic #
Do you like # or is it just me?
That is what I said about # two years ago
the docs of # are better than people say
Sorry, wrong channel
Which one of you broke the staging server?
+1 for #
Merged, please pull
I will be late to the call`);

/** What people write before and behind a question. */
const BEFORE = [
  '',
  '',
  '',
  'Hi all! ',
  'Hey, ',
  'quick question: ',
  'Evening folks, I am new here. ',
  'Sorry if this was asked before. ',
];
const BEHIND = ['', '', '', '', ' Thanks!', ' Thanks in advance.', ' Any pointer is welcome.', ' :pray:'];

/** Posts of a community, the same for the same seed. */
export interface Posts {
  covered(): MadePost;
  near(): MadePost;
  offTopic(): MadePost;
  chatter(): MadePost;
}

/** @param questions of which posts are made that the article covers, or that come near it */
export function createPosts(questions: readonly Question[], seed = 1): Posts {
  const random = seeded(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const about = (text: string) => text.replaceAll('#', pick(FRAMEWORKS));
  const written = (question: string) => {
    const mark = /[.?!]$/.test(question) ? '' : pick(['', '?', ' ?']);
    const body = random() < 0.2 ? question.toLowerCase() : question;
    return `${pick(BEFORE)}${body}${mark}${pick(BEHIND)}`;
  };
  const isAsked = ({ kind }: Question) => !/^(?:adversarial|smalltalk|meta|followup)$/.test(kind);
  const covered = questions.filter((one) => one.abstain === false && isAsked(one));
  const uncovered = questions.filter((one) => one.abstain === true && isAsked(one));
  return {
    covered() {
      const question = pick(covered);
      return { kind: 'covered', text: written(question.q), question };
    },
    near() {
      const text = random() < 0.3 ? pick(uncovered).q : about(pick(TROUBLES));
      return { kind: 'near', text: written(text), question: null };
    },
    offTopic: () => ({ kind: 'off topic', text: written(pick(OFF_TOPIC)), question: null }),
    chatter: () => ({ kind: 'chatter', text: about(pick(CHATTER)), question: null }),
  };
}
