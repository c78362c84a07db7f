import fc from 'fast-check';

/**
 * Articles that are made from a plan, so that a test knows of every part what it is. Each part bears a mark of its
 * own, counted up in reading order: `q7` stands in one step, one cell or one block of code and nowhere else.
 */
export interface PlannedArticle {
  readonly markdown: string;
  /** What bears a mark, by its number. */
  readonly parts: ReadonlyMap<number, Part>;
  /** Questions after what it says. */
  readonly questions: readonly string[];
}

export type Part =
  | { readonly kind: 'sentence' }
  | { readonly kind: 'point' }
  | { readonly kind: 'step'; readonly list: number; readonly number: number }
  | { readonly kind: 'code'; readonly text: string; readonly language: string | null }
  | { readonly kind: 'row'; readonly table: number; readonly row: number }
  | { readonly kind: 'cell'; readonly table: number; readonly row: number; readonly column: string };

const NOUNS = 'gear valve crank wheel rope pump mast oar keel hull sail anchor winch rudder lamp bell'.split(
  ' ',
);
const VERBS = 'turn open clean grease check lift lower tighten replace drain'.split(' ');
const COLUMNS = 'Weight Length Colour Price Maker'.split(' ');

const noun = fc.constantFrom(...NOUNS);
const verb = fc.constantFrom(...VERBS);

/** What stands in code, as people write it and as they do not. */
const codeLine = fc.constantFrom(
  'crank --turn 3 | tee log.txt',
  '  indented by two',
  '\tindented by a tab',
  '',
  '# not a heading',
  '- not a point',
  '| not | a table |',
  '<b>&amp;</b> **not bold**',
  'trailing blanks   ',
  'echo "“quoted” — 茶"',
  '`one tick`',
  '1. not a step',
);
const codePlan = fc.record({
  lines: fc.array(codeLine, { minLength: 1, maxLength: 5 }),
  language: fc.constantFrom(null, 'sh', 'js', 'c++'),
});
type CodePlan = typeof codePlan extends fc.Arbitrary<infer T> ? T : never;

const stepPlan = fc.record({
  verb,
  noun,
  sentences: fc.integer({ min: 1, max: 3 }),
  code: fc.option(codePlan, { freq: 2 }),
  points: fc.array(noun, { maxLength: 2 }),
});
const blockPlan = fc.oneof(
  fc.record({
    type: fc.constant('paragraph' as const),
    nouns: fc.array(noun, { minLength: 1, maxLength: 5 }),
  }),
  fc.record({
    type: fc.constant('list' as const),
    nouns: fc.array(noun, { minLength: 1, maxLength: 5 }),
    named: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('steps' as const),
    first: fc.constantFrom(1, 1, 1, 4, 9),
    steps: fc.array(stepPlan, { minLength: 1, maxLength: 9 }),
    leads: fc.boolean(),
  }),
  fc.record({ type: fc.constant('code' as const), code: codePlan, leads: fc.boolean() }),
  fc.record({
    type: fc.constant('table' as const),
    columns: fc.integer({ min: 1, max: 4 }),
    rows: fc.array(noun, { minLength: 1, maxLength: 12 }),
    empty: fc.nat(20),
  }),
  fc.record({
    type: fc.constant('box' as const),
    label: fc.constantFrom('NOTE', 'WARNING'),
    nouns: fc.array(noun, { minLength: 1, maxLength: 2 }),
  }),
);
const sectionPlan = fc.record({
  verb,
  noun,
  depth: fc.constantFrom(2, 2, 3),
  blocks: fc.array(blockPlan, { minLength: 1, maxLength: 4 }),
});
type SectionPlan = typeof sectionPlan extends fc.Arbitrary<infer T> ? T : never;

/** Any planned article. */
export const plannedArticles: fc.Arbitrary<PlannedArticle> = fc
  .array(sectionPlan, { minLength: 1, maxLength: 5 })
  .map(write);

