import { el } from './dom.js';

/**
 * A point or step, or what belongs to the one above it.
 * @typedef {object} Entry
 * @property {number | null} number of a step
 * @property {number} level how deep it stands, from 0
 * @property {boolean} isBelow whether it is no point of its own: code, or a further paragraph
 * @property {readonly (Node | string)[]} nodes
 */

/** @typedef {{ level: number, list: HTMLElement, item: HTMLElement, next: number | null }} Open */

/**
 * Lists in lists, steps with the numbers that they have; what belongs to a point stands in it.
 * @param {readonly Entry[]} entries in reading order
 * @returns {(Node | string)[]} one list, or several where points and steps take turns
 */
export function nestedList(entries) {
  /** @type {(Node | string)[]} */
  const out = [];
  /** Lists that are not at their end, the outermost first. @type {Open[]} */
  const open = [];
  for (const { number, level, isBelow, nodes } of entries) {
    const isPart = isBelow && number === null;
    while (open.length > 0 && isDeeper(open[open.length - 1], isPart ? level - 1 : level)) open.pop();
    if (isPart) {
      const host = open[open.length - 1]?.item;
      if (host) host.append(...nodes);
      else out.push(...nodes);
      continue;
    }
    const same = open[open.length - 1];
    if (same?.level === level && (same.next === null) !== (number === null)) open.pop();
    const item = el('li', {}, ...nodes);
    const last = open[open.length - 1];
    if (last?.level === level) {
      if (number !== null && last.next !== number) item.setAttribute('value', String(number));
      last.list.append(item);
      last.item = item;
      last.next = following(number);
      continue;
    }
    const list =
      number === null
        ? el('ul', {}, item)
        : el('ol', { class: 'steps', ...(number === 1 ? {} : { start: number }) }, item);
    if (last) last.item.append(list);
    else out.push(list);
    open.push({ level, list, item, next: following(number) });
  }
  return out;
}

/**
 * @param {Open | undefined} list
 * @param {number} level
 */
const isDeeper = (list, level) => list !== undefined && list.level > level;

/** @param {number | null} number */
const following = (number) => (number === null ? null : number + 1);
