/**
 * Brings earlier questions back with the arrow up, and later ones with the arrow down, as a shell does; only where nothing was typed, and
 * where no suggestions are open, which the arrows choose among.
 * @param {HTMLInputElement} input
 * @param {() => readonly string[]} questions in order
 */
export function recallOnArrows(input, questions) {
  /** How far back; 0: nothing is brought back. */
  let back = 0;
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    if (event.defaultPrevented || input.getAttribute('aria-expanded') === 'true') return;
    const all = questions();
    const shown = back === 0 ? '' : all[all.length - back];
    if (input.value !== shown) {
      if (input.value !== '') return;
      back = 0;
    }
    const next = back + (event.key === 'ArrowUp' ? 1 : -1);
    if (next < 0 || next > all.length) return;
    event.preventDefault();
    back = next;
    input.value = back === 0 ? '' : (all[all.length - back] ?? '');
    input.setSelectionRange(input.value.length, input.value.length);
  });
}
