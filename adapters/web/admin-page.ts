import { html, raw } from 'hono/html';
import { type Overdue, overdueArticles } from '../../src/check/overdue.js';
import type { Contents } from '../../src/knowledge/contents.js';
import { dayText } from '../../src/text/day.js';
import { TITLES } from '../platforms.js';
import type { Part, PartPage } from '../records/gap-books.js';
import { failedNote, type GapReport, gapNotes, gapTitle } from '../records/gap-report.js';
import { type Gap, periodDays } from '../records/gaps.js';
import { type AnswerChanges, changesText } from '../service/compare-answers.js';
import type { KnowledgeState } from '../service/reload.js';
import { type SourceStatus, statusText } from '../sources/status.js';

/** Where the page is mounted. */
export const ADMIN = '/admin';

type Html = ReturnType<typeof html>;

const DAY_MS = 86_400_000;
/** Times to choose from, in days. */
const TIMES = [7, 30, 90];

/** Width of a bar with its gap, and height of a chart, in pixels. */
const BAR = 8;
const HEIGHT = 28;

/** A page of the groups of a kind. */
export interface ShownPart extends PartPage {
  readonly part: Part;
}

export interface AdminView {
  readonly report: Pick<GapReport, 'from' | 'to' | 'size' | 'unasked' | 'unencoded' | 'failed'>;
  /** One of them, or all of them. */
  readonly parts: readonly ShownPart[];
  readonly days: number;
  readonly keptDays: number;
  readonly contents: Contents;
  readonly knowledge: KnowledgeState;
  readonly sources: readonly SourceStatus[];
}

const HEADINGS: Readonly<Record<Part, string>> = {
  open: 'Not answered, or the answer did not help',
  reserved: 'Answered with a reserve',
  answered: 'Answered by now, since the articles changed',
};

/** What people asked and did not get, and what the last change of the knowledge did. */
export function adminPage(view: AdminView): Html {
  const { report, parts, days, keptDays, contents, knowledge, sources } = view;
  const times = [...new Set([...TIMES.filter((time) => time < keptDays), keptDays])];
  const gaps = parts.flatMap((part) => part.gaps);
  return page(html`
    <h1>What people asked and did not get</h1>
    <nav aria-label="Time">
      ${times.map((time) =>
        time === days
          ? html`<a href="?days=${time}" aria-current="page">${time} days</a> `
          : html`<a href="?days=${time}">${time} days</a> `,
      )}
      <a href="${ADMIN}/gaps.csv?days=${days}" download>CSV</a>
    </nav>
    <p><a href="${ADMIN}/preview">See an answer as ${TITLES} show it</a></p>
    <p><a href="${ADMIN}/verified">What people verified and took back</a></p>
    <p><a href="${ADMIN}/drafts">What people wrote, to be published or not</a></p>
    <p><a href="${ADMIN}/unasked">What would be answered unasked</a></p>
    ${knowledgeView(knowledge, contents)}
    ${sourcesView(sources)}
    ${overdueView(overdueArticles(contents.documents, new Date().toISOString().slice(0, 10)))}
    ${sizeView(report)}
    ${parts.map((part) => partView(part, report, contents, days))}
    ${
      gaps.some(({ questions }) => questions.length > 0) || gaps.length === 0
        ? ''
        : html`<p class="note">The texts of questions are not kept: groups are told by subjects, words and kind. DOCENT_KEEP_QUESTIONS=on keeps them.</p>`
    }
    <form method="post" action="${ADMIN}/logout"><button>Log out</button></form>`);
}

/** What of the time the groups leave out, and what is not known of them yet. */
function sizeView(report: AdminView['report']): Html {
  const { size, unasked, unencoded } = report;
  const failed = failedNote(report);
  const number = (n: number) => n.toLocaleString('en');
  return html`${
    size.read < size.all
      ? html`<p class="note">Of ${number(size.all)} records in this time the last ${number(size.read)} are grouped, from ${time(size.since)} on.</p>`
      : ''
  }${
    unasked === 0
      ? ''
      : html`<p class="note">${number(unasked)} of the kept questions were not asked again yet; load the page once more to see which of them the articles answer by now.</p>`
  }${
    unencoded === 0
      ? ''
      : html`<p class="note">${number(unencoded)} of the most asked questions are grouped by words for now; meaning groups them as soon as it is worked out. Load the page once more.</p>`
  }${failed === '' ? '' : html`<p role="alert">${failed}</p>`}`;
}

