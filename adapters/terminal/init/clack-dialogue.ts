import * as clack from '@clack/prompts';
import type { Finding } from '../../process/findings.js';
import type { Terminal } from '../cli.js';
import { printable } from '../printable.js';
import { type Dialogue, DialogueEnded } from './dialogue.js';

/** The dialogue in a terminal. What platforms and files say is made printable, as nothing in it is to command the terminal. */
export function createClackDialogue({ stdin: input, screen: output }: Terminal): Dialogue {
  const ways = { input, output };
  return {
    begin: (title) => clack.intro(title, ways),
    end: (text) => clack.outro(printable(text), ways),
    part: (title) => clack.log.step(title, ways),
    say: (text) => clack.log.message(printable(text), ways),
    link(label, url) {
      clack.log.message(`${printable(label)}:`, ways);
      output.write(`${printable(url)}\n`);
    },
    found(findings) {
      for (const one of findings) clack.log[LOGS[one.state]](printable(textOf(one)), ways);
    },
    choose: async (message, choices, initial) =>
      answered(
        await clack.select<string>({
          ...{ message, options: [...choices], ...ways },
          ...(initial === undefined ? {} : { initialValue: initial }),
        }),
      ) as (typeof choices)[number]['value'],
    chooseSome: async (message, choices, initial) =>
      answered(
        await clack.multiselect<string>({
          ...{ message, options: [...choices], required: false, ...ways },
          initialValues: [...initial],
        }),
      ) as (typeof choices)[number]['value'][],
    async ask(message, initial, fault) {
      const validate = refusing((value) => fault(value || initial));
      // Offered, and gone with the first key: what is typed is never put behind it.
      const written = await clack.text({
        message,
        placeholder: initial,
        defaultValue: initial,
        validate,
        ...ways,
      });
      return (answered(written) ?? '').trim() || initial;
    },
    async askSecret(message, isSet, fault) {
      const written = await clack.password({
        message: isSet ? `${message} (one is set: Enter keeps it)` : message,
        validate: refusing((value) => (value === '' && isSet ? null : fault(value))),
        ...ways,
      });
      return (answered(written) ?? '').trim() || null;
    },
    confirm: async (message, initialValue) =>
      answered(await clack.confirm({ message, initialValue, ...ways })),
    async during(doing, work) {
      const spinner = clack.spinner(ways);
      spinner.start(doing);
      try {
        const result = await work();
        spinner.stop(doing);
        return result;
      } catch (error) {
        spinner.error(doing);
        throw error;
      }
    },
  };
}

const LOGS = { good: 'success', note: 'info', bad: 'error' } as const;

const textOf = ({ text, remedy }: Finding): string => (remedy === undefined ? text : `${text}\n→ ${remedy}`);

const refusing =
  (fault: (value: string) => string | null) =>
  (value: string | undefined): string | undefined =>
    fault((value ?? '').trim()) ?? undefined;

function answered<T>(answer: T | typeof clack.CANCEL_SYMBOL): T {
  if (clack.isCancel(answer)) throw new DialogueEnded();
  return answer as T;
}
