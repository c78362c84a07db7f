import type { Attack } from './attack.js';
import { bodiesAndGuesses } from './programs/bodies-and-guesses.js';
import { brokenEvents } from './programs/broken-events.js';
import { cacheNotWritable } from './programs/cache-not-writable.js';
import { clockAhead } from './programs/clock-ahead.js';
import { databaseDamaged } from './programs/database-damaged.js';
import { databaseLocked } from './programs/database-locked.js';
import { diskFull } from './programs/disk-full.js';
import { emptyPersonKey } from './programs/empty-person-key.js';
import { escapesInTerminal } from './programs/escapes-in-terminal.js';
import { foreignHost } from './programs/foreign-host.js';
import { forget } from './programs/forget.js';
import { guessedAnswers } from './programs/guessed-answers.js';
import { hostileQuestions } from './programs/hostile-questions.js';
import { inheritedNames } from './programs/inherited-names.js';
import { keystrokes } from './programs/keystrokes.js';
import { killedDiscord } from './programs/killed-discord.js';
import { killedSlack } from './programs/killed-slack.js';
import { largeArticle } from './programs/large-article.js';
import { linksOut } from './programs/links-out.js';
import { loggedOut } from './programs/logged-out.js';
import { manyRecords } from './programs/many-records.js';
import { oauthTokens } from './programs/oauth-tokens.js';
import { redelivered } from './programs/redelivered.js';
import { reloadLarge } from './programs/reload-large.js';
import { silentConnections } from './programs/silent-connections.js';
import { slackBinds } from './programs/slack-binds.js';
import { slackRequests } from './programs/slack-requests.js';
import { slowArticles } from './programs/slow-articles.js';
import { stoppedUnderLoad } from './programs/stopped-under-load.js';
import { textsInLogs } from './programs/texts-in-logs.js';
import { withoutCompiler } from './programs/without-compiler.js';

/** All attacks, by the line of the report: those of one line are about one promise. */
export const LINES: readonly (readonly Attack[])[] = [
  [inheritedNames],
  [slowArticles],
  [manyRecords],
  [bodiesAndGuesses],
  [reloadLarge],
  [keystrokes],
  [cacheNotWritable],
  [forget],
  [textsInLogs],
  [linksOut],
  [databaseLocked],
  [databaseDamaged],
  [largeArticle],
  [foreignHost],
  [silentConnections],
  [killedDiscord, killedSlack],
  [guessedAnswers],
  [slackRequests],
  [brokenEvents],
  [loggedOut, emptyPersonKey, clockAhead, escapesInTerminal, slackBinds, oauthTokens, withoutCompiler],
  [hostileQuestions, redelivered, diskFull, stoppedUnderLoad],
];
