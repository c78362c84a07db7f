import type { Attack } from '../attack.js';
import { never } from '../attack.js';

/** What a terminal obeys: title, colours, clipboard, a link, C1 controls, a bell. */
const CONTROLS = [
  '\u001b]0;owned\u0007',
  '\u001b[31m',
  '\u001b]52;c;aGk=\u0007',
  '\u001b]8;;http://evil\u001b\\',
  '\u009b31m',
  '\u0007',
];
const ARTICLE = `---
title: Zarfs ${CONTROLS.join('')}
---
# Zarfs

## Zarf ${CONTROLS.join('')}

A zarf is a holder${CONTROLS.join('')} for a cup.

\`\`\`
zarf ${CONTROLS.join('')}
\`\`\`
`;

/** Controls but line breaks and tabs; where nobody sits at a terminal the program prints no colours itself. */
const ALIVE = /[^\P{Cc}\n\r\t]/gu;

export const escapesInTerminal: Attack = {
  name: 'escapes-in-terminal',
  claims: 'No article speaks to the terminal',
  tries: `${CONTROLS.length} controls in title, heading, text and code; ask, chat, check`,
  async run(stage) {
    const knowledge = await stage.folder({
      'a.md': ARTICLE,
      [`b${'\u001b[31m'}.md`]: '---\ntitle: [\n---\n',
    });
    const good = await stage.folder({ 'a.md': ARTICLE });
    const runs = [
      await stage.docent(['ask', 'what is a zarf?', '--knowledge', good]),
      await stage.docent(['ask', '--explain', 'zarf code', '--knowledge', good]),
      await stage.docent(['chat', '--knowledge', good], {}, 'what is a zarf?\nzarf\n'),
      await stage.docent(['check', '--knowledge', knowledge]),
    ];
    const alive = runs.flatMap(({ out, err }) => `${out}${err}`.match(ALIVE) ?? []);
    return [
      never('controls that were printed', alive.length),
      never('answers that do not say the rest', runs[0]?.out.includes('A zarf is a holder') ? 0 : 1),
    ];
  },
};
