/** A question in a chat, and its answer below, as HTML: our own drawing, styled by `pictures.css`. */
import { escapeHtml } from '../adapters/process/html.js';

export type Platform = 'discord' | 'slack';

/** @param answers messages as HTML, of which the first is the reply */
export function chatFrame(platform: Platform, question: string, answers: readonly string[]): string {
  const asked = `<p class="chat-text"><span class="chat-mention">@Docent</span> ${escapeHtml(question)}</p>`;
  const time = platform === 'discord' ? 'Today at 10:24' : '10:24';
  const turns = [
    turn('Anna', '', time, asked),
    ...answers.map((html) => turn('Docent', '<span class="chat-app">APP</span>', time, html)),
  ];
  return `<body class="chat-${platform}">${turns.join('')}</body>`;
}

function turn(name: string, badge: string, time: string, html: string): string {
  const letter = name.charAt(0);
  return `<section class="chat-turn">
    <span class="chat-face chat-face-${letter}">${letter}</span>
    <div class="chat-said"><p class="chat-name"><b>${name}</b> ${badge} <time>${time}</time></p>${html}</div>
  </section>`;
}
