/** What an article is labelled with: of each label its values, in small letters. */
export type Labels = Readonly<Record<string, readonly string[]>>;

/** Stands for every value of a label where it is said what may be seen; no value of an article. */
export const ANY = 'any';

/** Stands for all articles, whatever their labels. */
export const EVERYTHING = 'everything';
