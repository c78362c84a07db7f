import { sentences } from '../text/sentences.js';
import { tokenize } from '../text/tokenize.js';

/** Longest message that is read, in UTF-16 units; Discord and Slack allow 4,000. What follows is not looked at. */
export const MAX_QUESTION_LENGTH = 8000;

/** A question of more words than this is a text with a question in it, which is looked for. */
const LONG_QUESTION_WORDS = 40;

/**
 * A message as plain words: mentions, tags, formatting and control characters taken away, white space folded.
 * Every pattern is linear in the length of the message.
 */
export function cleanMessage(message: string): string {
  return message
    .slice(0, MAX_QUESTION_LENGTH)
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/<(?:[@#!][^<>]{0,80}|a?:[^<>]{0,80})>/g, ' ')
    .replace(/@(?:everyone|here|channel)\b/gi, ' ')
    .replace(/&(?:[a-z]{2,8}|#\d{1,6});|%[0-9a-f]{2}/gi, ' ')
    .replace(/<(script|style)[^<>]{0,200}>[^<]{0,4000}<\/\1>/gi, ' ')
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, ' ')
    .replace(/\[[^[\]]{0,200}\]\([^()\s]{0,500}\)/g, ' ')
    .replace(/https?:\/\/\S{1,500}/gi, ' ')
    .replace(/[*_~`|>]{1,3}(?=\S)|(?<=\S)[*_~`|]{1,3}/g, (marks, at: number, all: string) =>
      marks === '_' && /\w/.test(all[at - 1] ?? '') && /\w/.test(all[at + 1] ?? '') ? marks : ' ',
    )
    .replace(IN_SHORT, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** How an answer is wished for, which says nothing of what is asked. */
const IN_SHORT =
  /\b(?:in|with|using) (?:very |really )?(?:simple|plain|easy|few|short|a few|one|two|1|2|three|one or two|other|own|layman'?s?|your own) (?:words?|terms?|english|sentences?|language|lines?)\b|\b(?:in a nutshell|for dummies|eli5|in short|in brief|briefly|out of the box|by default|at all|in general|right now|these days|in production|in the wild|in real life|in practice|short version|by hand)\b/gi;

const ASKS =
  /^(?:and |but |so |ok |hey |hi )?(?:who|what|whats|when|where|which|why|how|is|are|am|was|were|do|does|did|can|could|should|would|will|has|have|compare|list|name|tell|explain|define|describe|give|show|recommend|suggest|any)\b/i;
const POLITE = /^(?:please|thanks|thank you|hi|hello|hey|dear|sorry|cheers|kind regards|best regards)\b/i;

/**
 * The part of a message that asks something. A short message is taken whole; of a long one, the sentences
 * that ask, each once, as far as they fit.
 */
export function findQuestion(message: string): string {
  if (tokenize(message).length <= LONG_QUESTION_WORDS) return message;
  const seen = new Set<string>();
  const parts: string[] = [];
  for (const sentence of sentences(message)) {
    const key = sentence.toLowerCase();
    if (seen.has(key)) continue;
    seen.add(key);
    parts.push(sentence);
  }
  const asking = parts.filter((part) => part.endsWith('?'));
  const pool = asking.length > 0 ? asking : parts.filter((part) => ASKS.test(part));
  const chosen = (pool.length > 0 ? pool : parts.filter((part) => !POLITE.test(part))).slice(0, 2);
  // A question mark may close a sentence of hundreds of words: its last words are the question then.
  const words = (chosen.join(' ') || message).split(' ');
  return words.length <= 2 * LONG_QUESTION_WORDS
    ? words.join(' ')
    : words.slice(-LONG_QUESTION_WORDS).join(' ');
}
