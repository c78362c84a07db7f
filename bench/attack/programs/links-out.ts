import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attack } from '../attack.js';
import { never } from '../attack.js';
import { TEAS } from '../program.js';

const SECRET = 'xylophonequark';
const OUTSIDE = `# Zarfs\n\n## Zarf\n\nA zarf is a ${SECRET} for a cup.\n`;
const ASKED = ['what is a zarf?', 'zarf', 'list all topics', SECRET];

export const linksOut: Attack = {
  name: 'links-out',
  claims: 'A link leads to no file outside of the knowledge folder',
  tries: 'links to a file, to a folder, over two links and relatively; at the start and while it runs',
  async run(stage) {
    const outside = await stage.folder({ 'secret.md': OUTSIDE, 'more/other.md': OUTSIDE });
    const links: readonly (readonly [string, string])[] = [
      [join(outside, 'secret.md'), 'file.md'],
      [join(outside, 'more'), 'folder'],
      [`../${outside.split('/').at(-1)}/secret.md`, 'relative.md'],
    ];
    const shows = (text: string) => (text.includes(SECRET) ? 1 : 0);
    let read = 0;
    for (const [target, name] of links) {
      const knowledge = await stage.folder();
      await cp(TEAS, knowledge, { recursive: true });
      await symlink(target, join(knowledge, name));
      for (const question of ASKED) {
        const { out } = await stage.docent(['ask', question, '--knowledge', knowledge]);
        read += shows(out.replaceAll(question, ''));
      }
    }
    const knowledge = await stage.folder();
    await cp(TEAS, knowledge, { recursive: true });
    const program = await stage.start({ knowledge });
    await symlink(join(outside, 'secret.md'), join(knowledge, 'first'));
    await symlink('first', join(knowledge, 'second.md'));
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    let served = 0;
    for (const question of ASKED.slice(0, 2)) served += shows(await (await program.ask(question)).text());
    return [
      never('answers from outside at the start', read),
      never('answers from outside while it runs', served),
      never('programs ended', program.hasEnded ? 1 : 0),
    ];
  },
};
