import { createHash } from 'node:crypto';
import type { Attack } from '../attack.js';
import { never } from '../attack.js';
import type { Program } from '../program.js';

const ASKED = 'What is oolong?';
const ALGORITHMS = ['md5', 'sha1', 'sha256', 'sha512'];
const ENCODINGS = ['hex', 'base64url'] as const;
const LENGTHS = [12, 16, 20, 22, 24, 32, 43, 64];

/** Ids that somebody might make of a question. */
function guesses(question: string): string[] {
  const texts = [question, question.toLowerCase(), JSON.stringify({ question, conversation: null })];
  return texts.flatMap((text) =>
    ALGORITHMS.flatMap((algorithm) =>
      ENCODINGS.flatMap((encoding) => {
        const hash = createHash(algorithm).update(text).digest(encoding);
        return LENGTHS.map((length) => hash.slice(0, length));
      }),
    ),
  );
}

export const guessedAnswers: Attack = {
  name: 'guessed-answers',
  claims: 'Nobody learns by an id whether somebody asked a question',
  tries: `the same question before and after a restart, and ${guesses(ASKED).length} guesses of its id`,
  async run(stage) {
    const idIn = async (program: Program) => ((await (await program.ask(ASKED)).json()) as { id: string }).id;
    const first = await stage.start();
    const before = await idIn(first);
    await first.stop();
    const program = await stage.start();
    const id = await idIn(program);
    let found = 0;
    for (const guess of guesses(ASKED)) if ((await program.fetch(`/api/v1/answers/${guess}/why`)).ok) found++;
    const own = await program.fetch(`/api/v1/answers/${id}/why`);
    return [
      never('ids that the question alone gives', before === id ? 1 : 0),
      never('guesses that were found', found),
      never('ids of fewer than 96 bits', id.length < 16 ? 1 : 0),
      never('own answers that are not found', own.ok ? 0 : 1),
    ];
  },
};
