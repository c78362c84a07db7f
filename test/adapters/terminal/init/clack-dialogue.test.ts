import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { createClackDialogue } from '../../../../adapters/terminal/init/clack-dialogue.js';
import { DialogueEnded } from '../../../../adapters/terminal/init/dialogue.js';
import { fakeTerminal } from '../../../builders.js';

/** The dialogue in a terminal of tests; `type` is what is typed at the next question. */
function inTerminal() {
  const stdin = Object.assign(new PassThrough(), { setRawMode: () => undefined });
  const terminal = fakeTerminal({ input: stdin, tty: true, columns: 80 });
  const dialogue = createClackDialogue({ ...terminal, screen: terminal.stdout });
  return {
    dialogue,
    type: (keys: string) => void stdin.write(keys),
    shown: () => stripVTControlCharacters(terminal.out()),
    raw: terminal.out,
  };
}

it('shows nothing of a secret that is typed, and says what is wrong with it', async () => {
  const { dialogue, type, shown } = inTerminal();
  const answer = dialogue.askSecret('The token:', false, (value) =>
    value === 'tea' ? null : 'This is no token.',
  );
  type('te\r');
  type('a\r');
  expect(await answer).toBe('tea');
  expect(shown()).toContain('This is no token.');
  expect(shown()).not.toContain('te▪');
  expect(shown()).not.toMatch(/\btea?\b/);
});

it('keeps a secret that is set for Enter alone', async () => {
  const { dialogue, type, shown } = inTerminal();
  const answer = dialogue.askSecret('The token:', true, () => 'This is no token.');
  type('\r');
  expect(await answer).toBeNull();
  expect(shown()).toContain('Enter keeps it');
});

it('puts what is typed in the place of what it offers, and takes what it offers for Enter alone', async () => {
  const { dialogue, type, shown } = inTerminal();
  const typed = dialogue.ask('Which folder?', 'teas', () => null);
  type('/home/anna/handbook\r');
  expect(await typed).toBe('/home/anna/handbook');
  const left = dialogue.ask('Which folder?', 'teas', (value) => (value === '' ? 'Write one.' : null));
  type('\r');
  expect(await left).toBe('teas');
  expect(shown()).toContain('teas');
});

it.each(['ask', 'choose', 'chooseSome', 'confirm', 'secret'] as const)(
  'is ended by Ctrl-C, at %s too',
  async (kind) => {
    const { dialogue, type } = inTerminal();
    const choices = [{ value: 'tea', label: 'Tea' }];
    const asked = {
      ask: () => dialogue.ask('Which?', '', () => null),
      choose: () => dialogue.choose('Which?', choices),
      chooseSome: () => dialogue.chooseSome('Which?', choices, []),
      confirm: () => dialogue.confirm('Sure?', true),
      secret: () => dialogue.askSecret('Which?', false, () => null),
    }[kind]();
    type('\u0003');
    await expect(asked).rejects.toBeInstanceOf(DialogueEnded);
  },
);

it('obeys nothing in what a platform says of itself, and has an address on a line of its own', () => {
  const { dialogue, shown, raw } = inTerminal();
  dialogue.found([{ state: 'good', text: 'The token is that of “\u001b]0;Tea\u0007”.' }]);
  dialogue.link('Tea', `https://teas.example/?a=${'x'.repeat(200)}`);
  expect(raw()).not.toContain('\u001b]0;');
  expect(shown()).toContain('\\u001b]0;Tea\\u0007');
  expect(shown()).toMatch(/^https:\/\/teas\.example\/\?a=x{200}$/m);
});
