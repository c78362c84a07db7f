/** What is said in a chat, as HTML: our own drawing, styled by `pictures.css`. */
import { escapeHtml } from '../adapters/process/html.js';

export type Platform = 'discord' | 'slack' | 'telegram';

/** A message of a chat. */
export interface Line {
  /** Who wrote it; without, Docent. */
  readonly by?: string;
  readonly html: string;
  /** Whether who asked sees it and nobody else. */
  readonly isPrivate?: boolean;
}

/** What a person wrote. @param isCalling whether they turn to the bot */
export function written(by: string, text: string, isCalling = true): Line {
  const call = isCalling ? '<span class="chat-mention">@Docent</span> ' : '';
  return { by, html: `<p class="chat-text">${call}${escapeHtml(text)}</p>` };
}

/** What somebody does, between two messages: "Anna presses Correct this". */
export const done = (text: string): Line => ({
  by: '',
  html: `<p class="chat-done">${escapeHtml(text)}</p>`,
});

export function chatFrame(platform: Platform, lines: readonly Line[]): string {
  const time = platform === 'discord' ? 'Today at 10:24' : '10:24';
  const badge = platform === 'telegram' ? '' : '<span class="chat-app">APP</span>';
  const turns = lines.map(({ by = 'Docent', html, isPrivate = false }) =>
    by === ''
      ? html
      : turn(
          by,
          by === 'Docent' ? badge : '',
          time,
          isPrivate ? `${html}<p class="chat-alone">Only you can see this</p>` : html,
        ),
  );
  return `<body class="chat-${platform}">${turns.join('')}</body>`;
}

function turn(name: string, badge: string, time: string, html: string): string {
  const letter = name.charAt(0);
  return `<section class="chat-turn">
    <span class="chat-face chat-face-${letter}">${letter}</span>
    <div class="chat-said"><p class="chat-name"><b>${name}</b> ${badge} <time>${time}</time></p>${html}</div>
  </section>`;
}
