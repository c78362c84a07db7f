/**
 * Words of which one undoes or excludes the other, in pairs, as they are typed in lower case: two questions that
 * differ in them ask for different things, however near they are otherwise. Words with "un" and "dis" before them
 * need not be named.
 */
export const OPPOSITES = `
  on off, enable disable, add remove, join leave, open close, start stop, create delete, import export, load save,
  upgrade downgrade, increase decrease, raise lower, before after, first last, minimum maximum, private public,
  encrypt decrypt, show hide, allow forbid, accept refuse, buy sell, send receive, push pull, attach detach,
  hire dismiss, cheap expensive, always never, inside outside, oldest newest
`;
