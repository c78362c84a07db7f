import type { Preview, PreviewDesk } from '../../app/platform-entry.js';
import { previewOf } from '../../chat/preview.js';
import type { Turn } from '../../records/turns.js';
import { RENDERING } from '../render.js';
import { telegramHtml } from './draw.js';

export const preview = (desk: PreviewDesk, turn: Turn): Promise<Preview> =>
  previewOf(RENDERING, telegramHtml, desk, turn);
