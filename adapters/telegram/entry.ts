import type { PlatformEntry } from '../app/platform-entry.js';

export const TELEGRAM: PlatformEntry = {
  name: 'telegram',
  title: 'Telegram',
  variable: 'TELEGRAM_TOKEN',
  or: [],
  begun: [],
  guide: 'docs/telegram.md',
  places: ['channel', 'thread'],
  personIs: 'the number of their account',
  start: async (context) => (await import('./main.js')).startTelegram(context),
  doctor: async (environment, write) => (await import('./doctor.js')).doctor(environment, write),
  setUp: async () => (await import('./set-up.js')).SET_UP,
  commands: [],
  preview: async (desk, turn) => (await import('./preview/preview.js')).preview(desk, turn),
};
