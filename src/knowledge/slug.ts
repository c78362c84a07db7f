import { tokenize } from '../text/tokenize.js';

/** The id of a name: its words in lower case, joined by hyphens. */
export function slug(text: string): string {
  return (
    tokenize(text)
      .map((token) => token.joined.replace(/#/g, '-sharp').replace(/\+/g, '-plus'))
      .join('-') || 'subject'
  );
}
