import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { DocentError } from '../../src/errors.js';
import { escapeHtml } from '../process/html.js';
import { readableAccent } from './colour.js';
import type { WebSettings } from './config.js';
import { MAX_LOGO_BYTES } from './limits.js';

/** What of the page is the operator's: its name, greeting, links, colours and logo. */
export interface Brand {
  /** Fills in what the page leaves open as `{{name}}`, `{{greeting}}`, `{{links}}`, `{{logo}}`, `{{colours}}` and `{{corrects}}`. */
  fill(page: string): string;
  /** The style sheet of its colours; `null` for those of the page. */
  readonly colours: string | null;
  readonly logo: { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string } | null;
}

const TYPES: Readonly<Record<string, string>> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
};

/** Where the colours and the logo are. */
export const COLOURS_PATH = '/page/colours.css';
export const LOGO_PATH = '/page/logo';

/** @throws {DocentError} `bad-settings` when the logo cannot be read or is too large */
export function readBrand(settings: WebSettings): Brand {
  const { DOCENT_WEB_LOGO: path, DOCENT_WEB_COLOUR: colour } = settings;
  const logo =
    path === undefined ? null : { bytes: readLogo(path), type: TYPES[extname(path).toLowerCase()] ?? '' };
  const parts: Readonly<Record<string, string>> = {
    name: escapeHtml(settings.DOCENT_WEB_NAME),
    greeting: escapeHtml(settings.DOCENT_WEB_GREETING),
    links: linksHtml(settings.DOCENT_WEB_LINKS),
    logo: logo === null ? '/page/icon.svg' : LOGO_PATH,
    corrects: settings.DOCENT_CORRECT_TOKEN === undefined ? 'off' : 'on',
    colours: colour === undefined ? '' : `<link rel="stylesheet" href="${COLOURS_PATH}" />`,
  };
  return {
    fill: (page) => page.replace(/\{\{(\w+)\}\}/g, (_, part: string) => parts[part] ?? ''),
    colours: colour === undefined ? null : coloursCss(...colour),
    logo,
  };
}

function readLogo(path: string): Uint8Array<ArrayBuffer> {
  const remedy = 'Write the path of a picture, or leave DOCENT_WEB_LOGO out.';
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(readFileSync(path));
  } catch (cause) {
    throw new DocentError('bad-settings', `DOCENT_WEB_LOGO: "${path}" cannot be read. ${remedy}`, { cause });
  }
  if (bytes.length <= MAX_LOGO_BYTES) return bytes;
  throw new DocentError(
    'bad-settings',
    `DOCENT_WEB_LOGO: "${path}" has ${bytes.length} bytes, more than ${MAX_LOGO_BYTES}. It is shown 28 pixels high: write the path of a smaller picture.`,
  );
}

function linksHtml(links: WebSettings['DOCENT_WEB_LINKS']): string {
  if (links.length === 0) return '';
  const items = links.map(
    ({ label, url }) => `<a href="${escapeHtml(url)}" rel="noreferrer">${escapeHtml(label)}</a>`,
  );
  return `<nav id="links" aria-label="Links">${items.join('')}</nav>`;
}

function coloursCss(light: string, dark: string): string {
  const rule = (theme: 'light' | 'dark', wanted: string) => {
    const { accent, onAccent, tint } = readableAccent(wanted, theme);
    return `:root { --accent: ${accent}; --on-accent: ${onAccent}; --tint: ${tint}; }`;
  };
  return `${rule('light', light)}\n@media (prefers-color-scheme: dark) { ${rule('dark', dark)} }\n`;
}
