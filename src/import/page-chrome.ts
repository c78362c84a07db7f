/** Lines that a web page has anywhere, whole lines only. */
const ANYWHERE: readonly RegExp[] = [
  /^(?:top|bottom|end) of (?:the )?page$/i,
  /^(?:back to (?:the )?top|skip to (?:main )?(?:content|navigation))$/i,
  /^(?:share|tweet|pin) (?:this|it|on|to|via)\b.{0,40}$|^(?:advertisement|sponsored)$/i,
];

/** Lines that a web page has around an article; inside one they may be headings of it. */
const AROUND: readonly RegExp[] = [
  /^(?:log|sign) ?(?:in|up|out)(?: ?[/|] ?(?:log|sign) ?(?:in|up))?$|^(?:register|subscribe|subscribe now|menu|search|home)$/i,
  /^(?:share|tweet|pin|like|save|print|email)(?: (?:this|it|on|to|via)\b.{0,40})?$/i,
  /^(?:read|show|view|learn|load) (?:more|all|less)\b.{0,20}$|^(?:previous|next)(?: (?:post|article|page))?$|^see all$/i,
  /^(?:related|recent|popular|similar) (?:posts?|articles?|stories)$/i,
  /^(?:leave a (?:reply|comment)|\d* ?comments?|\d* ?(?:views|likes|shares)|write a comment\W*)$/i,
  /^(?:©|\(c\)|copyright\b).{0,100}$|^.{0,60}\ball rights reserved\.?$/i,
  /^(?:privacy|cookie) (?:policy|settings|notice)$|^terms (?:of (?:use|service)|and conditions)$/i,
  /^(?:accept|reject)(?: all)?(?: cookies)?$/i,
];

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
/** When it was published, and how long it takes to read. */
const DATE_LINE = new RegExp(
  `^(?:(?:published|updated|posted|last (?:updated|modified))(?: on)?:? ?)?(?:${MONTH} \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{1,2}(?:st|nd|rd|th)? ${MONTH}(?:,? \\d{4})?|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.]\\d{1,2}[/.]\\d{2,4})?(?:\\s*[·•|,–-]?\\s*\\d+ min(?:ute)?s? read)?$`,
  'i',
);
const BYLINE = /^(?:(?:written|posted) )?by:? (\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]*){0,3})$/iu;

/** Whether a line is part of the page wherever it stands. */
export function isChromeAnywhere(text: string): boolean {
  return ANYWHERE.some((pattern) => pattern.test(text));
}

/** Whether a line at the top or the bottom is part of the page and not of the article. */
export function isChrome(text: string): boolean {
  return (
    isChromeAnywhere(text) ||
    AROUND.some((pattern) => pattern.test(text)) ||
    (text !== '' && DATE_LINE.test(text))
  );
}

/** The author named by a line "By Jane Doe", or `null`. */
export function bylineOf(text: string): string | null {
  const name = BYLINE.exec(text)?.[1];
  return name && /^\p{Lu}/u.test(name) ? name : null;
}
