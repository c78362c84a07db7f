import { describe, expect, it } from 'vitest';
import { tokenize } from '../../../src/text/tokenize.js';
import { botOf, corpusOf } from '../../builders.js';

const DAEMON = `# The daemon

## Options

The option \`--max-depth\` limits how deep the daemon looks. The option \`--dry-run\` changes nothing.

## Environment

\`QUEUE_LIMIT\` says how many jobs wait. \`QUEUE_HOST\` says where the queue runs.

## Settings

\`mail.smtp.port\` is the port of the outgoing mail. \`mail.imap.port\` is that of the incoming mail.

## Files

The daemon keeps its state in \`/var/lib/daemon/state.db\`. It writes what it does to \`/var/log/daemon.log\`.

## Errors

\`E4021\` means that the disk is full. \`E4022\` means that the disk is locked.

## Releases

Version 2.14.1 repaired the clock. Version 2.15.0 brought the calendar.
`;

const bot = botOf(corpusOf([DAEMON]));

describe('a name of programs', () => {
  it.each([
    ['mail.smtp.port', ['mail', 'smtp', 'port']],
    ['QUEUE_LIMIT', ['queue', 'limit']],
    ['max-depth', ['max', 'depth']],
  ])('is one token and its parts: %s', (name, parts) => {
    const tokens = tokenize(`set ${name} first`);
    expect(tokens).toHaveLength(3);
    expect(tokens[1]?.parts).toEqual(parts);
    expect(tokens[1]?.joined).toBe(parts.join(''));
  });

  it.each([
    ['what is --max-depth', /limits how deep/],
    ['what does --dry-run do?', /changes nothing/],
    ['what is QUEUE_HOST', /where the queue runs/],
    ['queue_limit', /how many jobs/],
    ['what is mail.imap.port', /incoming mail/],
    ['mail.smtp.port?', /outgoing mail/],
    ['what is in /var/log/daemon.log', /writes what it does/],
    ['what is kept in /var/lib/daemon/state.db?', /state/],
    ['what does E4021 mean', /disk is full/],
    ['error e4022', /disk is locked/],
    ['what did version 2.15.0 bring?', /calendar/],
    ['what was repaired in 2.14.1', /clock/],
  ])('finds what is said of it: %j', async (question, says) => {
    const answer = await bot.ask(question);
    expect(answer.status).toMatch(/^(?:answered|closest)$/);
    expect(answer.citations[0]?.quote).toMatch(says);
  });

  it.each([
    'what does E4099 mean',
    'what is QUEUE_COLOUR',
    'what is mail.pop.port',
    'what does --force do?',
    'what did version 3.0.0 bring?',
  ])('that the articles do not have is not taken for another: %j', async (question) => {
    expect((await bot.ask(question)).status).not.toBe('answered');
  });

  it('is found by its parts', async () => {
    const answer = await bot.ask('which option is about depth?');
    expect(answer.citations.map(({ quote }) => quote).join()).toContain('--max-depth');
  });

  it('is quoted letter by letter', async () => {
    const quotes = (await bot.ask('where does the daemon keep its state?')).citations.map(
      ({ quote }) => quote,
    );
    expect(quotes.join()).toContain('/var/lib/daemon/state.db');
  });
});
