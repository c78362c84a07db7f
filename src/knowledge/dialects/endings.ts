/** Ends of tags, of templates and of comments. */
const END =
  /<\/([A-Za-z][\w.:-]*)\s*>|\{%-?\s*(?:end|\/\s*)([\w-]+)|\{\{[<%]\s*\/\s*([\w./-]+)|(-->)|(\*\/\})|(#\})|^\s*(::)\s*$/g;

/** Where the last end of each name stands: what has none further below was never closed. */
export class Endings {
  readonly #last = new Map<string, number>();

  constructor(lines: readonly string[]) {
    for (const [i, line] of lines.entries()) {
      if (!/<\/|end|\/|-->|#\}|::/.test(line)) continue;
      for (const [, tag, liquid, shortcode, ...signs] of line.matchAll(END)) {
        const sign = signs.find((one) => one !== undefined);
        const template = liquid ?? shortcode;
        const key = tag ? `tag ${tag.toLowerCase()}` : template ? `template ${template}` : `sign ${sign}`;
        this.#last.set(key, i);
      }
    }
  }

  /** Whether one stands on a line or below it. */
  isAfter(way: 'tag' | 'template' | 'sign', name: string, line: number): boolean {
    return (this.#last.get(`${way} ${way === 'tag' ? name.toLowerCase() : name}`) ?? -1) >= line;
  }
}
