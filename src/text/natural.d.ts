/**
 * The three files of `natural` that `src/text` imports by path. The package types only its main entry,
 * which also loads database drivers, reads `.env` and prints; the linter forbids importing that one.
 */

declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const PorterStemmer: {
    /** The stem of one word. Lower-cases words of three letters and more; shorter ones come back as they are. */
    stem(word: string): string;
  };
  export = PorterStemmer;
}

declare module 'natural/lib/natural/util/stopwords.js' {
  /** English function words, single letters, digits, `$` and `_`. The array is shared, so copy before changing. */
  export const words: readonly string[];
}

declare module 'natural/lib/natural/tokenizers/regexp_tokenizer.js' {
  export class RegexpTokenizer {
    /**
     * @param options.pattern what separates tokens, or with `gaps: false` what a token is (needs the `g` flag)
     * @param options.gaps true unless told
     */
    constructor(options: { pattern: RegExp; gaps?: boolean });
    /** `null` when `gaps` is false and nothing matches, as `String.prototype.match` does. */
    tokenize(text: string): string[] | null;
  }
}
