import { button, el } from './dom.js';

/** Why an answer did not help, as the server takes it, with its name. */
const REASONS = { outdated: 'Outdated', wrong: 'Wrong', incomplete: 'Incomplete' };
const QUESTION = 'What was it?';
/** Longest note, as the server takes it. */
const MAX_NOTE = 500;

/** @typedef {{ reason?: string, note?: string }} Why */

let count = 0;

/**
 * Asks why an answer did not help. It is sent once for a vote; who does not want to say, closes it.
 * @param {object} told
 * @param {boolean} told.isSent whether it was told before
 * @param {(why: Why) => Promise<void>} told.send rejects when it was not taken
 * @param {() => void} told.closed what had the focus in it has none any more
 * @param {(error: unknown) => string} told.faultText
 */
export function createReasons({ isSent, send, closed, faultText }) {
  count++;
  const fault = el('p', { class: 'fault', role: 'alert' });
  const choices = Object.entries(REASONS).map(([value, text]) => ({
    input: el('input', { type: 'radio', name: `reason-${count}`, value }),
    text,
  }));
  const note = el('textarea', { rows: 2, maxlength: MAX_NOTE });
  const sender = el('button', { type: 'submit' }, 'Send');
  const form = el(
    'form',
    { class: 'reasons', 'aria-label': 'Why it did not help', hidden: true },
    el(
      'fieldset',
      {},
      el('legend', {}, QUESTION),
      ...choices.map(({ input, text }) => el('label', {}, input, text)),
    ),
    el('label', { class: 'note' }, 'Note', note),
    fault,
    el(
      'div',
      { class: 'ends' },
      sender,
      button('No, thanks', () => close()),
    ),
  );
  const close = () => {
    form.hidden = true;
    closed();
  };
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const reason = choices.find(({ input }) => input.checked)?.input.value;
    const text = note.value.trim();
    fault.textContent = '';
    if (reason === undefined && text === '') {
      fault.textContent = 'Choose one, or write a note.';
      return choices[0]?.input.focus();
    }
    if (isSent) return;
    isSent = true;
    try {
      await send({ ...(reason === undefined ? {} : { reason }), ...(text === '' ? {} : { note: text }) });
      close();
      form.reset();
    } catch (error) {
      isSent = false;
      fault.textContent = faultText(error);
    }
  });
  return {
    form,
    /** Asks, unless it was told. @param {string} thanks @returns what is said of that */
    ask(thanks) {
      if (isSent) return thanks;
      form.hidden = false;
      return `${thanks} ${QUESTION}`;
    },
    /** Another vote takes back what was asked of the one before. */
    begin() {
      isSent = false;
      form.hidden = true;
    },
  };
}
