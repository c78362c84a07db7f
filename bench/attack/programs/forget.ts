import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ANNA } from '../../../test/discord-server/server.js';
import { APPLICATION } from '../../../test/discord-server/world.js';
import type { Attack } from '../attack.js';
import { never } from '../attack.js';
import { discordEnvironment } from '../stage.js';

const SECRET = 'xylophonequark';
/** Too long for a button. */
const QUESTION = `what is oolong? I ask as ${SECRET} ${'and would like to know it well '.repeat(8)}`;
const TIMES = 60;
/** After so long every record is written, in milliseconds. */
const WRITTEN_MS = 3_000;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

export const forget: Attack = {
  name: 'forget',
  claims: 'What a person asked is gone from every store once it is forgotten',
  tries: `${TIMES} questions with a secret word on Discord, texts kept; docent forget beside the running program; an old button`,
  async run(stage) {
    const discord = await stage.discord();
    const environment = { ...discordEnvironment(discord), DOCENT_KEEP_QUESTIONS: 'on' };
    const program = await stage.start({ environment });
    await discord.until('it is there', () => discord.rest.commands.length > 0);
    const asked = [];
    for (let i = 0; i < TIMES; i++)
      asked.push(discord.say(`<@${APPLICATION}> ${QUESTION} ${i}`, { mentions: [APPLICATION], by: ANNA }));
    for (const id of asked) await discord.answerTo(id);
    const answer = await discord.answerTo(asked[0] ?? '');
    await new Promise((resolve) => setTimeout(resolve, WRITTEN_MS));
    const data = join(stage.home, 'data');
    const holding = () => filesIn(data).filter((file) => readFileSync(file).includes(SECRET)).length;
    const before = holding();
    const forgotten = await stage.docent(['forget', ANNA]);
    const left = holding();
    const open = filesIn(data).filter(
      (file) => /records|turns|inbox|person|threads|forgotten/.test(file) && statSync(file).mode & 0o077,
    );
    const why = /"custom_id":"(1w[^"]*)"/.exec(JSON.stringify(answer.body))?.[1];
    const pressed = why === undefined ? null : discord.press(answer, why);
    if (pressed) await discord.answerTo(pressed.id);
    const shown = pressed ? JSON.stringify(discord.answersTo(pressed.id)) : '';
    await program.stop();
    return [
      never(
        'stores in which it was not to be found before (then nothing is shown by this)',
        before === 0 ? 1 : 0,
      ),
      never('commands that failed', forgotten.status === 0 ? 0 : 1),
      never('files that still hold it', left),
      never('files that hold it after the stop', holding()),
      never('files that others may read', open.length),
      never('old buttons without a response', pressed ? 0 : 1),
      never('old buttons that show it', shown.includes(SECRET) ? 1 : 0),
    ];
  },
};