/** Only what was not answered is missed when there is none of it. */
function partView(shown: ShownPart, report: AdminView['report'], contents: Contents, days: number): Html {
  const { part, groups, gaps } = shown;
  if (groups === 0 && part !== 'open') return html``;
  return html`<h2>${HEADINGS[part]}</h2>
    ${
      part === 'reserved'
        ? html`<p>What came closest was shown, with the words that it may not be the answer, and nobody said that it helped. Where it is right, say it in the article in the words of the question; where it is not, the answer is lacking.</p>`
        : ''
    }
    ${groups === 0 ? html`<p>Nothing in this time.</p>` : table(gaps, report, contents, days)}
    ${pagesView(shown, days)}`;
}

function pagesView({ part, groups, page, pages }: ShownPart, days: number): Html {
  if (pages === 1) return html``;
  const to = (at: number) => `?days=${days}&part=${part}&page=${at}`;
  return html`<nav aria-label="Pages of “${HEADINGS[part]}”">
    ${page > 1 ? html`<a href="${to(page - 1)}" rel="prev">Asked more often</a>` : ''}
    Page ${page} of ${pages}, ${groups.toLocaleString('en')} groups
    ${page < pages ? html`<a href="${to(page + 1)}" rel="next">Asked less often</a>` : ''}
  </nav>`;
}

/** Asks for the token. */
export function loginPage(wasWrong: boolean): Html {
  return page(html`
    <h1>Docent</h1>
    ${wasWrong ? html`<p role="alert">That is not the token.</p>` : ''}
    <form method="post" action="${ADMIN}/login">
      <label for="token">The token in DOCENT_ADMIN_TOKEN</label>
      <input id="token" name="token" type="password" autocomplete="current-password" required>
      <button>Log in</button>
    </form>`);
}

/** A page for who runs the bot. */
export function page(main: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Docent: what was not answered</title>
<link rel="stylesheet" href="${ADMIN}/admin.css">
</head>
<body><main>${main}</main></body>
</html>`;
}

function knowledgeView({ since, rolledBack, changes, fault }: KnowledgeState, contents: Contents): Html {
  const { documents, passages } = contents;
  return html`<section aria-label="Knowledge">
    <h2>Knowledge</h2>
    <p>${documents.length === 1 ? '1 article' : `${documents.length} articles`}, ${passages} passages, in service since ${time(since)}${
      rolledBack ? '; an older version that somebody went back to' : ''
    }.</p>
    ${fault === null ? '' : html`<p role="alert">What the folder holds is not in service.</p><pre>${fault}</pre>`}
    ${changes === null ? '' : changesView(changes)}
  </section>`;
}

/** Most articles that are listed as overdue; of more the number is told. Ours. */
const MAX_OVERDUE = 50;

/** Articles that somebody was to look at again by now. */
function overdueView(overdue: readonly Overdue[]): Html {
  if (overdue.length === 0) return html``;
  const more = overdue.length - MAX_OVERDUE;
  return html`<section aria-label="Overdue">
    <h2>To be looked at again</h2>
    <ul>${overdue
      .slice(0, MAX_OVERDUE)
      .map(
        ({ document, title, owner, reviewBy }) =>
          html`<li>${title} <small>${document}</small>: by ${dayText(reviewBy)}${owner === null ? '' : `, ${owner}`}</li>`,
      )}${more > 0 ? html`<li>and ${more} more</li>` : ''}</ul>
  </section>`;
}

/** What the knowledge is synced from. */
function sourcesView(sources: readonly SourceStatus[]): Html {
  if (sources.length === 0) return html``;
  return html`<section aria-label="Sources">
    <h2>Sources</h2>
    <ul>${sources.map((source) =>
      source.error === null
        ? html`<li>${statusText(source)}</li>`
        : html`<li><p role="alert">${statusText(source)}</p></li>`,
    )}</ul>
  </section>`;
}

function changesView(changes: AnswerChanges): Html {
  const lists: [string, readonly string[]][] = [
    ['Lost', changes.lost],
    ['Now with a reserve', changes.doubted],
    ['Changed', changes.changed],
    ['Gained', changes.gained],
  ];
  return html`<details>
    <summary>The last change: ${changesText(changes)}, of ${changes.asked} questions</summary>
    ${lists.map(([what, questions]) =>
      questions.length === 0
        ? ''
        : html`<h3>${what}</h3><ul>${questions.map((question) => html`<li>${question}</li>`)}</ul>`,
    )}
  </details>`;
}

function table(gaps: readonly Gap[], report: AdminView['report'], contents: Contents, days: number): Html {
  const charted = periodDays(report) === 1 ? 'By day' : 'By week';
  return html`<table>
    <thead><tr>
      <th scope="col">About</th><th scope="col">Asked</th><th scope="col">People</th>
      <th scope="col">Not helpful</th><th scope="col">${charted}</th><th scope="col">Article</th>
    </tr></thead>
    <tbody>${gaps.map(
      (gap) => html`<tr>
        <th scope="row">${aboutView(gap, contents)}</th>
        <td data-label="Asked">${gap.asked}</td><td data-label="People">${gap.people}</td>
        <td data-label="Not helpful">${gap.unhelpful}</td>
        <td data-label="${charted}">${chart(gap, report)}</td>
        <td><a href="${ADMIN}/stubs/${gap.id}?days=${days}">Write this</a></td>
      </tr>`,
    )}</tbody>
  </table>`;
}

function aboutView(gap: Gap, contents: Contents): Html {
  const title = html`${gapTitle(gap, contents)}${gapNotes(gap).map((note) => ` (${note})`)}`;
  if (gap.questions.length === 0) return html`${title} <small>${gap.kinds.join(', ')}</small>`;
  const { questions, moreQuestions: more } = gap;
  const all = questions.length + more;
  return html`${title}<details><summary>${all === 1 ? '1 question' : `${all} questions`}</summary>
    <ul>${questions.map((question) => html`<li>${question}</li>`)}${more > 0 ? html`<li>and ${more} more</li>` : ''}</ul></details>`;
}

/** Bars without a style or script of their own; what they show is told in words too. */
function chart({ counts }: Gap, report: AdminView['report']): Html {
  const most = Math.max(1, ...counts);
  const days = periodDays(report);
  const start = (i: number) => new Date(report.from.getTime() + i * days * DAY_MS).toISOString().slice(0, 10);
  const said = counts.flatMap((count, i) => (count > 0 ? [`${start(i)}: ${count}`] : [])).join(', ');
  const bars = counts.map((count, i) => {
    const height = count === 0 ? 1 : Math.max(3, Math.round((count / most) * HEIGHT));
    return `<rect x="${i * BAR}" y="${HEIGHT - height}" width="${BAR - 2}" height="${height}"/>`;
  });
  const width = counts.length * BAR;
  return html`<svg role="img" aria-label="${said}" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" preserveAspectRatio="none">${raw(bars.join(''))}</svg>`;
}

