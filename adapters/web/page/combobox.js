import { el, say } from './dom.js';

/** How long after the last key suggestions are asked for, in milliseconds. */
const PAUSE_MS = 120;
const MIN_TYPED = 2;

/**
 * Suggestions below an input, as the pattern "editable combobox with list autocomplete" of the ARIA Authoring
 * Practices has them: the keys stay in the input, arrows choose, Enter takes, Escape closes.
 * @template Choice
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list with an id
 * @param {(typed: string, signal: AbortSignal) => Promise<readonly Choice[]>} suggest
 * @param {(choice: Choice) => void} take
 * @param {{ show?: (choice: Choice) => (Node | string)[], tell?: (count: number) => void }} how what a suggestion shows
 * where it is no text, and who says how many there are
 * @returns {{ close: () => void }}
 */
export function createCombobox(input, list, suggest, take, { show = textOf, tell = tellCount } = {}) {
  /** @type {readonly Choice[]} */
  let choices = [];
  let chosen = -1;
  let underway = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const options = () => [...list.children];

  const choose = (/** @type {number} */ position) => {
    chosen = position;
    for (const [i, option] of options().entries()) option.setAttribute('aria-selected', String(i === chosen));
    const option = options()[chosen];
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  };
  const close = () => {
    clearTimeout(timer);
    underway.abort();
    choices = [];
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute('aria-expanded', 'false');
    choose(-1);
  };
  const takeAt = (/** @type {number} */ position) => {
    const choice = choices[position];
    close();
    if (choice !== undefined) take(choice);
  };
  const open = (/** @type {readonly Choice[]} */ found) => {
    if (found.length === 0) return close();
    choices = found;
    const items = found.map((choice, i) => {
      const option = el(
        'div',
        { id: `${list.id}-${i}`, role: 'option', 'aria-selected': 'false' },
        ...show(choice),
      );
      option.addEventListener('click', () => takeAt(i));
      return option;
    });
    list.replaceChildren(...items);
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    choose(-1);
    tell(found.length);
  };
  const refresh = async () => {
    underway.abort();
    underway = new AbortController();
    const { signal } = underway;
    const typed = input.value.trim();
    if (typed.length < MIN_TYPED) return close();
    // Without suggestions one can still ask, so a fault here is not worth a word.
    const found = await suggest(typed, signal).catch(() => []);
    if (!signal.aborted) open(found.filter((choice) => choice !== typed));
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE_MS);
  });
  input.addEventListener('keydown', (event) => {
    const count = options().length;
    if (event.key === 'Escape' && count > 0) {
      // A box for searching would be emptied.
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (count === 0) return;
      event.preventDefault();
      // Beyond the ends is the input itself.
      const step = event.key === 'ArrowDown' ? 1 : -1;
      choose(((chosen + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === 'Enter' && chosen >= 0) {
      event.preventDefault();
      takeAt(chosen);
    }
  });
  input.addEventListener('blur', close);
  // A press on a suggestion must not take the focus, which would close the list before the click.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('mousedown', (event) => event.preventDefault());
  return { close };
}

/** @param {unknown} choice */
const textOf = (choice) => [String(choice)];

/** @param {number} count */
const tellCount = (count) => say(count === 1 ? 'One suggestion' : `${count} suggestions`);
