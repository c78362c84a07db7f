import { suggest } from './api.js';
import { createCombobox } from './combobox.js';
import { createConversation } from './conversation.js';
import { byId, say } from './dom.js';
import { askedIn } from './permalink.js';
import { recallOnArrows } from './recall.js';
import { createSourcePanel } from './source-panel.js';
import { greet } from './welcome.js';

const input = byId('question', HTMLInputElement);
const conversation = createConversation();
const combobox = createCombobox(input, byId('suggestions', HTMLElement), suggest, conversation.put);
recallOnArrows(input, conversation.questions);

byId('ask', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  combobox.close();
  conversation.put(input.value);
});

byId('restart', HTMLButtonElement).addEventListener('click', () => {
  conversation.begin(null);
  if (location.hash !== '') location.hash = '#/';
  input.focus();
  say('A new conversation');
});

/** Asks what the address names, unless that is what is shown. */
function follow() {
  const asked = askedIn(location.hash);
  if (asked === null || conversation.begun() === location.hash) return;
  conversation.begin(location.hash);
  conversation.putAll(asked);
}

addEventListener('hashchange', follow);
conversation.restore();
follow();
// One that cannot be shown has no width, which is known then too.
await byId('logo', HTMLImageElement)
  .decode()
  .catch(() => undefined);
await createSourcePanel(() => {
  const desk = byId('desk', HTMLElement);
  if (!desk.classList.contains('loading')) return;
  desk.classList.remove('loading');
  conversation.showLast();
});
// Without articles and examples one can still ask: what is wrong is said with the first answer.
await greet(conversation.put).catch(() => undefined);
