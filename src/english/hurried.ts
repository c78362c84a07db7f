/** How people write some words in a hurry, and what they mean. */
export const HURRIED = `
  wat>what; wut>what; wht>what; waht>what; wots>whats; u>you; ur>your; r>are; bc>because; cuz>because; coz>because;
  tho>though; ppl>people; dev>developer; devs>developers; n>and; b4>before; thru>through; db>database; dbs>databases;
  govt>government; diff>difference; diffs>differences; w>with; pw>password; pics>pictures; pic>picture; msg>message;
  msgs>messages; acct>account; docs>documentation; info>information; pls>please; thx>thanks; smth>something;
  rn>now; gimme>give; lemme>let; dunno>know
`;
