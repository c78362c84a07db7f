import { html } from 'hono/html';
import type { CorrectionRecord } from '../records/record.js';
import type { Corrections, VerifiedInService } from '../service/corrections/corrections.js';
import { ADMIN, page, time } from './admin-page.js';

type Html = ReturnType<typeof html>;

const DID: Readonly<Record<CorrectionRecord['did'], string>> = {
  verified: 'verified it',
  undone: 'took it back',
  withdrawn: 'its passage changed: withdrawn',
  stands: 'its passage is back: given again',
  published: 'published it',
  revoked: 'its author wants it no more: taken out',
};

/** The verified answers, what was done to them, and a button that takes each back. @param told what came of the last one */
export function verifiedPage(
  { entries, log }: Awaited<ReturnType<Corrections['list']>>,
  told: string | null,
): Html {
  return page(html`
    <h1>Verified answers</h1>
    <nav aria-label="Pages"><a href="${ADMIN}">What people asked and did not get</a></nav>
    ${told === null ? '' : html`<p role="status">${told}</p>`}
    ${entries.length === 0 ? html`<p>Nobody has verified an answer yet.</p>` : table(entries)}
    <h2>What was done</h2>
    ${
      log.length === 0
        ? html`<p>Nothing in the time for which records are kept.</p>`
        : html`<ul>${log.map(({ at, by, did, platform, entry }) =>
            did === 'verified' || did === 'undone' || did === 'published'
              ? html`<li>${time(at)}: ${by} (${platform}) ${DID[did]}, ${entry}</li>`
              : html`<li>${time(at)}: ${entry}, ${DID[did]}</li>`,
          )}</ul>`
    }
    <form method="post" action="${ADMIN}/logout"><button>Log out</button></form>`);
}

function table(entries: readonly VerifiedInService[]): Html {
  return html`<table class="texts">
    <thead><tr>
      <th scope="col">Question</th><th scope="col">By</th><th scope="col">On</th>
      <th scope="col">Look again</th><th scope="col">Answer</th><th scope="col">Undo</th>
    </tr></thead>
    <tbody>${entries.map(
      ({ document, questions, by, on, reviewBy, quote, stands }) => html`<tr>
        <th scope="row">${questions.join(' / ')}<br><small>${document}</small></th>
        <td class="name" data-label="By">${by}</td><td class="short" data-label="On">${on}</td>
        <td class="short" data-label="Look again">${reviewBy ?? ''}</td>
        <td data-label="Answer">${quote === null ? 'a text of its own' : `${quote.article}: ${quote.section}`}${
          stands ? '' : html`<p role="alert">Withdrawn: what it quotes has changed.</p>`
        }</td>
        <td><form method="post" action="${ADMIN}/verified">
          <input type="hidden" name="document" value="${document}"><button>Take back</button>
        </form></td>
      </tr>`,
    )}</tbody>
  </table>`;
}
