import { html } from 'hono/html';
import { type Bar, MAX_WRONG, MIN_VOTES, percent } from '../chat/least-likelihood.js';
import type { WouldSay } from '../chat/listening.js';
import { ADMIN, page, time } from './admin-page.js';

type Html = ReturnType<typeof html>;

/** Most answers that are listed. Ours: nobody reads more at a time. */
const MAX_LISTED = 200;

export interface UnaskedView {
  /** Last first. */
  readonly noted: readonly WouldSay[];
  readonly bar: Bar;
}

/** What dry runs would have said, where nobody asked. */
export function unaskedPage({ noted, bar }: UnaskedView): Html {
  return page(html`
    <h1>What would be answered unasked</h1>
    <nav aria-label="Pages"><a href="${ADMIN}">What people asked and did not get</a></nav>
    <p>An answer must be at least ${percent(bar.likelihood)} sure: ${sourceOf(bar)}.</p>
    ${
      noted.length === 0
        ? html`<p>No dry run has noted anything in the time for which records are kept.</p>`
        : table(noted.slice(0, MAX_LISTED))
    }
    ${noted.length > MAX_LISTED ? html`<p class="note">Of ${noted.length.toLocaleString('en')} the last ${MAX_LISTED}.</p>` : ''}
    ${
      noted.some(({ question }) => question !== null) || noted.length === 0
        ? ''
        : html`<p class="note">The texts of questions are not kept. DOCENT_KEEP_QUESTIONS=on keeps them.</p>`
    }
    <form method="post" action="${ADMIN}/logout"><button>Log out</button></form>`);
}

function sourceOf({ from, votes }: Bar): string {
  switch (from) {
    case 'setting':
      return 'so says DOCENT_LISTEN_LIKELIHOOD';
    case 'votes':
      return `from there on at most ${percent(MAX_WRONG)} of ${votes.toLocaleString('en')} votes say that it did not help`;
    case 'default':
      return `the default, since of ${votes.toLocaleString('en')} votes no ${MIN_VOTES} show where at most ${percent(MAX_WRONG)} say that it did not help`;
  }
}

function table(noted: readonly WouldSay[]): Html {
  return html`<table>
    <thead><tr>
      <th scope="col">Question</th><th scope="col">Sure</th><th scope="col">Where</th>
      <th scope="col">When</th><th scope="col">From</th>
    </tr></thead>
    <tbody>${noted.map(
      ({ question, likelihood, platform, rooms, at, cites }) => html`<tr>
        <th scope="row">${question ?? 'A question'}</th>
        <td data-label="Sure">${percent(likelihood)}</td>
        <td data-label="Where">${platform} ${rooms[0] ?? ''}</td>
        <td data-label="When">${time(new Date(at))}</td>
        <td data-label="From">${cites}</td>
      </tr>`,
    )}</tbody>
  </table>`;
}
