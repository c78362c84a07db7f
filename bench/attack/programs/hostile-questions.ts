import { seeded } from '../../synthetic.js';
import type { Attack } from '../attack.js';
import { atMost, never } from '../attack.js';
import { hostileQuestion } from '../question-shapes.js';

const QUESTIONS = 1_500;
const SEED = 1;
const AT_A_TIME = 8;
const MOST_ANSWER_MS = 1_000;
/** What may stand in no answer: what a platform or a browser would obey. */
const ALIVE = ['<script', '\u001b', '\u0000', '\u202e'];

export const hostileQuestions: Attack = {
  name: 'hostile-questions',
  claims: 'No question ends the program, takes long, or is answered in two ways',
  tries: `${QUESTIONS} hostile questions over HTTP, each twice, seed ${SEED}`,
  async run(stage) {
    const program = await stage.start();
    const random = seeded(SEED);
    const questions = Array.from({ length: QUESTIONS }, () => hostileQuestion(random));
    let errors = 0;
    let alive = 0;
    let slowestMs = 0;
    const answer = async (question: string): Promise<string> => {
      const start = performance.now();
      const response = await program.ask(question);
      const text = await response.text();
      slowestMs = Math.max(slowestMs, performance.now() - start);
      if (response.status >= 500) errors++;
      const { blocks, status } = JSON.parse(text) as { blocks?: unknown; status: unknown };
      const shown = JSON.stringify({ blocks, status });
      if (ALIVE.some((one) => shown.includes(JSON.stringify(one).slice(1, -1)))) alive++;
      return shown;
    };
    const rounds: string[][] = [];
    for (let round = 0; round < 2; round++) {
      const answers: string[] = [];
      for (let i = 0; i < QUESTIONS; i += AT_A_TIME)
        answers.push(...(await Promise.all(questions.slice(i, i + AT_A_TIME).map(answer))));
      rounds.push(answers);
    }
    return [
      never('errors of the server', errors),
      never(
        'different answers to the same question',
        questions.filter((_, i) => rounds[0]?.[i] !== rounds[1]?.[i]).length,
      ),
      never('answers with something alive in them', alive),
      atMost(`slowest answer, ${AT_A_TIME} at a time`, slowestMs, MOST_ANSWER_MS, 'ms'),
      never('programs ended', program.hasEnded ? 1 : 0),
    ];
  },
};
