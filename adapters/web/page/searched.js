import { el } from './dom.js';
import { addressOf, placeName } from './sources.js';

/**
 * @import { SearchedBody } from '../schemas.js'
 */

/**
 * What was looked for in vain, and where to look.
 * @param {SearchedBody} searched
 */
export function searchedNote({ articles, words, nearest }) {
  const where = articles === 1 ? 'the one article' : `${articles} articles`;
  return el(
    'div',
    { class: 'searched' },
    ...(words.length === 0 ? [] : [el('h3', {}, `Looked for in ${where}`), wordList(words)]),
    ...(nearest.length === 0 ? [] : [el('h3', {}, 'Nearest to it'), nearestList(nearest)]),
  );
}

/** @param {SearchedBody['words']} words */
function wordList(words) {
  return el(
    'ul',
    { class: 'words' },
    ...words.map(({ text, known }) =>
      el(
        'li',
        known ? {} : { class: 'unknown' },
        text,
        ...(known ? [] : [el('small', {}, ' in no article')]),
      ),
    ),
  );
}

/** @param {SearchedBody['nearest']} nearest */
function nearestList(nearest) {
  return el(
    'ul',
    { class: 'nearest' },
    ...nearest.map((place) => el('li', {}, el('a', { href: addressOf([place]) }, placeName(place)))),
  );
}
