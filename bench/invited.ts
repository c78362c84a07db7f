/**
 * How likely an answer must be right that nobody asked for: `npm run bench:invited`, or with `words`, without the
 * models. The shipped article is asked the questions of the sets, and posts of a community that come near it, ask for
 * other things, or ask nothing (`test/posts.ts`). For each likelihood: what share of the covered ones is said from it on,
 * and what share of what is said is wrong. Where a post asks nothing, or asks people, nothing is said.
 */
import { questionsIn } from '../adapters/chat/posts.js';
import { openMeaning } from '../adapters/service/meaning.js';
import { openBot } from '../adapters/service/open-bot.js';
import { plainText } from '../src/answer/plain-text.js';
import { createPosts, isRight, questionsOfSets } from '../test/posts.js';
import { table } from './figures.js';

const LIKELIHOODS = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.88, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97];
/** Posts of a kind. */
const COUNT = 600;

const environment = process.argv[2] === 'words' ? { MEANING: 'words' } : {};
const models = await openMeaning({ environment, warn: (message) => process.stderr.write(`${message}\n`) });
const { bot, meaning } = await openBot({
  knowledge: 'knowledge',
  environment,
  cache: false,
  meaning: models,
});
await meaning?.settled;
const questions = await questionsOfSets();
const made = createPosts(questions, 7);

interface Said {
  readonly likelihood: number;
  readonly isRight: boolean;
}

const counts = new Map<string, number>();
const said: Said[] = [];
const shown: string[] = [];
for (let i = 0; i < COUNT; i++)
  for (const post of [made.covered(), made.near(), made.offTopic(), made.chatter()]) {
    counts.set(post.kind, (counts.get(post.kind) ?? 0) + 1);
    const asked = questionsIn({ post: { rooms: [], title: null }, text: post.text });
    if (typeof asked === 'string') {
      if (post.kind === 'covered') counts.set(asked, (counts.get(asked) ?? 0) + 1);
      continue;
    }
    const answer = await bot.ask(asked[0] ?? '');
    if (answer.status !== 'answered') continue;
    const right = post.question !== null && isRight(post.question, plainText(answer).replace(/[*_~`]/g, ''));
    said.push({ likelihood: answer.confidence, isRight: right });
    if (!right) shown.push(`${answer.confidence.toFixed(3)} ${post.kind}: ${post.text}`);
  }

const covered = counts.get('covered') ?? 0;
process.stdout.write(
  `${table(
    ['from a likelihood of', 'said', 'of the covered, right', 'wrong', 'share wrong'],
    LIKELIHOODS.map((least) => {
      const some = said.filter(({ likelihood }) => likelihood >= least);
      const wrong = some.filter((one) => !one.isRight).length;
      return [
        least.toFixed(2),
        String(some.length),
        `${((100 * (some.length - wrong)) / covered).toFixed(1)} %`,
        String(wrong),
        `${((100 * wrong) / some.length).toFixed(1)} %`,
      ];
    }),
  )}\n\n${[...counts].map(([kind, count]) => `${kind} ${count}`).join(', ')}\n`,
);
if (process.argv.includes('--wrong'))
  process.stdout.write(`${[...new Set(shown)].sort().reverse().join('\n')}\n`);
