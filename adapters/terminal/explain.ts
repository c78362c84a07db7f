import type { Answer } from '../../src/answer/answer.js';
import type { Features } from '../../src/retrieval/ports.js';

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
  const measures = namesOf(explanation.measures);
  if (measures.length > 0) lines.push(`  measured     ${measures.join(', ')}`);
  if (explanation.candidates.length > 0) lines.push('', '  likelihood  sentence');
  for (const {
    probability,
    document,
    section,
    lines: [line],
    text,
    foundBy,
    features,
  } of explanation.candidates) {
    lines.push(
      `  ${probability.toFixed(3)}       ${document}:${line} ${section}: ${shorten(text)}`,
      `              found by ${foundBy}; ${namesOf(features).join(', ')}`,
    );
  }
  return lines.join('\n');
}

/** Measures that are not 0, with their values. */
function namesOf(features: Features): string[] {
  return Object.entries(features)
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => `${name} ${value.toFixed(2)}`);
}

function shorten(text: string): string {
  return text.length > 90 ? `${text.slice(0, 89)}…` : text;
}
