import { synthesize } from '../../synthetic.js';
import type { Attack } from '../attack.js';
import { atMost, never } from '../attack.js';

const MB = 2 ** 20;
const SIZE_MB = 20;
/** Passages of about 400 characters that are more than that. */
const PASSAGES = 80_000;
const WANTED_TIMES = 15;

/** All articles of a large corpus as one. */
function article(): string {
  const parts = synthesize(PASSAGES, 1).files.map(({ text }) => text.replace(/^# /, '## '));
  return `# Large\n\n${parts.join('\n\n')}`.slice(0, SIZE_MB * MB);
}

export const largeArticle: Attack = {
  name: 'large-article',
  claims: 'One large article takes memory in proportion to its text',
  tries: `one article of ${SIZE_MB} MB of prose, started with and answered beside`,
  async run(stage) {
    const bare = await stage.start();
    await bare.stop();
    const knowledge = await stage.folder({
      'large.md': article(),
      'small.md': '# Zarfs\n\nA zarf is a holder.\n',
    });
    const program = await stage.start({ knowledge });
    const answered = await program.ask('what is a zarf?');
    await answered.text();
    return [
      atMost(
        'most memory of all its processes beyond that for five teas, in times of the text',
        (program.mostMb - bare.mostMb) / SIZE_MB,
        WANTED_TIMES,
        '×',
      ),
      never('questions that failed', answered.ok ? 0 : 1),
    ];
  },
};
