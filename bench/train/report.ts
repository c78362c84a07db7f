import type { Outcome } from './main.js';

interface Reported extends Outcome {
  readonly likelihood: number;
}

/** Prints what unseen questions come to, set by set, and what answering from a likelihood on gives. */
export function report(outcomes: readonly Reported[]): void {
  const groups = new Map<string, Reported[]>();
  for (const one of outcomes) {
    const { set, asked } = one.example;
    const isMadeUp = !asked.covered && one.weight < set.weight;
    const name = isMadeUp ? 'answers taken out' : set.bySentence ? 'SQuAD' : set.name;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  console.log(
    'set: passage first, of three, shown right, line right | covered | not covered | calibration error',
  );
  for (const [name, list] of groups) {
    const covered = list.filter(({ example }) => example.asked.covered);
    const share = (test: (one: Reported) => boolean) =>
      covered.length === 0 ? '–' : ((100 * covered.filter(test).length) / covered.length).toFixed(0);
    const cells = [
      share(({ rightPassage }) => rightPassage),
      share(({ ofThree }) => ofThree),
      share(({ right }) => right),
      share(({ rightLine }) => rightLine),
    ];
    console.log(
      `${name}: ${cells.join(' ')} | ${covered.length} | ${list.length - covered.length} | ${calibration(list).toFixed(3)}`,
    );
  }
  const isReal = ({ example, weight }: Reported) => example.asked.covered || weight === example.set.weight;
  const isDocs = (one: Reported) => !one.example.set.bySentence && isReal(one);
  curve('all but SQuAD', outcomes.filter(isDocs));
  curve(
    'SQuAD',
    outcomes.filter((one) => one.example.set.bySentence && isReal(one)),
  );
}

/** Right and wrong of covered questions, and answers to others, from a likelihood on; the worth at the best two cuts. */
function curve(name: string, list: readonly Reported[]): void {
  if (list.length === 0) return;
  const covered = list.filter(({ example }) => example.asked.covered);
  const away = list.filter(({ example }) => !example.asked.covered);
  console.log(
    `${name}: ${covered.length} covered, ${away.length} not; calibration error ${calibration(list).toFixed(3)}`,
  );
  for (const cut of [0.1, 0.2, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) {
    const given = covered.filter(({ likelihood }) => likelihood >= cut);
    const right = given.filter(({ right: ok }) => ok).length;
    const refused = away.filter(({ likelihood }) => likelihood < cut).length;
    console.log(
      `  from ${cut}: right ${pc(right, covered.length)}, wrong ${pc(given.length - right, covered.length)}, refused ${pc(refused, away.length)}`,
    );
  }
  let best = { worth: -1, sure: 0, closest: 0 };
  for (let closest = 0.05; closest < 0.9; closest += 0.05)
    for (let sure = closest; sure < 1; sure += 0.05) {
      const worth = list.reduce((sum, one) => sum + worthOf(one, sure, closest), 0) / list.length;
      if (worth > best.worth) best = { worth, sure, closest };
    }
  console.log(
    `  worth ${best.worth.toFixed(3)}, answered from ${best.sure.toFixed(2)}, closest from ${best.closest.toFixed(2)}`,
  );
}

function worthOf({ example, right, likelihood }: Reported, sure: number, closest: number): number {
  const { covered } = example.asked;
  if (likelihood >= sure) return right ? 1 : -1;
  if (likelihood >= closest) return right ? 0.7 : -0.3;
  return covered ? 0 : 1;
}

function pc(n: number, of: number): string {
  return of === 0 ? '–' : `${((100 * n) / of).toFixed(1)} %`;
}

/** Mean distance between likelihood and share right, in ten bins of equal size. */
function calibration(list: readonly Reported[]): number {
  const sorted = [...list].sort((a, b) => a.likelihood - b.likelihood);
  let error = 0;
  for (let bin = 0; bin < 10; bin++) {
    const part = sorted.slice(
      Math.floor((bin * sorted.length) / 10),
      Math.floor(((bin + 1) * sorted.length) / 10),
    );
    error +=
      Math.abs(part.reduce((sum, { likelihood, right }) => sum + likelihood - (right ? 1 : 0), 0)) /
      sorted.length;
  }
  return error;
}
