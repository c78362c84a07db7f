import { DiscordAPIError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { createLogger, errorId, type LoggerOptions, logFailure } from '../../../adapters/process/logger.js';
import { inRequest } from '../../../adapters/process/request.js';

function logged(options: Partial<LoggerOptions> = {}) {
  const lines: string[] = [];
  const now = () => new Date('2026-11-01T12:00:00Z');
  return { lines, log: createLogger({ write: (line) => lines.push(line), now, ...options }) };
}

describe('the log', () => {
  it('is lines for people, or JSON for programs', () => {
    const text = logged();
    text.log.warn('It rains', { where: 'in Kyoto', mm: 3 });
    expect(text.lines).toEqual(['2026-11-01T12:00:00.000Z warn It rains where="in Kyoto" mm=3\n']);
    const json = logged({ format: 'json' });
    json.log.warn('It rains', { where: 'in Kyoto', mm: 3 });
    expect(JSON.parse(json.lines[0] ?? '')).toEqual({
      level: 'warn',
      time: '2026-11-01T12:00:00.000Z',
      msg: 'It rains',
      where: 'in Kyoto',
      mm: 3,
    });
  });

  it('leaves out what is below its level', () => {
    const { lines, log } = logged({ level: 'warn' });
    log.debug('no');
    log.info('no');
    log.error('yes');
    expect(lines).toHaveLength(1);
  });

  it.each(['text', 'json'] as const)(
    'shows no token in %s, wherever it stands, and stays whole',
    (format) => {
      // Put together here, so that no scanner takes them for real ones.
      const slack = ['xoxb', '1234567890', 'abcdefghij'].join('-');
      const telegram = ['7000000001', 'A'.repeat(35)].join(':');
      const own = 'quo"ted\\secret-0123456789';
      const { lines, log } = logged({ format, secrets: [own] });
      log.error(`failed with ${own}`, {
        error: new Error(`at "https://discord.com/api/interactions/12/${'a'.repeat(40)}\\"`),
        nested: { token: slack, request: `POST /bot${telegram}/getMe` },
        database: 'postgres://docent:hunter2@db/docent',
      });
      const line = lines.join('');
      for (const hidden of ['secret-0123', 'a'.repeat(40), slack, telegram, 'hunter2'])
        expect(line).not.toContain(hidden);
      expect(line.match(/\[token\]/g)?.length).toBeGreaterThanOrEqual(5);
      if (format === 'json') expect(JSON.parse(line).level).toBe('error');
    },
  );

  it.each(['text', 'json'] as const)('holds nothing of what was sent or received, in %s', (format) => {
    const { lines, log } = logged({ format });
    const body = { content: 'what is my secret?' };
    const inDiscord = new DiscordAPIError(
      { message: 'Invalid Form Body', code: 50035 },
      50035,
      400,
      'POST',
      '/x',
      {
        body,
      },
    );
    const inPlatform = Object.assign(new Error('refused'), {
      code: 'slack_webapi_platform_error',
      data: { message: body },
      body: 'my secret',
    });
    const inDatabase = Object.assign(new Error('a row was refused', { cause: inPlatform }), {
      detail: 'Failing row contains (my secret).',
    });
    const faults: unknown[] = [inDiscord, inPlatform, inDatabase, { error: body }, body];
    for (const text of ['my secret', '{"q": my secret}', `${'x'.repeat(50)}"my secret"`])
      try {
        JSON.parse(text);
      } catch (error) {
        faults.push(error);
        log.warn(`Malformed request body: ${(error as Error).message}`);
      }
    for (const error of faults) {
      log.error('It failed', { error });
      logFailure(log, error);
    }
    expect(lines).toHaveLength(2 * faults.length + 3);
    expect(lines.join('')).not.toMatch(/secret/);
    expect(lines.join('')).toContain('Invalid Form Body');
    if (format === 'json')
      expect(JSON.parse(lines[3] ?? '').error).toMatchObject({
        type: 'DiscordAPIError',
        code: 50035,
        status: 400,
        method: 'POST',
        url: '/x',
        stack: expect.stringContaining('logger.test'),
      });
  });

  it('tells which request a line belongs to, and an error has that id', async () => {
    const { lines, log } = logged();
    await inRequest(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      log.info('inside', { told: errorId() });
    }, 'abc123');
    log.info('outside');
    expect(lines[0]).toContain('request=abc123 told=abc123');
    expect(lines[1]).not.toContain('request=');
    expect(errorId()).toMatch(/^[a-z0-9]{6}$/);
  });
});
