import { describe, expect, it } from 'vitest';
import { failureText } from '../../../adapters/chat/notices.js';
import { createCounters } from '../../../adapters/process/counters.js';
import { createLogger } from '../../../adapters/process/logger.js';
import { SEARCH_AWAY } from '../../../adapters/service/search-away.js';
import { TEXTS } from '../../../adapters/service/texts.js';
import { DocentError } from '../../../src/errors.js';

describe('a question that failed', () => {
  const told = (error: unknown) => {
    const lines: string[] = [];
    const log = createLogger({ write: (line) => lines.push(line), level: 'info', format: 'text' });
    return { text: failureText({ log, counters: createCounters() }, error), lines };
  };

  it('is told with the id of its line in the log', () => {
    const { text, lines } = told(new Error('out of tea'));
    expect(lines.join()).toContain(`id=${/error (\S+)\.$/.exec(text)?.[1]}`);
  });

  it('is told to come again where the articles cannot be reached, which the log has once', () => {
    const { text, lines } = told(new DocentError(SEARCH_AWAY, 'nobody answers at http://a.search:9200'));
    expect(text).toBe(TEXTS.away);
    expect(lines).toEqual([]);
  });
});
