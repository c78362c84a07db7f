import { expect, it, onTestFinished } from 'vitest';
import { COMMANDS } from '../../../adapters/telegram/commands.js';
import { examineTelegram } from '../../../adapters/telegram/doctor.js';
import { TelegramServer } from '../../telegram-server/server.js';
import { CLOSED, GONE, HELP, TOKEN } from '../../telegram-server/world.js';

async function examined(options: {
  readsAll?: boolean;
  token?: string;
  trusted?: string;
  set?: (server: TelegramServer) => void;
  environment?: Record<string, string>;
}) {
  const { token = TOKEN, trusted = '', set = () => undefined, environment = {}, ...own } = options;
  const server = await TelegramServer.start(own);
  onTestFinished(() => server.stop());
  set(server);
  const findings = await examineTelegram({
    ...{ TELEGRAM_TOKEN: token, TELEGRAM_API_URL: server.url, TELEGRAM_TRUSTED: trusted },
    ...environment,
  });
  expect(server.faults).toEqual([]);
  return findings
    .map(({ state, text, remedy = '' }) => `${state}: ${text}${state === 'bad' ? ` ${remedy}` : ''}`)
    .join('\n');
}

it('says whose token it is, and what it is sent of groups', async () => {
  const text = await examined({});
  expect(text).toContain('good: The token is that of “Docent” (@docent_bot).');
  expect(text).toContain('note: Privacy mode is on');
  expect(text).toContain('note: The commands are not registered');
  expect(text).not.toContain('bad:');
});

it('finds nothing to do where all is set up', async () => {
  const text = await examined({
    readsAll: true,
    set(server) {
      server.commands = COMMANDS;
    },
  });
  expect(text).not.toMatch(/^(?:bad|note):/m);
});

it('says what to do about another reader, and about a token that does not work', async () => {
  const text = await examined({
    set(server) {
      server.webhook = 'https://other.example';
    },
  });
  expect(text).toContain('note: A webhook is set');
  const other = TOKEN.replaceAll('x', 'y');
  const refused = await examined({ token: other });
  expect(refused).toMatch(/^bad: Telegram does not accept the token.*BotFather/);
  expect(refused).not.toContain(other);
});

it('says whether questions for a person arrive, and what to do where they do not', async () => {
  const of = (chat: number) => examined({ environment: { TELEGRAM_HANDOVER_CHAT: String(chat) } });
  expect(await of(HELP.id)).toContain('good: Questions for a person go to “Tea help”.');
  for (const chat of [CLOSED.id, GONE])
    expect(await of(chat)).toMatch(
      new RegExp(`^bad: .*all else works.*chat ${chat} of TELEGRAM_HANDOVER_CHAT.*Permissions`, 'm'),
    );
});

it('says whether the digest of a week arrives, and what to do where it does not', async () => {
  const of = (chat: number) => examined({ environment: { TELEGRAM_DIGEST_CHAT: String(chat) } });
  expect(await of(HELP.id)).toContain('good: The digest of each week goes to “Tea help”.');
  expect(await of(GONE)).toMatch(/^bad: .*all else works.*TELEGRAM_DIGEST_CHAT.*Permissions/m);
});

it('says where the bot is to answer unasked and can, and what to do where it cannot', async () => {
  const of = (listen: string, readsAll = true) =>
    examined({ readsAll, environment: { TELEGRAM_LISTEN: listen } });
  expect(await of(`${HELP.id}`)).toContain('good: Questions in “Tea help” are answered unasked.');
  expect(await of(`${HELP.id}/45:dry-run`)).toContain('good: What would be answered unasked in “Tea help”');
  expect(await of(`${HELP.id}`, false)).toMatch(
    /^bad: .*all else works\. Privacy mode is on: in @BotFather/m,
  );
  for (const chat of [CLOSED.id, GONE])
    expect(await of(String(chat))).toMatch(
      new RegExp(`^bad: .*all else works.*chat ${chat} of TELEGRAM_LISTEN.*Permissions`, 'm'),
    );
  expect(await of('tea')).toMatch(/TELEGRAM_LISTEN must be numbers of groups/);
});

it('says of those who may correct answers who has to open a chat first', async () => {
  const text = await examined({ trusted: 'administrators, 101, 999' });
  expect(text).toContain('good: Answers may be corrected by the administrators of each group.');
  expect(text).toContain('good: Answers may be corrected by account 101.');
  expect(text).toContain('note: Account 999, whom TELEGRAM_TRUSTED names, has not opened a chat');
});

it('says what an entry of TELEGRAM_TRUSTED is to be', async () => {
  expect(await examined({ trusted: '@anna' })).toMatch(
    /^bad: .*TELEGRAM_TRUSTED must be administrators, or numbers/s,
  );
});
