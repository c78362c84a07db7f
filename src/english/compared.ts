/** Sub-headings by which an article compares things of one kind: what is told of a tea, a framework, a bicycle. */
export const COMPARED_HEADINGS: ReadonlySet<string> = new Set(
  [
    'advantage advantages disadvantage disadvantages benefit benefits drawback drawbacks pros cons strength strengths weakness weaknesses',
    'downside downsides upside upsides price prices pricing cost costs rating ratings verdict origin origins taste popularity',
  ]
    .join(' ')
    .split(' ')
    .concat([
      'pros and cons',
      'pros cons',
      'advantages and disadvantages',
      'at a glance',
      'key facts',
      'quick facts',
      'use cases',
      'best for',
      'when to use',
      'when not to use',
      'who is it for',
      'why choose',
    ]),
);

/** Labels of rows that say how a setting or a parameter is written, not what a thing is like. */
export const REFERENCE_LABELS: ReadonlySet<string> = new Set(
  'type types filename default defaults required optional description name names value values example examples since version added scope alias aliases syntax return returns supported status note notes min max minimum maximum option options parameter parameters argument arguments field fields key keys environment variable env flag command url path file format method methods id code input output unit units range domain class event events attribute attributes property properties link links source documentation action usage setting settings result'.split(
    ' ',
  ),
);

/** What titles count that are no things to compare: "5 steps", "10 reasons". */
export const COUNTED_OTHERS: ReadonlySet<string> = new Set(
  'step way tip reason thing question mistake minute hour day week month year example part chapter lesson rule time point fact idea lie myth sign trick hack sentence word line version release page answer percent'.split(
    ' ',
  ),
);
