import { Hono } from 'hono';
import { html } from 'hono/html';
import { plainText } from '../../src/answer/plain-text.js';
import {
  type Corrections,
  type Corrector,
  MAX_VERIFIED_QUESTION,
  MAX_VERIFIED_TEXT,
  type OfferedPassage,
  type SeeingBot,
} from '../service/corrections/corrections.js';
import { STYLE } from './admin-page.js';
import { behindDoor } from './token-door.js';

type Html = ReturnType<typeof html>;

/** Where the page is mounted. */
export const CORRECT = '/correct';
/** Longest name of who corrects, in characters. Ours. */
const MAX_NAME = 60;
const NOTHING_CHOSEN = 'Please choose the passage that answers, or write an answer.';

export interface CorrectDeps {
  /** What opens the page; `null`: there is no such page. */
  readonly token: string | null;
  readonly corrections: Corrections;
  /** The bot that sees what is seen on the page. */
  readonly bot: () => Promise<SeeingBot>;
}

/** The page on which an answer of the chat page is corrected by who knows the token. */
export function correctRoutes({ token, corrections, bot }: CorrectDeps): Hono {
  if (token === null) return new Hono();
  const app = behindDoor({
    ...{ token, cookie: 'docent_correct', path: CORRECT, realm: 'Docent corrections', loginPage },
    styles: { '/correct.css': STYLE },
  });
  const view = async (question: string, name: string, told: string | null) => {
    const here = await bot();
    const answer = question === '' ? null : await here.ask(question);
    const passages = question === '' ? [] : await corrections.candidates(question, here);
    return correctPage({
      ...{ question, name, told, passages },
      answer: answer && plainText({ ...answer, suggestions: null }),
      isVerified: answer !== null && answer.verified !== null,
    });
  };
  app.get('/', async (c) => c.html(await view(c.req.query('question')?.trim() ?? '', '', null)));
  app.post('/', async (c) => {
    const form = await c.req.parseBody();
    const field = (name: string) => (typeof form[name] === 'string' ? form[name].trim() : '');
    const [question, name] = [field('question'), field('name').slice(0, MAX_NAME)];
    if (name === '') return c.html(await view(question, name, 'Please write your name.'), 400);
    const who: Corrector = { platform: 'web', person: name, name, reach: null };
    const [passage, text] = [field('passage'), field('text')];
    const isUndo = field('do') === 'undo';
    if (!isUndo && passage === '' && text === '')
      return c.html(await view(question, name, NOTHING_CHOSEN), 400);
    const here = await bot();
    const outcome = isUndo
      ? await corrections.undoFor(question, who, here)
      : await corrections.correct(question, text === '' ? { passage } : { text }, who, here);
    return c.html(await view(question, name, outcome.text), outcome.done === 'refused' ? 400 : 200);
  });
  return app;
}

interface View {
  readonly question: string;
  readonly name: string;
  /** What came of the last press. */
  readonly told: string | null;
  readonly answer: string | null;
  readonly isVerified: boolean;
  readonly passages: readonly OfferedPassage[];
}

function correctPage({ question, name, told, answer, isVerified, passages }: View): Html {
  return page(html`
    <h1>Correct an answer</h1>
    <nav aria-label="Pages"><a href="/">Back to the questions</a></nav>
    ${told === null ? '' : html`<p role="status">${told}</p>`}
    ${answer === null ? '' : html`<h2>The answer now</h2><pre class="quote">${answer}</pre>`}
    <form method="post" action="${CORRECT}">
      <label for="question">Question, as a whole</label>
      <input id="question" name="question" value="${question}" maxlength="${MAX_VERIFIED_QUESTION}" size="60" required>
      <label for="name">Your name, which stands above the answer</label>
      <input id="name" name="name" value="${name}" maxlength="${MAX_NAME}" autocomplete="name" required>
      ${
        passages.length === 0
          ? ''
          : html`<fieldset><legend>The passage that answers</legend>${passages.map(
              ({ key, title, section, text }) => html`<p>
                <input type="radio" id="p-${key}" name="passage" value="${key}">
                <label for="p-${key}">${title} › ${section}</label></p><pre class="quote">${text}</pre>`,
            )}</fieldset>`
      }
      <label for="text">Or an answer in your own words</label>
      <textarea id="text" name="text" rows="6" cols="60" maxlength="${MAX_VERIFIED_TEXT}"></textarea>
      <p><button name="do" value="verify">Verify</button>
      ${isVerified ? html`<button name="do" value="undo">Take back the present one</button>` : ''}</p>
    </form>
    <form method="post" action="${CORRECT}/logout"><button>Log out</button></form>`);
}

function loginPage(wasWrong: boolean, back: string): Html {
  return page(html`
    <h1>Correct an answer</h1>
    ${wasWrong ? html`<p role="alert">That is not the token.</p>` : ''}
    <form method="post" action="${CORRECT}/login">
      <input type="hidden" name="back" value="${back}">
      <label for="token">The token in DOCENT_CORRECT_TOKEN, which whoever runs Docent can give you</label>
      <input id="token" name="token" type="password" autocomplete="current-password" required>
      <button>Go on</button>
    </form>`);
}

function page(main: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Docent: correct an answer</title>
<link rel="stylesheet" href="${CORRECT}/correct.css">
</head>
<body><main>${main}</main></body>
</html>`;
}
