import type { Answer } from '../../src/answer/answer.js';

/** Why an answer is what it is, as plain text. */
export function explanationText(answer: Answer): string {
  const { explanation } = answer;
  const lines = [
    'Why this answer',
    `  read as      ${explanation.question || '(nothing)'}`,
    `  intent       ${explanation.intent}`,
  ];
  if (answer.reading) lines.push(`  completed    ${answer.reading}`);
  if (explanation.subjects.length > 0) {
    lines.push(
      `  subjects     ${explanation.subjects.map(({ id, written, corrected }) => (corrected ? `${id} (from “${written}”)` : id)).join(', ')}`,
    );
  }
  if (explanation.aspect) lines.push(`  aspect       ${explanation.aspect}`);
  for (const [i, term] of explanation.terms.entries()) {
    const others =
      term.alternatives.length > 0
        ? ` ~ ${term.alternatives.slice(0, 6).join(', ')}${term.alternatives.length > 6 ? ', …' : ''}`
        : '';
    lines.push(
      `  ${i === 0 ? 'terms       ' : '            '} ${term.text} (${term.weight.toFixed(2)}${term.known ? '' : ', not in the articles'})${others}`,
    );
  }
  if (explanation.conditions.length > 0) lines.push(`  conditions   ${explanation.conditions.join(' | ')}`);
  lines.push(
    `  status       ${answer.status}, confidence ${answer.confidence.toFixed(2)}`,
    `  because      ${explanation.decision}`,
  );
  if (explanation.candidates.length > 0) lines.push('', '  score  cover  sentence');
  for (const { score, coverage, passage, sentence, matches } of explanation.candidates) {
    const found = matches
      .filter((match) => match.strength > 0)
      .map((match) => `${match.term.text} ${match.strength.toFixed(2)} ${match.where}`);
    lines.push(
      `  ${score.toFixed(3)}  ${coverage.toFixed(2)}   ${passage.document}:${sentence.lines[0]} ${shorten(sentence.text)}`,
    );
    if (found.length > 0) lines.push(`                 ${found.join(', ')}`);
  }
  return lines.join('\n');
}

function shorten(text: string): string {
  return text.length > 90 ? `${text.slice(0, 89)}…` : text;
}
