import type { LearnedWeights } from '../find.js';
import { MEANING } from './meaning.js';
import { RERANKED } from './reranked.js';
import { WORDS } from './words.js';

/** All that was learned for finding. */
export const LEARNED: LearnedWeights = { words: WORDS, meaning: MEANING, reranked: RERANKED };
