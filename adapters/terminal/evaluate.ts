import type { Bot } from '../../src/bot.js';
import { parseQuestionSet } from '../../src/eval/question-set.js';
import { type Report, report, type Scored, scoreAll } from '../../src/eval/score.js';
import type { Terminal } from './cli.js';

/** Asks a question set and prints how the answers score. @returns the exit status: 1 below the wanted share */
export async function evaluate(
  bot: Bot,
  text: string,
  file: string,
  options: { min?: number; json?: boolean; failures: number },
  terminal: Terminal,
): Promise<number> {
  const scored = await scoreAll(bot, parseQuestionSet(text, file));
  const result = report(scored);
  terminal.stdout.write(
    options.json
      ? `${JSON.stringify(result)}\n`
      : `${reportText(result)}${failuresText(scored, options.failures)}\n`,
  );
  return options.min !== undefined && percent(result.right, result.of) < options.min ? 1 : 0;
}

const percent = (n: number, of: number): number => (of === 0 ? 100 : (100 * n) / of);
const share = (n: number, of: number): string =>
  `${`${n}/${of}`.padStart(9)}  ${percent(n, of).toFixed(1).padStart(5)} %`;

function reportText(result: Report): string {
  const width = Math.max(12, ...result.kinds.map(({ kind }) => kind.length));
  const row = (label: string, value: string) => `${label.padEnd(width)}${value}`;
  return [
    row('all', share(result.right, result.of)),
    ...result.kinds.map(({ kind, right, of }) => row(kind, share(right, of))),
    '',
    `abstained where it should   ${share(result.abstained.rightly, result.abstained.of)}`,
    `answered where it should    ${share(result.answered.rightly, result.answered.of)}`,
    ...(result.failed.length === 0
      ? []
      : [`Docent itself failed at     ${result.failed.length}: ${result.failed.join(', ')}`]),
    `right but for the citation  ${share(result.butCite, result.of)}`,
    `length                      median ${result.medianLength}, largest ${result.maxLength} characters`,
    `time                        median ${result.medianMs.toFixed(2)} ms, p99 ${result.p99Ms.toFixed(2)} ms`,
    '',
    'risk/coverage: share wrong among the answers given, most confident first',
    'given   wrong   down to confidence   with ABSTAIN_RISK',
    ...result.curve.map(
      ({ coverage, risk, confidence }) =>
        `${(100 * coverage).toFixed(0).padStart(4)} %  ${(100 * risk).toFixed(1).padStart(4)} %  ${confidence.toFixed(2)}                  ${(1 - confidence).toFixed(2)}`,
    ),
    '',
  ].join('\n');
}

function failuresText(scored: readonly Scored[], limit: number): string {
  const failed = scored.filter((one) => one.faults.length > 0);
  if (failed.length === 0 || limit === 0) return '';
  const shown = failed.slice(0, limit).map(({ question, answer, text, faults }) => {
    const turns = [...question.context, question.q]
      .map((turn) => (turn.length > 160 ? `${turn.slice(0, 159)}…` : turn))
      .join(' → ');
    return `${question.id} ${question.kind} [${faults.join(', ')}] ${turns}\n${`(${answer === null ? 'failed' : `${answer.status} ${answer.confidence.toFixed(2)}`}) ${text}`.slice(0, 600).replace(/^/gm, '    ')}`;
  });
  const more = failed.length > limit ? [`… and ${failed.length - limit} more`] : [];
  return `\n${[...shown, ...more].join('\n\n')}\n`;
}
