import { el, say } from './dom.js';

/** How long after the last key suggestions are asked for, in milliseconds. */
const PAUSE_MS = 120;
const MIN_TYPED = 2;

/**
 * Suggestions below an input, as the pattern "editable combobox with list autocomplete" of the ARIA Authoring
 * Practices has them: the keys stay in the input, arrows choose, Enter takes, Escape closes.
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {(typed: string, signal: AbortSignal) => Promise<readonly string[]>} suggest
 * @param {(text: string) => void} take
 * @returns {{ close: () => void }}
 */
export function createCombobox(input, list, suggest, take) {
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
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute('aria-expanded', 'false');
    choose(-1);
  };
  const show = (/** @type {readonly string[]} */ texts) => {
    if (texts.length === 0) return close();
    const items = texts.map((text, i) => {
      const option = el('div', { id: `suggestion-${i}`, role: 'option', 'aria-selected': 'false' }, text);
      option.addEventListener('click', () => {
        close();
        take(text);
      });
      return option;
    });
    list.replaceChildren(...items);
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    choose(-1);
    say(texts.length === 1 ? 'One suggestion' : `${texts.length} suggestions`);
  };
  const refresh = async () => {
    underway.abort();
    underway = new AbortController();
    const { signal } = underway;
    const typed = input.value.trim();
    if (typed.length < MIN_TYPED) return close();
    // Without suggestions one can still ask, so a fault here is not worth a word.
    const texts = await suggest(typed, signal).catch(() => []);
    if (!signal.aborted) show(texts.filter((text) => text !== typed));
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE_MS);
  });
  input.addEventListener('keydown', (event) => {
    const count = options().length;
    if (event.key === 'Escape' && count > 0) {
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
      const text = options()[chosen]?.textContent ?? '';
      close();
      take(text);
    }
  });
  input.addEventListener('blur', close);
  // A press on a suggestion must not take the focus, which would close the list before the click.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('mousedown', (event) => event.preventDefault());
  return { close };
}
