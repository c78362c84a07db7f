import type { Citation } from '../../src/answer/answer.js';

/** Names where something stands: “Five teas › Oolong”; what stands in no section, by the title of its article. */
export const sourceName = ({ title, section }: Pick<Citation, 'title' | 'section'>): string =>
  section === title ? title : `${title} › ${section}`;
