import { previewOf } from '../../chat/preview.js';
import type { Preview, PreviewDesk } from '../../shared/platform-entry.js';
import type { Turn } from '../../shared/turns.js';
import { RENDERING } from '../render.js';
import { discordHtml } from './draw.js';

export const preview = (desk: PreviewDesk, turn: Turn): Promise<Preview> =>
  previewOf(RENDERING, discordHtml, desk, turn);
