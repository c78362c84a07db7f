import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';

/** How many stems are kept in memory, in words; the vocabulary of a large corpus fits. */
const MEMO_LIMIT = 200_000;

/**
 * What Porter's rules cannot know: irregular forms, and words that the rules would cut to the stem of
 * another word (`authorization` is not an `author`). Forms, then `>`, then the word whose stem they have.
 */
const IRREGULAR = `
  arose arisen>arise;
  ate eaten>eat;
  became>become;
  began begun>begin;
  bent>bend;
  bitten>bite;
  blew blown>blow;
  bought>buy;
  bound>bind;
  bred>breed;
  broke broken>break;
  brought>bring;
  built>build;
  burnt>burn;
  came>come;
  caught>catch;
  chose chosen>choose;
  clung>cling;
  crept>creep;
  dealt>deal;
  drank drunk>drink;
  drawn drew>draw;
  driven drove>drive;
  dug>dig;
  fallen fell>fall;
  fed>feed;
  felt>feel;
  fled>flee;
  flew flown>fly;
  forbidden>forbid;
  forgot forgotten>forget;
  fought>fight;
  froze frozen>freeze;
  gave given>give;
  gone went>go;
  got gotten>get;
  grew grown>grow;
  heard>hear;
  held>hold;
  hidden hid>hide;
  kept>keep;
  knew known>know;
  laid>lay;
  led>lead;
   lent>lend;
  lit>light;
  lost>lose;
  made>make;
  meant>mean;
  met>meet;
  paid>pay;
  ran>run;
  ridden rode>ride;
  risen>rise;
  said>say;
  sang sung>sing;
  sank sunk>sink;
  sat>sit;
  seen>see;
  sent>send;
  shaken shook>shake;
  shone>shine;
  shot>shoot;
  shown>show;
  shrank shrunk>shrink;
  slept>sleep;
  sold>sell;
  sought>seek;
  spent>spend;
  spoke spoken>speak;
  sprang sprung>spring;
  spun>spin;
  stole stolen>steal;
  stood>stand;
  struck>strike;
  stuck>stick;
  swam swum>swim;
  swept>sweep;
  swore sworn>swear;
  swung>swing;
  taken took>take;
  taught>teach;
  thought>think;
  threw thrown>throw;
  told>tell;
  tore torn>tear;
  understood>understand;
  won>win;
  wore worn>wear;
  woven wove>weave;
  withdrew withdrawn>withdraw;
  written wrote>write;
  children>child;
  men>man;
  women>woman;
  people>person;
  feet>foot;
  teeth>tooth;
  mice>mouse;
  geese>goose;
  indices>index;
  criteria>criterion;
  matrices>matrix;
  lives>life;
  wives>wife;
  leaves>leaf;
  halves>half;
  worse worst>bad;
  authorization authorisation authorize authorizes authorized authorise authorised>authoriz;
  customize customizes customized customizing customization customise customised customization customizable customisable>customiz;
  communicate communicates communicated communicating communication communications>communicat;
  university universities>universit;
  universe>univers;
  organic organics>organic;
  importance important importantly>importan;
  general generally>general;
  generic>generic;
  policy policies>polic;
  police>polis;
`;

const irregular = new Map(
  IRREGULAR.split(';').flatMap((entry) => {
    const [forms = '', base = ''] = entry.split('>');
    return forms
      .trim()
      .split(/\s+/)
      .filter(Boolean)
      .map((form): [string, string] => [form, base.trim()]);
  }),
);

const memo = new Map<string, string>();

/**
 * The stem of one lower-case word (Porter, 1980, as `natural` implements it). Words with a digit or a
 * sign (`c#`, `es6`) and words of up to two letters are their own stems.
 */
export function stem(word: string): string {
  const known = memo.get(word);
  if (known !== undefined) return known;
  const base = irregular.get(word) ?? word;
  const stemmed = /^[a-z]{3,}$/.test(base) ? PorterStemmer.stem(base) : base;
  if (memo.size >= MEMO_LIMIT) memo.clear();
  memo.set(word, stemmed);
  return stemmed;
}