export const time = (date: Date): Html =>
  html`<time datetime="${date.toISOString()}">${date.toISOString().slice(0, 16).replace('T', ' ')} UTC</time>`;

export const STYLE = `:root { color-scheme: light dark; --line: #8886; --bar: #2563eb; --bad: #b91c1c; }
@media (prefers-color-scheme: dark) { :root { --bar: #93c5fd; --bad: #fca5a5; } }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: CanvasText; background: Canvas; }
/* Both pages end with a form: what is shown before it has arrived would move. */
body:not(:has(form)) { visibility: hidden; }
main { max-width: 64rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1rem; margin: 0.5rem 0 0; }
nav a { display: inline-block; padding: 0.25rem 0.5rem; } nav a[aria-current] { font-weight: bold; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 0.5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; white-space: nowrap; }
th[scope=row] { font-weight: normal; min-width: 14rem; white-space: normal; }
tr > :nth-child(2), tr > :nth-child(3), tr > :nth-child(4) { text-align: right; font-variant-numeric: tabular-nums; }
/* Of texts the short ones stay whole; a word of others is broken where it has no room. */
.texts :is(th, td) { text-align: left; white-space: normal; } .texts :is(.short, button) { white-space: nowrap; }
@media (min-width: 48.01rem) { .texts .name { min-width: 6rem; } .texts .place { min-width: 12rem; } }
svg { fill: var(--bar); display: block; max-width: 100%; }
ul { margin: 0.25rem 0; padding-left: 1.25rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border-left: 3px solid var(--bad); padding-left: 0.75rem; }
pre.quote { border-color: var(--line); }
[role=alert] { color: var(--bad); }
label { display: block; } input, button { font: inherit; padding: 0.4rem 0.75rem; margin: 0.5rem 0.5rem 0.5rem 0; }
input, textarea { box-sizing: border-box; max-width: 100%; }
textarea { font: inherit; } fieldset { min-width: 0; } fieldset label { display: inline; }
/* Where the columns have no room side by side, each row is a card whose values bear their labels. */
@media (max-width: 48rem) {
  table, tbody { display: block; }
  thead { display: none; }
  tr { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0.5rem; padding: 0.75rem 0; border-bottom: 1px solid var(--line); }
  tr > :is(th, td):nth-child(n) { display: block; min-width: 0; padding: 0; border: 0; text-align: left; }
  tr > :is(:first-child, :nth-last-child(-n + 2)) { grid-column: 1 / -1; }
  th[scope=row] { font-weight: bold; } th[scope=row] :is(details, small) { font-weight: normal; }
  .texts .place { grid-column: span 2; }
  td[data-label]::before { content: attr(data-label); display: block; font-size: 0.875rem; }
}
`;
