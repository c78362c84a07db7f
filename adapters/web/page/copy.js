import { say } from './dom.js';
import { iconButton } from './icons.js';

/** How long a button says that it has copied, in milliseconds. */
const SAYS_MS = 2000;

/**
 * A button that copies a text.
 * @param {string} label what it copies
 * @param {'copy' | 'link'} icon
 * @param {() => string} text
 */
export function copyButton(label, icon, text) {
  const button = iconButton(label, icon, async () => {
    const isCopied = await copy(text(), button);
    button.classList.toggle('done', isCopied);
    say(isCopied ? 'Copied' : 'This browser does not let the page copy', button.getRootNode());
    setTimeout(() => button.classList.remove('done'), SAYS_MS);
  });
  return button;
}

/**
 * @param {string} text
 * @param {HTMLElement} button
 * @returns {Promise<boolean>} whether it is in the clipboard
 */
async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Over plain HTTP there is no clipboard but that of commands.
    return copyByCommand(text, button);
  }
}

/**
 * @param {string} text
 * @param {HTMLElement} button
 */
function copyByCommand(text, button) {
  const area = document.createElement('textarea');
  area.className = 'unseen';
  area.value = text;
  button.after(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  button.focus();
  return isCopied;
}