function write(sections: readonly SectionPlan[]): PlannedArticle {
  const parts = new Map<number, Part>();
  const questions = new Set<string>();
  const mark = (part: Part): string => {
    parts.set(parts.size + 1, part);
    return `q${parts.size}`;
  };
  let lists = 0;
  const sentence = (what: string, part: Part = { kind: 'sentence' }) =>
    `The ${what} ${mark(part)} is kept dry and clean.`;
  const fence = ({ lines, language }: CodePlan, indent: string): string => {
    const part = { kind: 'code' as const, text: '', language };
    const own = [`run ${mark(part)}`, ...lines];
    parts.set(parts.size, { ...part, text: own.join('\n') });
    return ['```'.concat(language ?? ''), ...own, '```']
      .map((line) => (line ? indent + line : ''))
      .join('\n');
  };

  const blockOf = (plan: SectionPlan['blocks'][number]): string => {
    switch (plan.type) {
      case 'paragraph':
        for (const one of plan.nouns) questions.add(`is the ${one} kept dry?`);
        return plan.nouns.map((one) => sentence(one)).join(' ');
      case 'list':
        for (const one of plan.nouns) questions.add(`tell me about the ${one}`);
        return plan.nouns
          .map((one) => `- ${plan.named ? `**Of the ${one}** – ` : ''}${sentence(one, { kind: 'point' })}`)
          .join('\n');
      case 'steps': {
        const list = ++lists;
        const lead = plan.leads ? `Do the ${sentence('work').slice(4, -1)} in this order:\n\n` : '';
        return (
          lead +
          plan.steps
            .map((step, i) => {
              const number = plan.first + i;
              const sign = `${number}. `;
              const indent = ' '.repeat(sign.length);
              questions.add(`how do I ${step.verb} the ${step.noun}?`);
              const opening = `${capital(step.verb)} the ${step.noun} ${mark({ kind: 'step', list, number })} with care.`;
              const more = Array.from({ length: step.sentences - 1 }, () => sentence(step.noun)).join(' ');
              const code = step.code ? `\n\n${fence(step.code, indent)}` : '';
              const gap = step.code && step.points.length > 0 ? '\n' : '';
              const points = step.points
                .map((one) => `\n${indent}- ${sentence(one, { kind: 'point' })}`)
                .join('');
              return `${sign}${opening}${more ? ` ${more}` : ''}${code}${gap}${points}`;
            })
            .join('\n')
        );
      }
      case 'code': {
        const lead = plan.leads ? `${sentence('command').slice(0, -1)}, so run it:\n\n` : '';
        questions.add('which command do I run?');
        return lead + fence(plan.code, '');
      }
      case 'table': {
        const table = ++lists;
        const columns = COLUMNS.slice(0, plan.columns);
        const rows = plan.rows.map((one, row) => {
          const label = `${capital(one)} ${mark({ kind: 'row', table, row })}`;
          const cells = columns.map((column, c) => {
            questions.add(`what is the ${column.toLowerCase()} of the ${one}?`);
            questions.add(`which part has the highest ${column.toLowerCase()}?`);
            const isEmpty = c > 0 && row * columns.length + c === plan.empty;
            return isEmpty ? '' : `${column.length} units ${mark({ kind: 'cell', table, row, column })}`;
          });
          return `| ${[label, ...cells].join(' | ')} |`;
        });
        const head = ['Part', ...columns];
        return [`| ${head.join(' | ')} |`, `|${head.map(() => ' --- |').join('')}`, ...rows].join('\n');
      }
      case 'box':
        return [`> [!${plan.label}]`, ...plan.nouns.map((one) => `> ${sentence(one)}`)].join('\n');
    }
  };

  const written = sections.map(({ verb: does, noun: what, depth, blocks }, i) => {
    questions.add(`how do I ${does} the ${what}?`);
    questions.add(`${does} ${what}`);
    return `${'#'.repeat(i === 0 ? 2 : depth)} How to ${does} the ${what}\n\n${blocks.map(blockOf).join('\n\n<!-- -->\n\n')}`;
  });
  return { markdown: `# The boat\n\n${written.join('\n\n')}\n`, parts, questions: [...questions] };
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** The marks that a text bears, in order. */
export function marksIn(text: string): number[] {
  return [...text.matchAll(/\bq(\d+)\b/g)].map(([, n]) => Number(n));
}
