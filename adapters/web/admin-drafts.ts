import { html } from 'hono/html';
import { MAX_VERIFIED_QUESTION } from '../service/corrections/corrections.js';
import type { DraftToReview } from '../service/drafts/publishing.js';
import { ADMIN, page } from './admin-page.js';

type Html = ReturnType<typeof html>;

/** Most drafts that are shown. Ours: who has read these loads the page again. */
const MAX_SHOWN = 50;

/** What people wrote and others saved, to be published or discarded. @param told what came of the last one */
export function draftsPage(drafts: readonly DraftToReview[], told: string | null): Html {
  return page(html`
    <h1>Drafts</h1>
    <nav aria-label="Pages"><a href="${ADMIN}">What people asked and did not get</a></nav>
    ${told === null ? '' : html`<p role="status">${told}</p>`}
    <p>What people wrote, who agreed that it may become an article with their name.</p>
    ${drafts.length === 0 ? html`<p>There is nothing to read.</p>` : drafts.slice(0, MAX_SHOWN).map(draftView)}
    ${
      drafts.length > MAX_SHOWN
        ? html`<p class="note">Of ${drafts.length.toLocaleString('en')} the first ${MAX_SHOWN}.</p>`
        : ''
    }
    <form method="post" action="${ADMIN}/logout"><button>Log out</button></form>`);
}

function draftView({ id, title, question, words, name, on, link, platform, problems }: DraftToReview): Html {
  const where = /^https:/.test(link ?? '')
    ? html`<a href="${link}" rel="noreferrer">${platform}</a>`
    : platform;
  return html`<section aria-label="${title}">
    <h2>${title}</h2>
    <p>${name ?? 'Somebody'} on ${where}, ${on}</p>
    <pre class="quote">${words}</pre>
    ${
      problems.length === 0
        ? html`<p>The check finds nothing.</p>`
        : html`<p role="alert">The check finds:</p><ul>${problems.map((one) => html`<li>${one}</li>`)}</ul>`
    }
    <form method="post" action="${ADMIN}/drafts">
      <input type="hidden" name="id" value="${id}">
      <label for="title-${id}">Title</label>
      <input id="title-${id}" name="title" value="${title}" maxlength="${MAX_VERIFIED_QUESTION}" size="60">
      <label for="question-${id}">The question that it answers, as a whole</label>
      <input id="question-${id}" name="question" value="${question ?? ''}" maxlength="${MAX_VERIFIED_QUESTION}" size="60">
      <p><button name="do" value="publish">Publish</button> <button name="do" value="discard">Discard</button></p>
    </form>
  </section>`;
}
