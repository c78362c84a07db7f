import type { Answer, Shown } from '../../src/answer/answer.js';
import { hasMore } from '../../src/answer/compose-section.js';
import type { Bot } from '../../src/bot.js';

/** An answer from more sections than these is put together from many: no one of them stands behind it. */
const MAX_SECTIONS = 2;

/** The section that an answer cites first, where more stands in it than is shown; else `null`. */
export async function sectionBehind(
  bot: Pick<Bot, 'section'>,
  answer: Pick<Answer, 'citations'>,
): Promise<Shown | null> {
  const [first] = answer.citations;
  const sections = new Set(answer.citations.map(({ source }) => source));
  if (!first || sections.size > MAX_SECTIONS) return null;
  const section = await bot.section(first);
  return section && hasMore(section, answer) ? section : null;
}
