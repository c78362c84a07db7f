/** A name at the beginning of a point: "Name – text", "Name: text". */
export interface Lead {
  readonly name: string;
  /** Length of the name and of the sign behind it, in UTF-16 units. */
  readonly length: number;
}

const MAX_NAME_LENGTH = 70;
/** A dash behind a name is plain; a colon stands in sentences too, so its name is shorter and has no verb. */
const MAX_WORDS = { dash: 9, colon: 6 };

const DASH = /^([^–—:]{2,}?)(?:\s+[–—-]\s+|\s*[–—]\s+)(?=\S)/u;
const COLON = /^([^:–—]{2,}?)\s*:\s+(?=\S)/u;
const SENTENCE_WORDS =
  /\b(?:are|is|was|were|be|has|have|had|can|will|include|includes|following|says?|said)\b/i;
/** Words that a sentence begins with and a name does not. */
const SENTENCE_START = /^(?:it|they|this|these|there|we|you|he|she|if|when|while|although|because)\b/i;

/**
 * The name that a point begins with, or `null`.
 * @param strict whether nothing but the look of the line says that it is a point
 */
export function leadOf(text: string, strict = false): Lead | null {
  const dash = DASH.exec(text);
  const colon = COLON.exec(text);
  const [match, most] =
    dash && (!colon || dash[0].length <= colon[0].length) ? [dash, MAX_WORDS.dash] : [colon, MAX_WORDS.colon];
  const name = match?.[1]?.trim() ?? '';
  if (!match || name.length > MAX_NAME_LENGTH || name.split(/\s+/).length > (strict ? 5 : most)) return null;
  if (!/^["'“(]?[\p{Lu}\p{N}]/u.test(name) || !/\p{L}/u.test(name) || /[.!?;,]$|[.!?;]\s/.test(name))
    return null;
  if ((match === colon || strict) && SENTENCE_WORDS.test(name)) return null;
  return strict && SENTENCE_START.test(name) ? null : { name, length: match[0].length };
}
