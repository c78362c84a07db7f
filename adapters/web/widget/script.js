import { mountDocent } from './index.js';

/**
 * What a page loads as `<script src="https://…/docent.js" data-token="…">`. A button goes to the end of the page; what
 * stands in the page goes where `data-target` points to, or right behind the script.
 */
const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  const { target, ...data } = script.dataset;
  const options = { server: new URL(script.src).origin, token: '', ...data };
  const isButton = (data.mode ?? 'button') === 'button';
  const isPlaced = () => target !== undefined && document.querySelector(target) !== null;
  const place = () => {
    const named = target === undefined ? null : document.querySelector(target);
    if (target !== undefined && !named) return console.warn(`Docent: nothing in this page is ${target}`);
    const element = mountDocent(options, named ?? document.body);
    if (!isButton && !named && document.body.contains(script)) script.after(element);
  };
  // What stands in the page is there before the rest of the page is shown; for a button there is time.
  if (document.readyState !== 'loading' || isPlaced()) place();
  else document.addEventListener('DOMContentLoaded', place, { once: true });
}
