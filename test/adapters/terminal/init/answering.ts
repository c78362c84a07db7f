import { type Dialogue, DialogueEnded } from '../../../../adapters/terminal/init/dialogue.js';

/** What is answered to a question that a pattern is found in; `END`: Ctrl-C. */
export type Answer = readonly [question: RegExp, answer: string | boolean | readonly string[] | null];
export const END = '\u0003';

export interface Answering extends Dialogue {
  /** All that was shown, in order. */
  readonly said: () => string;
  /** Every question that was asked. */
  readonly asked: readonly string[];
}

/** A dialogue with somebody who answers so; what is asked beyond that is a fault. */
export function answering(answers: readonly Answer[]): Answering {
  const left = [...answers];
  const said: string[] = [];
  const asked: string[] = [];
  const answer = (question: string): Answer[1] => {
    asked.push(question);
    const [first] = left;
    if (!first?.[0].test(question))
      throw new Error(
        `“${question}” is asked, and ${first ? `${first[0]} is` : 'nothing is'} to be answered`,
      );
    left.shift();
    if (first[1] === END) throw new DialogueEnded();
    return first[1];
  };
  /** Asks again, as a terminal does, while something is wrong with what was written. */
  const right = (question: string, fault: (value: string) => string | null): string => {
    const value = String(answer(question));
    const wrong = fault(value);
    if (wrong === null) return value;
    said.push(wrong);
    return right(question, fault);
  };
  return {
    begin: (title) => void said.push(title),
    end: (text) => void said.push(text),
    part: (title) => void said.push(title),
    say: (text) => void said.push(text),
    link: (label, url) => void said.push(`${label}: ${url}`),
    found: (findings) => {
      for (const { state, text, remedy } of findings)
        said.push(`${state}: ${text}${remedy === undefined ? '' : ` → ${remedy}`}`);
    },
    async choose(question, choices) {
      said.push(...choices.map(({ label }) => `choice: ${label}`));
      const value = answer(question);
      const chosen = choices.find((one) => one.value === value);
      if (!chosen) throw new Error(`“${question}” offers ${choices.map((one) => one.value)}`);
      return chosen.value;
    },
    async chooseSome(question, choices, initial) {
      const value = answer(question);
      if (value === null) return initial;
      return choices.map((one) => one.value).filter((one) => (value as readonly string[]).includes(one));
    },
    ask: async (question, initial, fault) =>
      right(question, (value) => fault(value === '' ? initial : value)) || initial,
    async askSecret(question, isSet, fault) {
      const value = right(question, (one) => (one === '' && isSet ? null : fault(one)));
      return value || null;
    },
    confirm: async (question) => Boolean(answer(question)),
    during: (_, work) => work(),
    said: () => said.join('\n'),
    asked,
  };
}
