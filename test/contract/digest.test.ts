import type { OpenScene } from './chat-contract.js';
import { itTellsOfTheWeek } from './digest-contract.js';
import { openDiscord } from './discord-scene.js';
import { openSlack } from './slack-scene.js';
import { openTelegram } from './telegram-scene.js';

itTellsOfTheWeek('Discord', openDiscord as OpenScene);
itTellsOfTheWeek('Slack', openSlack as OpenScene);
itTellsOfTheWeek('Telegram', openTelegram as OpenScene);
